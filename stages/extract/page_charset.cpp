#include "stages/extract/page_charset.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "html/prescan_charset.h"
#include "stages/extract/binary_signature.h"
#include "stages/extract/charset_reading.h"

namespace headwater {
namespace {

/// Where a declaration is looked for when the first bytes have none: pages put scripts before it.
constexpr std::size_t kLongPrescan = std::size_t{64} << 10U;

/// Letters beyond ASCII that make well-formed UTF-8 more than chance: in a single-byte charset one
/// letter hardly ever is UTF-8, in a Chinese one every fifth.
constexpr std::size_t kLettersAgainstSingleByte = 1;
constexpr std::size_t kLettersAgainstMultiByte = 16;

bool is_utf16(std::optional<Encoding> encoding) {
  return encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
}

/// The encoding in an XML declaration that the page begins with, as XHTML has it.
std::optional<Encoding> xml_declaration(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return std::nullopt;
  const std::string_view declaration = bytes.substr(0, std::min(bytes.find('>'), bytes.size()));
  const std::size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) return std::nullopt;
  const std::size_t quote = declaration.find_first_of("\"'", name);
  if (quote == std::string_view::npos) return std::nullopt;
  const std::size_t end = declaration.find(declaration[quote], quote + 1);
  if (end == std::string_view::npos) return std::nullopt;
  const auto encoding = encoding_for_label(declaration.substr(quote + 1, end - quote - 1));
  return is_utf16(encoding) ? Encoding::kUtf8 : encoding;
}

std::optional<Encoding> declared_inside(std::string_view bytes) {
  auto encoding = prescan_charset(bytes.substr(0, kCharsetPrescanBytes));
  if (!encoding) encoding = xml_declaration(bytes);
  if (!encoding && bytes.size() > kCharsetPrescanBytes) {
    encoding = prescan_charset(bytes.substr(0, kLongPrescan));
  }
  return encoding == Encoding::kReplacement ? std::nullopt : encoding;
}

/// UTF-16 without a mark: its first letters are ASCII, so every second byte is NUL.
std::optional<Encoding> unmarked_utf16(std::string_view bytes) {
  if (bytes.substr(0, 4).find('\0') == std::string_view::npos) return std::nullopt;
  switch (guess_utf16(bytes)) {
    case Utf16Guess::kLittle:
      return Encoding::kUtf16Le;
    case Utf16Guess::kBig:
      return Encoding::kUtf16Be;
    case Utf16Guess::kNone:
      break;
  }
  return std::nullopt;
}

/// Whether `bytes` are UTF-8 with at least `letters` characters beyond ASCII.
bool is_utf8_beyond_chance(std::string_view bytes, std::size_t letters) {
  if (valid_utf8_prefix(bytes) != bytes.size()) return false;
  std::size_t found = 0;
  for (std::size_t i = 0; i < bytes.size() && found < letters; ++i) {
    found += static_cast<unsigned char>(bytes[i]) >= 0xC0 ? 1 : 0;
  }
  return found >= letters;
}

/// Where a detector should look: from shortly before the first byte beyond ASCII, as it would see
/// nothing but scripts in a long head. Ends between two characters.
std::string_view telling_part(std::string_view bytes) {
  constexpr std::size_t kContext = 256;
  constexpr std::size_t kSample = std::size_t{1} << 20U;
  const auto is_beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  const auto* first = std::ranges::find_if(bytes, is_beyond);
  const auto offset = static_cast<std::size_t>(first - bytes.begin());
  if (offset == bytes.size()) return bytes.substr(0, kSample);
  std::string_view part = bytes.substr(offset - std::min(offset, kContext), kSample);
  if (part.end() == bytes.end()) return part;
  while (!part.empty() && is_beyond(part.back())) part.remove_suffix(1);
  return part;
}

CharsetReading detected_reading(std::string_view bytes) {
  CharsetReading reading = detect_reading(telling_part(bytes));
  if (reading.evidence == "valid-utf8") reading.evidence = "detected";  // in this part
  return reading;
}

PageCharset detected(std::string_view bytes) {
  if (valid_utf8_prefix(bytes) == bytes.size() && !has_japanese_escapes(bytes)) {
    return {Encoding::kUtf8, "valid-utf8", 0, {}, std::nullopt};
  }
  const CharsetReading reading = detected_reading(bytes);
  return {reading.encoding, reading.evidence, 0, {}, std::nullopt};
}

bool refutes(std::string_view bytes, Encoding declared) {
  if (declared == Encoding::kUtf8) return false;
  // Declared from outside only; then every ASCII letter has a NUL beside it.
  if (is_utf16(declared)) return bytes.find('\0') == std::string_view::npos;
  return is_utf8_beyond_chance(
      bytes, is_single_byte(declared) ? kLettersAgainstSingleByte : kLettersAgainstMultiByte);
}

}  // namespace

PageCharset choose_page_charset(const Article& article, std::string_view bytes) {
  // What stood in an outer format was decoded with it, whatever the page says of itself.
  if (article.content.inside) return {Encoding::kUtf8, "declared", 0, {}, std::nullopt};
  if (const auto mark = byte_order_mark(bytes)) {
    return {mark->encoding, "bom", mark->size, {}, std::nullopt};
  }
  DeclaredCharset declared = declared_charset(article);
  if (!declared.encoding) {
    if (const auto utf16 = unmarked_utf16(bytes)) {
      return {*utf16, "detected", 0, std::move(declared.unknown_label), std::nullopt};
    }
    declared.encoding = declared_inside(bytes);
  }
  PageCharset charset;
  if (declared.encoding && !refutes(bytes, *declared.encoding)) {
    charset = {*declared.encoding, "declared", 0, {}, std::nullopt};
  } else {
    charset = detected(bytes);
    charset.refuted = declared.encoding;
  }
  charset.unknown_label = std::move(declared.unknown_label);
  return charset;
}

std::optional<PageCharset> doubted_page_charset(const PageCharset& charset,
                                                std::string_view bytes) {
  const CharsetReading other = detected_reading(bytes);
  if (other.encoding == charset.encoding || is_transcoded_first(other.encoding))
    return std::nullopt;
  if (other.evidence == "fallback" && !is_plausible_western(other.text)) return std::nullopt;
  return PageCharset{other.encoding, other.evidence, 0, charset.unknown_label, charset.encoding};
}

bool is_transcoded_first(Encoding encoding) {
  return is_utf16(encoding) || encoding == Encoding::kIso2022Jp;
}

}  // namespace headwater
