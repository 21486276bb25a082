#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "stages/catalog.h"
#include "support/stage_runner.h"

namespace headwater {
namespace {

const std::filesystem::path kSample = HEADWATER_SOURCE_DIR "/config/sample";

/// An article of the sample folder, read as if it came from its outlet's site.
Article sample_article(const std::string& path) {
  std::ifstream file(kSample / path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  Article article = text_arrival("https://" + path, content.str());
  if (path.ends_with(".html")) article.arrival.media_type = "text/html";
  return article;
}

const StageRunner& runner() {
  static const StageRunner instance(stage_kinds());
  return instance;
}

std::string reasons(const Article& article) {
  std::string out;
  for (const Cut& cut : article.edits.cuts()) {
    out += std::string(reason_name(runner().rules().at(cut.rule).reason)) + " ";
  }
  return out;
}

struct Case {
  std::string path;
  std::string outlet;
  std::string ends;     // the last words of the cleaned text
  std::string reasons;  // the last cuts; of pages, see below
};

TEST(SampleCorpus, EveryArticleIsTaggedAndCleaned) {
  const std::vector<Case> cases = {
      {"harbor-ledger.example/2026/ferry-fares.txt", "harbor-ledger", "since 1998.",
       "caption dateline ad newsletter copyright-footer "},
      {"harbor-ledger.example/2026/oyster-survey.txt", "harbor-ledger", "date to be set.",
       "related ad contact share comments copyright-footer "},
      {"harbor-ledger.example/2026/meridian-rates.txt", "harbor-ledger", "forecast in October.",
       "wire-signoff copyright-footer "},
      {"harbor-ledger.example/2026/heron-engine.html", "harbor-ledger", "why we did.”", ""},
      {"northfield-courier.example/2026/meridian-rates.txt", "northfield-courier",
       "forecast in October.", "ad outlet-signature "},
      {"northfield-courier.example/2026/savings-column.txt", "northfield-courier", "tinned tuna.",
       "newsletter comments outlet-signature "},
      {"northfield-courier.example/2026/library-roof.txt", "northfield-courier", "flooded in 2011.",
       "caption caption related "},
      {"valley-dispatch.example/2026/meridian-rates.txt", "valley-dispatch", "forecast in October.",
       "metadata syndication-footer "},
      {"valley-dispatch.example/2026/bridge-crack.txt", "valley-dispatch", "arrives on Friday.",
       "promotion share syndication-footer syndication-footer "},
      {"valley-dispatch.example/2026/night-trains.txt", "valley-dispatch",
       "chairwoman, Livia Sorrento, said.", "related app-prompt reference-stub "},
      {"diario-cala.example/2026/tarifas-yates.txt", "diario-cala", "temporal de noviembre.",
       "related ad share copyright-footer outlet-signature "},
      {"diario-cala.example/2026/faro.txt", "diario-cala", "el de un coche.",
       "related syndication-footer copyright-footer outlet-signature "},
      {"diario-cala.example/2026/subasta.html", "diario-cala", "el oficio a su nieta.", ""},
  };
  for (const Case& row : cases) {
    SCOPED_TRACE(row.path);
    Article article = sample_article(row.path);
    ASSERT_TRUE(passed(runner().run(article)));
    EXPECT_EQ(article.outlet.id, row.outlet);
    const std::string cleaned = article.edits.cleaned(article.text);
    EXPECT_TRUE(cleaned.ends_with(row.ends)) << cleaned;
    EXPECT_TRUE(reasons(article).ends_with(row.reasons)) << reasons(article);
  }
}

TEST(SampleCorpus, PagesLoseWhatIsNoArticle) {
  struct Removed {
    std::string path;
    std::string text;
    std::string reason;
  };
  const std::string heron = "harbor-ledger.example/2026/heron-engine.html";
  const std::string auction = "diario-cala.example/2026/subasta.html";
  const std::vector<Removed> rows = {
      {heron, "Boats & Trains", "nav"},
      {heron, "Heron to sail again", "title-repeat"},
      {heron, "By Maren Oakes", "byline"},
      {heron, "Copy link", "share"},
      {heron, "The Heron on the slip", "caption"},
      {heron, "(tracking note 4471)", "hidden"},
      {heron, "Sign up for our newsletter", "newsletter"},
      {heron, "Oysters are back", "related"},
      {heron, "The children miss the bell", "comments"},
      {auction, "Portada", "nav"},
      {auction, "La subasta del pescado", "title-repeat"},
      {auction, "Foto: N. Salgado", "caption"},
      {auction, "Publicidad", "ad"},
      {auction, "El faro se enciende", "related"},
  };
  for (const Removed& row : rows) {
    SCOPED_TRACE(row.text);
    Article article = sample_article(row.path);
    ASSERT_TRUE(passed(runner().run(article)));
    const std::size_t at = article.text.find(row.text);
    ASSERT_NE(at, std::string::npos);
    const Cut* cut = article.edits.cut_at(at);
    ASSERT_NE(cut, nullptr);
    EXPECT_EQ(reason_name(runner().rules().at(cut->rule).reason), row.reason);
  }
}

TEST(SampleCorpus, OneFileCannotBeDecoded) {
  Article article = sample_article("northfield-courier.example/2026/scanned-page.txt");
  const Outcome outcome = runner().run(article);
  ASSERT_TRUE(std::holds_alternative<Quarantined>(outcome));
  EXPECT_EQ(std::get<Quarantined>(outcome).error.code, ErrorCode::kBinary);
}

TEST(SampleCorpus, WireCopyNamesItsAgency) {
  Article article = sample_article("harbor-ledger.example/2026/meridian-rates.txt");
  ASSERT_TRUE(passed(runner().run(article)));
  ASSERT_TRUE(article.wire);
  EXPECT_EQ(article.wire->agency, "Tidewire");
}

}  // namespace
}  // namespace headwater
