#include "base/normal_url.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/percent_encoding.h"

namespace headwater {
namespace {

/// Section 2.3: these mean the same with and without an escape.
bool is_unreserved(char c) {
  return ascii::is_alphanumeric(c) || std::string_view("-._~").find(c) != std::string_view::npos;
}

/// What section 3.3 and 3.4 keep out of a path and a query.
constexpr ByteSet kForbidden(ByteSet::controls(), " \"<>[]\\^`{|}");

/// One step over `text`, so that what is unescaped never becomes part of another escape.
std::string even_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = escaped_byte(text, i);
    const auto meant = static_cast<char>(byte < 0 ? text[i] : byte);
    const bool plain =
        byte < 0 ? meant != '%' && !kForbidden.contains(meant) : is_unreserved(meant);
    append_percent_encoded({&meant, 1}, plain ? ByteSet() : ByteSet({}, {&meant, 1}), out);
    if (byte >= 0) i += 2;
  }
  return out;
}

std::string single_slashes(std::string path) {
  const auto both = [](char a, char b) { return a == '/' && b == '/'; };
  path.erase(std::unique(path.begin(), path.end(), both), path.end());
  return path;
}

std::string_view name_of(std::string_view parameter) {
  return parameter.substr(0, parameter.find('='));
}

/// Parameters of one name keep their order, which may mean something. They are parted by "&" alone.
std::string sorted_query(std::string_view query) {
  std::vector<std::string_view> parameters;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::string_view name = name_of(part);
    if (name.empty()) continue;
    parameters.push_back(name.size() + 1 == part.size() ? name : part);
  }
  std::stable_sort(parameters.begin(), parameters.end(),
                   [](std::string_view a, std::string_view b) { return name_of(a) < name_of(b); });
  std::string out;
  for (const std::string_view part : parameters) {
    if (!out.empty()) out += '&';
    out += part;
  }
  return out;
}

bool names_scheme(std::string_view address) {
  const std::size_t mark = address.find_first_of(":/?#");
  return mark != std::string_view::npos && address[mark] == ':';
}

/// "herald.example." is the same name, spelt from the root. Two dots make it none.
void drop_final_dot(UrlHost& host) {
  std::string& text = host.text;
  if (host.kind == HostKind::kDomain && text.size() > 1 && text.ends_with('.') &&
      !text.ends_with("..")) {
    text.pop_back();
  }
}

}  // namespace

Url normal_url(Url url) {
  url.fragment.reset();
  if (url.opaque_path) return url;
  if (url.host) drop_final_dot(*url.host);
  url.path = even_escapes(url.is_special() ? single_slashes(std::move(url.path)) : url.path);
  if (!url.query) return url;
  url.query = sorted_query(even_escapes(*url.query));
  if (url.query->empty()) url.query.reset();
  return url;
}

std::optional<std::string> normalize_url(std::string_view address) {
  std::optional<Url> url = parse_url(address);
  if (!url && !names_scheme(address)) url = parse_url("http://" + std::string(address));
  if (!url) return std::nullopt;
  std::string normal = normal_url(*std::move(url)).href();
  if (normal.size() > kLongestAddress) return std::nullopt;
  return normal;
}

}  // namespace headwater
