#include "base/charset_multi_byte.h"

#include "base/charset_tables.h"

namespace headwater::charset {
namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t offset) {
  return static_cast<std::uint8_t>(bytes[offset]);
}

bool in_range(std::uint8_t byte, std::uint8_t low, std::uint8_t high) {
  return low <= byte && byte <= high;
}

Unit character(char32_t c, std::uint32_t length) { return {length, c, 0, true}; }
Unit ill_formed(std::uint32_t length) { return {length, 0xFFFD, 0, false}; }

/// The pair that `rest` begins with. Requires: at least one byte.
Unit pair_of(const PairIndex& index, std::string_view rest) {
  if (rest.size() == 1) return ill_formed(1);
  const char32_t c = index.find(byte_at(rest, 0), byte_at(rest, 1));
  if (c != 0) return character(c, 2);
  return ill_formed(byte_at(rest, 1) < 0x80 ? 1 : 2);
}

/// A four-byte sequence of gb18030. Requires: at least two bytes, the second a digit.
Unit gb18030_four(std::string_view rest) {
  constexpr std::uint32_t kFirstSupplementary = 189000;
  constexpr std::uint32_t kLastPointer = 1237575;
  // A sequence cut off by the end of the text is one error; a wrong byte gives back all but the
  // first.
  if (rest.size() == 2) return ill_formed(2);
  if (!in_range(byte_at(rest, 2), 0x81, 0xFE)) return ill_formed(1);
  if (rest.size() == 3) return ill_formed(3);
  if (!in_range(byte_at(rest, 3), 0x30, 0x39)) return ill_formed(1);
  const std::uint32_t pointer =
      ((byte_at(rest, 0) - 0x81U) * 10 + byte_at(rest, 1) - 0x30U) * 1260 +
      (byte_at(rest, 2) - 0x81U) * 10 + byte_at(rest, 3) - 0x30U;
  if (pointer >= kFirstSupplementary && pointer <= kLastPointer) {
    return character(0x10000 + pointer - kFirstSupplementary, 4);
  }
  const auto ranges = gb18030_ranges();
  const char32_t c = pointer < ranges.size() ? char32_t{ranges[pointer]} : char32_t{0};
  return c == 0 ? ill_formed(4) : character(c, 4);
}

}  // namespace

/// https://encoding.spec.whatwg.org/#gb18030-decoder
Unit next_gb18030(std::string_view rest) {
  const std::uint8_t lead = byte_at(rest, 0);
  if (lead == 0x80) return character(0x20AC, 1);
  if (lead == 0xFF) return ill_formed(1);
  if (rest.size() > 1 && in_range(byte_at(rest, 1), 0x30, 0x39)) return gb18030_four(rest);
  return pair_of(gb18030_index(), rest);
}

/// https://encoding.spec.whatwg.org/#big5-decoder
Unit next_big5(std::string_view rest) {
  const std::uint8_t lead = byte_at(rest, 0);
  if (!in_range(lead, 0x81, 0xFE)) return ill_formed(1);
  if (lead == 0x88 && rest.size() > 1) {
    switch (byte_at(rest, 1)) {
      case 0x62:
        return {2, 0xCA, 0x304, true};
      case 0x64:
        return {2, 0xCA, 0x30C, true};
      case 0xA3:
        return {2, 0xEA, 0x304, true};
      case 0xA5:
        return {2, 0xEA, 0x30C, true};
      default:
        break;
    }
  }
  return pair_of(big5_index(), rest);
}

/// https://encoding.spec.whatwg.org/#euc-kr-decoder
Unit next_euc_kr(std::string_view rest) {
  if (!in_range(byte_at(rest, 0), 0x81, 0xFE)) return ill_formed(1);
  return pair_of(euc_kr_index(), rest);
}

/// https://encoding.spec.whatwg.org/#shift_jis-decoder
Unit next_shift_jis(std::string_view rest) {
  const std::uint8_t lead = byte_at(rest, 0);
  if (lead == 0x80) return character(0x80, 1);
  if (in_range(lead, 0xA1, 0xDF)) return character(0xFF61 - 0xA1 + char32_t{lead}, 1);
  if (!in_range(lead, 0x81, 0x9F) && !in_range(lead, 0xE0, 0xFC)) return ill_formed(1);
  return pair_of(shift_jis_index(), rest);
}

/// https://encoding.spec.whatwg.org/#euc-jp-decoder
Unit next_euc_jp(std::string_view rest) {
  const std::uint8_t lead = byte_at(rest, 0);
  if (lead == 0x8E && rest.size() > 1 && in_range(byte_at(rest, 1), 0xA1, 0xDF)) {
    return character(0xFF61 - 0xA1 + char32_t{byte_at(rest, 1)}, 2);
  }
  if (lead == 0x8F && rest.size() > 1 && in_range(byte_at(rest, 1), 0xA1, 0xFE)) {
    Unit unit = pair_of(jis0212_index(), rest.substr(1));
    ++unit.length;
    return unit;
  }
  if (lead != 0x8E && lead != 0x8F && !in_range(lead, 0xA1, 0xFE)) return ill_formed(1);
  return pair_of(jis0208_index(), rest);
}

Unit Iso2022JpReader::next(std::string_view rest) {
  const std::uint8_t byte = byte_at(rest, 0);
  if (byte == 0x1B) return escape(rest);
  just_switched_ = false;
  if (alphabet_ == Alphabet::kKanji) return kanji(rest);
  if (alphabet_ == Alphabet::kKatakana) {
    return in_range(byte, 0x21, 0x5F) ? character(0xFF61 - 0x21 + char32_t{byte}, 1)
                                      : ill_formed(1);
  }
  if (byte >= 0x80 || byte == 0x0E || byte == 0x0F) return ill_formed(1);
  if (alphabet_ == Alphabet::kRoman && byte == 0x5C) return character(0xA5, 1);
  if (alphabet_ == Alphabet::kRoman && byte == 0x7E) return character(0x203E, 1);
  return character(byte, 1);
}

Unit Iso2022JpReader::escape(std::string_view rest) {
  const std::string_view sequence = rest.substr(1, 2);
  if (sequence == "(B") {
    alphabet_ = Alphabet::kAscii;
  } else if (sequence == "(J") {
    alphabet_ = Alphabet::kRoman;
  } else if (sequence == "(I") {
    alphabet_ = Alphabet::kKatakana;
  } else if (sequence == "$@" || sequence == "$B") {
    alphabet_ = Alphabet::kKanji;
  } else {
    just_switched_ = false;
    return ill_formed(1);
  }
  // Two switches with nothing between them are an error: a way to hide markup from filters.
  const bool twice = just_switched_;
  just_switched_ = true;
  return twice ? ill_formed(3) : character(0, 3);
}

Unit Iso2022JpReader::kanji(std::string_view rest) const {
  const std::uint8_t lead = byte_at(rest, 0);
  if (!in_range(lead, 0x21, 0x7E) || rest.size() == 1 || rest[1] == 0x1B) return ill_formed(1);
  const std::uint8_t trail = byte_at(rest, 1);
  if (!in_range(trail, 0x21, 0x7E)) return ill_formed(2);
  const char32_t c = jis0208_index().find(lead | 0x80, trail | 0x80);
  return c == 0 ? ill_formed(2) : character(c, 2);
}

}  // namespace headwater::charset
