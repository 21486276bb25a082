#include "stages/extract/page_outline.h"

#include <algorithm>
#include <cstring>

#include "html/ascii.h"

namespace headwater {
namespace {

/// Classes longer than this (in bytes) are read up to here: no reader of code wrote them.
constexpr std::size_t kMostNameBytes = 1024;

std::uint32_t hash_bytes(std::uint32_t seed, std::string_view bytes) {
  std::uint64_t hash = seed + bytes.size();
  while (!bytes.empty()) {
    std::uint64_t chunk = 0;
    const std::size_t count = std::min(bytes.size(), sizeof chunk);
    std::memcpy(&chunk, bytes.data(), count);
    hash = (hash ^ chunk) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 29U;
    bytes.remove_prefix(count);
  }
  return static_cast<std::uint32_t>(hash ^ hash >> 32U);
}

bool contains_word(std::string_view text, std::string_view lower) {
  for (std::size_t at = 0; at + lower.size() <= text.size(); ++at) {
    if (html::equals_ignoring_case(text.substr(at, lower.size()), lower)) return true;
  }
  return false;
}

/// An id made of the words of a heading ("how-to-share-a-newsletter") says nothing of the element.
bool is_slug(std::string_view id) {
  std::size_t breaks = 0;
  for (std::size_t at = 1; at < id.size(); ++at) {
    if ((id[at] == '-' || id[at] == '_') && id[at - 1] != id[at]) ++breaks;
  }
  return breaks >= 3;
}

/// What the classes of a heading may say; all else is about its looks.
constexpr Marks kHeadingMarks = [] {
  Marks marks;
  for (const Mark mark : {Mark::kTitle, Mark::kLead, Mark::kRelated, Mark::kShare, Mark::kComments,
                          Mark::kNewsletter, Mark::kHidden, Mark::kConsent, Mark::kCaption}) {
    marks.add(mark);
  }
  return marks;
}();

void add_role(std::string_view role, Marks& marks) {
  using html::equals_ignoring_case;
  if (equals_ignoring_case(role, "main")) marks.add(Mark::kMain);
  if (equals_ignoring_case(role, "article")) marks.add(Mark::kStory);
  if (equals_ignoring_case(role, "navigation") || equals_ignoring_case(role, "menu") ||
      equals_ignoring_case(role, "menubar") || equals_ignoring_case(role, "tablist")) {
    marks.add(Mark::kNav);
  }
  if (equals_ignoring_case(role, "banner")) marks.add(Mark::kPerhapsHeader);
  if (equals_ignoring_case(role, "contentinfo")) marks.add(Mark::kFooter);
  if (equals_ignoring_case(role, "complementary")) marks.add(Mark::kSidebar);
  if (equals_ignoring_case(role, "search") || equals_ignoring_case(role, "button") ||
      equals_ignoring_case(role, "toolbar") || equals_ignoring_case(role, "tooltip")) {
    marks.add(Mark::kControl);
  }
  if (equals_ignoring_case(role, "dialog") || equals_ignoring_case(role, "alertdialog")) {
    marks.add(Mark::kPromotion);
  }
}

void add_property(std::string_view property, Marks& marks) {
  if (contains_word(property, "articlebody")) marks.add(Mark::kBody);
  if (contains_word(property, "headline")) marks.add(Mark::kTitle);
  if (contains_word(property, "author")) marks.add(Mark::kByline);
  if (contains_word(property, "date")) marks.add(Mark::kTimestamp);
  if (contains_word(property, "caption")) marks.add(Mark::kCaption);
  if (contains_word(property, "breadcrumb")) marks.add(Mark::kNav);
  if (contains_word(property, "description") || contains_word(property, "alternativeheadline")) {
    marks.add(Mark::kLead);
  }
}

void add_tag(HtmlTag tag, Marks& marks) {
  switch (tag) {
    case HtmlTag::kArticle:
      return marks.add(Mark::kStory);
    case HtmlTag::kMain:
      return marks.add(Mark::kMain);
    case HtmlTag::kNav:
    case HtmlTag::kMenu:
      return marks.add(Mark::kNav);
    case HtmlTag::kHeader:
      return marks.add(Mark::kPerhapsHeader);
    case HtmlTag::kFooter:
      return marks.add(Mark::kFooter);
    case HtmlTag::kAside:
      return marks.add(Mark::kSidebar);
    case HtmlTag::kFigure:
      return marks.add(Mark::kFigure);
    case HtmlTag::kFigcaption:
      return marks.add(Mark::kCaption);
    case HtmlTag::kButton:
    case HtmlTag::kForm:
    case HtmlTag::kFieldset:
    case HtmlTag::kLabel:
      return marks.add(Mark::kControl);
    case HtmlTag::kAddress:
      return marks.add(Mark::kByline);
    case HtmlTag::kTime:
      return marks.add(Mark::kTimestamp);
    case HtmlTag::kDialog:
      return marks.add(Mark::kPromotion);
    default:
      return;
  }
}

/// So many nodes are looked at for an image; nested elements would make it quadratic otherwise.
constexpr HtmlNodeIndex kImageReach = 64;

bool has_image(const HtmlPage& page, HtmlNodeIndex node) {
  const auto nodes = page.tree.nodes();
  const HtmlNodeIndex end = std::min(nodes[node].subtree_end, node + kImageReach);
  for (HtmlNodeIndex i = node + 1; i < end; ++i) {
    const HtmlTag tag = nodes[i].tag;
    if (tag == HtmlTag::kImg || tag == HtmlTag::kPicture || tag == HtmlTag::kVideo) return true;
  }
  return false;
}

}  // namespace

void PageOutline::build(const Article& article, const HtmlPage& page) {
  elements_.clear();
  blocks_.clear();
  block_elements_.clear();
  sums_.assign(1, {});
  marks_.start();
  collect_nodes(page);
  for (const HtmlNodeIndex node : nodes_) add_element(page, node);
  place_blocks(page);
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    blocks_.push_back(features_of(article.text, article.blocks[i], page.blocks[i]));
    const BlockFeatures& block = blocks_.back();
    TextAmounts sum = sums_.back();
    sum.letters += block.letters;
    sum.linked += block.linked;
    if (block.is_prose()) sum.prose += block.letters - block.linked;
    if (block.kind == BlockKind::kHeading) {
      ++sum.headings;
    } else if (block.kind != BlockKind::kParagraph && block.kind != BlockKind::kCaption) {
      ++sum.shaped;
    }
    sums_.push_back(sum);
  }
}

