#include "stages/extract/page_marks.h"

#include <algorithm>

#include "html/ascii.h"

namespace headwater {
namespace {

/// Whether the words of `value` (a rel attribute) hold `word`.
bool has_word(std::string_view value, std::string_view word) {
  while (!value.empty()) {
    const std::size_t size = std::min(value.find(' '), value.size());
    if (html::equals_ignoring_case(value.substr(0, size), word)) return true;
    value.remove_prefix(std::min(size + 1, value.size()));
  }
  return false;
}

/// Sorts what stands in one page.
class MarkFinder {
 public:
  MarkFinder(const HtmlTree& tree, PageMarks& marks)
      : tree_(tree), page_(tree.page()), marks_(marks) {}

  void run() {
    const auto nodes = tree_.nodes();
    if (!nodes.empty()) marks_.language = tree_.attribute(nodes[0], "lang");
    for (HtmlNodeIndex i = 0; i < nodes.size(); ++i) {
      const HtmlNode& node = nodes[i];
      switch (node.tag) {
        case HtmlTag::kMeta:
          take_meta(node);
          break;
        case HtmlTag::kLink:
          take_link(node);
          break;
        case HtmlTag::kScript:
          take_script(node, i);
          break;
        case HtmlTag::kTitle:
          if (!node.is_foreign()) add(marks_.titles, i);
          break;
        case HtmlTag::kH1:
          add(marks_.headings, i);
          break;
        case HtmlTag::kTime:
          add(marks_.times, i);
          break;
        default:
          break;
      }
    }
  }

 private:
  static void add(std::vector<HtmlNodeIndex>& list, HtmlNodeIndex node) {
    if (list.size() < kMostMarks) list.push_back(node);
  }

  void take_meta(const HtmlNode& node) {
    std::optional<ByteRange> content;
    std::optional<MetaKey> key;
    ByteRange name;
    for (const HtmlAttribute& attribute : tree_.attributes(node)) {
      const std::string_view word = attribute.name.of(page_);
      if (html::equals_ignoring_case(word, "content")) {
        content = attribute.value;
      } else if (!key && names_the_content(word)) {
        key = meta_key(attribute.value.of(page_));
        name = attribute.value;
      }
    }
    if (!key || !content || content->empty() || marks_.metas.size() == kMostMarks) return;
    marks_.metas.push_back({*key, name, *content});
  }

  static bool names_the_content(std::string_view attribute) {
    return html::equals_ignoring_case(attribute, "name") ||
           html::equals_ignoring_case(attribute, "property") ||
           html::equals_ignoring_case(attribute, "itemprop") ||
           html::equals_ignoring_case(attribute, "http-equiv");
  }

  void take_link(const HtmlNode& node) {
    const auto rel = tree_.attribute(node, "rel");
    if (!rel) return;
    const std::string_view words = rel->of(page_);
    take_address(node, words, "canonical", marks_.canonical);
    take_address(node, words, "amphtml", marks_.amp);
    take_address(node, words, "license", marks_.licence);
  }

  void take_address(const HtmlNode& node, std::string_view words, std::string_view word,
                    std::optional<ByteRange>& address) const {
    if (address || !has_word(words, word)) return;
    const auto href = tree_.attribute(node, "href");
    if (href && !href->empty()) address = href;
  }

  void take_script(const HtmlNode& node, HtmlNodeIndex index) {
    const auto type = tree_.attribute(node, "type");
    if (!type || !html::starts_with_ignoring_case(type->of(page_), "application/ld+json")) return;
    if (node.subtree_end > index + 1) add(marks_.scripts, index + 1);
  }

  const HtmlTree& tree_;
  std::string_view page_;
  PageMarks& marks_;
};

}  // namespace

void PageMarks::find(const HtmlTree& tree) {
  metas.clear();
  titles.clear();
  headings.clear();
  times.clear();
  scripts.clear();
  canonical.reset();
  amp.reset();
  licence.reset();
  MarkFinder(tree, *this).run();
}

const MetaTag* PageMarks::meta(MetaKey key) const {
  const auto found = std::ranges::find(metas, key, &MetaTag::key);
  return found == metas.end() ? nullptr : &*found;
}

}  // namespace headwater
