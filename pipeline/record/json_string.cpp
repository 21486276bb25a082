#include "record/json_string.h"

#include <algorithm>

#include "base/utf8.h"

namespace headwater {
namespace {

constexpr std::size_t kUnicodeEscape = 6;  ///< Bytes of "\u0041".
constexpr char32_t kReplacement = 0xFFFD;

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The character that the two-byte escape with `letter` stands for; NUL for an unknown letter.
char simple_escape(char letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/':
      return letter;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

/// The length of the escape at `json[at]`; 0 if it is none.
std::size_t escape_length(std::string_view json, std::size_t at) {
  if (at + 1 >= json.size()) return 0;
  if (simple_escape(json[at + 1]) != '\0') return 2;
  if (json[at + 1] != 'u' || json.size() - at < kUnicodeEscape) return 0;
  const std::string_view digits = json.substr(at + 2, 4);
  return std::all_of(digits.begin(), digits.end(), is_hex_digit) ? kUnicodeEscape : 0;
}

/// The code unit of the \u escape at `json[at]`. Requires: escape_length is kUnicodeEscape there.
char32_t code_unit(std::string_view json, std::size_t at) {
  char32_t value = 0;
  for (const char c : json.substr(at + 2, 4)) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value << 4 | static_cast<char32_t>(digit);
  }
  return value;
}

bool is_high_surrogate(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low_surrogate(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// Undoes the escapes of one string, in order.
class Unescaper {
 public:
  Unescaper(std::string_view json, RawSpan inside)
      : json_(json.substr(0, inside.end)), at_(inside.begin) {
    out_.bytes.reserve(inside.size());
  }

  JsonString run() {
    while (at_ < json_.size()) {
      const std::size_t escape = std::min(json_.find('\\', at_), json_.size());
      out_.map.append_copy(at_, escape - at_);
      out_.bytes += json_.substr(at_, escape - at_);
      at_ = escape;
      if (at_ < json_.size()) take_escape();
    }
    return std::move(out_);
  }

 private:
  void take_escape() {
    if (json_[at_ + 1] != 'u')
      return emit(static_cast<unsigned char>(simple_escape(json_[at_ + 1])), 2);
    const char32_t unit = code_unit(json_, at_);
    if (unit == 0 && !out_.nul) out_.nul = at_;
    if (is_high_surrogate(unit)) {
      if (const auto low = low_surrogate_at(at_ + kUnicodeEscape)) {
        return emit(0x10000 + ((unit - 0xD800) << 10) + (*low - 0xDC00), 2 * kUnicodeEscape);
      }
    }
    const bool lone = is_high_surrogate(unit) || is_low_surrogate(unit);
    if (lone) ++out_.replaced;
    emit(lone ? kReplacement : unit, kUnicodeEscape);
  }

  std::optional<char32_t> low_surrogate_at(std::size_t at) const {
    if (at >= json_.size() || json_[at] != '\\' || json_[at + 1] != 'u') return std::nullopt;
    const char32_t unit = code_unit(json_, at);
    if (!is_low_surrogate(unit)) return std::nullopt;
    return unit;
  }

  void emit(char32_t c, std::size_t escape_size) {
    const std::size_t before = out_.bytes.size();
    append_utf8(c, out_.bytes);
    out_.map.append(RunKind::kEntity, at_, static_cast<std::uint32_t>(escape_size),
                    static_cast<std::uint32_t>(out_.bytes.size() - before));
    at_ += escape_size;
  }

  std::string_view json_;  ///< Up to the end of the string.
  std::size_t at_;
  JsonString out_;
};

}  // namespace

std::optional<JsonFault> find_json_string(std::string_view json, std::uint64_t begin,
                                          RawSpan& inside) {
  std::size_t at = begin;
  std::size_t quote = json.find('"', at);
  for (;;) {
    const std::size_t escape = json.substr(0, std::min(quote, json.size())).find('\\', at);
    if (escape == json.npos) break;
    const std::size_t length = escape_length(json, escape);
    if (length == 0) return JsonFault{ErrorCode::kBadJson, escape, "unknown escape in a string"};
    at = escape + length;
    if (quote < at) quote = json.find('"', at);
  }
  inside = {begin, std::min(quote, json.size())};
  return std::nullopt;
}

JsonString unescape_json(std::string_view json, RawSpan inside) {
  return Unescaper(json, inside).run();
}

}  // namespace headwater
