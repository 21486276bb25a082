#include "base/url.h"

#include <array>

namespace headwater {
namespace {

struct SpecialScheme {
  std::string_view name;
  std::uint16_t port;
};
constexpr std::array kSpecialSchemes = {SpecialScheme{"https", 443}, SpecialScheme{"http", 80},
                                        SpecialScheme{"file", 0},    SpecialScheme{"ftp", 21},
                                        SpecialScheme{"ws", 80},     SpecialScheme{"wss", 443}};

}  // namespace

std::optional<std::uint16_t> default_port(std::string_view scheme) {
  for (const SpecialScheme& row : kSpecialSchemes) {
    if (row.name == scheme) return row.port;
  }
  return std::nullopt;
}

bool Url::is_special() const { return default_port(scheme).has_value(); }

std::uint16_t Url::effective_port() const {
  return port ? *port : default_port(scheme).value_or(0);
}

std::string Url::href_without_fragment() const {
  std::string out = scheme + ":";
  if (host) {
    out += "//" + username;
    if (!password.empty()) out += ":" + password;
    if (!username.empty() || !password.empty()) out += "@";
    out += host->text;
    if (port) out += ":" + std::to_string(*port);
  } else if (!opaque_path && path.starts_with("//")) {
    out += "/.";  // Or else the path would be read as a host.
  }
  out += path;
  if (query) out += "?" + *query;
  return out;
}

std::string Url::href() const {
  return fragment ? href_without_fragment() + "#" + *fragment : href_without_fragment();
}

std::string Url::origin() const {
  if (scheme == "blob") {
    const auto inner = parse_url(path);
    return inner && inner->is_http() ? inner->origin() : "null";
  }
  if (!is_special() || scheme == "file") return "null";
  return scheme + "://" + host->text + (port ? ":" + std::to_string(*port) : "");
}

std::string Url::target() const { return query ? path + "?" + *query : path; }

std::optional<std::string> resolve_web_address(std::string_view reference, std::string_view base) {
  const std::optional<Url> from = parse_url(base);
  std::optional<Url> url = parse_url(reference, from ? &*from : nullptr);
  if (!url || !url->is_http()) return std::nullopt;
  url->username.clear();
  url->password.clear();
  return url->href_without_fragment();
}

}  // namespace headwater
