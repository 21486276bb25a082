#include "base/web_address.h"

#include <algorithm>

#include "base/ascii.h"

namespace headwater {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Removes `prefix` (lower case) from the front of `text`, whatever the case there.
bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!ascii::starts_with_ignoring_case(text, prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool is_host_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

bool is_port(std::string_view text) {
  return text.size() <= 5 && text.find_first_not_of("0123456789") == text.npos;
}

/// "host", "host:port" or "[address]:port", with the host in lower case already.
bool is_authority(std::string_view text) {
  std::size_t host_end = 0;
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == text.npos ||
        text.substr(1, close - 1).find_first_not_of("0123456789abcdef:.") != text.npos) {
      return false;
    }
    host_end = close + 1;
  } else {
    while (host_end < text.size() && is_host_byte(text[host_end])) ++host_end;
  }
  if (host_end == 0 || text.front() == '.') return false;
  return host_end == text.size() || (text[host_end] == ':' && is_port(text.substr(host_end + 1)));
}

/// Whether RFC 3986 leaves `c` as it is behind the authority. "%" stays: it is an escape already.
bool is_rest_byte(char c) {
  return c > ' ' && c < '\x7f' && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
}

void append_encoded(std::string_view rest, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : rest) {
    if (is_rest_byte(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    if ((c >= 0 && c < ' ') || c == '\x7f') return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> web_address(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  if (text.size() > kLongestAddress || has_control(text)) return std::nullopt;
  std::string out = "https://";
  if (!take_prefix(text, "https://")) {
    if (!take_prefix(text, "http://")) return std::nullopt;
    out = "http://";
  }
  const std::size_t authority_end = std::min(text.find_first_of("/?#"), text.size());
  const std::string authority = ascii::lower_case(text.substr(0, authority_end));
  if (!is_authority(authority)) return std::nullopt;
  out += authority;
  append_encoded(text.substr(authority_end), out);
  return out;
}

std::optional<std::string> request_address(std::string_view text) {
  const std::optional<Url> url = parse_url(text);
  if (!url || !url->is_http() || !url->username.empty() || !url->password.empty()) {
    return std::nullopt;
  }
  return url->href_without_fragment();
}

}  // namespace headwater
