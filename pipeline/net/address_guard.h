#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// Whether anybody may be sent to a server at `address` (IPv4 or IPv6 in numbers) and `port`.
/// Refused with kForbiddenAddress: loopback, private, link-local, shared, reserved, documentation
/// and multicast addresses (the registries of IANA for special-purpose addresses, RFC 6890), IPv6
/// addresses in which such an IPv4 address is embedded (mapped, NAT64, 6to4, Teredo, ISATAP), and
/// ports that are none of the web's. What is no address is refused. Pure.
Status check_address(std::string_view address, std::uint16_t port);

}  // namespace headwater
