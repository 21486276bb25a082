#include "stages/extract/page_byline.h"

#include <algorithm>
#include <array>
#include <vector>

#include "html/ascii.h"
#include "stages/extract/author_marks.h"
#include "stages/extract/page_text.h"
#include "stages/extract/person_names.h"

namespace headwater {
namespace {

/// Clues of one kind that are read: enough for kMostNames, with some that name nobody.
constexpr std::size_t kMostTaken = 64;

using Names = std::vector<std::string>;

/// A marked element with more text holds more than names.
constexpr std::size_t kLongestMarked = 150;

/// Gathers names from one kind of source after the other.
class BylineSearch {
 public:
  BylineSearch(const PageSources& from, const HouseNames& house, HtmlNodeIndex title)
      : from_(from), house_(house), title_(title) {}

  PageByline run() {
    if (ask_data() || ask_metas(MetaKey::kAuthor) || ask_metas(MetaKey::kAuthorOfArticle) ||
        ask_labels() || ask_marked())
      return {std::move(best_), {}};
    return {{}, std::move(fallback_)};
  }

 private:
  /// Whether the names gathered so far name somebody beside the site itself.
  bool settle(std::string_view kind, std::string_view rule) {
    Names people = names_;
    // "The Heron Post, Port Clement": what follows the house is no person either.
    if (!people.empty() && house_.holds(people.front())) people.clear();
    std::erase_if(people, [&](const std::string& name) { return house_.holds(name); });
    if (!names_.empty()) {
      PageClue& clue = people.empty() ? fallback_ : best_;
      if (clue.empty())
        clue = {join_names(people.empty() ? names_ : people), printed_, place_, kind, rule};
    }
    names_.clear();
    printed_.clear();
    place_ = {};
    taken_ = 0;
    return !people.empty();
  }

  void take(const PageClue& clue) {
    if (++taken_ > kMostTaken) return;
    const std::size_t before = names_.size();
    add_person_names(clue.value, names_);
    if (names_.size() == before) return;
    if (!printed_.empty()) printed_ += ", ";
    printed_ += clue.printed;
    if (place_.empty()) place_ = clue.place;
    // In one block of linked data the authors ascend; else the first one stands for all.
    if (clue.place.begin >= place_.begin) place_.end = std::max(place_.end, clue.place.end);
  }

  bool ask_data() {
    const JsonLd& data = from_.data;
    if (from_.article == kNoLd) return false;
    LdIndex author = data.member(from_.article, LdKey::kAuthor);
    if (author == kNoLd) author = data.member(from_.article, LdKey::kCreator);
    if (author == kNoLd) return false;
    take_data(author);
    return settle("json-ld", "json-ld.author");
  }

  void take_data(LdIndex node) {
    if (++asked_ > kMostTaken) return;
    const JsonLd& data = from_.data;
    const LdNode& value = data.nodes()[node];
    if (value.kind == LdKind::kString) return take(ld_clue(from_, node, "json-ld.author"));
    if (value.kind == LdKind::kObject) return take_object(data.resolve(node));
    if (value.kind != LdKind::kArray) return;
    for (LdIndex i = node + 1; i < value.subtree_end && names_.size() < kMostNames;
         i = data.nodes()[i].subtree_end) {
      take_data(i);
    }
  }

  void take_object(LdIndex object) {
    const JsonLd& data = from_.data;
    const LdIndex name = data.member(object, LdKey::kName);
    if (name == kNoLd) return;
    const LdNode& value = data.nodes()[name];
    if (value.kind != LdKind::kArray) return take(ld_clue(from_, name, "json-ld.author"));
    for (LdIndex i = name + 1; i < value.subtree_end; i = data.nodes()[i].subtree_end)
      take(ld_clue(from_, i, "json-ld.author"));
  }

  bool ask_metas(MetaKey key) {
    for (const MetaTag& tag : from_.marks.metas) {
      if (tag.key == key) take(meta_clue(from_, tag));
    }
    return settle("meta", meta_rule(key));
  }

