#include <algorithm>
#include <cstring>

#include "base/charset.h"
#include "base/charset_multi_byte.h"
#include "base/charset_tables.h"
#include "base/utf8.h"

namespace headwater {
namespace {

using charset::Unit;

/// The text and its steps under construction.
class Output {
 public:
  Output(std::string& text, std::vector<DecodeStep>& steps) : text_(text), steps_(steps) {}

  void copy(std::string_view bytes) {
    if (bytes.empty()) return;
    text_.append(bytes);
    step({true, 1, 1, raw_end_, bytes.size()});
  }

  void unit(const Unit& unit) {
    const std::size_t before = text_.size();
    append_utf8(unit.first, text_);
    if (unit.second != 0) append_utf8(unit.second, text_);
    tally_.replaced += unit.valid ? 0 : 1;
    tally_.beyond_ascii += unit.first < 0x80 ? 0 : 1;
    step({false, unit.length, static_cast<std::uint32_t>(text_.size() - before), raw_end_, 1});
  }

  /// Bytes without text.
  void skip(std::uint32_t length) { raw_end_ += length; }
  void count_beyond_ascii(std::uint64_t characters) { tally_.beyond_ascii += characters; }
  const DecodeTally& tally() const { return tally_; }

 private:
  void step(const DecodeStep& step) {
    raw_end_ += step.units * step.raw_unit;
    if (!steps_.empty() && extends(steps_.back(), step)) {
      steps_.back().units += step.units;
    } else {
      steps_.push_back(step);
    }
  }
  static bool extends(const DecodeStep& last, const DecodeStep& step) {
    return last.copied == step.copied && last.raw_unit == step.raw_unit &&
           last.text_unit == step.text_unit &&
           last.raw_begin + last.units * last.raw_unit == step.raw_begin;
  }

  std::string& text_;
  std::vector<DecodeStep>& steps_;
  std::uint64_t raw_end_ = 0;
  DecodeTally tally_;
};

/// The length of the ASCII that `rest` begins with.
std::size_t ascii_prefix(std::string_view rest) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::size_t size = 0;
  for (std::uint64_t word = 0; size + sizeof word <= rest.size(); size += sizeof word) {
    std::memcpy(&word, rest.data() + size, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (size < rest.size() && static_cast<std::uint8_t>(rest[size]) < 0x80) ++size;
  return size;
}

/// Decodes an encoding in which ASCII bytes outside of sequences are ASCII. `next` makes one unit
/// of what begins with another byte.
template <class Next>
void decode_ascii_compatible(std::string_view rest, Output& output, Next next) {
  while (!rest.empty()) {
    const std::size_t ascii = ascii_prefix(rest);
    output.copy(rest.substr(0, ascii));
    rest.remove_prefix(ascii);
    if (rest.empty()) break;
    const Unit unit = next(rest);
    output.unit(unit);
    rest.remove_prefix(unit.length);
  }
}

void decode_single_byte(Encoding encoding, std::string_view bytes, Output& output) {
  const auto index = charset::single_byte_index(encoding);
  decode_ascii_compatible(bytes, output, [index](std::string_view rest) -> Unit {
    const char16_t c = index[static_cast<std::uint8_t>(rest[0]) - 0x80U];
    return {1, c, 0, c != 0xFFFD};
  });
}

/// https://encoding.spec.whatwg.org/#x-user-defined-decoder
void decode_user_defined(std::string_view bytes, Output& output) {
  decode_ascii_compatible(bytes, output, [](std::string_view rest) -> Unit {
    return {1, 0xF780U + static_cast<std::uint8_t>(rest[0]) - 0x80U, 0, true};
  });
}

std::uint64_t count_sequences(std::string_view well_formed) {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      well_formed, [](char byte) { return static_cast<std::uint8_t>(byte) >= 0xC0; }));
}

void decode_utf8_text(std::string_view rest, Output& output) {
  while (!rest.empty()) {
    const std::string_view valid = rest.substr(0, valid_utf8_prefix(rest));
    output.copy(valid);
    output.count_beyond_ascii(count_sequences(valid));
    rest.remove_prefix(valid.size());
    if (rest.empty()) break;
    const std::uint32_t length = decode_utf8(rest, 0).length;
    output.unit({length, 0xFFFD, 0, false});
    rest.remove_prefix(length);
  }
}

enum class ByteOrder { kLittle, kBig };

/// One character of UTF-16; a lone surrogate or a lone last byte is ill-formed.
Unit next_utf16(std::string_view rest, ByteOrder order) {
  const auto code_unit = [rest, order](std::size_t offset) {
    const auto a = static_cast<std::uint8_t>(rest[offset]);
    const auto b = static_cast<std::uint8_t>(rest[offset + 1]);
    return order == ByteOrder::kLittle ? static_cast<char32_t>(b << 8 | a)
                                       : static_cast<char32_t>(a << 8 | b);
  };
  if (rest.size() < 2) return {1, 0xFFFD, 0, false};
  const char32_t high = code_unit(0);
  if (high < 0xD800 || high > 0xDFFF) return {2, high, 0, true};
  if (high > 0xDBFF || rest.size() < 4) {
    // A high surrogate at the end takes a lone last byte with it: both are one truncated character.
    return {high <= 0xDBFF && rest.size() == 3 ? 3U : 2U, 0xFFFD, 0, false};
  }
  const char32_t low = code_unit(2);
  if (low < 0xDC00 || low > 0xDFFF) return {2, 0xFFFD, 0, false};
  return {4, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), 0, true};
}

