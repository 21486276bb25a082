#include "feed/feed_base.h"

#include <algorithm>

#include "html/ascii.h"

namespace headwater {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// The parts of an address (RFC 3986, appendix B), delimiters included.
struct AddressParts {
  std::string_view scheme;     ///< "https:"
  std::string_view authority;  ///< "//kelpbay.example"
  std::string_view path;
  std::string_view query;     ///< "?page=2"
  std::string_view fragment;  ///< "#top"
};

/// Takes what stands before the first of `ends` off `text`.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  const std::size_t end = std::min(text.find_first_of(ends), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end);
  return taken;
}

std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !html::is_letter(text.front())) return 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == ':') return i + 1;
    const char c = text[i];
    if (!html::is_alphanumeric(c) && c != '+' && c != '-' && c != '.') return 0;
  }
  return 0;
}

AddressParts parts_of(std::string_view text) {
  AddressParts parts;
  parts.scheme = text.substr(0, scheme_length(text));
  text.remove_prefix(parts.scheme.size());
  if (text.starts_with("//")) {
    const std::size_t end = std::min(text.find_first_of("/?#", 2), text.size());
    parts.authority = text.substr(0, end);
    text.remove_prefix(end);
  }
  parts.path = take_until(text, "?#");
  parts.query = take_until(text, "#");
  parts.fragment = text;
  return parts;
}

/// RFC 3986, section 5.2.4. `path` begins with a slash.
std::string without_dots(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    if (segment == "/.." || segment == "/.") {
      if (segment == "/..") out.resize(std::min(out.rfind('/'), out.size()));
      if (path.empty()) out += '/';
    } else {
      out += segment;
    }
  }
  return out;
}

std::string merged_path(const AddressParts& base, std::string_view path) {
  if (path.starts_with('/')) return without_dots(path);
  const std::size_t slash = base.path.rfind('/');
  std::string merged(slash == kNone ? "/" : base.path.substr(0, slash + 1));
  merged += path;
  return without_dots(merged);
}

bool is_trimmed(char c) { return static_cast<unsigned char>(c) <= ' '; }

std::string cleaned(std::string_view text) {
  while (!text.empty() && is_trimmed(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_trimmed(text.back())) text.remove_suffix(1);
  std::string out(text);
  std::erase_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r' || c == '\0'; });
  return out;
}

std::string joined(std::initializer_list<std::string_view> pieces) {
  std::string out;
  for (const std::string_view piece : pieces) out += piece;
  return out;
}

}  // namespace

std::string resolve_address(std::string_view base, std::string_view reference) {
  std::string text = cleaned(reference);
  if (text.empty()) return text;
  const AddressParts given = parts_of(text);
  if (!given.scheme.empty()) return text;
  const AddressParts from = parts_of(base);
  if (from.scheme.empty() || from.authority.empty()) return text;
  if (!given.authority.empty()) {
    return joined({from.scheme, text});
  }
  if (given.path.empty()) {
    return joined({from.scheme, from.authority, from.path,
                   given.query.empty() ? from.query : given.query, given.fragment});
  }
  return joined(
      {from.scheme, from.authority, merged_path(from, given.path), given.query, given.fragment});
}

}  // namespace headwater
