#include "stages/extract/prose_nest.h"

#include <algorithm>

namespace headwater {
namespace {

/// So many elements around the nest, and in it, tell what others with the article's text look like.
constexpr std::size_t kMostSignatures = 6;
/// Prose under comments or a wall of consent counts next to nothing: there may be more of it than
/// of the article.
constexpr std::uint8_t kMostDoubt = 8;
/// One part in so many of the nest's prose is much of it.
constexpr std::uint64_t kMuch = 8;
/// Names count so often as a doubt, however many an element has: a footer or navigation adds as
/// much.
constexpr int kMostNameDoubt = 2;
/// So many elements around a paragraph are credited with it, each with half as much.
constexpr unsigned kLevels = 3;

std::uint8_t doubt_of(const Marks& marks, std::uint8_t around) {
  const bool article = marks.has(Mark::kStory) || marks.has(Mark::kBody);
  if (!article && (marks.has(Mark::kConsent) || marks.has(Mark::kComments))) return kMostDoubt;
  int doubt = around;
  doubt += std::min(marks.only(kStrongMarks).count(), std::max(kMostNameDoubt - doubt, 0));
  if (marks.has(Mark::kFooter) || marks.has(Mark::kNav)) doubt += kMostNameDoubt;
  if (marks.has(Mark::kBody) && doubt > 0 && doubt < kMostDoubt) --doubt;
  return static_cast<std::uint8_t>(std::min<int>(doubt, kMostDoubt));
}

}  // namespace

void ProseNest::find(const PageOutline& outline) {
  find_doubts(outline);
  add_scores(outline);
  element_ = 0;
  for (OutlineIndex i = 0; i < scores_.size(); ++i) {
    if (scores_[i] > scores_[element_]) element_ = i;
  }
  remember_signatures(outline);
}

bool ProseNest::is_like(const OutlineElement& other) const {
  return std::find(signatures_.begin(), signatures_.end(), other.signature) != signatures_.end();
}

void ProseNest::find_doubts(const PageOutline& outline) {
  doubts_.clear();
  for (const OutlineElement& element : outline.elements()) {
    const std::uint8_t around = element.parent == kNoOutline ? 0 : doubts_[element.parent];
    doubts_.push_back(doubt_of(element.marks, around));
  }
}

void ProseNest::add_scores(const PageOutline& outline) {
  const auto& elements = outline.elements();
  const auto& blocks = outline.blocks();
  scores_.assign(elements.size(), 0);
  for (std::uint32_t i = 0; i < blocks.size(); ++i) {
    if (!blocks[i].is_prose()) continue;
    const OutlineIndex own = outline.element_of(i);
    const std::uint64_t amount = std::uint64_t{blocks[i].letters - blocks[i].linked}
                                     << (kMostDoubt + kLevels) >>
                                 doubts_[own];
    OutlineIndex up = elements[own].tag == HtmlTag::kP ? elements[own].parent : own;
    for (unsigned level = 0; level < kLevels && up != kNoOutline; ++level) {
      scores_[up] += amount >> level;
      up = elements[up].parent;
    }
  }
}

void ProseNest::remember_signatures(const PageOutline& outline) {
  const auto& elements = outline.elements();
  signatures_.clear();
  if (elements.empty()) return;
  // What holds much of it further inside ...
  OutlineIndex down = element_;
  for (OutlineIndex i = element_ + 1; i < elements[element_].subtree_end; ++i) {
    if (elements[i].parent != down || scores_[i] * kMuch < scores_[element_]) continue;
    if (elements[i].has_classes) signatures_.push_back(elements[i].signature);
    down = i;
    if (signatures_.size() == kMostSignatures) break;
  }
  // ... and what is around it.
  OutlineIndex up = element_;
  for (std::size_t level = 0; level < kMostSignatures && up != kNoOutline; ++level) {
    if (elements[up].has_classes) signatures_.push_back(elements[up].signature);
    up = elements[up].parent;
  }
}

}  // namespace headwater
