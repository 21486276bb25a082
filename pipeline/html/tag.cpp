#include "html/tag.h"

#include "html/known_names.h"

namespace headwater {
namespace html {

const std::array<TagRules, kKnownTags + 1> kTagRules = {{
#define X(enumerator, name, traits, start, end) {traits, StartRule::start, EndRule::end},
#include "html/tag_list.inc"
#undef X
    {}}};

}  // namespace html

HtmlTag known_tag(std::string_view name) { return html::find_tag(name, html::head_of(name)); }

std::string_view tag_name(HtmlTag tag) {
  const auto index = static_cast<std::size_t>(tag);
  return index < html::kKnownTags ? html::kNames[index] : std::string_view();
}

}  // namespace headwater
