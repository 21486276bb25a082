#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// A host name as the DNS compares it: lower-case ASCII labels, internationalised ones in their
/// "xn--" form (UTS #46), no dot at the end. Nothing for anything else: empty, over 253 bytes, an
/// empty label or one over 63 bytes, characters that no host name has. An IPv4 address passes.
std::optional<std::string> normalize_host(std::string_view host);

/// The host of an absolute URI ("https://www.kelpbay.example/a" gives "www.kelpbay.example"), as
/// `normalize_host` returns it; nothing where there is none, as in "file:///a".
std::optional<std::string> host_of(std::string_view uri);

/// The part of `host` that one owner registered: one label more than the public suffix ("bbc.co.uk"
/// of "news.bbc.co.uk"), by the Public Suffix List. Nothing for a public suffix and for an IP
/// address. Requires: a normalised host.
std::optional<std::string> registrable_domain(std::string_view host);

/// Whether the last labels of `host` are a public suffix that the list knows: what tells
/// "kelpbay.com" from two sentences without a space between them. Requires: a normalised host.
bool has_known_suffix(std::string_view host);

}  // namespace headwater
