// What an outlet prints again and again, learned from a store and cut from its old captures.
#include <gtest/gtest.h>

#include <string>

#include "base/json.h"
#include "support/ingest_fixture.h"
#include "support/outlet_corpus.h"

namespace headwater::testing {
namespace {

class Learn : public IngestFixture {
 protected:
  Learn() : corpus_(outlet_corpus(1)) {
    JsonWriter json;
    std::string lines;
    for (const OutletArticle& article : corpus_) {
      if (article.outlet != corpus_.front().outlet) continue;
      json.clear();
      json.begin_object();
      json.key("url").string("https://" + article.outlet + ".example/" + article.id);
      json.key("date").string(article.day).key("text").string(article.text()).end_object();
      lines.append(json.text()).append("\n");
    }
    folder_.write("articles.jsonl", lines);
  }

  std::string set() const { return (folder_ / "ads.learned.toml").string(); }

  std::vector<OutletArticle> corpus_;
};

TEST_F(Learn, WritesASetThatCleansOldCapturesAgain) {
  ingest(folder_ / "articles.jsonl");
  const ProcessResult learned = headwater({"learn", set()});
  ASSERT_EQ(learned.exit_code, 0) << learned.err;
  EXPECT_NE(learned.out.find(" of 250 documents"), std::string::npos) << learned.out;
  // A set is never changed: runs pin it.
  EXPECT_EQ(headwater({"learn", set()}).exit_code, 2);
  EXPECT_EQ(headwater({"learn", (folder_ / "ads.toml").string()}).exit_code, 2);

  folder_.write("headwater.toml", "[rules]\nboilerplate = [\"built-in\", \"ads.learned.toml\"]\n");
  ASSERT_EQ(headwater({"reprocess", "--config", (folder_ / "headwater.toml").string()}).exit_code,
            0);
  expect_sound();
  const std::string exported = headwater({"export", "--format", "jsonl"}).out;
  std::size_t ads = 0;
  std::size_t cut = 0;
  std::size_t lost = 0;
  for (const OutletArticle& article : corpus_) {
    if (article.outlet != corpus_.front().outlet) continue;
    const std::size_t begin = exported.find(".example/" + article.id + "\"");
    ASSERT_NE(begin, std::string::npos) << article.id;
    const std::size_t text = exported.find("\"text\":", begin);
    const std::string cleaned = exported.substr(text, exported.find("\"cuts\":", text) - text);
    for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
      JsonWriter json;
      std::string printed(json.string(article.paragraphs[i]).text());
      printed = printed.substr(1, printed.size() - 2);
      const bool kept = cleaned.find(printed) != std::string::npos;
      if (article.is_ad[i]) {
        ++ads;
        cut += kept ? 0 : 1;
      } else {
        lost += kept ? 0 : 1;
      }
    }
  }
  EXPECT_GE(static_cast<double>(cut), 0.98 * static_cast<double>(ads)) << cut << " of " << ads;
  EXPECT_EQ(lost, 0U);
}

}  // namespace
}  // namespace headwater::testing
