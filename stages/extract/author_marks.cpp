#include "stages/extract/author_marks.h"

#include <algorithm>
#include <array>

#include "html/ascii.h"

namespace headwater {
namespace {

/// Kinds of marks, the surest first.
enum class MarkKind : std::uint8_t { kItemprop, kRel, kByline, kAuthorName, kAuthor, kNone };
constexpr std::array<std::string_view, 5> kRules = {
    "marked.itemprop", "marked.rel", "marked.byline", "marked.author-name", "marked.author"};

/// How far up an element is looked whether it stands in a comment or an aside.
constexpr int kMostAncestors = 24;

bool contains(std::string_view text, std::string_view small) {
  for (std::size_t at = 0; at + small.size() <= text.size(); ++at) {
    if (html::to_lower(text[at]) == small[0] &&
        html::starts_with_ignoring_case(text.substr(at), small))
      return true;
  }
  return false;
}

MarkKind kind_of_class(std::string_view value) {
  if (contains(value, "byline")) return MarkKind::kByline;
  if (!contains(value, "author")) return MarkKind::kNone;
  constexpr std::array<std::string_view, 6> kOthers = {"avatar",  "image", "img",
                                                       "comment", "bio",   "social"};
  if (std::ranges::any_of(kOthers, [&](std::string_view word) { return contains(value, word); }))
    return MarkKind::kNone;
  return contains(value, "name") ? MarkKind::kAuthorName : MarkKind::kAuthor;
}

MarkKind kind_of(const HtmlTree& tree, const HtmlNode& node) {
  MarkKind kind = MarkKind::kNone;
  const std::string_view page = tree.page();
  for (const HtmlAttribute& attribute : tree.attributes(node)) {
    const std::string_view name = attribute.name.of(page);
    MarkKind found = MarkKind::kNone;
    if (html::equals_ignoring_case(name, "class")) {
      found = kind_of_class(attribute.value.of(page));
    } else if (html::equals_ignoring_case(name, "rel")) {
      if (contains(attribute.value.of(page), "author")) found = MarkKind::kRel;
    } else if (html::equals_ignoring_case(name, "itemprop")) {
      if (contains(attribute.value.of(page), "author")) found = MarkKind::kItemprop;
    }
    kind = std::min(kind, found);
  }
  return kind;
}

/// Whether the element stands where others than the article's author are named.
bool stands_aside(const HtmlTree& tree, HtmlNodeIndex index) {
  const auto nodes = tree.nodes();
  for (int up = 0; up < kMostAncestors && index != kNoHtmlNode; ++up) {
    const HtmlNode& node = nodes[index];
    if (node.tag == HtmlTag::kAside || node.tag == HtmlTag::kFooter || node.tag == HtmlTag::kNav)
      return true;
    const auto value = tree.attribute(node, "class");
    if (value && contains(value->of(tree.page()), "comment")) return true;
    if (node.tag == HtmlTag::kArticle || node.tag == HtmlTag::kMain) return false;
    index = node.parent;
  }
  return false;
}

}  // namespace

std::vector<AuthorMark> find_author_marks(const HtmlTree& tree, HtmlNodeIndex title) {
  std::array<std::vector<AuthorMark>, kRules.size()> found;
  const auto nodes = tree.nodes();
  const HtmlNodeIndex begin = title > kNodesBeforeTitle ? title - kNodesBeforeTitle : 0;
  const auto end = static_cast<HtmlNodeIndex>(
      std::min<std::size_t>(nodes.size(), std::size_t{title} + kNodesAfterTitle));
  for (HtmlNodeIndex i = begin; i < end; ++i) {
    const HtmlNode& node = nodes[i];
    if (node.attribute_count == 0 || node.tag == HtmlTag::kBody || node.tag == HtmlTag::kHtml)
      continue;
    const MarkKind kind = kind_of(tree, node);
    if (kind == MarkKind::kNone) continue;
    std::vector<AuthorMark>& list = found[static_cast<std::size_t>(kind)];
    if (list.size() == kMostAuthorMarks || stands_aside(tree, i)) continue;
    list.push_back({i, kRules[static_cast<std::size_t>(kind)], kind <= MarkKind::kRel});
  }
  std::vector<AuthorMark> marks;
  for (const auto& list : found) marks.insert(marks.end(), list.begin(), list.end());
  return marks;
}

}  // namespace headwater
