#pragma once

#include <cstdint>
#include <vector>

#include "stages/extract/page_outline.h"
#include "stages/extract/prose_nest.h"
#include "stages/extract/select_rules.h"

namespace headwater {

/// No block of the page.
inline constexpr std::uint32_t kNoBlock = 0xFFFFFFFF;

/// Finds the elements that hold the article, and what is not article by the names of its elements.
/// Reuse one scope for page after page: it keeps its buffers.
class ArticleScope {
 public:
  /// Linear in the outline. `title_block` is the block with the page's title, or kNoBlock: of
  /// several articles on a page, it tells which one the page is about. Requires: `outline` outlives
  /// the use of the scope.
  void find(const PageOutline& outline, std::uint32_t title_block);

  /// Whether the block stands in an element that holds the article.
  bool holds(std::uint32_t block) const { return held_[block] != 0; }
  /// The rule that cuts everything in the element by its name or that of an element around it.
  SelectRule dropped(OutlineIndex element) const { return dropped_[element]; }
  /// Blocks and elements that find() looked at or marked.
  std::uint64_t steps() const { return steps_; }

 private:
  void drop_elements(std::uint64_t total, bool guarded_comments);
  static SelectRule refine(SelectRule around, const OutlineElement& element);
  SelectRule judge(OutlineIndex index, std::uint64_t total) const;
  SelectRule judge_weak(OutlineIndex index) const;
  void sum_clean_prose();
  std::uint64_t clean(const OutlineElement& element) const {
    return clean_[element.end_block] - clean_[element.first_block];
  }
  void find_focus();
  void choose();
  bool choose_by(Mark mark, std::uint64_t least);
  std::uint64_t weight(OutlineIndex element) const;
  void find_stories();
  bool is_card(OutlineIndex element) const;
  void hold(const OutlineElement& element);

  const PageOutline* outline_ = nullptr;
  std::vector<SelectRule> dropped_;
  std::vector<std::uint64_t> clean_;
  std::vector<std::uint8_t> held_;
  std::vector<OutlineIndex> stories_;  ///< The article element around each, or kNoOutline.
  OutlineIndex title_story_ = kNoOutline;
  ProseNest nest_;
  OutlineIndex focus_ = 0;
  std::uint64_t steps_ = 0;
};

}  // namespace headwater
