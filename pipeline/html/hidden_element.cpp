#include "html/hidden_element.h"

#include "html/ascii.h"

namespace headwater {
namespace {

using html::equals_ignoring_case;
using html::is_space;
using html::starts_with_ignoring_case;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Whether one declaration of a style attribute, such as "display:none", hides the element.
bool hides(std::string_view declaration) {
  const std::size_t colon = declaration.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view property = trimmed(declaration.substr(0, colon));
  const std::string_view value = trimmed(declaration.substr(colon + 1));
  if (equals_ignoring_case(property, "display")) return starts_with_ignoring_case(value, "none");
  return equals_ignoring_case(property, "visibility") &&
         (starts_with_ignoring_case(value, "hidden") ||
          starts_with_ignoring_case(value, "collapse"));
}

bool style_hides(std::string_view style) {
  while (!style.empty()) {
    const std::size_t end = std::min(style.find(';'), style.size());
    if (hides(style.substr(0, end))) return true;
    style.remove_prefix(std::min(end + 1, style.size()));
  }
  return false;
}

}  // namespace

bool is_hidden_element(const HtmlTree& tree, const HtmlNode& element) {
  constexpr std::string_view kHidden = "hidden";
  constexpr std::string_view kStyle = "style";
  for (const HtmlAttribute& attribute : tree.attributes(element)) {
    if (attribute.name.size() == kHidden.size()) {
      if (equals_ignoring_case(attribute.name.of(tree.page()), kHidden)) return true;
    } else if (attribute.name.size() == kStyle.size() && !attribute.value.empty()) {
      if (equals_ignoring_case(attribute.name.of(tree.page()), kStyle) &&
          style_hides(attribute.value.of(tree.page()))) {
        return true;
      }
    }
  }
  return element.tag == HtmlTag::kDialog && !tree.attribute(element, "open");
}

}  // namespace headwater
