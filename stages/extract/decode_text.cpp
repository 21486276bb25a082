#include "stages/extract/decode_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/charset.h"
#include "base/json.h"
#include "base/utf8.h"
#include "stages/extract/binary_signature.h"
#include "stages/extract/detect_charset.h"

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

/// One way to read the bytes.
struct Reading {
  Encoding encoding = Encoding::kUtf8;
  std::string_view evidence;
  std::size_t skipped = 0;  ///< The byte order mark.
  std::string text;
  std::vector<DecodeStep> steps;
  DecodeTally tally;
};

Reading read_as(Encoding encoding, std::string_view evidence, std::string_view bytes,
                std::size_t skipped = 0) {
  Reading reading{encoding, evidence, skipped, {}, {}, {}};
  reading.tally = decode(encoding, bytes.substr(skipped), reading.text, reading.steps);
  return reading;
}

bool is_doubtful(const DecodeTally& tally) {
  return tally.replaced * kCharactersPerDoubt > tally.beyond_ascii;
}

bool is_ruined(const Reading& reading) {
  return reading.tally.replaced * kBytesPerReplacement > reading.text.size();
}

/// Whether windows-1252 would be more than a way to make letters of anything.
bool is_plausible_western(const Reading& reading) {
  // Bytes that windows-1252 leaves undefined come out as C1 controls: no text has them.
  constexpr std::array<std::string_view, 5> kUndefined = {"\xC2\x81", "\xC2\x8D", "\xC2\x8F",
                                                          "\xC2\x90", "\xC2\x9D"};
  const std::uint64_t beyond = reading.tally.beyond_ascii;
  if (beyond < kFewBytesBeyondAscii) return true;
  const auto has = [&](std::string_view c) { return reading.text.find(c) != std::string::npos; };
  std::uint64_t characters = 0;
  for (const DecodeStep& step : reading.steps) characters += step.units;
  return beyond * 5 <= characters * 2 && std::ranges::none_of(kUndefined, has);
}

bool is_utf16(std::optional<Encoding> encoding) {
  return encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
}

/// ISO-2022-JP is made of ASCII bytes, so it is well-formed UTF-8; its escapes give it away.
bool has_japanese_escapes(std::string_view bytes) {
  return bytes.find("\x1B$B") != std::string_view::npos ||
         bytes.find("\x1B$@") != std::string_view::npos;
}

/// Whether there is nothing to read. Looks no further than the first other character.
bool is_blank(std::string_view text) { return skip_space(text, 0) == text.size(); }

/// What the document's own and outer declarations say, and what must be told about them.
struct Declared {
  std::optional<Encoding> encoding;
  std::string unknown_label;
};

Declared declared_charset(const Article& article) {
  const std::string& inner = article.content.charset;
  const std::string& label = inner.empty() ? article.arrival.charset : inner;
  if (label.empty()) return {};
  const auto encoding = encoding_for_label(label);
  if (!encoding || *encoding == Encoding::kReplacement) return {std::nullopt, label};
  return {encoding, {}};
}

/// The reading of bytes that declare nothing believable.
Reading detect(std::string_view bytes) {
  Reading utf8 = read_as(Encoding::kUtf8, "valid-utf8", bytes);
  if (utf8.tally.replaced == 0 && !has_japanese_escapes(bytes)) return utf8;
  const auto guess = detect_charset(bytes);
  utf8.evidence = "detected";
  if (!is_doubtful(utf8.tally) && guess != Encoding::kIso2022Jp) return utf8;
  if (guess) {
    Reading detected = read_as(*guess, "detected", bytes);
    const bool founded =
        !is_single_byte(*guess) || detected.tally.beyond_ascii >= kFewestLettersForAGuess;
    if (founded && !is_doubtful(detected.tally)) return detected;
  }
  return read_as(Encoding::kWindows1252, "fallback", bytes);
}

