#include "base/url_host.h"

#include <algorithm>
#include <span>

#include "base/ascii.h"
#include "base/domain.h"
#include "base/percent_encoding.h"

namespace headwater {
namespace {

using Pieces = std::array<std::uint16_t, 8>;

// URL Standard, section 3.2.
constexpr ByteSet kForbiddenInHost(ByteSet(), {"\0\t\n\r #/:<>?@[\\]^|", 17});
constexpr ByteSet kForbiddenInDomain(ByteSet(),
                                     {"\0\1\2\3\4\5\6\7\x8\x9\xa\xb\xc\xd\xe\xf\x10\x11\x12\x13\x14"
                                      "\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f #/:<>?@[\\]^|%"
                                      "\x7f",
                                      47});

/// A number of an IPv4 address: decimal, octal after "0", hexadecimal after "0x" (section 3.5, IPv4
/// number parser). Nothing for no number; UINT64_MAX for one that is too large for any address.
std::optional<std::uint64_t> parse_ipv4_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  int radix = 10;
  if (text.size() >= 2 && text[0] == '0') {
    const bool hex = text[1] == 'x' || text[1] == 'X';
    radix = hex ? 16 : 8;
    text.remove_prefix(hex ? 2 : 1);
  }
  std::uint64_t value = 0;
  bool overflow = false;
  for (const char c : text) {
    const int digit = ascii::hex_value(c);
    if (digit < 0 || digit >= radix) return std::nullopt;
    value = value * static_cast<std::uint64_t>(radix) + static_cast<std::uint64_t>(digit);
    overflow = overflow || value > UINT32_MAX;
    if (overflow) value = UINT32_MAX;  // Keeps later digits from wrapping round.
  }
  return overflow ? UINT64_MAX : value;
}

/// The ends-in-a-number checker (section 3.5): then it is an IPv4 address or nothing.
bool ends_in_number(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view last = host.substr(host.rfind('.') + 1);
  if (last.empty()) return false;
  return std::all_of(last.begin(), last.end(), ascii::is_digit) ||
         parse_ipv4_number(last).has_value();
}

/// The numbers of "a.b.c.d" and shorter forms; 0 if there are none or too many.
std::size_t split_ipv4(std::string_view host, std::span<std::uint64_t, 4> numbers) {
  if (host.ends_with('.')) host.remove_suffix(1);
  for (std::size_t count = 0; count < numbers.size();) {
    const std::size_t dot = host.find('.');
    const auto number = parse_ipv4_number(host.substr(0, dot));
    if (!number) return 0;
    numbers[count++] = *number;
    if (dot == std::string_view::npos) return count;
    host.remove_prefix(dot + 1);
  }
  return 0;
}

/// The last number fills what the others leave: 127.1 is 127.0.0.1.
std::optional<std::uint32_t> parse_ipv4(std::string_view host) {
  std::array<std::uint64_t, 4> numbers{};
  const std::size_t count = split_ipv4(host, numbers);
  if (count == 0 || numbers[count - 1] >= std::uint64_t{1} << (8 * (5 - count)))
    return std::nullopt;
  auto address = static_cast<std::uint32_t>(numbers[count - 1]);
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (numbers[i] > 255) return std::nullopt;
    address += static_cast<std::uint32_t>(numbers[i]) << (8 * (3 - i));
  }
  return address;
}

UrlHost ipv4_host(std::uint32_t address) {
  UrlHost host{HostKind::kIpv4, {}, {}};
  for (std::size_t i = 0; i < 4; ++i) {
    host.bytes[i] = static_cast<std::uint8_t>(address >> (8 * (3 - i)));
    host.text += (i == 0 ? "" : ".") + std::to_string(host.bytes[i]);
  }
  return host;
}

/// Up to four hexadecimal digits, taken off `text`; nothing if there are none.
std::optional<std::uint16_t> take_piece(std::string_view& text) {
  std::uint32_t value = 0;
  std::size_t size = 0;
  while (size < 4 && size < text.size() && ascii::hex_value(text[size]) >= 0) {
    value = value << 4 | static_cast<std::uint32_t>(ascii::hex_value(text[size++]));
  }
  if (size == 0) return std::nullopt;
  text.remove_prefix(size);
  return static_cast<std::uint16_t>(value);
}

/// A decimal number up to 255 without a leading zero, taken off `text`.
std::optional<std::uint8_t> take_decimal_byte(std::string_view& text) {
  unsigned value = 0;
  std::size_t size = 0;
  for (; size < text.size() && ascii::is_digit(text[size]); ++size) {
    if (size > 0 && value == 0) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(text[size] - '0');
    if (value > 255) return std::nullopt;
  }
  if (size == 0) return std::nullopt;
  text.remove_prefix(size);
  return static_cast<std::uint8_t>(value);
}

