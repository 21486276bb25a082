#include "stages/extract/element_marks.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

struct Row {
  const char* names;
  Mark mark;
  bool has;
};

class MarksOfNames : public testing::TestWithParam<Row> {};

TEST_P(MarksOfNames, Follow) {
  EXPECT_EQ(marks_of_names(GetParam().names).has(GetParam().mark), GetParam().has);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MarksOfNames,
    testing::Values(
        // However words are joined, two in a row are one, too.
        Row{"article-body", Mark::kBody, true}, Row{"article__body", Mark::kBody, true},
        Row{"articleBody", Mark::kBody, true}, Row{"c-articleBody--wide", Mark::kBody, true},
        Row{"ArticleBody", Mark::kBody, true}, Row{"ARTICLE-BODY", Mark::kBody, true},
        Row{"articlebody", Mark::kBody, true}, Row{"col x entry-content", Mark::kBody, true},
        // Words of two names are not.
        Row{"article body", Mark::kBody, false},
        // A word inside of another is none.
        Row{"shared", Mark::kShare, false}, Row{"loading-ads", Mark::kAd, true},
        Row{"shadow", Mark::kAd, false}, Row{"update", Mark::kTimestamp, false},
        Row{"navy", Mark::kNav, false}, Row{"SHARE", Mark::kShare, true},
        // "has-sidebar" is a name of what stands beside it.
        Row{"has-sidebar", Mark::kSidebar, false}, Row{"no-comments", Mark::kComments, false},
        Row{"with_sidebar", Mark::kSidebar, false}, Row{"hide-sidebar", Mark::kSidebar, false},
        // A digit ends a word.
        Row{"nav2main", Mark::kNav, true}, Row{"nav2", Mark::kNav, true},
        Row{"has-sidebar sidebar", Mark::kSidebar, true},
        // Chance, in ids that a machine made up.
        Row{"block-id-q7AuAdJlWz", Mark::kAd, false}, Row{"topAd1", Mark::kAd, true},
        Row{"leaderAdSlot", Mark::kAd, true}, Row{"ad1Box", Mark::kAd, true},
        // Utilities of style sheets.
        Row{"md:hidden print:nav", Mark::kNav, false}, Row{"w-[20em] nav", Mark::kNav, true},
        Row{"", Mark::kNav, false}, Row{"--- 12 ___", Mark::kNav, false},
        Row{"\xff\xfe nav", Mark::kNav, true}));

TEST(MarksCache, GivesWhatTheNamesGive) {
  MarksCache cache;
  std::string names;
  for (int page = 0; page < 3; ++page) {
    cache.start();
    for (int i = 0; i < 2000; ++i) {
      names = (i % 3 == 0 ? "share-" : "x") + std::to_string(i % 700) + (i % 5 == 0 ? " nav" : "");
      const std::string kept = names;
      ASSERT_EQ(cache.find(kept), marks_of_names(kept)) << kept;
      cache.start();
    }
  }
}

}  // namespace
}  // namespace headwater
