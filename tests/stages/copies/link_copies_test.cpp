#include "stages/copies/link_copies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "stages/copies/fold_article.h"
#include "stages/copies/sketch_text.h"
#include "support/copy_desk.h"
#include "support/random_numbers.h"
#include "support/stage_fixture.h"

namespace headwater {
namespace {

using testing::CopyDesk;
using testing::MapLedger;

constexpr std::string_view kText =
    "The bridge was closed for eleven days in March, officials said.";

Article folded_article(std::string text) {
  Article article = decoded_article(std::move(text));
  article.payload_digest = sha256(article.arrival.payload);
  article.id = document_id(article.payload_digest);
  EXPECT_TRUE(passed(BuiltStage(fold_article_kind()).parallel().process(article)));
  EXPECT_TRUE(passed(BuiltStage(sketch_text_kind()).parallel().process(article)));
  return article;
}

TEST(FoldArticle, SameWordsGiveTheSameDigest) {
  EXPECT_EQ(folded_article("“The bridge” was\nclosed").folded_digest,
            folded_article("\"The Bridge\" was closed.").folded_digest);
  EXPECT_NE(folded_article("The bridge").folded_digest, folded_article("A bridge").folded_digest);
}

TEST(FoldArticle, WhatIsCutDoesNotCount) {
  Article article = decoded_article("The bridge. ADVERTISEMENT It closed.");
  article.edits.propose({{12, 25}, 0});
  article.edits.settle(article.text);
  ASSERT_TRUE(passed(BuiltStage(fold_article_kind()).parallel().process(article)));
  EXPECT_EQ(article.folded_digest, sha256("the bridge it closed"));
}

TEST(LinkCopies, SamePayloadIsDropped) {
  MapLedger ledger;
  Article article = folded_article(std::string(kText));
  ledger.payloads.insert(article.payload_digest);
  const Outcome outcome = BuiltStage(link_copies_kind()).ordered().process(article, ledger);
  ASSERT_TRUE(std::holds_alternative<Dropped>(outcome));
  EXPECT_EQ(std::get<Dropped>(outcome).reason, DropReason::kDuplicate);
}

TEST(LinkCopies, AStoredCaptureIsNotItsOwnDuplicate) {
  MapLedger ledger;
  Article article = folded_article(std::string(kText));
  article.arrival.stored_capture = 1;
  ledger.payloads.insert(article.payload_digest);
  ledger.texts[article.folded_digest] = article.id;
  EXPECT_TRUE(passed(BuiltStage(link_copies_kind()).ordered().process(article, ledger)));
  EXPECT_FALSE(article.copy_of);
}

TEST(LinkCopies, SameWordsAreACopyOfTheEarliest) {
  MapLedger ledger;
  Article article = folded_article(std::string(kText));
  ledger.texts[article.folded_digest] = "earlier";
  EXPECT_TRUE(passed(BuiltStage(link_copies_kind()).ordered().process(article, ledger)));
  ASSERT_TRUE(article.copy_of);
  EXPECT_EQ(article.copy_of->document, "earlier");
  EXPECT_EQ(article.copy_of->kind, CopyKind::kIdentical);
}

TEST(LinkCopies, ShortTextsAreNoCopies) {
  MapLedger ledger;
  Article article = folded_article("This story has been removed by us.");
  ledger.texts[article.folded_digest] = "earlier";
  EXPECT_TRUE(passed(BuiltStage(link_copies_kind()).ordered().process(article, ledger)));
  EXPECT_FALSE(article.copy_of);
}

/// A text of invented words, the same for equal seeds.
std::string invented_text(std::uint64_t seed, int words) {
  testing::Random random(seed);
  std::string text;
  for (int i = 0; i < words; ++i) {
    text += "w" + std::to_string(random.below(5000)) + (i % 12 == 11 ? ". " : " ");
  }
  return text;
}

TEST(LinkCopies, KindsFollowFromWhatIsShared) {
  const std::string story = invented_text(1, 200);
  const std::string half = story.substr(0, story.size() / 2);
  const struct {
    std::string text;
    CopyKind kind;
  } rows[] = {
      {story + invented_text(2, 20), CopyKind::kCopy},
      {story + invented_text(3, 150), CopyKind::kEdited},
      {half + invented_text(5, 6), CopyKind::kEdited},
      {story + invented_text(4, 900), CopyKind::kExcerpt},
      {story.substr(0, 120) + invented_text(6, 300), CopyKind::kSharesPassage},
  };
  for (const auto& row : rows) {
    CopyDesk desk;
    const Article original = desk.take(story);
    const Article copy = desk.take(row.text);
    ASSERT_EQ(copy.copies.size(), 1U);
    EXPECT_EQ(copy.copies[0].document, original.id);
    EXPECT_EQ(copy_kind_name(copy.copies[0].kind), copy_kind_name(row.kind));
    EXPECT_EQ(copy.copy_of.has_value(), row.kind != CopyKind::kSharesPassage);
    for (const AlignedPassage& passage : copy.copies[0].passages) {
      EXPECT_EQ(slice(copy.text, passage.here), slice(original.text, passage.there));
    }
  }
}

TEST(LinkCopies, UnrelatedTextsAreNotLinked) {
  CopyDesk desk;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    EXPECT_TRUE(desk.take(invented_text(seed, 300)).copies.empty());
  }
}

/// Families of a story, its copies and its excerpts, some of which quote two families.
std::vector<std::string> families() {
  std::vector<std::string> texts;
  for (std::uint64_t family = 0; family < 20; ++family) {
    const std::string story = invented_text(1000 + family, 150 + 20 * static_cast<int>(family));
    texts.push_back(story);
    texts.push_back("Reported by us. " + story);
    texts.push_back(story.substr(story.size() / 3));
    texts.push_back(story.substr(0, story.size() / 2) + invented_text(2000 + family, 40));
    texts.push_back(story.substr(0, 300) + invented_text(3000 + family, 200));
  }
  return texts;
}

TEST(LinkCopies, ThePartitionIsTheSameForEveryOrderAndNumberOfRuns) {
  std::vector<std::string> texts = families();
  std::map<std::string, std::string> expected;
  testing::Random random(7);
  for (int round = 0; round < 20; ++round) {
    CopyDesk desk;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (round % 2 == 1 && i % 10 == 0) desk.begin_run();
      desk.take(texts[i]);
    }
    if (round == 0) expected = desk.partition();
    ASSERT_EQ(desk.partition(), expected) << "round " << round;
    for (std::size_t i = texts.size(); i > 1; --i) std::swap(texts[i - 1], texts[random.below(i)]);
  }
  std::map<std::string, int> sizes;
  for (const auto& [id, cluster] : expected) ++sizes[cluster];
  EXPECT_EQ(sizes.size(), 40U);  // twenty families of four, and what only shares a passage
}

