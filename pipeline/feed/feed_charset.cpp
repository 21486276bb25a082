#include "feed/feed_charset.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/detect_charset.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// An XML declaration is shorter.
constexpr std::size_t kLongestDeclaration = 1024;
/// Two characters of UTF-8 in a row hardly ever make sense in a single-byte charset; in others they
/// might.
constexpr std::size_t kLettersAgainstSingleByte = 2;
constexpr std::size_t kLettersAgainstMultiByte = 8;

bool is_utf16(Encoding encoding) {
  return encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
}

/// UTF-16 without a mark: "<" with a NUL beside it (XML 1.0, appendix F.1).
std::optional<Encoding> unmarked_utf16(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (bytes.starts_with("<\0"sv) && !bytes.starts_with("<\0\0"sv)) return Encoding::kUtf16Le;
  if (bytes.starts_with("\0<"sv)) return Encoding::kUtf16Be;
  return std::nullopt;
}

/// The label in the XML declaration: the value of "encoding" before "?>".
std::string_view declared_label(std::string_view bytes) {
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  bytes = bytes.substr(begin, kLongestDeclaration);
  if (!bytes.starts_with("<?xml")) return {};
  bytes = bytes.substr(0, bytes.find("?>"));
  const std::size_t name = bytes.find("encoding");
  if (name == std::string_view::npos) return {};
  const std::size_t quote = bytes.find_first_of("\"'", name);
  if (quote == std::string_view::npos) return {};
  const std::size_t end = bytes.find(bytes[quote], quote + 1);
  if (end == std::string_view::npos) return {};
  return bytes.substr(quote + 1, end - quote - 1);
}

std::optional<Encoding> usable(std::string_view label, std::string_view bytes) {
  auto encoding = encoding_for_label(label);
  if (encoding == Encoding::kReplacement) return std::nullopt;
  // Every ASCII letter of UTF-16 has a NUL beside it.
  if (encoding && is_utf16(*encoding) && bytes.find('\0') == std::string_view::npos) {
    return std::nullopt;
  }
  return encoding;
}

std::size_t letters_beyond_ascii(std::string_view bytes, std::size_t enough) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < bytes.size() && found < enough; ++i) {
    found += static_cast<unsigned char>(bytes[i]) >= 0xC0 ? 1 : 0;
  }
  return found;
}

/// A surrogate in three bytes (CESU-8): a mistake of somebody who meant UTF-8.
bool is_surrogate(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
  return at + 2 < bytes.size() && byte(0) == 0xED && byte(1) >= 0xA0 && byte(1) < 0xC0 &&
         byte(2) >= 0x80 && byte(2) < 0xC0;
}

/// Whether so much of `bytes` is no UTF-8 that it was never meant to be.
bool is_hardly_utf8(std::string_view bytes) {
  std::size_t good = 0;
  std::size_t bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const bool surrogate = is_surrogate(bytes, at);
    const CodePoint c = decode_utf8(bytes, at);
    ++(c.valid || surrogate ? good : bad);
    at += surrogate ? 3 : c.length;
  }
  return bad > good;
}

FeedCharset detected(std::string_view bytes) {
  if (valid_utf8_prefix(bytes) == bytes.size()) return {Encoding::kUtf8, "valid-utf8", 0};
  const auto encoding = detect_charset(bytes);
  if (encoding && *encoding != Encoding::kUtf8 && !is_utf16(*encoding)) {
    return {*encoding, "detected", 0};
  }
  return {Encoding::kWindows1252, "fallback", 0};
}

bool refutes(std::string_view bytes, Encoding declared) {
  if (declared == Encoding::kUtf8) return is_hardly_utf8(bytes);
  if (is_utf16(declared) || declared == Encoding::kIso2022Jp) return false;
  const std::size_t enough =
      is_single_byte(declared) ? kLettersAgainstSingleByte : kLettersAgainstMultiByte;
  return letters_beyond_ascii(bytes, enough) >= enough && valid_utf8_prefix(bytes) == bytes.size();
}

}  // namespace

FeedCharset choose_feed_charset(std::string_view bytes, std::string_view charset) {
  if (const auto mark = byte_order_mark(bytes)) return {mark->encoding, "bom", mark->size};
  if (const auto utf16 = unmarked_utf16(bytes)) return {*utf16, "detected", 0};
  auto declared = usable(charset, bytes);
  if (!declared) declared = usable(declared_label(bytes), bytes);
  if (declared && !refutes(bytes, *declared)) return {*declared, "declared", 0};
  return detected(bytes);
}

bool is_transcoded_feed(Encoding encoding) {
  return is_utf16(encoding) || encoding == Encoding::kIso2022Jp;
}

}  // namespace headwater