  /// Twitter cards have pairs of a label and its data: "Written by", "Jane Doe".
  bool ask_labels() {
    const auto& metas = from_.marks.metas;
    for (std::size_t i = 0; i + 1 < metas.size(); ++i) {
      if (metas[i].key != MetaKey::kLabel || metas[i + 1].key != MetaKey::kLabelled) continue;
      if (introduces_names(meta_clue(from_, metas[i]).value)) take(meta_clue(from_, metas[i + 1]));
    }
    return settle("meta", meta_rule(MetaKey::kLabelled));
  }

  /// Only pages without names in their head are searched for marks: it costs a look at every
  /// attribute.
  bool ask_marked() {
    for (const AuthorMark& mark : find_author_marks(from_.page.tree, title_)) {
      const PageClue clue = element_clue(from_, mark.node, "marked", mark.rule);
      if (clue.value.size() > kLongestMarked) continue;
      if (!add_marked_names(mark, clue.value)) {
        note_desk(mark, clue);
        continue;
      }
      printed_ = clue.printed;
      place_ = clue.place;
      if (settle("marked", mark.rule)) return true;
    }
    return false;
  }

  /// Where no person signs, a desk may.
  void note_desk(const AuthorMark& mark, const PageClue& clue) {
    if (!fallback_.empty() || names_somebody_else(clue.value)) return;
    const std::string own = mark.name == kNoHtmlNode ? clue.value : text_of(mark.name);
    const std::string_view desk = desk_name(own);
    if (desk.empty()) return;
    fallback_ = clue;
    fallback_.value = desk;
  }

  /// The names in the pieces of text of a marked element: the first piece that is one, and others
  /// in elements like its own, as several people stand next to each other there. Else what all of
  /// its text begins with. Where the mark is sure, one word is a name.
  bool add_marked_names(const AuthorMark& mark, std::string_view text) {
    if (names_somebody_else(text)) return false;
    const auto nodes = from_.page.tree.nodes();
    HtmlNodeIndex first = kNoHtmlNode;
    for (HtmlNodeIndex i = mark.node; i < nodes[mark.node].subtree_end; ++i) {
      if (!nodes[i].is_text() || nodes[i].has(HtmlNode::kBlank)) continue;
      if (first != kNoHtmlNode && !are_alike(nodes[i].parent, first)) continue;
      Names found;
      if (!add_leading_names(text_of(i), found)) continue;
      first = nodes[i].parent;
      add_person_names(join_names(found), names_);
    }
    if (!names_.empty() || add_leading_names(text, names_)) return true;
    const bool signature = mark.name != kNoHtmlNode;
    const std::string own = signature ? text_of(mark.name) : std::string(text);
    if (mark.sure && is_single_name(own)) add_person_names(own, names_);
    return !names_.empty();
  }

  std::string text_of(HtmlNodeIndex text) const {
    const HtmlNode& node = from_.page.tree.nodes()[text];
    return slice_line(from_.page, node.source, node.text_mode);
  }

  static bool names_somebody_else(std::string_view text) {
    constexpr std::array<std::string_view, 5> kOthers = {"reviewed", "medically", "fact", "edited",
                                                         "photo"};
    return std::ranges::any_of(kOthers, [&](std::string_view word) {
      return html::starts_with_ignoring_case(text, word);
    });
  }

  /// Whether two elements have the same name and class.
  bool are_alike(HtmlNodeIndex a, HtmlNodeIndex b) const {
    const HtmlTree& tree = from_.page.tree;
    const auto class_of = [&](HtmlNodeIndex node) {
      const auto value = tree.attribute(tree.nodes()[node], "class");
      return value ? value->of(from_.page.bytes) : std::string_view{};
    };
    return tree.nodes()[a].tag == tree.nodes()[b].tag && class_of(a) == class_of(b);
  }

  const PageSources& from_;
  const HouseNames& house_;
  HtmlNodeIndex title_;
  Names names_;
  std::size_t taken_ = 0;  ///< Clues of the kind at work.
  std::size_t asked_ = 0;  ///< Values of linked data.
  std::string printed_;
  ByteRange place_;
  PageClue best_;
  PageClue fallback_;
};

}  // namespace

PageByline find_page_byline(const PageSources& from, const HouseNames& house, HtmlNodeIndex title) {
  return BylineSearch(from, house, title).run();
}

}  // namespace headwater
