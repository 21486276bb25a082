#include "html/sniff_html.h"

#include <algorithm>
#include <string>

#include "html/ascii.h"
#include "html/tag.h"

namespace headwater {
namespace {

/// Nothing that tells a page stands further down.
constexpr std::size_t kSniffed = 1024;

std::string_view without_space(std::string_view text) {
  while (!text.empty() && html::is_space(text.front())) text.remove_prefix(1);
  return text;
}

bool begins_like_markup(std::string_view text) {
  text = without_space(text);
  if (text.starts_with("<?xml")) {
    const std::size_t end = text.find("?>");
    if (end == std::string_view::npos) return false;
    text = without_space(text.substr(end + 2));
  }
  if (!text.starts_with('<')) return false;
  if (text.starts_with("<!--") || html::starts_with_ignoring_case(text, "<!doctype html")) {
    return true;
  }
  const auto* end = std::find_if_not(text.begin() + 1, text.end(), html::is_alphanumeric);
  if (end == text.end() || !(html::is_space(*end) || *end == '>' || *end == '/')) return false;
  return known_tag({text.begin() + 1, end}) != HtmlTag::kFirstUnknown;
}

}  // namespace

bool begins_like_html(std::string_view bytes) {
  std::string_view text = bytes.substr(0, kSniffed);
  const bool utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
  if (!utf16) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return begins_like_markup(text);
  }
  // Tags are ASCII, so in UTF-16 every second byte of them is a NUL.
  std::string letters(text.substr(2));
  std::erase(letters, '\0');
  return begins_like_markup(letters);
}

}  // namespace headwater