TEST(LinkCopies, IdenticalTextsAreOneForTheIndex) {
  CopyDesk desk;
  const std::string story = invented_text(1, 100);
  const Article first = desk.take(story);
  for (int i = 0; i < 2000; ++i) {
    const Article again = desk.take(story + std::string(static_cast<std::size_t>(i) + 1, ' '));
    ASSERT_EQ(again.copies.size(), 1U);
    ASSERT_EQ(again.copies[0].kind, CopyKind::kIdentical);
    ASSERT_EQ(again.copies[0].document, first.id);
    ASSERT_TRUE(again.sketch.tags.empty());
  }
  EXPECT_EQ(desk.ledger.sketches.size(), 1U);
}

TEST(LinkCopies, TextsThatShareAHundredPhrasesAreComparedWithAFewOnly) {
  CopyDesk desk;
  const std::string phrases = invented_text(1, 700);
  std::size_t most = 0;
  for (std::uint64_t i = 0; i < 400; ++i) {
    most = std::max(most, desk.take(phrases + invented_text(100 + i, 60)).copies.size());
  }
  EXPECT_LE(most, 9U);
  EXPECT_EQ(std::size(std::set<std::string>{desk.partition().begin()->second}), 1U);
}

TEST(LinkCopies, DegenerateTextsAreTaken) {
  CopyDesk desk;
  std::string one_word;
  for (int i = 0; i < 20000; ++i) one_word += "again ";
  const Article first = desk.take(one_word);
  EXPECT_EQ(first.sketch.tags.size(), first.sketch.tags.empty() ? 0U : 1U);
  EXPECT_TRUE(desk.take("").copies.empty());
  EXPECT_TRUE(desk.take(std::string(100000, 'a')).copies.empty());
  EXPECT_TRUE(desk.take("... --- ...").copies.empty());
  desk.take(one_word + "and again and again and again and again and again");
}

}  // namespace
}  // namespace headwater
