#include "stages/extract/author_marks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "html/ascii.h"
#include "stages/extract/html_display.h"
#include "stages/extract/person_names.h"

namespace headwater {
namespace {

/// Kinds of marks, the surest first.
enum class MarkKind : std::uint8_t {
  kItemprop,
  kRel,
  kByline,
  kAuthorName,
  kSignature,
  kAuthor,
  kLink,
  kNone
};
constexpr std::array<std::string_view, 7> kRules = {
    "marked.itemprop",  "marked.rel",    "marked.byline", "marked.author-name",
    "marked.signature", "marked.author", "marked.link"};

/// Parts of the address of an author's page.
constexpr std::array<std::string_view, 9> kAuthorPaths = {
    "/author/", "/authors/",     "/autor/",        "/autores/",   "/auteur/",
    "/autori/", "/contributor/", "/contributors/", "/journalist/"};

/// A line with more bytes of text holds more than names.
constexpr std::size_t kLongestSigned = 150;

/// How far up an element is looked whether it stands in a comment or an aside.
constexpr int kMostAncestors = 24;

/// Requires: `small` is letters, in lower case.
bool contains(std::string_view text, std::string_view small) {
  for (std::size_t at = 0; at + small.size() <= text.size(); ++at) {
    // The bit that makes a letter small; other bytes that become one by it are told apart below.
    if ((text[at] | 0x20) == small[0] && html::starts_with_ignoring_case(text.substr(at), small))
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

bool leads_to_author(std::string_view address) {
  return std::ranges::any_of(kAuthorPaths, [&](std::string_view path) {
    return address.find(path) != std::string_view::npos;
  });
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
    } else if (node.tag == HtmlTag::kA && html::equals_ignoring_case(name, "href")) {
      if (leads_to_author(attribute.value.of(page))) found = MarkKind::kLink;
    }
    kind = std::min(kind, found);
  }
  return kind;
}

/// Whether the element stands where others than the article's author are named. An article's own
/// footer and asides may well say who wrote it: `sure` marks there count.
bool stands_aside(const HtmlTree& tree, HtmlNodeIndex index, bool sure) {
  const auto nodes = tree.nodes();
  bool aside = false;
  for (int up = 0; up < kMostAncestors && index != kNoHtmlNode; ++up) {
    const HtmlNode& node = nodes[index];
    if (node.tag == HtmlTag::kNav) return true;
    if (node.tag == HtmlTag::kAside || node.tag == HtmlTag::kFooter) {
      if (!sure) return true;
      aside = true;
    }
    const auto value = tree.attribute(node, "class");
    if (value && contains(value->of(tree.page()), "comment")) return true;
    if (node.tag == HtmlTag::kArticle || node.tag == HtmlTag::kMain) return false;
    index = node.parent;
  }
  return aside;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kEdges = " \t\r\n\f:";
  const std::size_t begin = text.find_first_not_of(kEdges);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kEdges) - begin + 1);
}

bool is_inline(const HtmlNode& node) { return layout_of(node.tag).display == HtmlDisplay::kInline; }

/// The innermost element of block layout that the node is in, or kNoHtmlNode.
HtmlNodeIndex block_around(std::span<const HtmlNode> nodes, HtmlNodeIndex index) {
  do {
    index = nodes[index].parent;
  } while (index != kNoHtmlNode && is_inline(nodes[index]));
  return index;
}

/// The next text after `index` that a reader may see, or kNoHtmlNode.
HtmlNodeIndex next_text(std::span<const HtmlNode> nodes, HtmlNodeIndex index) {
  const auto end = std::min<std::size_t>(nodes.size(), index + 1 + kNodesInSignature);
  for (HtmlNodeIndex i = index + 1; i < end;) {
    if (nodes[i].is_text() && !nodes[i].has(HtmlNode::kBlank)) return i;
    const bool opaque = layout_of(nodes[i].tag).display == HtmlDisplay::kOpaque;
    i = opaque && !nodes[i].is_text() ? nodes[i].subtree_end : i + 1;
  }
  return kNoHtmlNode;
}

