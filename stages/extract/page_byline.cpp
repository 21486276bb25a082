#include "stages/extract/page_byline.h"

#include <algorithm>
#include <vector>

#include "html/ascii.h"
#include "record/fold_text.h"
#include "stages/extract/person_names.h"

namespace headwater {
namespace {

using Names = std::vector<std::string>;

std::string folded(std::string_view text) {
  std::string out;
  fold_text(text, out);
  return out;
}

/// Gathers names from one kind of source after the other.
class BylineSearch {
 public:
  BylineSearch(const PageSources& from, std::string_view site) : from_(from), site_(folded(site)) {}

  PageClue run() {
    if (ask_data() || ask_metas(MetaKey::kAuthor) || ask_metas(MetaKey::kAuthorOfArticle) ||
        ask_marked())
      return std::move(best_);
    return std::move(fallback_);
  }

 private:
  /// Whether the names gathered so far name somebody beside the site itself.
  bool settle(std::string_view kind, std::string_view rule) {
    Names people = names_;
    std::erase_if(people, [&](const std::string& name) { return folded(name) == site_; });
    if (!names_.empty()) {
      PageClue& clue = people.empty() ? fallback_ : best_;
      if (clue.empty())
        clue = {join_names(people.empty() ? names_ : people), printed_, place_, kind, rule};
    }
    names_.clear();
    printed_.clear();
    place_ = {};
    return !people.empty();
  }

  void take(const PageClue& clue) {
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

  /// Only pages without names in their head are searched for marks: it costs a look at every
  /// attribute.
  bool ask_marked() { return false; }

  const PageSources& from_;
  std::string site_;
  Names names_;
  std::string printed_;
  ByteRange place_;
  PageClue best_;
  PageClue fallback_;
};

}  // namespace

PageClue find_page_byline(const PageSources& from, std::string_view site) {
  return BylineSearch(from, site).run();
}

}  // namespace headwater
