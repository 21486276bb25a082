#include "net/address_guard.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

namespace headwater {
namespace {

constexpr std::array<std::uint16_t, 4> kWebPorts = {80, 443, 8080, 8443};

/// An address in network order.
using Bytes = std::span<const std::uint8_t>;

/// A range of addresses: those that have the first `bits` bits of `prefix`.
struct Range {
  std::array<std::uint8_t, 16> prefix;
  unsigned bits;
  std::string_view text;
  std::string_view what;
};

constexpr std::array kRanges4 = {
    Range{{0}, 8, "0.0.0.0/8", "an address of this network"},
    Range{{10}, 8, "10.0.0.0/8", "a private address"},
    Range{{100, 64}, 10, "100.64.0.0/10", "a shared address"},
    Range{{127}, 8, "127.0.0.0/8", "a loopback address"},
    Range{{169, 254}, 16, "169.254.0.0/16", "a link-local address"},
    Range{{172, 16}, 12, "172.16.0.0/12", "a private address"},
    Range{{192, 0, 0}, 24, "192.0.0.0/24", "an address of protocols"},
    Range{{192, 0, 2}, 24, "192.0.2.0/24", "an address of documentation"},
    Range{{192, 88, 99}, 24, "192.88.99.0/24", "a relay's address"},
    Range{{192, 168}, 16, "192.168.0.0/16", "a private address"},
    Range{{198, 18}, 15, "198.18.0.0/15", "an address of benchmarks"},
    Range{{198, 51, 100}, 24, "198.51.100.0/24", "an address of documentation"},
    Range{{203, 0, 113}, 24, "203.0.113.0/24", "an address of documentation"},
    Range{{224}, 4, "224.0.0.0/4", "a multicast address"},
    Range{{240}, 4, "240.0.0.0/4", "a reserved address"},
};

constexpr std::array kRanges6 = {
    Range{{0}, 128, "::/128", "no address"},
    Range{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "::1/128", "a loopback address"},
    Range{{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48, "64:ff9b:1::/48", "an address of translators"},
    Range{{0x01}, 64, "100::/64", "a discard address"},
    Range{{0x20, 0x01, 0x00, 0x02, 0, 0}, 48, "2001:2::/48", "an address of benchmarks"},
    Range{{0x20, 0x01, 0x00, 0x10}, 28, "2001:10::/28", "an identifier, no address"},
    Range{{0x20, 0x01, 0x00, 0x20}, 28, "2001:20::/28", "an identifier, no address"},
    Range{{0x20, 0x01, 0x0d, 0xb8}, 32, "2001:db8::/32", "an address of documentation"},
    Range{{0x3f, 0xff}, 20, "3fff::/20", "an address of documentation"},
    Range{{0x5f, 0x00}, 16, "5f00::/16", "an address of routers"},
    Range{{0xfc}, 7, "fc00::/7", "a private address"},
    Range{{0xfe, 0x80}, 10, "fe80::/10", "a link-local address"},
    Range{{0xfe, 0xc0}, 10, "fec0::/10", "a site-local address"},
    Range{{0xff}, 8, "ff00::/8", "a multicast address"},
};

bool has_prefix(Bytes address, Bytes prefix, unsigned bits) {
  const unsigned whole = bits / 8;
  if (!std::equal(prefix.begin(), prefix.begin() + whole, address.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || (address[whole] ^ prefix[whole]) >> (8 - rest) == 0;
}

template <std::size_t N>
const Range* find_range(Bytes address, const std::array<Range, N>& ranges) {
  const auto found = std::find_if(ranges.begin(), ranges.end(), [&](const Range& range) {
    return has_prefix(address, range.prefix, range.bits);
  });
  return found == ranges.end() ? nullptr : &*found;
}

/// Where an IPv6 address carries an IPv4 address to which packets may go in the end.
struct Embedding {
  std::array<std::uint8_t, 16> prefix;
  unsigned bits;
  unsigned at;  ///< First byte of the IPv4 address.
  bool inverted;
  std::string_view name;
};
constexpr std::array kEmbeddings = {
    Embedding{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, 12, false, "IPv4-mapped"},
    Embedding{{0}, 96, 12, false, "IPv4-compatible"},
    Embedding{{0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, 12, false, "IPv4-translated"},
    Embedding{{0x00, 0x64, 0xff, 0x9b}, 96, 12, false, "NAT64"},
    Embedding{{0x20, 0x02}, 16, 2, false, "6to4"},
    Embedding{{0x20, 0x01, 0, 0}, 32, 4, false, "Teredo"},  // The server's.
    Embedding{{0x20, 0x01, 0, 0}, 32, 12, true, "Teredo"},  // The client's, inverted.
};

/// RFC 5214: the interface identifier is 0:5efe or 200:5efe and an IPv4 address.
bool is_isatap(Bytes address) {
  return (address[8] & 0xfdU) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == 0xfe;
}

std::string refusal4(Bytes address) {
  const Range* range = find_range(address, kRanges4);
  return range == nullptr ? std::string() : fmt::format("{} ({})", range->what, range->text);
}

/// Why the embedded address is refused; empty if it is not.
std::string refusal_embedded(Bytes address, unsigned at, bool inverted, std::string_view name) {
  std::array<std::uint8_t, 4> inner{};
  for (unsigned i = 0; i < inner.size(); ++i) {
    inner[i] = inverted ? static_cast<std::uint8_t>(~address[at + i]) : address[at + i];
  }
  const std::string why = refusal4(inner);
  return why.empty() ? why : fmt::format("a {} form of {}", name, why);
}

std::string refusal6(Bytes address) {
  if (const Range* range = find_range(address, kRanges6)) {
    return fmt::format("{} ({})", range->what, range->text);
  }
  for (const Embedding& embedding : kEmbeddings) {
    if (!has_prefix(address, embedding.prefix, embedding.bits)) continue;
    std::string why = refusal_embedded(address, embedding.at, embedding.inverted, embedding.name);
    if (!why.empty()) return why;
  }
  return is_isatap(address) ? refusal_embedded(address, 12, false, "ISATAP") : std::string();
}

Status check(std::string_view text, Bytes address, std::uint16_t port) {
  const std::string why = address.size() == 4 ? refusal4(address) : refusal6(address);
  if (!why.empty()) {
    return Error{ErrorCode::kForbiddenAddress,
                 fmt::format("{} is {}; a source may be given leave with any_address", text, why)};
  }
  if (std::find(kWebPorts.begin(), kWebPorts.end(), port) == kWebPorts.end()) {
    return Error{ErrorCode::kForbiddenAddress,
                 fmt::format("port {} is none of the web's (80, 443, 8080, 8443); a source may be "
                             "given leave with any_address",
                             port)};
  }
  return {};
}

Error no_address(std::string_view text) {
  return {ErrorCode::kForbiddenAddress, fmt::format("\"{}\" is no address", text)};
}

}  // namespace

Status check_address(std::string_view address, std::uint16_t port) {
  // A zone ("fe80::1%eth0") is of the interface, not of the address.
  const std::string text(address.substr(0, address.find('%')));
  std::array<std::uint8_t, 16> bytes{};
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    return check(text, Bytes(bytes).first(4), port);
  }
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return check(text, bytes, port);
  return no_address(address);
}

}  // namespace headwater