void decode_utf16(std::string_view rest, ByteOrder order, Output& output) {
  while (!rest.empty()) {
    const Unit unit = next_utf16(rest, order);
    output.unit(unit);
    rest.remove_prefix(unit.length);
  }
}

void decode_iso_2022_jp(std::string_view rest, Output& output) {
  charset::Iso2022JpReader reader;
  while (!rest.empty()) {
    const Unit unit = reader.next(rest);
    if (unit.first == 0 && unit.length == 3) {
      output.skip(unit.length);
    } else if (unit.first < 0x80 && static_cast<std::uint8_t>(rest[0]) == unit.first) {
      output.copy(rest.substr(0, 1));
    } else {
      output.unit(unit);
    }
    rest.remove_prefix(unit.length);
  }
}

/// The replacement encoding stands for encodings that are not safe to decode: all of it is one
/// error.
void decode_replacement(std::string_view bytes, Output& output) {
  if (!bytes.empty()) output.unit({static_cast<std::uint32_t>(bytes.size()), 0xFFFD, 0, false});
}

}  // namespace

bool is_single_byte(Encoding encoding) { return encoding <= Encoding::kUserDefined; }

std::optional<ByteOrderMark> byte_order_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return ByteOrderMark{Encoding::kUtf8, 3};
  if (bytes.starts_with("\xFE\xFF")) return ByteOrderMark{Encoding::kUtf16Be, 2};
  if (bytes.starts_with("\xFF\xFE")) return ByteOrderMark{Encoding::kUtf16Le, 2};
  return std::nullopt;
}

DecodeTally decode(Encoding encoding, std::string_view bytes, std::string& text,
                   std::vector<DecodeStep>& steps) {
  Output output(text, steps);
  switch (encoding) {
    case Encoding::kUtf8:
      decode_utf8_text(bytes, output);
      break;
    case Encoding::kUtf16Le:
      decode_utf16(bytes, ByteOrder::kLittle, output);
      break;
    case Encoding::kUtf16Be:
      decode_utf16(bytes, ByteOrder::kBig, output);
      break;
    case Encoding::kGbk:  // the standard decodes both the same way
    case Encoding::kGb18030:
      decode_ascii_compatible(bytes, output, charset::next_gb18030);
      break;
    case Encoding::kBig5:
      decode_ascii_compatible(bytes, output, charset::next_big5);
      break;
    case Encoding::kEucKr:
      decode_ascii_compatible(bytes, output, charset::next_euc_kr);
      break;
    case Encoding::kShiftJis:
      decode_ascii_compatible(bytes, output, charset::next_shift_jis);
      break;
    case Encoding::kEucJp:
      decode_ascii_compatible(bytes, output, charset::next_euc_jp);
      break;
    case Encoding::kIso2022Jp:
      decode_iso_2022_jp(bytes, output);
      break;
    case Encoding::kReplacement:
      decode_replacement(bytes, output);
      break;
    case Encoding::kUserDefined:
      decode_user_defined(bytes, output);
      break;
    case Encoding::kIso8859_8I:
      decode_single_byte(Encoding::kIso8859_8, bytes, output);
      break;
    default:
      decode_single_byte(encoding, bytes, output);
      break;
  }
  return output.tally();
}

}  // namespace headwater
