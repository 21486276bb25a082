#include "store/rule_effect_reader.h"

#include <gtest/gtest.h>

#include "store/store.h"
#include "support/sample_store.h"

namespace headwater {
namespace {

using testing::sample_passed;
using testing::SampleStore;

RuleEffect effect_of(const SampleStore& store, const std::string& rule, std::size_t samples) {
  const auto reader = open_store_reader(store.path());
  EXPECT_TRUE(reader.ok()) << reader.error().message;
  Result<RuleEffect> effect = (*reader)->rule_effect(rule, samples);
  EXPECT_TRUE(effect.ok()) << effect.error().message;
  return std::move(*effect);
}

TEST(RuleEffectReader, CountsWhatARuleRemoved) {
  SampleStore store;
  store.fill();
  const RuleEffect effect = effect_of(store, "ads.subscribe", 5);
  EXPECT_TRUE(effect.known);
  EXPECT_EQ(effect.reason, "ad");
  EXPECT_EQ(effect.why, "It sells something.");
  EXPECT_EQ(effect.documents, 1U);
  EXPECT_EQ(effect.passages, 1U);
  ASSERT_EQ(effect.samples.size(), 1U);
  const PlacedPassage& sample = effect.samples.front();
  EXPECT_EQ(effect.bytes, sample.span.size());
  EXPECT_EQ(sample.document, document_id(sha256(SampleStore::kHarbor)));
  EXPECT_EQ(sample.text,
            SampleStore::kHarbor.substr(sample.span.begin, sample.span.end - sample.span.begin));
}

TEST(RuleEffectReader, ShowsEachWordingOnceAndNoMoreThanAskedFor) {
  SampleStore store;
  store.open();
  store.begin();
  for (const std::string word : {"one", "two", "three", "four"}) {
    store.add(sample_passed("AD buy now\nThis is number " + word + ".", word + ".txt"));
  }
  store.end();
  store.close();
  const RuleEffect effect = effect_of(store, "ads.subscribe", 3);
  EXPECT_EQ(effect.documents, 4U);
  EXPECT_EQ(effect.samples.size(), 1U);
  EXPECT_TRUE(effect_of(store, "ads.subscribe", 0).samples.empty());
}

TEST(RuleEffectReader, KnowsNothingOfOtherRules) {
  SampleStore store;
  store.fill();
  for (const std::string rule : {"ads", "ads.subscribe2", "", "%", "' OR 1 = 1 --"}) {
    const RuleEffect effect = effect_of(store, rule, 5);
    EXPECT_FALSE(effect.known) << rule;
    EXPECT_EQ(effect.passages, 0U) << rule;
  }
}

TEST(RuleEffectReader, CountsWhatARecipeChanged) {
  SampleStore store;
  store.fill();
  const auto reader = open_store_reader(store.path());
  ASSERT_TRUE(reader.ok()) << reader.error().message;
  const Result<StoredDocument> harbor =
      (*reader)->document(document_id(sha256(SampleStore::kHarbor)));
  ASSERT_TRUE(harbor.ok()) << harbor.error().message;
  const Result<RecipeEffect> effect = (*reader)->recipe_effect(harbor->recipe, "ads.");
  ASSERT_TRUE(effect.ok()) << effect.error().message;
  EXPECT_EQ(effect->documents, 2U);
  EXPECT_EQ(effect->changed, 0U);
  EXPECT_EQ(effect->cut_documents, 1U);
  EXPECT_EQ(effect->passages, 1U);
  EXPECT_GT(effect->bytes, 0U);
  EXPECT_EQ((*reader)->recipe_effect(harbor->recipe, "ads.subscribe.more")->passages, 0U);
  EXPECT_EQ((*reader)->recipe_effect(sha256("another"), "ads.")->documents, 0U);
}

}  // namespace
}  // namespace headwater
