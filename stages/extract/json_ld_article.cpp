#include "stages/extract/json_ld_article.h"

#include <algorithm>
#include <array>

#include "record/fold_text.h"

namespace headwater {
namespace {

constexpr std::array<std::string_view, 6> kArticleTypes = {
    "BlogPosting", "DiscussionForumPosting", "LiveBlogPosting", "Posting",
    "Report",      "SocialMediaPosting"};
constexpr std::array<std::string_view, 15> kWorkTypes = {
    "AudioObject", "Book",         "Course", "CreativeWork",   "Dataset",
    "HowTo",       "ImageGallery", "Movie",  "PodcastEpisode", "Recipe",
    "Review",      "TVEpisode",    "Event",  "VideoObject",    "Product"};
constexpr std::array<std::string_view, 8> kPageTypes = {
    "AboutPage", "CollectionPage", "FAQPage", "ItemPage",
    "Page",      "ProfilePage",    "QAPage",  "WebPage"};

/// "http://schema.org/NewsArticle" and "schema:NewsArticle" are NewsArticle.
std::string_view local_name(std::string_view type) {
  const std::size_t last = type.find_last_of("/:#");
  return last == std::string_view::npos ? type : type.substr(last + 1);
}

LdRank rank_of(std::string_view type) {
  if (type.ends_with("Article") || std::ranges::find(kArticleTypes, type) != kArticleTypes.end())
    return LdRank::kArticle;
  if (std::ranges::find(kWorkTypes, type) != kWorkTypes.end()) return LdRank::kWork;
  if (std::ranges::find(kPageTypes, type) != kPageTypes.end()) return LdRank::kPage;
  return LdRank::kNone;
}

/// Calls `use` with the name of each type of the object.
template <class Use>
void each_type(const JsonLd& data, LdIndex node, Use use) {
  const LdIndex type = data.member(node, LdKey::kType);
  if (type == kNoLd) return;
  // An array is followed by its elements, a string by nothing of its own.
  for (LdIndex i = type; i < data.nodes()[type].subtree_end; ++i) {
    if (data.nodes()[i].kind == LdKind::kString) use(local_name(data.raw_text(i)));
  }
}

/// Whether an object stands where a page's own things stand, not those that it mentions.
bool stands_at_top(LdKey key) {
  return key == LdKey::kItem || key == LdKey::kGraph || key == LdKey::kMainEntity ||
         key == LdKey::kMainEntityOfPage;
}

/// Addresses are compared without scheme and the slash at the end.
std::string_view bare_address(std::string_view address) {
  const std::size_t scheme = address.find("//");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 2);
  address = address.substr(0, address.find('#'));
  if (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

bool has_address(const JsonLd& data, LdIndex node, std::string_view address) {
  const auto is = [&](LdIndex value) {
    // Slashes may be escaped.
    return value != kNoLd && bare_address(data.line(value)) == address;
  };
  const LdIndex page = data.member(node, LdKey::kMainEntityOfPage);
  return is(data.member(node, LdKey::kUrl)) || is(data.member(node, LdKey::kId)) || is(page) ||
         (page != kNoLd && is(data.member(page, LdKey::kId)));
}

bool has_title(const JsonLd& data, LdIndex node, std::string_view title) {
  LdIndex value = data.member(node, LdKey::kHeadline);
  if (value == kNoLd) value = data.member(node, LdKey::kName);
  if (value == kNoLd) return false;
  std::string folded;
  fold_text(data.line(value), folded);
  return folded == title;
}

}  // namespace

LdRank ld_rank(const JsonLd& data, LdIndex node) {
  LdRank rank = LdRank::kNone;
  each_type(data, node, [&](std::string_view type) { rank = std::max(rank, rank_of(type)); });
  return rank;
}

bool has_ld_type(const JsonLd& data, LdIndex node, std::string_view wanted) {
  bool found = false;
  each_type(data, node, [&](std::string_view type) { found = found || type == wanted; });
  return found;
}

LdIndex find_ld_thing(const JsonLd& data, std::string_view type) {
  for (LdIndex i = 0; i < data.nodes().size(); ++i) {
    const LdNode& node = data.nodes()[i];
    if (node.kind == LdKind::kObject && stands_at_top(node.key) && has_ld_type(data, i, type))
      return i;
  }
  return kNoLd;
}

LdIndex find_ld_article(const JsonLd& data, std::string_view address, std::string_view title) {
  thread_local std::vector<LdIndex> best;
  best.clear();
  LdRank highest = LdRank::kWork;
  for (LdIndex i = 0; i < data.nodes().size(); ++i) {
    const LdNode& node = data.nodes()[i];
    if (node.kind != LdKind::kObject || !stands_at_top(node.key)) continue;
    const LdRank rank = ld_rank(data, i);
    if (rank < highest) continue;
    if (rank > highest) best.clear();
    highest = rank;
    best.push_back(i);
  }
  if (best.size() < 2) return best.empty() ? kNoLd : best.front();
  address = bare_address(address);
  if (!address.empty()) {
    const auto found =
        std::ranges::find_if(best, [&](LdIndex node) { return has_address(data, node, address); });
    if (found != best.end()) return *found;
  }
  const auto found =
      std::ranges::find_if(best, [&](LdIndex node) { return has_title(data, node, title); });
  return found != best.end() ? *found : best.front();
}

}  // namespace headwater
