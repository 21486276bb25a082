#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace headwater::testing {

/// An invented article of an outlet that prints its own advertisements.
struct OutletArticle {
  std::string id;
  std::string outlet;
  std::string story;  ///< Equal for copies of a wire and for updates of one story.
  std::string day;
  std::vector<std::string> paragraphs;
  std::vector<bool> is_ad;  ///< By paragraph.

  /// The paragraphs, a blank line between two.
  std::string text() const;
};

constexpr std::size_t kCorpusOutlets = 40;
constexpr std::size_t kCorpusArticles = 250;  ///< Of each outlet.
constexpr std::size_t kCorpusAds = 12;        ///< Of each outlet; one or two in an article.

/// 40 outlets of 250 articles over 60 days. Of 100 articles 15 are copies of one of 400 wires, 10
/// updates of the outlet's one running story (the same paragraphs, one more each time), the others
/// its own. After the second paragraph come one or two of the outlet's ads, some with a date or a
/// price that changes. One article in four ends with a report of fixed wording and new numbers,
/// which is real. Depends on the seed alone.
std::vector<OutletArticle> outlet_corpus(std::uint64_t seed);

}  // namespace headwater::testing
