#include "stages/extract/block_choice.h"

#include <algorithm>

#include "stages/extract/front_matter.h"
#include "stages/extract/line_end.h"
#include "stages/extract/line_words.h"

namespace headwater {
namespace {

/// Links of navigation have so many words at most; headlines have more.
constexpr std::uint32_t kMostNavWords = 3;
/// Captions are shorter (in letters),
constexpr std::uint32_t kMostCaption = 300;
/// and lines with a link to another article.
constexpr std::uint32_t kMostLinkedLine = 200;
/// So many nodes of a line are searched for links.
constexpr HtmlNodeIndex kLinkReach = 64;
/// An element for addresses is so many levels around its lines at most.
constexpr int kAddressReach = 4;
/// Buffers beyond this many bytes are given back.
constexpr std::size_t kKeptBytes = std::size_t{4} << 20U;
/// A lead is at most so many blocks above the article's text,
constexpr std::uint32_t kLeadReach = 30;
/// has so many letters at most: more is a text of its own;
constexpr std::uint32_t kMostLead = 1000;
/// the element named after leads is so many levels around it at most,
constexpr int kLeadLevels = 3;
/// and a heading with fewer letters is a kicker.
constexpr std::uint32_t kLeastLeadHeading = 60;
/// Fewer words are a label, not a headline, a lead or a link to an article.
constexpr std::uint32_t kLeastHeadlineWords = 4;
/// Links are so much of the letters of a group of links, or more, in per cent,
constexpr std::uint64_t kGroupLinks = 70;
/// and of a list with an item that is one.
constexpr std::uint64_t kListLinks = 60;
/// A sentence in a link has more letters than a caption of a button; its stop stands outside of the
/// link, so that so much of it is linked at most, in per cent.
constexpr std::uint32_t kLeastLinkedSentence = 40;
constexpr std::uint64_t kLinkedSentence = 97;

/// Whether a rule about an element leaves open what a line in it is.
bool says_little(SelectRule rule) {
  switch (rule) {
    case SelectRule::kHeaderElement:
    case SelectRule::kFooterElement:
    case SelectRule::kSidebarElement:
    case SelectRule::kShareElement:
    case SelectRule::kBylineElement:
    case SelectRule::kMetadataElement:
    case SelectRule::kCaptionElement:
      return true;
    default:
      return false;
  }
}

}  // namespace

const std::vector<SelectRule>& BlockChoice::choose(const Article& article, const HtmlPage& page) {
  article_ = &article;
  page_ = &page;
  steps_ = page.blocks.size();
  outline_.build(article, page);
  verdicts_.assign(page.blocks.size(), SelectRule::kKeep);
  titles_.read(article, page);
  says_article_ = titles_.says_article();
  title_block_ = find_title();
  // "Politics" may be the title of an index; a headline has more words.
  if (title_block_ != kNoBlock && outline_.blocks()[title_block_].words >= kLeastHeadlineWords)
    says_article_ = true;
  scope_.find(outline_, title_block_);
  judge_blocks();
  cut_linked_groups();
  keep_lead();
  name_lines_outside();
  cut_duplicates();
  cut_pull_quotes();
  cut_loose_text();
  cut_edges();
  cut_lone_headings();
  return verdicts_;
}

void BlockChoice::shrink() {
  if (kept_bytes() > kKeptBytes) *this = BlockChoice();
}

std::size_t BlockChoice::kept_bytes() const {
  const std::size_t seen = seen_.bucket_count() * sizeof(void*);
  return outline_.kept_bytes() + verdicts_.capacity() * sizeof(SelectRule) + seen;
}

PageKind BlockChoice::kind() const {
  return kind_of_page({*article_, outline_, verdicts_, titles_.first(), says_article_});
}

std::string_view BlockChoice::line(std::uint32_t block) const {
  return slice(article_->text, article_->blocks[block].span);
}

bool BlockChoice::is_title(std::uint32_t block) {
  return outline_.blocks()[block].words >= 2 && titles_.repeats(line(block));
}

/// A heading of the first order says the title, perhaps in other words, or heads a part.
bool BlockChoice::retells_title(std::uint32_t block) {
  return outline_.elements()[outline_.element_of(block)].tag == HtmlTag::kH1 &&
         (titles_.repeats(line(block)) || titles_.shares_words(line(block)));
}

/// The first heading of the first order that is the page's title, or any that is.
std::uint32_t BlockChoice::find_title() {
  std::uint32_t first = kNoBlock;
  for (std::uint32_t i = 0; i < verdicts_.size(); ++i) {
    if (outline_.blocks()[i].kind != BlockKind::kHeading || !is_title(i)) continue;
    if (outline_.elements()[outline_.element_of(i)].tag == HtmlTag::kH1) return i;
    first = std::min(first, i);
  }
  return first;
}

void BlockChoice::judge_blocks() {
  first_held_ = 0;
  while (first_held_ < verdicts_.size() && !scope_.holds(first_held_)) ++first_held_;
  for (std::uint32_t i = 0; i < verdicts_.size(); ++i) {
    verdicts_[i] = scope_.holds(i) ? judge_inside(i) : judge_outside(i);
  }
}

bool BlockChoice::has_one_link(std::uint32_t block) const {
  const auto nodes = page_->tree.nodes();
  const HtmlBlock& html = page_->blocks[block];
  int links = 0;
  for (HtmlNodeIndex i = html.node; i <= html.last && i < html.node + kLinkReach; ++i) {
    if (nodes[i].tag == HtmlTag::kA) ++links;
  }
  return links <= 1;
}

SelectRule BlockChoice::judge_outside(std::uint32_t block) {
  const BlockFeatures& features = outline_.blocks()[block];
  if (features.hidden) return SelectRule::kHiddenElement;
  const SelectRule dropped = scope_.dropped(outline_.element_of(block));
  if (dropped != SelectRule::kKeep) return refine(dropped, block);
  const SelectRule said = judge_line(line(block), features);
  if (said != SelectRule::kKeep) return said;
  if (features.mostly_linked()) {
    return features.words <= kMostNavWords ? SelectRule::kOutsideNav : SelectRule::kOutsideLinks;
  }
  if (is_title(block)) return SelectRule::kTitleRepeat;
  return block < first_held_ ? SelectRule::kOutsideBefore : SelectRule::kOutsideAfter;
}

/// What a line says of itself, where the element around it says less or only that it is no article.
SelectRule BlockChoice::refine(SelectRule dropped, std::uint32_t block) {
  const BlockFeatures& features = outline_.blocks()[block];
  if (!says_little(dropped) || features.words > kMostDateWords) return dropped;
  const SelectRule said = judge_line(line(block), features);
  if (said != SelectRule::kKeep) return said;
  if (features.letters == 0) return SelectRule::kControlLine;
  const bool byline =
      dropped == SelectRule::kFooterElement || dropped == SelectRule::kMetadataElement;
  if (byline && begins_like_byline(line(block))) return SelectRule::kBylineLine;
  if (features.mostly_linked() || features.kind == BlockKind::kHeading) {
    return dropped == SelectRule::kHeaderElement && is_title(block) ? SelectRule::kTitleRepeat
                                                                    : dropped;
  }
  if (dropped == SelectRule::kBylineElement || line(block).size() > kMostFrontBytes) {
    return name_contact_line(block, holds_date(line(block)) ? SelectRule::kTimestampLine : dropped);
  }
  if (begins_like_byline(line(block)) || read_byline(line(block))) return SelectRule::kBylineLine;
  return holds_date(line(block)) ? SelectRule::kTimestampLine : dropped;
}

/// Elements for addresses hold bylines in many pages, but those have no numbers.
SelectRule BlockChoice::name_contact_line(std::uint32_t block, SelectRule otherwise) const {
  const auto& elements = outline_.elements();
  OutlineIndex at = outline_.element_of(block);
  for (int level = 0; level < kAddressReach && at != kNoOutline; ++level) {
    if (elements[at].tag == HtmlTag::kAddress) {
      const std::string_view text = line(block);
      const bool numbers = text.find_first_of("0123456789@") != std::string_view::npos;
      return numbers && !read_date_stamp(text) && !read_byline(text) ? SelectRule::kContactLine
                                                                     : otherwise;
    }
    at = elements[at].parent;
  }
  return otherwise;
}

/// Lines outside of the article that are no lead may still be its byline or date.
void BlockChoice::name_lines_outside() {
  for (std::uint32_t i = 0; i < verdicts_.size(); ++i) {
    if (verdicts_[i] != SelectRule::kOutsideBefore && verdicts_[i] != SelectRule::kOutsideAfter) {
      continue;
    }
    const BlockFeatures& features = outline_.blocks()[i];
    if (features.ends_sentence || features.words > kMostDateWords) continue;
    if (begins_like_byline(line(i))) {
      verdicts_[i] = SelectRule::kBylineLine;
    } else if (line(i).size() <= kMostFrontBytes && read_date_stamp(line(i))) {
      verdicts_[i] = SelectRule::kTimestampLine;
    }
  }
}

/// What a line is that is cut by its place, if it says so.
SelectRule BlockChoice::name_short_line(std::uint32_t block, SelectRule otherwise) const {
  if (outline_.blocks()[block].words > kMostDateWords) return otherwise;
  if (begins_like_byline(line(block))) return SelectRule::kBylineLine;
  return holds_date(line(block)) ? SelectRule::kTimestampLine : otherwise;
}

SelectRule BlockChoice::judge_inside(std::uint32_t block) {
  const BlockFeatures& features = outline_.blocks()[block];
  if (features.hidden) return SelectRule::kHiddenElement;
  const OutlineIndex element = outline_.element_of(block);
  const SelectRule dropped = scope_.dropped(element);
  if (dropped != SelectRule::kKeep) return refine(dropped, block);
  if (features.letters == 0) return SelectRule::kControlLine;
  if (retells_title(block)) return SelectRule::kTitleRepeat;
  const SelectRule said = judge_line(line(block), features);
  if (said != SelectRule::kKeep) return said;
  if (features.kind == BlockKind::kCaption) return SelectRule::kCaptionElement;
  if (features.kind != BlockKind::kParagraph) return SelectRule::kKeep;
  if (features.letters <= kMostCaption && ends_in_credit(line(block))) {
    return SelectRule::kCaptionLine;
  }
  // A few words with a link to something else, neither a sentence nor part of one.
  if (features.linked * 2 > features.letters && !features.has_sentence &&
      features.words >= kLeastHeadlineWords && features.letters <= kMostLinkedLine &&
      has_one_link(block)) {
    return SelectRule::kLinkBlock;
  }
  return SelectRule::kKeep;
}

/// A sentence that is a link from end to end: in the text of an article, unlike a headline.
bool BlockChoice::is_linked_sentence(std::uint32_t block) const {
  const BlockFeatures& features = outline_.blocks()[block];
  return features.kind == BlockKind::kParagraph && features.ends_sentence &&
         features.letters >= kLeastLinkedSentence &&
         std::uint64_t{features.linked} * 100 < features.letters * kLinkedSentence;
}

/// Lists and the like in which nearly all text is links, however it is spread. A heading that is a
/// link may head a part of the article, and so may a sentence that is one be part of it.
bool BlockChoice::is_link_group(OutlineIndex index) const {
  const auto& elements = outline_.elements();
  const OutlineElement& element = elements[index];
  const TextAmounts amounts = outline_.amounts(element);
  if (amounts.letters == 0 || amounts.prose > 0) return false;
  if (amounts.linked * 100 < amounts.letters * kGroupLinks) return false;
  if (element.end_block - element.first_block > 1) return true;
  if (element.tag == HtmlTag::kLi && element.parent != kNoOutline) {
    // One item of a list is a link; the list is none.
    const TextAmounts list = outline_.amounts(elements[element.parent]);
    if (list.linked * 100 < list.letters * kListLinks) return false;
  }
  const auto is_heading = [&](OutlineIndex at) {
    return at != kNoOutline && elements[at].tag >= HtmlTag::kH1 && elements[at].tag <= HtmlTag::kH6;
  };
  return !is_heading(index) && !is_heading(element.parent) &&
         !is_linked_sentence(element.first_block);
}

void BlockChoice::cut_linked_groups() {
  const auto& elements = outline_.elements();
  for (OutlineIndex i = 0; i < elements.size(); ++i) {
    ++steps_;
    if (!is_link_group(i)) continue;
    steps_ += elements[i].end_block - elements[i].first_block;
    // All that is in the group is marked with it: groups inside of groups are not looked at.
    for (std::uint32_t b = elements[i].first_block; b < elements[i].end_block; ++b) {
      if (verdicts_[b] == SelectRule::kKeep && outline_.is_inside(outline_.element_of(b), i)) {
        verdicts_[b] = SelectRule::kLinkBlock;
      }
    }
    i = elements[i].subtree_end - 1;
  }
}

/// The lead may stand above the element that holds the rest: between it and the title.
void BlockChoice::keep_lead() {
  const std::uint32_t first = first_held_;
  if (first == verdicts_.size()) return;
  const std::uint32_t reach = first > kLeadReach ? first - kLeadReach : 0;
  std::uint32_t title = title_block_;
  for (std::uint32_t i = first; title == kNoBlock && i-- > reach;) {
    if (outline_.elements()[outline_.element_of(i)].tag == HtmlTag::kH1) title = i;
  }
  if (title == kNoBlock || title >= first || title < reach) return;
  if (title == title_block_ || retells_title(title)) verdicts_[title] = SelectRule::kTitleRepeat;
  for (std::uint32_t i = title + 1; i < first; ++i) {
    const BlockFeatures& features = outline_.blocks()[i];
    if (verdicts_[i] != SelectRule::kOutsideBefore && verdicts_[i] != SelectRule::kHeaderElement) {
      continue;
    }
    const OutlineIndex element = outline_.element_of(i);
    bool lead = false;
    OutlineIndex up = element;
    for (int level = 0; level < kLeadLevels && up != kNoOutline; ++level) {
      lead = lead || outline_.elements()[up].marks.has(Mark::kLead);
      up = outline_.elements()[up].parent;
    }
    if (features.letters > kMostLead || features.mostly_linked()) continue;
    if (features.is_prose() || (lead && features.words >= kLeastHeadlineWords) ||
        (features.kind == BlockKind::kHeading && features.letters >= kLeastLeadHeading)) {
      verdicts_[i] = SelectRule::kKeep;
    }
  }
}

}  // namespace headwater
