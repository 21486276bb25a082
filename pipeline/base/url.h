#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/url_host.h"

namespace headwater {

/// What browsers and sitemaps (2,048) stay under; longer ones carry data, not an address. In bytes,
/// as given and as serialised.
inline constexpr std::size_t kLongestAddress = 4096;

/// An address as the URL Standard (https://url.spec.whatwg.org/, section 4.1) takes it apart. All
/// strings are ASCII, percent-encoded where the standard says so. Only `parse_url` makes them.
struct Url {
  std::string scheme;  ///< Lower case, without the colon: "https".
  std::string username;
  std::string password;
  std::optional<UrlHost> host;        ///< Nothing in "mailto:..."; empty text in "file:///...".
  std::optional<std::uint16_t> port;  ///< Nothing where it is the scheme's own.
  std::string path;  ///< With the slash in front, unless it is opaque ("mailto:...") or empty.
  bool opaque_path = false;
  std::optional<std::string> query;     ///< Without "?".
  std::optional<std::string> fragment;  ///< Without "#".

  /// http, https, ws, wss, ftp or file (section 3.1): those that have slashes and default ports.
  bool is_special() const;
  bool is_http() const { return scheme == "http" || scheme == "https"; }
  /// The port to connect to: `port`, or else the scheme's own; 0 if it has none.
  std::uint16_t effective_port() const;
  /// The address as one string (section 4.5). `parse_url` of it gives the same address again.
  std::string href() const;
  /// The address without its fragment: what is requested.
  std::string href_without_fragment() const;
  /// "https://herald.example:8080" (section 4.7); "null" for schemes without an origin.
  std::string origin() const;
  /// What a server is asked for: path and query, "/news?page=2". Requires: is_special().
  std::string target() const;
};

/// The port of a special scheme: 443 for https; 0 for file, which has none. Nothing for any other
/// scheme. Requires: lower case.
std::optional<std::uint16_t> default_port(std::string_view scheme);

/// `input` as the basic URL parser (section 4.4) understands it, relative to `base` if one is
/// given, or nothing where that fails or kLongestAddress is exceeded. Hosts come out as connections
/// are made to them: "http://0x7f.1/" is 127.0.0.1. Ill-formed UTF-8 is encoded byte by byte.
/// Linear; thread-safe.
std::optional<Url> parse_url(std::string_view input, const Url* base = nullptr);

/// The http or https address that `reference`, found in a document at `base`, leads to, without
/// user name, password and fragment; nothing if it leads anywhere else. An absolute `reference`
/// needs no base: leave it empty.
std::optional<std::string> resolve_web_address(std::string_view reference, std::string_view base);

}  // namespace headwater
