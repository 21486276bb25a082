// The part of the tokenizer that finds the end of elements without markup inside: RCDATA, raw text
// and script data (13.2.5.9 to 13.2.5.31).
#include "html/ascii.h"
#include "html/tokenizer.h"

namespace headwater {
namespace {

constexpr std::string_view kScript = "script";

bool ends_name(char c) { return html::is_space(c) || c == '/' || c == '>'; }

/// Whether `rest` begins with `name` and something that ends a name.
bool begins_with_name(std::string_view rest, std::string_view name) {
  return rest.size() > name.size() && html::starts_with_ignoring_case(rest, name) &&
         ends_name(rest[name.size()]);
}

/// How deep a script is in the escapes that pages once used to hide it from old browsers: in a
/// comment ("<!--"), and in a <script> inside of that comment.
enum class Escape : std::uint8_t { kNone, kComment, kScriptInComment };

}  // namespace

/// Whether the "<" at `offset` begins the end tag of the element ("appropriate end tag token").
bool HtmlTokenizer::closes_element(std::size_t offset) const {
  return !element_.empty() && at(offset + 1) == '/' &&
         begins_with_name(page_.substr(offset + 2), element_);
}

std::size_t HtmlTokenizer::find_element_end(std::size_t from) {
  std::size_t hit = find('<', from);
  while (hit < page_.size() && !closes_element(hit)) hit = find('<', hit + 1);
  return hit;
}

std::size_t HtmlTokenizer::find_script_end(std::size_t from) {
  Escape escape = Escape::kNone;
  while (true) {
    std::size_t hit = find('<', from);
    if (escape != Escape::kNone) {
      const std::size_t close = page_.substr(0, hit).find("-->", from);
      if (close != std::string_view::npos) {
        escape = Escape::kNone;
        from = close + 3;
        continue;
      }
    }
    if (hit >= page_.size()) return page_.size();
    const std::string_view rest = page_.substr(hit + 1);
    if (escape != Escape::kScriptInComment && closes_element(hit)) return hit;
    from = hit + 1;
    if (escape == Escape::kNone && rest.starts_with("!--")) {
      escape = Escape::kComment;
      from = hit + 2;  // the dashes may be those of "-->"
    } else if (escape == Escape::kComment && begins_with_name(rest, kScript)) {
      escape = Escape::kScriptInComment;
    } else if (escape == Escape::kScriptInComment && rest.starts_with('/') &&
               begins_with_name(rest.substr(1), kScript)) {
      escape = Escape::kComment;
    }
  }
}

}  // namespace headwater