/// "192.0.2.1" at the end of an IPv6 address, as its last two pieces.
bool parse_embedded_ipv4(std::string_view text, std::uint16_t* pieces) {
  for (int i = 0; i < 4; ++i) {
    if (i > 0) {
      if (!text.starts_with('.')) return false;
      text.remove_prefix(1);
    }
    const auto byte = take_decimal_byte(text);
    if (!byte) return false;
    pieces[i / 2] = static_cast<std::uint16_t>(pieces[i / 2] << 8 | *byte);
  }
  return text.empty();
}

/// The IPv6 parser of section 3.5.
class Ipv6Parser {
 public:
  explicit Ipv6Parser(std::string_view text) : text_(text) {}

  std::optional<Pieces> parse() {
    if (text_.starts_with(':')) {
      if (!text_.starts_with("::")) return std::nullopt;
      text_.remove_prefix(2);
      compress_ = count_;
    }
    while (!text_.empty()) {
      if (!take_one()) return std::nullopt;
    }
    return spread();
  }

 private:
  /// A second "::", an embedded IPv4 address or a piece with the colon behind it.
  bool take_one() {
    if (text_.starts_with(':')) {
      if (compress_) return false;
      text_.remove_prefix(1);
      compress_ = count_;
      return true;
    }
    if (count_ == pieces_.size()) return false;
    const std::string_view here = text_;
    const auto piece = take_piece(text_);
    if (text_.starts_with('.')) return take_ipv4(here);
    if (!piece) return false;
    pieces_[count_++] = *piece;
    if (text_.empty()) return true;
    if (!text_.starts_with(':')) return false;
    text_.remove_prefix(1);
    return !text_.empty();
  }

  bool take_ipv4(std::string_view here) {
    if (count_ > 6 || !parse_embedded_ipv4(here, &pieces_[count_])) return false;
    count_ += 2;
    text_ = {};
    return true;
  }

  /// Puts the zeros where "::" stood.
  std::optional<Pieces> spread() {
    if (!compress_) return count_ == pieces_.size() ? std::optional(pieces_) : std::nullopt;
    if (count_ == pieces_.size()) return std::nullopt;
    std::rotate(pieces_.begin() + static_cast<std::ptrdiff_t>(*compress_),
                pieces_.begin() + static_cast<std::ptrdiff_t>(count_), pieces_.end());
    return pieces_;
  }

  std::string_view text_;
  Pieces pieces_{};
  std::size_t count_ = 0;
  std::optional<std::size_t> compress_;
};

struct ZeroRun {
  std::size_t begin = 0;
  std::size_t size = 0;
};

/// The first longest run of two or more zero pieces, which is written as "::".
ZeroRun longest_zero_run(const Pieces& pieces) {
  ZeroRun best;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::size_t end = i;
    while (end < pieces.size() && pieces[end] == 0) ++end;
    if (end - i > std::max<std::size_t>(best.size, 1)) best = {i, end - i};
    i = end;
  }
  return best;
}

void append_hex(std::uint16_t piece, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  bool begun = false;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const auto digit = static_cast<std::size_t>(piece >> shift & 15);
    begun = begun || digit != 0 || shift == 0;
    if (begun) out += kDigits[digit];
  }
}

/// The IPv6 serializer of section 3.5, in brackets.
UrlHost ipv6_host(const Pieces& pieces) {
  UrlHost host{HostKind::kIpv6, "[", {}};
  const ZeroRun zeros = longest_zero_run(pieces);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    host.bytes[2 * i] = static_cast<std::uint8_t>(pieces[i] >> 8);
    host.bytes[2 * i + 1] = static_cast<std::uint8_t>(pieces[i] & 255);
    if (zeros.size > 0 && i == zeros.begin) host.text += i == 0 ? "::" : ":";
    if (i >= zeros.begin && i < zeros.begin + zeros.size) continue;
    append_hex(pieces[i], host.text);
    if (i + 1 < pieces.size()) host.text += ':';
  }
  host.text += ']';
  return host;
}

std::optional<UrlHost> parse_bracketed(std::string_view input) {
  if (!input.ends_with(']')) return std::nullopt;
  const auto pieces = Ipv6Parser(input.substr(1, input.size() - 2)).parse();
  return pieces ? std::optional(ipv6_host(*pieces)) : std::nullopt;
}

std::optional<UrlHost> parse_opaque(std::string_view input) {
  if (kForbiddenInHost.meets(input)) return std::nullopt;
  UrlHost host{input.empty() ? HostKind::kEmpty : HostKind::kOpaque, {}, {}};
  append_percent_encoded(input, ByteSet::controls(), host.text);
  return host;
}

}  // namespace

std::optional<UrlHost> parse_url_host(std::string_view input, SchemeKind scheme) {
  if (input.starts_with('[')) return parse_bracketed(input);
  if (scheme == SchemeKind::kOther) return parse_opaque(input);
  auto name = domain_to_ascii(percent_decode(input));
  if (!name || name->empty() || kForbiddenInDomain.meets(*name)) return std::nullopt;
  if (!ends_in_number(*name)) return UrlHost{HostKind::kDomain, std::move(*name), {}};
  const auto address = parse_ipv4(*name);
  return address ? std::optional(ipv4_host(*address)) : std::nullopt;
}

}  // namespace headwater
