#include "app/alterations.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/alteration_lines.h"
#include "base/utf8.h"
#include "support/random_numbers.h"

namespace headwater {
namespace {

/// An article of this text; what stands in [[ ]] is cut. Sentences end with ". ".
Article article(std::string_view marked) {
  Article article;
  for (std::size_t at = 0; at < marked.size();) {
    const std::size_t open = marked.find("[[", at);
    article.text += marked.substr(at, open - at);
    if (open == std::string_view::npos) break;
    const std::size_t close = marked.find("]]", open);
    const std::uint64_t begin = article.text.size();
    article.text += marked.substr(open + 2, close - open - 2);
    article.edits.propose({{begin, article.text.size()}, 0});
    at = close + 2;
  }
  article.edits.settle(article.text);
  for (std::size_t begin = 0; begin < article.text.size();) {
    const std::size_t stop = article.text.find(". ", begin);
    const std::size_t end = stop == std::string::npos ? article.text.size() : stop + 1;
    article.statements.push_back({{begin, end}, 0});
    begin = end + 1;
  }
  return article;
}

/// The passages between "word" lists: each of `shared` where it stands in both.
std::vector<AlignedPassage> passages(const Article& here, const Article& there,
                                     const std::vector<std::string>& shared) {
  std::vector<AlignedPassage> found;
  for (const std::string& words : shared) {
    const std::size_t a = here.text.find(words);
    const std::size_t b = there.text.find(words);
    found.push_back({{a, a + words.size()}, {b, b + words.size()}});
  }
  std::ranges::sort(found, {}, [](const AlignedPassage& passage) { return passage.here; });
  return found;
}

struct AlterationRow {
  const char* here;
  const char* there;
  std::vector<std::string> shared;
  std::string places;  // "cut>added" of each, in order
};

TEST(Alterations, AreWhatStandsBetweenThePassages) {
  const AlterationRow rows[] = {
      {"One two. Three four.", "One two. Three four.", {"One two. Three four"}, ""},
      {"New lead. One two.", "One two.", {"One two"}, ">New lead."},
      {"One two.", "One two. The tail.", {"One two"}, "The tail.>"},
      {"One red two.", "One blue two.", {"One", "two"}, "blue>red"},
      {"One two red.", "One two blue.", {"One two"}, "blue>red"},
      {"One two 4.", "One two \"5\".", {"One two"}, "\"5\">4"},
      {"One. Two.", "One. More of it. Two.", {"One", "Two"}, "More of it.>"},
      // Quotation marks stay with the sentence that they belong to.
      {"One. \"Yes,\" he said. Two.", "One. Two.", {"One", "Two"}, ">\"Yes,\" he said."},
      {"One. New. \"Two.\"", "One. \"Two.\"", {"One", "Two"}, ">New."},
      // What was cut as boilerplate is no difference.
      {"One. [[Subscribe now! ]]Two.", "One. Two.", {"One", "Two"}, ""},
      {"One. [[Ad. ]]New. [[Ad. ]]Two.", "One. Two.", {"One", "Two"}, ">New."},
      // Moved passages: the gaps do not face each other.
      {"Bb. Aa.", "Aa. Bb.", {"Aa", "Bb"}, ""},
      {"Bb. New. Aa.", "Aa. Old. Bb.", {"Aa", "Bb"}, ">New. Old.>"},
      {"All else.", "Nothing shared.", {}, "Nothing shared>All else"},
      {"", "Gone.", {}, "Gone.>"},
      {"", "", {}, ""},
  };
  for (const AlterationRow& row : rows) {
    const Article here = article(row.here);
    const Article there = article(row.there);
    std::string found;
    for (const Alteration& place :
         find_alterations(here, there, passages(here, there, row.shared)).places) {
      found += (found.empty() ? "" : " ") + line_within(there, place.there) + ">" +
               line_within(here, place.here);
    }
    EXPECT_EQ(found, row.places) << row.here << " | " << row.there;
  }
}

TEST(Alterations, AreSeenFromBothSidesAlike) {
  const Article a = article("New lead. One two. Five red six.");
  const Article b = article("One two. Five blue six. The tail.");
  const auto there = passages(a, b, {"One two. Five", "six"});
  const auto back = passages(b, a, {"One two. Five", "six"});
  const Alterations forward = find_alterations(a, b, there);
  const Alterations backward = find_alterations(b, a, back);
  ASSERT_EQ(forward.places.size(), 3U);
  ASSERT_EQ(backward.places.size(), forward.places.size());
  for (std::size_t i = 0; i < forward.places.size(); ++i) {
    EXPECT_EQ(line_within(a, forward.places[i].here), line_within(a, backward.places[i].there));
    EXPECT_EQ(line_within(b, forward.places[i].there), line_within(b, backward.places[i].here));
  }
}

// An edge keeps so many passages: what follows the last one may be shared or not.
TEST(Alterations, NothingIsSaidBehindTheLastPassageThatIsKept) {
  std::string text;
  std::vector<AlignedPassage> all;
  for (int i = 0; i < 256; ++i) {
    const std::uint64_t begin = text.size();
    text += "passage number " + std::to_string(i);
    all.push_back({{begin, text.size()}, {begin, text.size()}});
    text += ". ";
  }
  text += "The rest of it.";
  const Article here = article(text);
  const Article there = article(text);
  const Alterations found = find_alterations(here, there, all);
  EXPECT_FALSE(found.complete);
  EXPECT_TRUE(found.places.empty());
  all.pop_back();
  EXPECT_TRUE(find_alterations(here, there, all).complete);
}

/// Whatever the passages are, places lie in the texts, at edges of code points, and hold words.
TEST(Alterations, HoldForAnyPassages) {
  testing::Random random(7);
  const Article here = article("Ä one “two” — three. [[Ad ü. ]]Four, fïve! Six。 Seven (8).");
  const Article there = article("One two. Ünder [[Ad. ]]three four “five” six seven 8?");
  for (int round = 0; round < 2000; ++round) {
    std::vector<AlignedPassage> made;
    std::uint64_t end = 0;
    for (int i = 0; i < 4; ++i) {
      AlignedPassage passage;
      passage.here.begin = end + random.below(12);
      passage.here.end = passage.here.begin + 1 + random.below(12);
      passage.there.begin = random.below(there.text.size());
      passage.there.end = passage.there.begin + 1 + random.below(12);
      const auto at_edges = [](const Article& text, TextSpan span) {
        return span.end <= text.text.size() && is_code_point_edge(text.text, span.begin) &&
               is_code_point_edge(text.text, span.end);
      };
      if (!at_edges(here, passage.here) || !at_edges(there, passage.there)) continue;
      end = passage.here.end;
      made.push_back(passage);
    }
    for (const Alteration& place : find_alterations(here, there, made).places) {
      EXPECT_TRUE(place.adds() || place.cuts());
      ASSERT_LE(place.here.end, here.text.size());
      ASSERT_LE(place.there.end, there.text.size());
      EXPECT_TRUE(is_code_point_edge(here.text, place.here.begin));
      EXPECT_TRUE(is_code_point_edge(here.text, place.here.end));
      EXPECT_EQ(valid_utf8_prefix(line_within(there, place.there)),
                line_within(there, place.there).size());
      const std::string lines = alteration_lines(here, there, place, Marker(false), "");
      EXPECT_TRUE(lines.ends_with('\n')) << lines;
    }
  }
}

TEST(AlterationLines, AreShortAndEscaped) {
  EXPECT_EQ(shortened("one two three", 20), "one two three");
  EXPECT_EQ(shortened("one two three", 9), "one two ... (13 bytes)");
  EXPECT_EQ(shortened("ääääää", 5), "ää ... (12 bytes)");
  const Article here = article("We saw red \x1b[2J boats.");
  const Article there = article("We saw blue boats. They had been painted.");
  const auto shared = passages(here, there, {"We saw", "boats"});
  std::string plain;
  std::string coloured;
  for (const Alteration& place : find_alterations(here, there, shared).places) {
    plain += alteration_lines(here, there, place, Marker(false), "  ");
    coloured += alteration_lines(here, there, place, Marker(true), "  ");
  }
  EXPECT_EQ(plain,
            "  ~ We saw [-blue-] {+red \\x1b[2J+} boats.\n"
            "  - They had been painted.\n");
  EXPECT_EQ(coloured,
            "  ~ We saw \x1b[31;9mblue\x1b[0m \x1b[32mred \\x1b[2J\x1b[0m boats.\n"
            "  \x1b[31m- They had been painted.\x1b[0m\n");
}

}  // namespace
}  // namespace headwater
