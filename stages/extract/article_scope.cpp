#include "stages/extract/article_scope.h"

#include <algorithm>

namespace headwater {
namespace {

/// What a name says of an element, strongest first.
struct MarkRule {
  Mark mark;
  SelectRule rule;
};

/// With less prose than this (in letters) a page has no article.
constexpr std::uint64_t kLeastProse = 200;

/// A name is not believed of an element with so large a part of all prose, if it is more than
/// kLeastProse: it says something of the page's layout.
constexpr std::uint64_t kLayoutPart = 4;
/// The body or the story of the article has so large a part of all prose; a main element, which
/// may hold more than the article, has more.
constexpr std::uint64_t kArticlePart = 3;
constexpr std::uint64_t kMainPart = 2;
/// What stands in the article with the page's title weighs so much more.
constexpr std::uint64_t kTitleWeight = 3;
/// An element inside of another has nearly all of its prose with so much of it, in per cent; for a
/// name inside of the same name it takes more.
constexpr std::uint64_t kNearlyAll = 80;
constexpr std::uint64_t kNearlyAllNamed = 90;
/// A headline has so many words.
constexpr std::uint32_t kLeastHeadlineWords = 3;

/// Letters of prose that a page with nothing but a wall of consent has at most.
constexpr std::uint64_t kMostConsent = 1500;
/// A card about another article is no longer than this, in blocks and letters.
constexpr std::uint32_t kMostCardBlocks = 8;
constexpr std::uint64_t kMostCardLetters = 500;
/// A paragraph of a card is shorter (in letters): an article that is a list has longer entries.
constexpr std::uint32_t kLeastEntry = 250;
/// Letters of a caption that no figure sets apart.
constexpr std::uint64_t kMostImageCaption = 300;
/// Letters of prose that captions of one figure have at most.
constexpr std::uint64_t kMostCaption = 600;
/// Below so many letters without prose, a name that proves little is believed.
constexpr std::uint64_t kSlight = 150;

constexpr MarkRule kStrong[] = {
    {Mark::kHidden, SelectRule::kHiddenElement},
    {Mark::kComments, SelectRule::kCommentsElement},
    {Mark::kShare, SelectRule::kShareElement},
    {Mark::kNewsletter, SelectRule::kNewsletterElement},
    {Mark::kConsent, SelectRule::kConsentElement},
    {Mark::kAppPrompt, SelectRule::kAppPromptElement},
    {Mark::kSponsored, SelectRule::kSponsoredElement},
    {Mark::kAd, SelectRule::kAdElement},
    {Mark::kRelated, SelectRule::kRelatedElement},
    {Mark::kPaywall, SelectRule::kPaywallElement},
    {Mark::kPromotion, SelectRule::kPromotionElement},
    {Mark::kNav, SelectRule::kNavElement},
    {Mark::kCaption, SelectRule::kCaptionElement},
    {Mark::kByline, SelectRule::kBylineElement},
    {Mark::kTimestamp, SelectRule::kTimestampElement},
    {Mark::kMetadata, SelectRule::kMetadataElement},
    {Mark::kContact, SelectRule::kContactElement},
    {Mark::kFooter, SelectRule::kFooterElement},
    {Mark::kHeader, SelectRule::kHeaderElement},
    {Mark::kSidebar, SelectRule::kSidebarElement},
    {Mark::kControl, SelectRule::kControlElement},
};

constexpr MarkRule kWeak[] = {
    {Mark::kPerhapsCaption, SelectRule::kCaptionElement},
    {Mark::kPerhapsPromotion, SelectRule::kPromotionElement},
    {Mark::kPerhapsRelated, SelectRule::kRelatedElement},
    {Mark::kPerhapsSidebar, SelectRule::kSidebarElement},
    {Mark::kPerhapsMetadata, SelectRule::kMetadataElement},
    {Mark::kPerhapsFooter, SelectRule::kFooterElement},
    {Mark::kPerhapsHeader, SelectRule::kHeaderElement},
};

}  // namespace

void ArticleScope::find(const PageOutline& outline, std::uint32_t title_block) {
  outline_ = &outline;
  held_.assign(outline.blocks().size(), 0);
  focus_ = 0;
  steps_ = outline.elements().size();
  if (outline.elements().empty()) {
    dropped_.clear();
    return;
  }
  find_stories();
  title_story_ = title_block == kNoBlock ? kNoOutline : stories_[outline.element_of(title_block)];
  const std::uint64_t total = outline.amounts(outline.elements().front()).prose;
  nest_.find(outline);
  drop_elements(total, false);
  sum_clean_prose();
  if (clean_.back() < std::min<std::uint64_t>(kLeastProse, total)) {
    drop_elements(total, true);
    sum_clean_prose();
  }
  find_focus();
  choose();
}

void ArticleScope::find_stories() {
  const auto& elements = outline_->elements();
  stories_.assign(elements.size(), kNoOutline);
  for (OutlineIndex i = 0; i < elements.size(); ++i) {
    if (elements[i].tag == HtmlTag::kArticle) {
      stories_[i] = i;
    } else if (elements[i].parent != kNoOutline) {
      stories_[i] = stories_[elements[i].parent];
    }
  }
}

void ArticleScope::drop_elements(std::uint64_t total, bool guarded_comments) {
  const auto& elements = outline_->elements();
  dropped_.assign(elements.size(), SelectRule::kKeep);
  for (OutlineIndex i = 0; i < elements.size(); ++i) {
    const OutlineElement& element = elements[i];
    if (element.parent != kNoOutline && dropped_[element.parent] != SelectRule::kKeep) {
      dropped_[i] = refine(dropped_[element.parent], element);
      continue;
    }
    dropped_[i] = judge(i, total);
    if (guarded_comments && dropped_[i] == SelectRule::kCommentsElement) {
      dropped_[i] = SelectRule::kKeep;
    }
  }
}

/// What an element inside of a dropped one is: a name that says more than "header" counts.
SelectRule ArticleScope::refine(SelectRule around, const OutlineElement& element) {
  if (around != SelectRule::kHeaderElement && around != SelectRule::kFooterElement &&
      around != SelectRule::kSidebarElement) {
    return around;
  }
  for (const MarkRule& row : kStrong) {
    if (row.mark == Mark::kFooter) break;
    if (element.marks.has(row.mark)) return row.rule;
  }
  return around;
}

SelectRule ArticleScope::judge(OutlineIndex index, std::uint64_t total) const {
  const OutlineElement& element = outline_->elements()[index];
  if (element.marks.empty()) return SelectRule::kKeep;
  const TextAmounts amounts = outline_->amounts(element);
  // A wall that asks for consent may hold all the prose there is, but it is not long; and what is
  // named an article as well is one about consent.
  const bool article = element.marks.has(Mark::kStory) || element.marks.has(Mark::kBody);
  const bool consent = element.marks.has(Mark::kConsent) && !article;
  if (consent && total < kMostConsent) return SelectRule::kConsentElement;
  if (outline_->is_inside(nest_.element(), index) || nest_.is_like(element))
    return SelectRule::kKeep;
  for (const MarkRule& row : kStrong) {
    if (!element.marks.has(row.mark)) continue;
    if (element.tag == HtmlTag::kFooter) return row.rule;
    if (row.mark == Mark::kConsent || row.mark == Mark::kComments) {
      if (!article) return row.rule;
      continue;
    }
    if (amounts.prose * kLayoutPart > total && amounts.prose > kLeastProse) continue;
    if (row.mark == Mark::kControl && amounts.headings > 0) continue;
    // Other articles are linked to: "read more" may as well name the rest of a text to unfold.
    if (row.mark == Mark::kRelated && amounts.prose > 0 && amounts.linked == 0) continue;
    return row.rule;
  }
  return judge_weak(index);
}

/// Whether the element shows another article: a linked headline and a line or two about it.
bool ArticleScope::is_card(OutlineIndex index) const {
  const OutlineElement& element = outline_->elements()[index];
  if (element.end_block - element.first_block > kMostCardBlocks) return false;
  if (outline_->amounts(element).letters > kMostCardLetters) return false;
  bool linked = false;
  for (std::uint32_t i = element.first_block; i < element.end_block; ++i) {
    const BlockFeatures& block = outline_->blocks()[i];
    if (block.is_prose() && block.letters >= kLeastEntry) return false;
    linked = linked || (block.words >= kLeastHeadlineWords && block.mostly_linked());
  }
  return linked;
}

SelectRule ArticleScope::judge_weak(OutlineIndex index) const {
  const OutlineElement& element = outline_->elements()[index];
  const TextAmounts amounts = outline_->amounts(element);
  if (element.marks.has(Mark::kFigure) && amounts.prose < kMostCaption && amounts.shaped == 0) {
    return SelectRule::kCaptionElement;
  }
  const bool linked = amounts.linked * 2 > amounts.letters;
  const bool slight = amounts.prose == 0 && amounts.letters < kSlight && amounts.shaped == 0;
  const bool nested = element.tag == HtmlTag::kArticle && element.parent != kNoOutline;
  if ((nested || element.marks.has(Mark::kPerhapsRelated)) && is_card(index)) {
    return SelectRule::kRelatedElement;
  }
  if (element.marks.has(Mark::kPerhapsCaption) && element.has_image &&
      amounts.letters < kMostImageCaption && amounts.shaped == 0 && amounts.headings == 0) {
    return SelectRule::kCaptionElement;
  }
  if (!linked && !slight) return SelectRule::kKeep;
  for (const MarkRule& row : kWeak) {
    if (!element.marks.has(row.mark)) continue;
    // Builders of pages name a heading alone a widget or a card.
    const bool heading_alone = amounts.headings == element.end_block - element.first_block;
    if (heading_alone && !linked && row.mark != Mark::kPerhapsHeader) continue;
    return row.rule;
  }
  return SelectRule::kKeep;
}

void ArticleScope::sum_clean_prose() {
  const auto& blocks = outline_->blocks();
  clean_.assign(1, 0);
  for (std::uint32_t i = 0; i < blocks.size(); ++i) {
    const bool counts =
        blocks[i].is_prose() && dropped_[outline_->element_of(i)] == SelectRule::kKeep;
    clean_.push_back(clean_.back() + (counts ? blocks[i].letters - blocks[i].linked : 0));
  }
}

/// Goes down from the root as long as one child holds nearly all of the prose.
void ArticleScope::find_focus() {
  const auto& elements = outline_->elements();
  OutlineIndex at = 0;
  for (;;) {
    const std::uint64_t all = clean(elements[at]);
    ++steps_;
    OutlineIndex next = kNoOutline;
    for (OutlineIndex child = at + 1; child < elements[at].subtree_end;
         child = elements[child].subtree_end) {
      if (clean(elements[child]) * 100 > all * kNearlyAll) next = child;
    }
    if (next == kNoOutline || all == 0) break;
    at = next;
  }
  focus_ = at;
}

void ArticleScope::choose() {
  const auto& elements = outline_->elements();
  const std::uint64_t total = clean_.back();
  if (!choose_by(Mark::kBody, total / kArticlePart) &&
      !choose_by(Mark::kStory, total / kArticlePart) &&
      !choose_by(Mark::kMain, total / kMainPart)) {
    hold(elements[focus_]);
  }
}

/// The prose of the element; more if it is part of the article that has the page's title.
std::uint64_t ArticleScope::weight(OutlineIndex element) const {
  const std::uint64_t amount = clean(outline_->elements()[element]);
  return title_story_ != kNoOutline && outline_->is_inside(element, title_story_)
             ? amount * kTitleWeight
             : amount;
}

/// Holds the innermost element with this mark that has the most prose, and those of its kind beside
/// it.
bool ArticleScope::choose_by(Mark mark, std::uint64_t least) {
  const auto& elements = outline_->elements();
  OutlineIndex best = kNoOutline;
  for (OutlineIndex i = 0; i < elements.size(); ++i) {
    if (!elements[i].marks.has(mark) || dropped_[i] != SelectRule::kKeep) continue;
    const std::uint64_t amount = weight(i);
    if (amount == 0) continue;
    // Inside of an element with the mark, another one counts if it has nearly all of the prose.
    if (best != kNoOutline && outline_->is_inside(i, best)
            ? amount * 100 > weight(best) * kNearlyAllNamed
            : best == kNoOutline || amount > weight(best)) {
      best = i;
    }
  }
  if (best == kNoOutline || weight(best) < least) return false;
  const bool apart =
      !outline_->is_inside(nest_.element(), best) && !outline_->is_inside(best, nest_.element());
  if (apart && weight(best) < clean(elements[nest_.element()])) return false;
  const OutlineElement& chosen = elements[best];
  hold(chosen);
  for (OutlineIndex i = 0; i < elements.size(); ++i) {
    const OutlineElement& other = elements[i];
    if (i == best || dropped_[i] != SelectRule::kKeep || outline_->is_inside(i, best)) continue;
    if (outline_->is_inside(best, i)) continue;
    ++steps_;
    const bool another_story = mark == Mark::kStory && title_story_ != kNoOutline;
    if (mark != Mark::kMain && !another_story && other.signature == chosen.signature &&
        other.parent == chosen.parent && other.marks.has(mark)) {
      hold(other);
      i = other.subtree_end - 1;  // The rest of it is held with it.
    } else if (mark == Mark::kBody && other.marks.has(mark) &&
               (other.parent == chosen.parent ||
                (other.signature == chosen.signature && stories_[i] == stories_[best]))) {
      hold(other);
      i = other.subtree_end - 1;
    }
  }
  return true;
}

void ArticleScope::hold(const OutlineElement& element) {
  std::fill(held_.begin() + element.first_block, held_.begin() + element.end_block, 1);
  steps_ += element.end_block - element.first_block;
}

}  // namespace headwater
