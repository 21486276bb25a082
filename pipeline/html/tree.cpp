#include "html/tree.h"

#include <algorithm>

#include "html/ascii.h"
#include "html/tree_builder.h"

namespace headwater {

HtmlTree::HtmlTree() : builder_(std::make_unique<html::TreeBuilder>()) {}
HtmlTree::~HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;

void HtmlTree::parse(std::string_view page) {
  page_ = page;
  builder_->build(page, nodes_);
}

HtmlNodeIndex HtmlTree::first_child(HtmlNodeIndex node) const {
  return nodes_[node].subtree_end > node + 1 ? node + 1 : kNoHtmlNode;
}

HtmlNodeIndex HtmlTree::next_sibling(HtmlNodeIndex node) const {
  const HtmlNode& at = nodes_[node];
  if (at.parent == kNoHtmlNode) return kNoHtmlNode;
  return at.subtree_end < nodes_[at.parent].subtree_end ? at.subtree_end : kNoHtmlNode;
}

std::string_view HtmlTree::name(const HtmlNode& node) const {
  if (node.tag < HtmlTag::kText) return tag_name(node.tag);
  if (node.is_text()) return {};
  const std::string_view tag = node.source.of(page_).substr(1);
  const auto end =
      std::ranges::find_if(tag, [](char c) { return html::is_space(c) || c == '/' || c == '>'; });
  return {tag.begin(), end};
}

std::span<const HtmlAttribute> HtmlTree::attributes(const HtmlNode& node) const {
  return std::span(builder_->attributes()).subspan(node.first_attribute, node.attribute_count);
}

std::optional<ByteRange> HtmlTree::attribute(const HtmlNode& node, std::string_view name) const {
  for (const HtmlAttribute& attribute : attributes(node)) {
    if (html::equals_ignoring_case(attribute.name.of(page_), name)) return attribute.value;
  }
  return std::nullopt;
}

std::uint64_t HtmlTree::steps() const { return builder_->steps(); }

}  // namespace headwater
