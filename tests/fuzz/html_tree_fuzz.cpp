#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "html/prescan_charset.h"
#include "html/tree.h"

namespace {

using namespace headwater;

void require(bool holds) {
  if (!holds) std::abort();
}

/// Nodes stand in the order of the page; a subtree is a range of them inside of its parent's.
void check_links(const HtmlTree& tree) {
  const auto nodes = tree.nodes();
  std::vector<std::uint32_t> depths(nodes.size(), 1);
  require(!nodes.empty() && nodes[0].subtree_end == nodes.size());
  for (HtmlNodeIndex i = 0; i < nodes.size(); ++i) {
    const HtmlNode& node = nodes[i];
    require(i < node.subtree_end);
    require((i == 0) == (node.parent == kNoHtmlNode));
    if (i == 0) continue;
    const HtmlNode& parent = nodes[node.parent];
    require(node.parent < i && node.subtree_end <= parent.subtree_end && !parent.is_text());
    depths[i] = depths[node.parent] + 1;
    require(depths[i] <= kMaxHtmlDepth);
    require(!node.is_text() || node.subtree_end == i + 1);
  }
}

/// The next siblings of the first child are all children, each once.
void check_siblings(const HtmlTree& tree) {
  std::size_t met = 1;
  for (HtmlNodeIndex i = 0; i < tree.nodes().size(); ++i) {
    for (auto child = tree.first_child(i); child != kNoHtmlNode; child = tree.next_sibling(child)) {
      require(tree.nodes()[child].parent == i);
      ++met;
    }
  }
  require(met == tree.nodes().size());
}

void check_ranges(const HtmlTree& tree) {
  std::uint32_t end = 0;
  for (const HtmlNode& node : tree.nodes()) {
    require(node.source.begin <= node.source.end && node.source.end <= tree.page().size());
    require(node.end_tag.begin <= node.end_tag.end && node.end_tag.end <= tree.page().size());
    require(node.end_tag.empty() || node.source.end <= node.end_tag.begin);
    if (node.source.empty()) continue;
    require(end <= node.source.begin);
    end = node.source.end;
  }
}

}  // namespace

/// The tree of any bytes is sound, and the same from a used tree as from a new one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view page(reinterpret_cast<const char*>(data), size);
  static HtmlTree used;
  used.parse(page);
  check_links(used);
  check_siblings(used);
  check_ranges(used);
  HtmlTree fresh;
  fresh.parse(page);
  require(std::ranges::equal(used.nodes(), fresh.nodes()));
  require(used.steps() == fresh.steps());
  prescan_charset(page);
  return 0;
}
