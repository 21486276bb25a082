#include <gtest/gtest.h>
#include <simdjson.h>

#include <filesystem>
#include <string>

#include "html/page.h"
#include "stages/extract/extract_html.h"
#include "stages/extract/select_article.h"
#include "support/gram_score.h"
#include "support/page_files.h"
#include "support/stage_runner.h"

// How well the article is told from real pages whose true text is known. The floors stand a little
// below what is reached: falling under one is a loss of quality, not an accident.

namespace headwater {
namespace {

namespace fs = std::filesystem;

/// Every so many-th page is enough to see a loss and takes a third of the time.
constexpr std::size_t kEvery = 3;

struct Sum {
  double precision = 0;
  double recall = 0;
  std::size_t pages = 0;
  std::size_t dropped = 0;

  double f1() const {
    const auto n = static_cast<double>(pages);
    return 2 * precision / n * (recall / n) / (precision / n + recall / n);
  }
};

Article page_of(const fs::path& file) {
  Article article =
      text_arrival("https://northfield-courier.example/page", testing::read_page(file));
  article.arrival.media_type = "text/html";
  return article;
}

const StageRunner& runner() {
  static const StageKind kinds[] = {extract_html_kind(), select_article_kind()};
  static const StageRunner stages(kinds);
  return stages;
}

Sum score(const fs::path& set) {
  Sum sum;
  simdjson::dom::parser parser;
  const simdjson::dom::object truth = parser.load((set / "ground-truth.json").string());
  std::size_t index = 0;
  for (const auto& [id, entry] : truth) {
    if (index++ % kEvery != 0) continue;
    Article article = page_of(set / "html" / (std::string(id) + ".html.gz"));
    if (!passed(runner().run(article))) ++sum.dropped;
    const testing::GramScore grams = testing::score_grams(std::string_view(entry["articleBody"]),
                                                          article.edits.cleaned(article.text));
    sum.precision += grams.precision;
    sum.recall += grams.recall;
    ++sum.pages;
  }
  return sum;
}

struct Floor {
  const char* set;
  double f1;
};

class RealPages : public ::testing::TestWithParam<Floor> {};

TEST_P(RealPages, StayAboveTheFloor) {
  const fs::path set = fs::path(HEADWATER_SOURCE_DIR "/../shared/pages") / GetParam().set;
  if (!fs::is_directory(set)) GTEST_SKIP() << "no real pages beside the project";
  const Sum sum = score(set);
  RecordProperty("f1", std::to_string(sum.f1()));
  EXPECT_GE(sum.f1(), GetParam().f1);
  EXPECT_LE(sum.dropped * 100, sum.pages) << "articles taken for something else";
}

INSTANTIATE_TEST_SUITE_P(Sets, RealPages,
                         ::testing::Values(Floor{"fundus", 0.968}, Floor{"wcxb", 0.935}));

/// What a page leaves in the buffers of a thread must not show in the next one.
TEST(SelectArticlePages, AreCutTheSameWhateverCameBefore) {
  const auto files = testing::page_files();
  if (files.size() < 40) GTEST_SKIP() << "no real pages beside the project";
  for (std::size_t i = 0; i < 40; i += 2) {
    Article first = page_of(files[i]);
    Article other = page_of(files[files.size() - 1 - i]);
    Article again = page_of(files[i]);
    runner().run(first);
    runner().run(other);
    runner().run(again);
    EXPECT_EQ(first.edits.cuts(), again.edits.cuts()) << files[i];
  }
}

}  // namespace
}  // namespace headwater
