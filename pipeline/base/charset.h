#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headwater {

/// The encodings of the Encoding Standard (https://encoding.spec.whatwg.org/), single-byte ones
/// first. UTF-7 is none of them, on purpose: it hides markup from everybody who does not expect it.
enum class Encoding : std::uint8_t {
  kIbm866,
  kIso8859_2,
  kIso8859_3,
  kIso8859_4,
  kIso8859_5,
  kIso8859_6,
  kIso8859_7,
  kIso8859_8,
  kIso8859_10,
  kIso8859_13,
  kIso8859_14,
  kIso8859_15,
  kIso8859_16,
  kKoi8R,
  kKoi8U,
  kMacintosh,
  kWindows874,
  kWindows1250,
  kWindows1251,
  kWindows1252,
  kWindows1253,
  kWindows1254,
  kWindows1255,
  kWindows1256,
  kWindows1257,
  kWindows1258,
  kMacCyrillic,
  kIso8859_8I,
  kUserDefined,
  kUtf8,
  kUtf16Le,
  kUtf16Be,
  kGbk,
  kGb18030,
  kBig5,
  kEucJp,
  kIso2022Jp,
  kShiftJis,
  kEucKr,
  kReplacement,
};

/// The encoding that `label` stands for, white space around it and case ignored (section 4.2), or
/// nothing. "iso-8859-1" and "ascii" are labels of windows-1252, as in every browser.
std::optional<Encoding> encoding_for_label(std::string_view label);

/// The name of the standard, such as "windows-1252". Also one of its labels.
std::string_view encoding_name(Encoding encoding);

/// Whether each byte is one character, so that any bytes decode to something.
bool is_single_byte(Encoding encoding);

/// The byte order mark that `bytes` begins with.
struct ByteOrderMark {
  Encoding encoding = Encoding::kUtf8;
  std::size_t size = 0;
};
std::optional<ByteOrderMark> byte_order_mark(std::string_view bytes);

/// `units` equal steps of decoding: each turned `raw_unit` bytes at `raw_begin` and on into
/// `text_unit` bytes of UTF-8. Copies are steps of one byte that stayed as it was.
struct DecodeStep {
  bool copied = false;
  std::uint32_t raw_unit = 1;
  std::uint32_t text_unit = 1;
  std::uint64_t raw_begin = 0;
  std::uint64_t units = 0;
  bool operator==(const DecodeStep&) const = default;
};

struct DecodeTally {
  std::uint64_t replaced = 0;      ///< Ill-formed sequences that became U+FFFD.
  std::uint64_t beyond_ascii = 0;  ///< Characters other than ASCII, `replaced` among them.
};

/// Decodes `bytes` as the standard's decoder for `encoding` does, replacing ill-formed sequences,
/// and appends the UTF-8 to `text`. Appends to `steps` what came from where: ascending and
/// disjoint; bytes that no step covers are shifts (ISO-2022-JP) and have no text. Positions count
/// from bytes[0]. A byte order mark is a character like any other: leave it out. Linear time;
/// thread-safe.
DecodeTally decode(Encoding encoding, std::string_view bytes, std::string& text,
                   std::vector<DecodeStep>& steps);

}  // namespace headwater
