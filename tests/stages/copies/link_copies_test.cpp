#include "stages/copies/link_copies.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "stages/copies/fold_article.h"
#include "support/stage_fixture.h"

namespace headwater {
namespace {

class MapLedger final : public Ledger {
 public:
  bool has_payload(const Digest& payload) override { return payloads.contains(payload); }
  std::optional<std::string> find_folded(const Digest& folded) override {
    const auto found = texts.find(folded);
    if (found == texts.end()) return std::nullopt;
    return found->second;
  }
  std::set<Digest> payloads;
  std::map<Digest, std::string> texts;
};

constexpr std::string_view kText =
    "The bridge was closed for eleven days in March, officials said.";

Article folded_article(std::string text) {
  Article article = decoded_article(std::move(text));
  article.payload_digest = sha256(article.arrival.payload);
  article.id = document_id(article.payload_digest);
  EXPECT_TRUE(passed(BuiltStage(fold_article_kind()).parallel().process(article)));
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

}  // namespace
}  // namespace headwater
