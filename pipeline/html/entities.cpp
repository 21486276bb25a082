#include "html/entities.h"

#include <algorithm>
#include <array>

#include "html/ascii.h"

namespace headwater::html {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kLastCodePoint = 0x10FFFF;

/// https://html.spec.whatwg.org/#numeric-character-reference-end-state: 0x80 to 0x9F.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

char32_t scalar_value(char32_t number) {
  if (number == 0 || number > kLastCodePoint) return kReplacement;
  if (number >= 0xD800 && number <= 0xDFFF) return kReplacement;
  if (number >= 0x80 && number <= 0x9F) return kWindows1252[number - 0x80];
  return number;
}

/// The value of a digit in `base`, or -1.
int digit_value(char c, int base) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = to_lower(c);
  return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

CharacterReference read_number(std::string_view text) {
  const bool hexadecimal = text.size() > 2 && to_lower(text[2]) == 'x';
  const int base = hexadecimal ? 16 : 10;
  const std::size_t begin = hexadecimal ? 3 : 2;
  std::size_t end = begin;
  char32_t number = 0;
  for (int digit = 0; end < text.size() && (digit = digit_value(text[end], base)) >= 0; ++end) {
    // Stays above the last code point once there, however many digits follow.
    if (number <= kLastCodePoint) {
      number = number * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
    }
  }
  if (end == begin) return {};
  if (end < text.size() && text[end] == ';') ++end;
  return {scalar_value(number), 0, static_cast<std::uint32_t>(end)};
}

/// The rows of the table whose names begin with the first `length` characters of a text, narrowed
/// character by character.
class Candidates {
 public:
  Candidates() : rows_(named_references()) {}

  /// Keeps the rows with `c` at `position`.
  void narrow(std::size_t position, char c) {
    const auto begins_before = [position](unsigned wanted) {
      return [position, wanted](const NamedReference& row) {
        return row.name.size() <= position ||
               static_cast<unsigned char>(row.name[position]) < wanted;
      };
    };
    const unsigned wanted = static_cast<unsigned char>(c);
    const auto first = std::partition_point(rows_.begin(), rows_.end(), begins_before(wanted));
    const auto last = std::partition_point(first, rows_.end(), begins_before(wanted + 1));
    rows_ = std::span(first, last);
  }

  bool empty() const { return rows_.empty(); }
  /// The row whose whole name has been read: the shortest, so it is the first.
  const NamedReference* whole(std::size_t length) const {
    return !rows_.empty() && rows_[0].name.size() == length ? &rows_[0] : nullptr;
  }

 private:
  std::span<const NamedReference> rows_;
};

const NamedReference* longest_name(std::string_view text) {
  Candidates candidates;
  const NamedReference* best = nullptr;
  for (std::size_t i = 0; i < text.size() && (is_alphanumeric(text[i]) || text[i] == ';'); ++i) {
    candidates.narrow(i, text[i]);
    if (candidates.empty()) break;
    if (const NamedReference* row = candidates.whole(i + 1)) best = row;
  }
  return best;
}

/// https://html.spec.whatwg.org/#named-character-reference-state, "for historical reasons".
bool is_parameter(const NamedReference& row, std::string_view after) {
  return row.name.back() != ';' && !after.empty() && (after[0] == '=' || is_alphanumeric(after[0]));
}

}  // namespace

CharacterReference read_reference(std::string_view text, ReferencePlace place) {
  if (text.size() < 2) return {};
  if (text[1] == '#') return read_number(text);
  if (!is_alphanumeric(text[1])) return {};
  const NamedReference* row = longest_name(text.substr(1));
  if (row == nullptr) return {};
  const std::size_t length = row->name.size() + 1;
  if (place == ReferencePlace::kAttribute && is_parameter(*row, text.substr(length))) return {};
  return {row->first, row->second, static_cast<std::uint32_t>(length)};
}

}  // namespace headwater::html
