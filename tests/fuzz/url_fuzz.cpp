// Parses arbitrary bytes as an address, the first line relative to the second. Whatever they are:
// the serialised address is short ASCII without controls and parses to itself, the key of a key is
// that key, a normal form is its own, and an address for fetching is one of the web without
// credentials.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/normal_url.h"
#include "base/url.h"
#include "base/url_key.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

void check(const headwater::Url& url) {
  const std::string href = url.href();
  require(href.size() <= headwater::kLongestAddress && is_printable(href));
  const auto again = headwater::parse_url(href);
  require(again && again->href() == href && again->host == url.host && again->port == url.port);
  const std::string normal = headwater::normal_url(url).href();
  require(is_printable(normal) && normal.find('#') == std::string::npos);
  // Escapes and the scheme in front of a key must not make it too long.
  if (normal.size() + 8 > headwater::kLongestAddress) return;
  require(headwater::normalize_url(normal) == normal);
  if (!url.is_http() || url.port) return;
  const std::string key = headwater::article_url_key(href);
  require(headwater::article_url_key("https://" + key) == key);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  const std::string_view reference = bytes.substr(0, line);
  const std::string_view base = line < bytes.size() ? bytes.substr(line + 1) : "";
  const auto from = headwater::parse_url(base);
  if (from) check(*from);
  const auto url = headwater::parse_url(reference, from ? &*from : nullptr);
  if (url) check(*url);
  const auto address = headwater::resolve_web_address(reference, base);
  require(!address || (address->starts_with("http") && address->find('#') == std::string::npos));
  require(!address || headwater::parse_url(*address)->username.empty());
  return 0;
}
