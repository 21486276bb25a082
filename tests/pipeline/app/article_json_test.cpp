#include "app/article_json.h"

#include <gtest/gtest.h>

#include "app/marked_text.h"
#include "support/golden.h"
#include "support/invented_article.h"
#include "support/schema.h"

namespace headwater {
namespace {

using testing::invented_article;
using testing::invented_rules;

std::string written(const Article& article, bool with_everything = false) {
  const std::vector<RuleInfo> rules = invented_rules();
  const Digest recipe = sha256("recipe");
  JsonWriter json;
  DocumentWriter().write({article, recipe, rules, with_everything, with_everything}, json);
  return std::string(json.text());
}

TEST(ArticleJson, FullDocument) {
  testing::expect_golden("article_full.json", written(invented_article(), true) + "\n");
}

TEST(ArticleJson, EveryFormFollowsTheSchema) {
  EXPECT_EQ(testing::schema_errors("article", written(invented_article())), "");
  EXPECT_EQ(testing::schema_errors("article", written(invented_article(), true)), "");
}

TEST(ArticleJson, AbsentIsNullNeverAMissingKey) {
  Article bare;
  bare.id = document_id(bare.payload_digest);
  const std::string json = written(bare);
  EXPECT_EQ(testing::schema_errors("article", json), "");
  EXPECT_EQ(testing::keys_of(json), testing::keys_of(written(invented_article())));
  for (const std::string& key : testing::keys_of(json)) {
    EXPECT_NE(testing::schema_errors("article", testing::without_key(json, key)), "") << key;
  }
}

TEST(ArticleJson, AnOutletThatIsNotKnownIsNull) {
  Article article = invented_article();
  article.outlet.id.reset();
  EXPECT_NE(written(article).find("\"outlet\":null"), std::string::npos);
}

TEST(ArticleJson, AWriterIsReusedWithoutTraces) {
  const std::vector<RuleInfo> rules = invented_rules();
  const Digest recipe = sha256("recipe");
  DocumentWriter writer;
  JsonWriter json;
  const Article article = invented_article();
  for (int i = 0; i < 2; ++i) {
    json.clear();
    writer.write({article, recipe, rules}, json);
    EXPECT_EQ(json.text(), written(article));
  }
}

TEST(MarkedText, ShowsWhatWasRemovedAndEscapes) {
  const std::string marked =
      marked_text(invented_article(), invented_rules(), MarkStyle::kBrackets);
  EXPECT_EQ(marked,
            "[-ad: Advertisement-]\n\nThe bridge \xe2\x80\x9cis closed\xe2\x80\x9d. It opens in "
            "March.\n\n[-newsletter: Sign up \\x1b[31mnow-]");
  const std::string removed = removed_passages(invented_article(), invented_rules());
  EXPECT_NE(removed.find("ad  ads.label  text 0-15  raw 110-125\n"), std::string::npos) << removed;
  const std::string map = map_lines(invented_article(), invented_rules());
  EXPECT_NE(map.find("entity"), std::string::npos) << map;
}

}  // namespace
}  // namespace headwater
