#include "stages/extract/page_titles.h"

#include <algorithm>

#include "record/fold_text.h"

namespace headwater {
namespace {

/// Titles are shorter (in bytes), and a head that gives more of them than this is made to.
constexpr std::size_t kMostTitleBytes = 400;
constexpr std::size_t kMostTitles = 8;
/// A part of a title counts as the title from this size on (in bytes): less may be a word of it.
constexpr std::size_t kLeastPart = 20;
/// Shorter words (in bytes) stand in any title.
constexpr std::size_t kLeastWord = 4;

/// Whether half of the longer words of `line` stand in `title`; both are folded.
bool has_half_the_words(std::string_view line, std::string_view title) {
  std::size_t words = 0;
  std::size_t shared = 0;
  while (!line.empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(word.size() + 1, line.size()));
    if (word.size() < kLeastWord) continue;
    ++words;
    if (title.find(word) != std::string_view::npos) ++shared;
  }
  return words > 0 && shared * 2 >= words;
}

}  // namespace

void PageTitles::read(const Article& article, const HtmlPage& page) {
  titles_.clear();
  says_article_ = false;
  decoder_.start(page.encoding);
  if (article.title) add(article.title->value);
  const auto nodes = page.tree.nodes();
  for (const HtmlNode& node : nodes) {
    if (node.tag == HtmlTag::kBody) break;
    if (node.tag == HtmlTag::kMeta) read_meta(page, node);
    if (!node.is_text() || node.parent == kNoHtmlNode) continue;
    if (nodes[node.parent].tag != HtmlTag::kTitle || node.source.size() > kMostTitleBytes) continue;
    decoded_.clear();
    decoder_.append(page.bytes, node.source, node.text_mode, decoded_);
    add(decoded_);
  }
}

void PageTitles::read_meta(const HtmlPage& page, const HtmlNode& node) {
  const auto property = page.tree.attribute(node, "property");
  const auto content = page.tree.attribute(node, "content");
  if (!property || !content || content->size() > kMostTitleBytes) return;
  if (property->of(page.bytes) == "og:type") {
    says_article_ = content->of(page.bytes) == "article";
  } else if (property->of(page.bytes) == "og:title") {
    decoded_.clear();
    decoder_.append(page.bytes, *content, HtmlTextMode::kAttribute, decoded_);
    add(decoded_);
  }
}

void PageTitles::add(std::string_view title) {
  if (title.size() > kMostTitleBytes || titles_.size() == kMostTitles) return;
  std::string folded;
  fold_text(title, folded);
  if (folded.size() >= 3) titles_.push_back(std::move(folded));
}

bool PageTitles::repeats(std::string_view line) {
  if (line.size() > kMostTitleBytes) return false;
  folded_.clear();
  fold_text(line, folded_);
  for (const std::string& title : titles_) {
    if (folded_ == title) return true;
    const std::string& longer = folded_.size() > title.size() ? folded_ : title;
    const std::string& shorter = folded_.size() > title.size() ? title : folded_;
    if (shorter.size() >= kLeastPart && shorter.size() * 2 >= longer.size() &&
        longer.find(shorter) != std::string::npos) {
      return true;
    }
  }
  return false;
}

bool PageTitles::shares_words(std::string_view line) {
  if (line.size() > kMostTitleBytes) return false;
  folded_.clear();
  fold_text(line, folded_);
  return std::any_of(titles_.begin(), titles_.end(), [this](const std::string& title) {
    return has_half_the_words(folded_, title);
  });
}

}  // namespace headwater
