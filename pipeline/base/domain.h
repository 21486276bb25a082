#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// A host name as the DNS compares it: lower-case ASCII labels, internationalised ones in their
/// "xn--" form (UTS #46), no dot at the end. Nothing for anything else: empty, over 253 bytes, an
/// empty label or one over 63 bytes, characters that no host name has. An IPv4 address passes.
std::optional<std::string> normalize_host(std::string_view host);

/// `domain` in lower-case ASCII, as the URL Standard (section 3.3, domain to ASCII, not strict)
/// makes it: UTS #46 without its limits of length and of characters, so that names which the DNS
/// refuses stay what they are. Nothing for an empty name, ill-formed UTF-8 and letters that no name
/// may have.
std::optional<std::string> domain_to_ascii(std::string_view domain);

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