/// The signature that the text `index` begins, or nothing.
std::optional<AuthorMark> find_signature(const HtmlTree& tree, HtmlNodeIndex index, bool far) {
  const auto nodes = tree.nodes();
  const std::string_view text = trimmed(nodes[index].source.of(tree.page()));
  const bool sentence = begins_signature(text);
  if (far && !sentence) return std::nullopt;
  const bool sign = introduces_names(text);
  if (!sentence && !sign) return std::nullopt;
  const HtmlNodeIndex block = block_around(nodes, index);
  // In "<i>Gulls</i> by <b>Ada Brook</b>" the word stands in a sentence.
  if (block == kNoHtmlNode || next_text(nodes, block) != index) return std::nullopt;
  AuthorMark mark{block, kRules[static_cast<std::size_t>(MarkKind::kSignature)], true};
  if (!sign) return mark;
  mark.name = next_text(nodes, index);
  if (mark.name == kNoHtmlNode) return std::nullopt;
  if (mark.name < nodes[block].subtree_end) return mark;
  mark.node = nodes[mark.name].parent;
  while (nodes[mark.node].parent > index && is_inline(nodes[nodes[mark.node].parent]))
    mark.node = nodes[mark.node].parent;
  return mark;
}

/// Whether a link to an author's page stands in a line near behind the title; others are menus, or
/// people whom the text tells of.
bool is_near(const HtmlTree& tree, HtmlNodeIndex link, HtmlNodeIndex title) {
  const auto nodes = tree.nodes();
  if (link < title || link - title > kNodesBeforeLink) return false;
  const HtmlNodeIndex block = block_around(nodes, link);
  if (block == kNoHtmlNode) return false;
  std::size_t bytes = 0;
  for (HtmlNodeIndex i = block; i < nodes[block].subtree_end && bytes <= kLongestSigned; ++i)
    bytes += nodes[i].is_text() ? trimmed(nodes[i].source.of(tree.page())).size() : 0;
  return bytes <= kLongestSigned;
}

}  // namespace

std::vector<AuthorMark> find_author_marks(const HtmlTree& tree, HtmlNodeIndex title) {
  std::array<std::vector<AuthorMark>, kRules.size()> found;
  const auto nodes = tree.nodes();
  const HtmlNodeIndex begin = title > kNodesBeforeTitle ? title - kNodesBeforeTitle : 0;
  const auto end = static_cast<HtmlNodeIndex>(
      std::min<std::size_t>(nodes.size(), std::size_t{title} + kNodesAfterTitle));
  const auto add = [&](MarkKind kind, AuthorMark mark) {
    std::vector<AuthorMark>& list = found[static_cast<std::size_t>(kind)];
    if (list.size() == kMostAuthorMarks || stands_aside(tree, mark.node, kind <= MarkKind::kRel))
      return;
    list.push_back(mark);
  };
  for (HtmlNodeIndex i = begin; i < end; ++i) {
    const HtmlNode& node = nodes[i];
    if (node.is_text()) {
      if (const auto mark = find_signature(tree, i, false)) add(MarkKind::kSignature, *mark);
      continue;
    }
    if (node.attribute_count == 0 || node.tag == HtmlTag::kBody || node.tag == HtmlTag::kHtml)
      continue;
    const MarkKind kind = kind_of(tree, node);
    if (kind == MarkKind::kNone || (kind == MarkKind::kLink && !is_near(tree, i, title))) continue;
    add(kind, {i, kRules[static_cast<std::size_t>(kind)], kind <= MarkKind::kRel, kNoHtmlNode});
  }
  for (HtmlNodeIndex i = end; i < nodes.size(); ++i) {
    if (!nodes[i].is_text()) continue;
    if (const auto mark = find_signature(tree, i, true)) add(MarkKind::kSignature, *mark);
  }
  std::vector<AuthorMark> marks;
  for (const auto& list : found) marks.insert(marks.end(), list.begin(), list.end());
  return marks;
}

}  // namespace headwater
