#include "app/rule_book.h"

#include <gtest/gtest.h>

#include "stages/catalog.h"

namespace headwater {
namespace {

constexpr std::string_view kPack = R"(
[[rule]]
id = "gull.mug"
reason = "ad"
where = "line"
pattern = '''Buy the gull mug[^.]*\.'''
why = "Sells a mug."
samples.removes = ["Buy the gull mug today."]
samples.keeps = ["Few buy the gull mug."]
)";

LearnedPassage learned(const std::string& id, Verdict verdict) {
  LearnedPassage passage;
  passage.id = id;
  passage.verdict = verdict;
  passage.words = "the tide letter";
  return passage;
}

Result<RuleBook> book_with(std::vector<ConfigFile> files) {
  ConfigOutcome outcome = builtin_config({stage_kinds(), source_kinds()});
  PipelineConfig config = std::move(*outcome.config);
  config.boilerplate = std::move(files);
  return RuleBook::read(config);
}

TEST(RuleBook, HoldsPacksLearnedSetsAndTheStagesOwn) {
  const LearnedSet set{
      9, {learned("learned.a", Verdict::kTemplate), learned("learned.b", Verdict::kFormulaic)}};
  const auto book =
      book_with({{"x.learned.toml", write_learned_set(set)}, {"mine.toml", std::string(kPack)}});
  ASSERT_TRUE(book.ok()) << book.error().message;
  ASSERT_GT(book->rules().size(), 3U);
  const KnownRule& written = book->rules()[0];
  EXPECT_EQ(written.info.id, "gull.mug");
  EXPECT_EQ(written.pack, "mine.toml");
  EXPECT_TRUE(written.in_force);
  ASSERT_TRUE(written.written.has_value());
  const KnownRule& cut = book->rules()[1];
  EXPECT_EQ(cut.info.id, "learned.a");
  EXPECT_EQ(cut.origin, RuleOrigin::kLearned);
  EXPECT_EQ(cut.pack, "x.learned.toml");
  EXPECT_TRUE(cut.in_force);
  EXPECT_FALSE(book->rules()[2].in_force);  // formulaic: kept
  for (const KnownRule& rule : book->rules().subspan(3)) {
    EXPECT_EQ(rule.origin, RuleOrigin::kStage) << rule.info.id;
    EXPECT_TRUE(rule.in_force) << rule.info.id;
  }
  EXPECT_EQ(book->find("html.hidden").size(), 1U);
}

TEST(RuleBook, FindsAPassageOfSeveralSets) {
  const std::string set = write_learned_set({9, {learned("learned.a", Verdict::kTemplate)}});
  const auto book = book_with({{"x.learned.toml", set}, {"y.learned.toml", set}});
  ASSERT_TRUE(book.ok()) << book.error().message;
  EXPECT_EQ(book->learned_set(), "y.learned.toml");
  const std::vector<const KnownRule*> found = book->find("learned.a");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0]->in_force);
  EXPECT_EQ(found[0]->pack, "y.learned.toml");
  EXPECT_FALSE(found[1]->in_force);  // a later set holds
  EXPECT_TRUE(book->find("learned").empty());
}

TEST(RuleBook, ARuleOfAStageThatDoesNotRunIsNotInForce) {
  ConfigOutcome outcome = builtin_config({stage_kinds(), source_kinds()});
  PipelineConfig config = std::move(*outcome.config);
  std::erase_if(config.stages, [](const StageEntry& stage) { return stage.kind == "strip_ads"; });
  const auto book = RuleBook::read(config);
  ASSERT_TRUE(book.ok()) << book.error().message;
  ASSERT_EQ(book->find("newsletter.sign-up").size(), 1U);
  EXPECT_FALSE(book->find("newsletter.sign-up").front()->in_force);
  EXPECT_TRUE(book->find("copyright.line").front()->in_force);
}

TEST(RuleBook, HintsAtWhatWasMeant) {
  const auto book = book_with({{"mine.toml", std::string(kPack)}});
  ASSERT_TRUE(book.ok()) << book.error().message;
  EXPECT_EQ(book->hint("gul.mug"), " (did you mean \"gull.mug\"?)");
  EXPECT_EQ(book->hint("gull"), " (did you mean one of gull.mug?)");
  EXPECT_EQ(book->hint("nothing like it"), "");
  EXPECT_EQ(book->hint(""), "");
}

TEST(RuleBook, RefusesWhatTheConfigurationRefuses) {
  const auto book = book_with({{"mine.toml", "[[rule]]\nid = \"x\"\n"}});
  ASSERT_FALSE(book.ok());
  EXPECT_EQ(book.error().code, ErrorCode::kBadConfig);
}

}  // namespace
}  // namespace headwater
