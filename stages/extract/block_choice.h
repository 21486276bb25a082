#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "stages/extract/article_scope.h"
#include "stages/extract/page_kind.h"
#include "stages/extract/page_outline.h"
#include "stages/extract/page_titles.h"
#include "stages/extract/select_rules.h"

namespace headwater {

/// Decides for every block of a page whether it is article, and if not by which rule it is cut.
/// Reuse one choice for page after page: it keeps its buffers. One thread at a time.
class BlockChoice {
 public:
  /// The verdict on each block of the page, same index as the blocks. Linear in the page's blocks
  /// and the names of their elements. Valid until the next call. Requires: page.blocks belongs to
  /// article.blocks.
  const std::vector<SelectRule>& choose(const Article& article, const HtmlPage& page);

  /// What the page is that choose() last looked at.
  PageKind kind() const;

  /// Blocks and elements that choose() looked at or marked, each as often as it did: shows that
  /// time is linear.
  std::uint64_t steps() const { return steps_ + scope_.steps(); }

  /// Gives buffers back that a huge page has made huge. Ends the validity of what choose() gave.
  void shrink();
  /// Bytes of the buffers that grow with the page.
  std::size_t kept_bytes() const;

 private:
  /// A byline or a date is shorter (in bytes).
  static constexpr std::size_t kMostFrontBytes = 160;
  /// A line with a day in it is longer than this only if it is text.
  static constexpr std::uint32_t kMostDateWords = 16;

  std::string_view line(std::uint32_t block) const;
  std::uint32_t find_title();
  bool is_title(std::uint32_t block);
  bool retells_title(std::uint32_t block);
  void judge_blocks();
  SelectRule judge_inside(std::uint32_t block);
  bool has_one_link(std::uint32_t block) const;
  SelectRule judge_outside(std::uint32_t block);
  SelectRule name_contact_line(std::uint32_t block, SelectRule otherwise) const;
  void name_lines_outside();
  SelectRule name_short_line(std::uint32_t block, SelectRule otherwise) const;
  SelectRule refine(SelectRule dropped, std::uint32_t block);
  bool is_linked_sentence(std::uint32_t block) const;
  bool is_link_group(OutlineIndex index) const;
  void cut_linked_groups();
  void keep_lead();
  void cut_duplicates();
  void cut_pull_quotes();
  bool is_loose(std::uint32_t block);
  bool is_answer(std::uint32_t block) const;
  bool is_question(std::uint32_t block) const;
  bool asks_for_answer(std::uint32_t block);
  void cut_loose_text();
  void cut_edges();
  void cut_lone_headings();

  const Article* article_ = nullptr;
  const HtmlPage* page_ = nullptr;
  PageOutline outline_;
  ArticleScope scope_;
  std::vector<SelectRule> verdicts_;
  PageTitles titles_;
  std::uint32_t title_block_ = kNoBlock;
  std::uint32_t first_held_ = 0;  ///< The first block that the scope holds.
  bool says_article_ = false;     ///< See PageEvidence.
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;
  std::uint64_t steps_ = 0;
};

}  // namespace headwater
