#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace headwater {

enum class HostKind { kEmpty, kDomain, kIpv4, kIpv6, kOpaque };

/// The host of an address (URL Standard, section 3.1).
struct UrlHost {
  HostKind kind = HostKind::kEmpty;
  /// Serialised: "herald.example" in lower-case ASCII, "127.0.0.1", "[2001:db8::1]".
  std::string text;
  /// The address in network order: 4 bytes of kIpv4, 16 of kIpv6, otherwise zeros.
  std::array<std::uint8_t, 16> bytes{};
  bool operator==(const UrlHost&) const = default;
};

/// Whether the scheme in front of a host is one of the web's, whose hosts are names of the DNS.
enum class SchemeKind { kSpecial, kOther };

/// The host that `input` spells (section 3.5): in brackets an IPv6 address; for a special scheme an
/// IPv4 address in any of its forms (127.1, 0x7f.0.0.1, 017700000001) or a name, percent-decoded
/// and made ASCII by UTS #46; otherwise anything without forbidden bytes.
std::optional<UrlHost> parse_url_host(std::string_view input, SchemeKind scheme);

}  // namespace headwater
