#include "stages/clean/passage_counter.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "stages/clean/strip_boilerplate.h"
#include "support/learn_score.h"
#include "support/outlet_corpus.h"

namespace headwater {
namespace {

using testing::LearnScore;
using testing::OutletArticle;

LearnedSet learn(const std::vector<OutletArticle>& articles, bool by_story = true) {
  PassageCounter counter;
  std::vector<Passage> passages;
  for (const OutletArticle& article : articles) {
    const std::string text = article.text();
    find_passages(text, {}, {}, passages);
    counter.look(article.outlet, text, passages);
  }
  for (const OutletArticle& article : articles) {
    const std::string text = article.text();
    find_passages(text, {}, {}, passages);
    counter.count({article.id, article.outlet, by_story ? article.story : article.id, article.day},
                  text, passages);
  }
  return counter.finish();
}

/// The stage with nothing but the learned set.
struct LearnedStage {
  explicit LearnedStage(const std::string& file, std::string name = "store/1.learned.toml")
      : LearnedStage(std::vector<ConfigFile>{{std::move(name), file}}) {}
  explicit LearnedStage(std::vector<ConfigFile> files) : packs(std::move(files)) {
    const Settings settings;
    built = strip_boilerplate_kind().build({settings, packs, {}, rules});
  }
  std::string cleaned(const std::string& text, const std::string& outlet) const {
    Article article;
    article.text = text;
    article.outlet.id = outlet;
    EXPECT_TRUE(passed(std::get<std::unique_ptr<Stage>>(*built)->process(article)));
    article.edits.settle(text);
    return article.edits.cleaned(text);
  }
  std::vector<ConfigFile> packs;
  RuleTable rules;
  Result<AnyStage> built = Error{ErrorCode::kInternal, ""};
};

LearnScore score(const LearnedSet& set, const std::vector<OutletArticle>& articles) {
  const LearnedStage stage(write_learned_set(set));
  LearnScore score;
  for (const OutletArticle& article : articles) {
    const std::string left = stage.cleaned(article.text(), article.outlet);
    for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
      const bool cut = left.find(article.paragraphs[i]) == std::string::npos;
      score.count(article.is_ad[i], cut);
    }
  }
  return score;
}

TEST(PassageCounter, FindsAdsOfOutletsAndLosesNothingReal) {
  const std::vector<OutletArticle> articles = testing::outlet_corpus(1);
  const LearnScore found = score(learn(articles), articles);
  EXPECT_GE(found.precision(), 0.99);
  EXPECT_GE(found.recall(), 0.98);
  EXPECT_EQ(found.real_cut, 0U);
}

TEST(PassageCounter, CountedByDocumentUpdatesWouldBeLost) {
  std::vector<OutletArticle> articles = testing::outlet_corpus(1);
  articles.resize(2000);
  EXPECT_GT(score(learn(articles, false), articles).real_cut, 100U);
}

TEST(PassageCounter, LearnsTheSameInEveryOrder) {
  std::vector<OutletArticle> articles = testing::outlet_corpus(3);
  articles.resize(2000);
  const std::string first = write_learned_set(learn(articles));
  std::reverse(articles.begin(), articles.end());
  EXPECT_EQ(write_learned_set(learn(articles)), first);
  std::rotate(articles.begin(), articles.begin() + 700, articles.end());
  EXPECT_EQ(write_learned_set(learn(articles)), first);
}

/// `stories` articles of one outlet with own paragraphs and, where `print` gives one, a last line.
std::vector<OutletArticle> articles_with(std::size_t stories, std::size_t days,
                                         std::string (*print)(std::size_t)) {
  std::vector<OutletArticle> articles = testing::outlet_corpus(5);
  articles.resize(stories);
  for (std::size_t i = 0; i < stories; ++i) {
    articles[i].story = articles[i].id;
    articles[i].day = fmt::format("2026-05-{:02}", 1 + i % days);
    articles[i].paragraphs.resize(3);
    for (std::size_t p = 0; p < 3; ++p) {
      articles[i].paragraphs[p] = fmt::format(
          "Boat {} came in with {} and nobody had seen harbour pilot {} since.",
          std::string(i + 1, 'x'), std::string(p + 1, 'y'), std::string(i + p + 1, 'z'));
    }
    articles[i].paragraphs.push_back(print(i));
    articles[i].is_ad.assign(4, false);
  }
  return articles;
}

std::string same_line(std::size_t) { return "Bramble Instruments, the best on the coast."; }
std::string new_numbers(std::size_t i) {
  return fmt::format("The index closed at {} on Monday.", 1000 + 7 * i);
}

TEST(PassageCounter, NeedsFiveStoriesOnThreeDays) {
  EXPECT_EQ(learn(articles_with(4, 4, same_line)).passages.size(), 0U);
  EXPECT_EQ(learn(articles_with(5, 2, same_line)).passages.size(), 0U);
  const LearnedSet set = learn(articles_with(5, 3, same_line));
  ASSERT_EQ(set.passages.size(), 1U);
  EXPECT_EQ(set.passages[0].verdict, Verdict::kTemplate);
  EXPECT_EQ(set.passages[0].stories, 5U);
  EXPECT_EQ(set.passages[0].days, 3U);
  EXPECT_EQ(evidence_of(set.passages[0]),
            "Printed by outlet-00 in 5 documents of 5 different stories on 3 days, 2026-05-01 to "
            "2026-05-03.");
}

TEST(PassageCounter, FlagsReportsOfFixedWordingAndNewNumbers) {
  const LearnedSet set = learn(articles_with(8, 4, new_numbers));
  ASSERT_EQ(set.passages.size(), 1U);
  EXPECT_EQ(set.passages[0].verdict, Verdict::kFormulaic);
  EXPECT_EQ(set.passages[0].words, "the index closed at 0 on monday");
}

TEST(LearnedMatcher, SparesTheFirstTwoParagraphsQuotationsAndOtherOutlets) {
  const LearnedStage stage(write_learned_set(learn(articles_with(5, 3, same_line))));
  const std::string ad = same_line(0);
  const std::string lead =
      "The ferry sailed at noon with forty people on board.\n\n"
      "It came back at four because the sea was too rough.\n\n";
  EXPECT_EQ(stage.cleaned(lead + ad, "outlet-00"), lead.substr(0, lead.size() - 2));
  EXPECT_EQ(stage.cleaned(lead + ad, "outlet-01"), lead + ad);
  EXPECT_EQ(stage.cleaned(ad + "\n\n" + lead + "End.", "outlet-00"), ad + "\n\n" + lead + "End.");
  const std::string quoted = lead + "\"" + ad + "\"";
  EXPECT_EQ(stage.cleaned(quoted, "outlet-00"), quoted);
}

TEST(LearnedMatcher, TheLastSetHoldsAndWhatIsKeptIsKept) {
  LearnedSet set = learn(articles_with(5, 3, same_line));
  const std::string cutting = write_learned_set(set);
  set.passages[0].verdict = Verdict::kKept;
  const std::string keeping = write_learned_set(set);
  set.passages[0].verdict = Verdict::kFormulaic;
  const std::string formulaic = write_learned_set(set);
  const std::string nothing = write_learned_set({});
  const std::string text =
      "The ferry sailed at noon with forty people on board.\n\n"
      "It came back at four because the sea was too rough.\n\n" +
      same_line(0);
  for (const auto& [first, second, cut] :
       std::vector<std::tuple<std::string, std::string, bool>>{{nothing, cutting, true},
                                                               {cutting, nothing, false},
                                                               {formulaic, cutting, true},
                                                               {cutting, formulaic, false},
                                                               {keeping, cutting, false},
                                                               {cutting, keeping, false}}) {
    const LearnedStage stage(
        std::vector<ConfigFile>{{"1.learned.toml", first}, {"2.learned.toml", second}});
    EXPECT_EQ(stage.cleaned(text, "outlet-00") != text, cut) << first << second;
  }
}

}  // namespace
}  // namespace headwater