std::size_t PageOutline::kept_bytes() const {
  return elements_.capacity() * sizeof(OutlineElement) +
         blocks_.capacity() * sizeof(BlockFeatures) +
         block_elements_.capacity() * sizeof(OutlineIndex) +
         sums_.capacity() * sizeof(TextAmounts) + open_.capacity() * sizeof(OutlineIndex) +
         nodes_.capacity() * sizeof(HtmlNodeIndex) +
         outline_of_node_.capacity() * sizeof(OutlineIndex);
}

/// Finds the ancestors of blocks; a node that was met already ends the walk up, so that every
/// element is looked at once.
void PageOutline::collect_nodes(const HtmlPage& page) {
  const auto nodes = page.tree.nodes();
  nodes_.clear();
  outline_of_node_.assign(nodes.size(), kNoOutline);
  for (const HtmlBlock& block : page.blocks) {
    HtmlNodeIndex node = block.node;
    while (node != kNoHtmlNode && outline_of_node_[node] == kNoOutline) {
      outline_of_node_[node] = 0;
      nodes_.push_back(node);
      node = nodes[node].parent;
    }
  }
  std::sort(nodes_.begin(), nodes_.end());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    outline_of_node_[nodes_[i]] = static_cast<OutlineIndex>(i);
  }
}

void PageOutline::read_attribute(std::string_view name, std::string_view value,
                                 OutlineElement& element) {
  using html::equals_ignoring_case;
  switch (name.size()) {
    case 2:
      if (equals_ignoring_case(name, "id") && !is_slug(value)) {
        element.marks.add(marks_.find(value));
      }
      break;
    case 4:
      if (equals_ignoring_case(name, "role")) add_role(value, element.marks);
      break;
    case 5:
      if (!equals_ignoring_case(name, "class")) break;
      element.marks.add(marks_.find(value));
      element.signature = hash_bytes(element.signature, value);
      element.has_classes = !value.empty();
      break;
    case 8:
      if (equals_ignoring_case(name, "itemprop")) add_property(value, element.marks);
      break;
    case 11:
    case 14:
      if ((equals_ignoring_case(name, "data-testid") ||
           equals_ignoring_case(name, "data-component")) &&
          !is_slug(value)) {
        element.marks.add(marks_.find(value));
      }
      break;
    default:
      break;
  }
}

void PageOutline::add_element(const HtmlPage& page, HtmlNodeIndex index) {
  const HtmlNode& node = page.tree.nodes()[index];
  OutlineElement element;
  element.node = index;
  element.tag = node.tag;
  element.parent = node.parent == kNoHtmlNode ? kNoOutline : outline_of_node_[node.parent];
  element.signature = 2166136261U ^ static_cast<std::uint32_t>(node.tag);
  if (node.tag != HtmlTag::kHtml && node.tag != HtmlTag::kBody) {
    add_tag(node.tag, element.marks);
    for (const HtmlAttribute& attribute : page.tree.attributes(node)) {
      read_attribute(attribute.name.of(page.bytes),
                     attribute.value.of(page.bytes).substr(0, kMostNameBytes), element);
    }
  }
  if (node.tag >= HtmlTag::kH1 && node.tag <= HtmlTag::kH6) {
    element.marks = element.marks.only(kHeadingMarks);
  }
  if (element.marks.has(Mark::kPerhapsCaption)) element.has_image = has_image(page, index);
  elements_.push_back(element);
}

/// Sets which blocks and outline elements each element holds. Blocks ascend by their first text.
void PageOutline::place_blocks(const HtmlPage& page) {
  const auto nodes = page.tree.nodes();
  const auto count = static_cast<OutlineIndex>(elements_.size());
  const auto blocks = static_cast<std::uint32_t>(page.blocks.size());
  std::uint32_t block = 0;
  open_.clear();
  const auto close_until = [&](HtmlNodeIndex node, OutlineIndex index) {
    while (!open_.empty() && nodes[elements_[open_.back()].node].subtree_end <= node) {
      OutlineElement& ended = elements_[open_.back()];
      const HtmlNodeIndex end = nodes[ended.node].subtree_end;
      while (block < blocks && page.blocks[block].first < end) ++block;
      ended.end_block = block;
      ended.subtree_end = index;
      open_.pop_back();
    }
  };
  for (OutlineIndex i = 0; i < count; ++i) {
    close_until(elements_[i].node, i);
    while (block < blocks && page.blocks[block].first < elements_[i].node) ++block;
    elements_[i].first_block = block;
    open_.push_back(i);
  }
  close_until(kNoHtmlNode, count);
  for (const HtmlBlock& item : page.blocks) {
    block_elements_.push_back(item.node == kNoHtmlNode ? 0 : outline_of_node_[item.node]);
  }
}

}  // namespace headwater