/// Chooses among all readings, in the order of the header.
Reading choose_reading(std::string_view bytes, std::optional<Encoding> declared) {
  if (const auto mark = byte_order_mark(bytes)) {
    return read_as(mark->encoding, "bom", bytes, mark->size);
  }
  if (declared) {
    Reading reading = read_as(*declared, "declared", bytes);
    if (is_single_byte(*declared) || !is_doubtful(reading.tally)) return reading;
    Reading other = detect(bytes);
    const bool better = other.evidence != "fallback" || is_plausible_western(other);
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
  return detect(bytes);
}

SourceMap map_of(const Reading& reading) {
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

std::string detail_of(const Article& article, const Declared& declared) {
  const Decoding& decoding = article.decoding;
  const bool unused = declared.encoding && encoding_name(*declared.encoding) != decoding.charset;
  if (declared.unknown_label.empty() && !unused && decoding.replaced == 0) return {};
  JsonWriter json;
  json.begin_object();
  if (!declared.unknown_label.empty()) {
    json.key("unknown_charset").string(declared.unknown_label);
  }
  if (unused) json.key("refuted_charset").string(encoding_name(*declared.encoding));
  if (decoding.replaced > 0) json.key("replaced").number(decoding.replaced);
  json.end_object();
  return std::string(json.text());
}

Quarantined undecodable(const Reading& reading) {
  std::string why = fmt::format("{} of its sequences are ill-formed", reading.tally.replaced);
  if (reading.evidence == "fallback") {
    why = fmt::format("no charset was detected, and {} bytes beyond ASCII are no Western text",
                      reading.tally.beyond_ascii);
  }
  return {{ErrorCode::kUndecodable,
           fmt::format("cannot be read as {}: {}; declare its charset if it is another",
                       encoding_name(reading.encoding), why)}};
}

class DecodeText final : public Stage {
 public:
  Outcome process(Article& article) const override {
    const bool inside = article.content.inside;
    const std::string& bytes = inside ? article.content.bytes : article.arrival.payload;
    if (is_blank(bytes)) return Dropped{DropReason::kEmpty};
    const Declared declared = declared_charset(article);
    if (is_clean_utf8(bytes, declared)) return take_as_it_is(article, declared);
    return take(article, choose_reading(bytes, declared.encoding), declared);
  }

 private:
  /// The usual case: UTF-8 without a byte order mark, and nothing that says otherwise.
  static bool is_clean_utf8(std::string_view bytes, const Declared& declared) {
    if (declared.encoding && *declared.encoding != Encoding::kUtf8) return false;
    return valid_utf8_prefix(bytes) == bytes.size() && !byte_order_mark(bytes) &&
           binary_evidence(bytes).empty() && !has_japanese_escapes(bytes);
  }

  static Outcome take_as_it_is(Article& article, const Declared& declared) {
    if (article.content.inside) {
      article.text = std::move(article.content.bytes);
      article.source_map = std::move(article.content.map);
    } else {
      article.text = article.arrival.payload;
      article.source_map = SourceMap::identity(article.text.size());
    }
    article.decoding = {"UTF-8", declared.encoding ? "declared" : "valid-utf8", 0};
    article.detail = detail_of(article, declared);
    return Passed{};
  }

  static Outcome take(Article& article, Reading reading, const Declared& declared) {
    const bool inside = article.content.inside;
    const std::string& bytes = inside ? article.content.bytes : article.arrival.payload;
    // UTF-16 is judged by its characters, everything else by its bytes.
    const std::string binary =
        binary_evidence(is_utf16(reading.encoding) ? std::string_view(reading.text) : bytes);
    if (!binary.empty()) {
      return Quarantined{{ErrorCode::kBinary, fmt::format("no text: {}", binary)}};
    }
    if (is_blank(reading.text)) return Dropped{DropReason::kEmpty};
    if (is_ruined(reading) || (reading.evidence == "fallback" && !is_plausible_western(reading))) {
      return undecodable(reading);
    }
    SourceMap map = map_of(reading);
    article.source_map = inside ? SourceMap::compose(article.content.map, map) : std::move(map);
    article.decoding = {std::string(encoding_name(reading.encoding)), std::string(reading.evidence),
                        reading.tally.replaced};
    article.text = std::move(reading.text);
    article.detail = detail_of(article, declared);
    return Passed{};
  }
};

}  // namespace

StageKind decode_text_kind() {
  return {"decode_text",
          "turns bytes into visible text, whatever their charset",
          1,
          static_cast<Sections>(Section::kPayload),
          static_cast<Sections>(Section::kText),
          {},
          [](const StageContext&) -> Result<AnyStage> { return {std::make_unique<DecodeText>()}; }};
}

}  // namespace headwater
