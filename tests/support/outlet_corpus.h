#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/wire_stories.h"

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

constexpr std::size_t kStoryOutlets = 20;
constexpr std::size_t kStoryArticles = 150;  ///< Of each outlet.
constexpr std::size_t kStoriesNeeded = 3600;

/// 20 outlets of 150 articles over 60 days that print `stories`, which need not be invented: of 100
/// articles 15 copies of one of the first 150, 10 updates of a story of the outlet's own, the
/// others stories that no other outlet has. Behind the second long paragraph come one or two of the
/// outlet's eight ads, some with a date, a price or a number that changes. Real wires have rows of
/// figures in set words, which must stay. Requires: kStoriesNeeded stories. Depends on its
/// arguments alone.
std::vector<OutletArticle> outlets_of_stories(std::uint64_t seed,
                                              const std::vector<WireStory>& stories);

}  // namespace headwater::testing
