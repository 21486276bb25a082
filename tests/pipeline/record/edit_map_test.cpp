#include "record/edit_map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/utf8.h"
#include "support/random_map.h"

namespace headwater {
namespace {

using testing::random_edits;
using testing::random_map;

struct SettleCase {
  const char* what;
  std::string text;
  std::vector<std::string> passages;
  std::string cleaned;
};

EditMap propose(const std::string& text, const std::vector<std::string>& passages) {
  EditMap edits;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const std::size_t begin = text.find(passages[i]);
    EXPECT_NE(begin, std::string::npos) << passages[i];
    edits.propose({{begin, begin + passages[i].size()}, static_cast<RuleIndex>(i)});
  }
  return edits;
}

TEST(EditMap, CutsTakeTheWhiteSpaceThatWouldDangle) {
  const SettleCase cases[] = {
      {"nothing proposed", " a b\n", {}, " a b\n"},
      {"a line between two", "one\nAD\ntwo", {"AD"}, "one\ntwo"},
      {"a paragraph between two", "one\n\nAD\n\ntwo", {"AD"}, "one\n\ntwo"},
      {"the wider separator stays", "one\nAD\n\ntwo", {"AD"}, "one\n\ntwo"},
      {"the wider separator stays, before", "one\n\nAD\ntwo", {"AD"}, "one\n\ntwo"},
      {"the first words", " date 2022-10-21 Prose.", {"date 2022-10-21"}, "Prose."},
      {"the last line", "Prose.\n\nThe Outlet\n", {"The Outlet"}, "Prose."},
      {"two last lines", "Prose.\n\nAD\n\nThe Outlet\n", {"AD", "The Outlet"}, "Prose."},
      {"inside a line", "One. CUT Two.", {"CUT"}, "One. Two."},
      {"at the start of a line", "One.\n\nROME - Two.", {"ROME -"}, "One.\n\nTwo."},
      {"at the end of a line", "One. CUT\nTwo.", {"CUT"}, "One.\nTwo."},
      {"words never join", "one(CUT)two", {"(CUT)"}, "onetwo"},
      {"a word keeps its space", "one (CUT), two", {"(CUT)"}, "one , two"},
      {"everything", "  AD\n", {"AD"}, ""},
      {"nested proposals are one cut", "a\nBIG small BIG\nb", {"BIG small BIG", "small"}, "a\nb"},
      {"no-break and ideographic spaces are white space",
       "one\n\u00a0AD\u3000\ntwo",
       {"AD"},
       "one\ntwo"},
  };
  for (const SettleCase& row : cases) {
    EditMap edits = propose(row.text, row.passages);
    edits.settle(row.text);
    EXPECT_EQ(edits.cleaned(row.text), row.cleaned) << row.what;
  }
}

TEST(EditMap, AnOverlapBelongsToTheCutThatBeginsFirst) {
  EditMap edits;
  edits.propose({{4, 8}, 1});
  edits.propose({{2, 6}, 0});
  edits.settle("abcdefghij");
  EXPECT_EQ(edits.cuts(), (std::vector<Cut>{{{2, 6}, 0}, {{6, 8}, 1}}));
}

TEST(EditMap, FindsTheCutOfAByteAndTheKeptPartsOfASpan) {
  EditMap edits;
  edits.propose({{2, 4}, 7});
  edits.settle("abcdefgh");
  ASSERT_NE(edits.cut_at(3), nullptr);
  EXPECT_EQ(edits.cut_at(3)->rule, 7U);
  EXPECT_EQ(edits.cut_at(4), nullptr);
  EXPECT_EQ(edits.kept_within({1, 6}), (std::vector<TextSpan>{{1, 2}, {4, 6}}));
  EXPECT_TRUE(edits.kept_within({2, 4}).empty());
}

TEST(EditMap, RefusesCutsThatAreNotCanonical) {
  EXPECT_FALSE(EditMap::from_cuts({{{2, 2}, 0}}, 8).ok());
  EXPECT_FALSE(EditMap::from_cuts({{{2, 9}, 0}}, 8).ok());
  EXPECT_FALSE(EditMap::from_cuts({{{2, 5}, 0}, {{4, 6}, 0}}, 8).ok());
  EXPECT_TRUE(EditMap::from_cuts({{{2, 5}, 0}, {{5, 6}, 0}}, 8).ok());
}

TEST(EditMapProperty, TheOrderOfProposalsDoesNotMatter) {
  std::mt19937_64 random(4);
  for (int round = 0; round < 500; ++round) {
    const std::string text = random_map(random, 15).text;
    EditMap edits = random_edits(random, text, 6);
    std::vector<Cut> shuffled = edits.proposed();
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    EditMap other;
    for (const Cut& cut : shuffled) other.propose(cut);
    edits.settle(text);
    other.settle(text);
    ASSERT_EQ(edits.cuts(), other.cuts());
  }
}

TEST(EditMapProperty, CutsAreCanonicalHoldEveryProposalAndGrowOverWhiteSpaceOnly) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 500; ++round) {
    const std::string text = random_map(random, 15).text;
    EditMap edits = random_edits(random, text, 6);
    edits.settle(text);
    ASSERT_TRUE(EditMap::from_cuts(edits.cuts(), text.size()).ok());
    std::vector<bool> proposed(text.size(), false);
    for (const Cut& cut : edits.proposed()) {
      std::fill(proposed.begin() + static_cast<std::ptrdiff_t>(cut.span.begin),
                proposed.begin() + static_cast<std::ptrdiff_t>(cut.span.end), true);
    }
    for (std::uint64_t at = 0; at < text.size(); ++at) {
      const bool cut = edits.cut_at(at) != nullptr;
      if (proposed[at]) {
        ASSERT_TRUE(cut);
      }
      if (cut && !proposed[at] && is_code_point_edge(text, at)) {
        ASSERT_GT(skip_space(text, at), at);
      }
    }
    for (const Cut& cut : edits.cuts()) {
      ASSERT_TRUE(is_code_point_edge(text, cut.span.begin));
      ASSERT_TRUE(is_code_point_edge(text, cut.span.end));
    }
  }
}

}  // namespace
}  // namespace headwater
