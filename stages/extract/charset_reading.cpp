#include "stages/extract/charset_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "base/detect_charset.h"
#include "stages/extract/binary_signature.h"

namespace headwater {
namespace {

/// A charset is doubted when more than one in ten of the characters beyond ASCII are ill-formed:
/// text in the right charset is damaged here and there, text in the wrong one nearly everywhere.
constexpr std::uint64_t kCharactersPerDoubt = 10;
/// More than one replaced sequence in twenty bytes of text leaves no text worth keeping.
constexpr std::uint64_t kBytesPerReplacement = 20;
/// windows-1252 decodes anything, so as a last resort it must be plausible: Western text has far
/// fewer than two in five bytes beyond ASCII. Shorter texts than this many such bytes may have
/// more.
constexpr std::uint64_t kFewBytesBeyondAscii = 32;
/// A guess at a single-byte charset is a matter of letter frequencies: fewer than this many letters
/// beyond ASCII have none.
constexpr std::uint64_t kFewestLettersForAGuess = 8;

}  // namespace

CharsetReading read_as(Encoding encoding, std::string_view evidence, std::string_view bytes,
                       std::size_t skipped) {
  CharsetReading reading{encoding, evidence, skipped, {}, {}, {}};
  reading.tally = decode(encoding, bytes.substr(skipped), reading.text, reading.steps);
  return reading;
}

bool is_doubtful(const DecodeTally& tally) {
  return tally.replaced * kCharactersPerDoubt > tally.beyond_ascii;
}

bool is_ruined(std::uint64_t replaced, std::uint64_t text_size) {
  return replaced * kBytesPerReplacement > text_size;
}

bool is_plausible_western(std::string_view text) {
  // Bytes that windows-1252 leaves undefined come out as C1 controls: no text has them.
  constexpr std::array<std::string_view, 5> kUndefined = {"\xC2\x81", "\xC2\x8D", "\xC2\x8F",
                                                          "\xC2\x90", "\xC2\x9D"};
  std::uint64_t beyond = 0;
  std::uint64_t characters = 0;
  for (const char c : text) {
    const auto byte = static_cast<std::uint8_t>(c);
    beyond += byte >= 0xC0 ? 1 : 0;
    characters += byte < 0x80 || byte >= 0xC0 ? 1 : 0;
  }
  if (beyond < kFewBytesBeyondAscii) return true;
  const auto has = [text](std::string_view c) { return text.find(c) != std::string_view::npos; };
  return beyond * 5 <= characters * 2 && std::ranges::none_of(kUndefined, has);
}

bool has_japanese_escapes(std::string_view bytes) {
  return bytes.find("\x1B$B") != std::string_view::npos ||
         bytes.find("\x1B$@") != std::string_view::npos;
}

DeclaredCharset declared_charset(const Article& article) {
  const std::string& inner = article.content.charset;
  const std::string& label = inner.empty() ? article.arrival.charset : inner;
  if (label.empty()) return {};
  const auto encoding = encoding_for_label(label);
  if (!encoding || *encoding == Encoding::kReplacement) return {std::nullopt, label};
  return {encoding, {}};
}

CharsetReading detect_reading(std::string_view bytes) {
  CharsetReading utf8 = read_as(Encoding::kUtf8, "valid-utf8", bytes);
  if (utf8.tally.replaced == 0 && !has_japanese_escapes(bytes)) return utf8;
  const auto guess = detect_charset(bytes);
  utf8.evidence = "detected";
  if (!is_doubtful(utf8.tally) && guess != Encoding::kIso2022Jp) return utf8;
  if (guess) {
    CharsetReading detected = read_as(*guess, "detected", bytes);
    const bool founded =
        !is_single_byte(*guess) || detected.tally.beyond_ascii >= kFewestLettersForAGuess;
    if (founded && !is_doubtful(detected.tally)) return detected;
  }
  return read_as(Encoding::kWindows1252, "fallback", bytes);
}

CharsetReading choose_reading(std::string_view bytes, std::optional<Encoding> declared) {
  if (const auto mark = byte_order_mark(bytes)) {
    return read_as(mark->encoding, "bom", bytes, mark->size);
  }
  if (declared) {
    CharsetReading reading = read_as(*declared, "declared", bytes);
    if (is_single_byte(*declared) || !is_doubtful(reading.tally)) return reading;
    CharsetReading other = detect_reading(bytes);
    const bool better = other.evidence != "fallback" || is_plausible_western(other.text);
    return better ? other : reading;
  }
  switch (guess_utf16(bytes)) {
    case Utf16Guess::kLittle:
      return read_as(Encoding::kUtf16Le, "detected", bytes);
    case Utf16Guess::kBig:
      return read_as(Encoding::kUtf16Be, "detected", bytes);
    case Utf16Guess::kNone:
      break;
  }
  return detect_reading(bytes);
}

SourceMap map_of(const CharsetReading& reading) {
  constexpr std::uint64_t kMostUnits = std::numeric_limits<std::uint32_t>::max();
  SourceMap map;
  for (DecodeStep step : reading.steps) {
    step.raw_begin += reading.skipped;
    if (step.copied) {
      map.append_copy(step.raw_begin, step.units);
      continue;
    }
    while (step.units > 0) {
      const auto units = static_cast<std::uint32_t>(std::min(step.units, kMostUnits));
      map.append(RunKind::kTranscode, step.raw_begin, step.raw_unit, step.text_unit, units);
      step.raw_begin += std::uint64_t{units} * step.raw_unit;
      step.units -= units;
    }
  }
  return map;
}

Error undecodable(const CharsetReading& reading) {
  std::string why = fmt::format("{} of its sequences are ill-formed", reading.tally.replaced);
  if (reading.evidence == "fallback") {
    why = fmt::format("no charset was detected, and {} bytes beyond ASCII are no Western text",
                      reading.tally.beyond_ascii);
  }
  return {ErrorCode::kUndecodable,
          fmt::format("cannot be read as {}: {}; declare its charset if it is another",
                      encoding_name(reading.encoding), why)};
}

}  // namespace headwater
