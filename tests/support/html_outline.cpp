#include "support/html_outline.h"

#include <algorithm>
#include <array>

#include "html/ascii.h"

namespace headwater::testing {
namespace {

bool is_blank(std::string_view text) { return std::ranges::all_of(text, html::is_space); }

std::string space_of(const HtmlNode& node) {
  if (node.has(HtmlNode::kSvg)) return "svg";
  return node.has(HtmlNode::kMathMl) ? "math" : "";
}

/// Walks over a tree in the order of a browser's.
class Walk {
 public:
  explicit Walk(const HtmlTree& tree) : tree_(tree) {}

  Outline run() {
    visit(0, "");
    return std::move(outline_);
  }

 private:
  const HtmlNode& node(HtmlNodeIndex index) const { return tree_.nodes()[index]; }

  void visit(HtmlNodeIndex index, const std::string& outer) {
    if (node(index).has(HtmlNode::kDetached)) return;
    if (node(index).is_text()) return visit_text(node(index), outer);
    if (is_table(index)) visit_fostered(index, outer);
    const std::string blocks = blocks_of(index, outer);
    for (HtmlNodeIndex child = tree_.first_child(index); child != kNoHtmlNode;
         child = tree_.next_sibling(child)) {
      if (!node(child).has(HtmlNode::kFostered) || table_of(child) == kNoHtmlNode) {
        visit(child, blocks);
      }
    }
  }

  /// What is fostered out of the table goes where the table is.
  void visit_fostered(HtmlNodeIndex table, const std::string& outer) {
    for (HtmlNodeIndex i = table + 1; i < node(table).subtree_end; ++i) {
      if (node(i).has(HtmlNode::kFostered) && table_of(i) == table) visit(i, outer);
    }
  }

  void visit_text(const HtmlNode& text, const std::string& outer) {
    std::string decoded;
    decoder_.append(tree_.page(), text.source, text.text_mode, decoded);
    add_to_outline(outer, decoded, outline_);
  }

  bool is_table(HtmlNodeIndex index) const {
    return node(index).tag == HtmlTag::kTable && !node(index).is_foreign();
  }

  /// The table that a fostered node is taken out of; none inside of a template.
  HtmlNodeIndex table_of(HtmlNodeIndex index) const {
    for (HtmlNodeIndex i = node(index).parent; i != kNoHtmlNode; i = node(i).parent) {
      if (is_table(i)) return i;
      if (node(i).tag == HtmlTag::kTemplate) return kNoHtmlNode;
    }
    return kNoHtmlNode;
  }

  std::string blocks_of(HtmlNodeIndex index, const std::string& outer) const {
    std::string name(tree_.name(node(index)));
    for (char& c : name) c = html::to_lower(c);
    if (!is_outline_block(space_of(node(index)), name)) return outer;
    return outer + "/" + name;
  }

  const HtmlTree& tree_;
  HtmlTextDecoder decoder_;
  Outline outline_;
};

/// The elements that are open at a line of a dump.
struct DumpElement {
  std::size_t indent = 0;
  std::string blocks;
};

/// Reads the lines of a dump: "| <body>", "|   <svg path>", "|   "text"", which may go on for
/// lines.
class DumpReader {
 public:
  explicit DumpReader(std::string_view dump) : rest_(dump) {}

  Outline run() {
    while (!rest_.empty()) read_line(take_line());
    return std::move(outline_);
  }

 private:
  std::string_view take_line() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return line;
  }

  void read_line(std::string_view line) {
    const std::size_t indent = line.find_first_not_of(' ', 1);
    if (!line.starts_with('|') || indent == std::string_view::npos) return;
    const std::string_view item = line.substr(indent);
    while (!open_.empty() && open_.back().indent >= indent) open_.pop_back();
    const std::string outer = open_.empty() ? "" : open_.back().blocks;
    if (item.starts_with('"')) {
      add_to_outline(outer, read_text(item.substr(1)), outline_);
    } else if (item.starts_with('<') && !item.starts_with("<!")) {
      open_.push_back({indent, outer + blocks_of(item.substr(1, item.rfind('>') - 1))});
    }
  }

  std::string read_text(std::string_view line) {
    std::string text(line);
    // The text ends with a quote at the end of a line that no line of the same text follows.
    while (!text.ends_with('"') || (!rest_.empty() && !rest_.starts_with('|'))) {
      if (rest_.empty()) break;
      text += '\n';
      text += take_line();
    }
    text.pop_back();
    return text;
  }

  static std::string blocks_of(std::string_view element) {
    const std::size_t space = element.find(' ');
    const std::string_view prefix = space == std::string_view::npos ? "" : element.substr(0, space);
    std::string name(space == std::string_view::npos ? element : element.substr(space + 1));
    for (char& c : name) c = html::to_lower(c);
    return is_outline_block(prefix, name) ? "/" + name : "";
  }

  std::string_view rest_;
  std::vector<DumpElement> open_;
  Outline outline_;
};

}  // namespace

void add_to_outline(const std::string& blocks, const std::string& text, Outline& outline) {
  const bool in_body = blocks.starts_with("/html/body");
  if (text.empty()) return;
  if (is_blank(text) && (!in_body || blocks.ends_with("/colgroup"))) return;
  if (!outline.empty() && outline.back().blocks == blocks) {
    outline.back().text += text;
  } else {
    outline.push_back({blocks, text});
  }
}

bool is_outline_block(std::string_view space, std::string_view name) {
  if (space.empty()) return html::has_trait(known_tag(name), html::kIsSpecial);
  constexpr auto kForeign =
      std::to_array<std::string_view>({"svg", "math", "foreignobject", "desc", "title", "mi", "mo",
                                       "mn", "ms", "mtext", "annotation-xml"});
  return std::ranges::find(kForeign, name) != kForeign.end();
}

Outline outline_of(const HtmlTree& tree) { return Walk(tree).run(); }

Outline outline_of_dump(std::string_view dump) { return DumpReader(dump).run(); }

}  // namespace headwater::testing
