// Learned boilerplate by the whole program: forty invented outlets with ads, wire copies and
// updates of running stories. Which documents tell one story is found by the program itself.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <sstream>
#include <string>
#include <unordered_map>

#include "base/json.h"
#include "support/ingest_fixture.h"
#include "support/outlet_corpus.h"

namespace headwater::testing {
namespace {

/// HEADWATER_LEARN_SEEDS=101-105 tries other corpora than the one of every day.
std::pair<std::uint64_t, std::uint64_t> seeds() {
  const char* set = ::getenv("HEADWATER_LEARN_SEEDS");
  if (set == nullptr) return {11, 11};
  char* end = nullptr;
  const std::uint64_t first = ::strtoull(set, &end, 10);
  return {first, *end == '-' ? ::strtoull(end + 1, nullptr, 10) : first};
}

std::string json_string(std::string_view text) {
  JsonWriter json;
  return std::string(json.string(text).text());
}

std::string lines_of(const std::vector<OutletArticle>& articles) {
  std::string lines;
  JsonWriter json;
  for (const OutletArticle& article : articles) {
    json.clear();
    json.begin_object();
    json.key("url").string("https://" + article.outlet + ".example/" + article.id);
    json.key("date").string(article.day).key("text").string(article.text()).end_object();
    lines.append(json.text()).append("\n");
  }
  return lines;
}

struct Figures {
  std::size_t ads = 0, ads_cut = 0, real_cut = 0;
};

class LearnedCorpus : public IngestFixture {
 protected:
  /// The cleaned texts, as JSON, by address.
  std::unordered_map<std::string, std::string> cleaned_texts() const {
    std::unordered_map<std::string, std::string> texts;
    std::istringstream exported(headwater({"export"}).out);
    for (std::string line; std::getline(exported, line);) {
      const std::size_t uri = line.find("\"uri\":\"") + 7;
      const std::size_t text = line.find("\"text\":");
      texts[line.substr(uri, line.find('"', uri) - uri)] =
          line.substr(text, line.find("\"cuts\":", text) - text);
    }
    return texts;
  }

  Figures score(const std::vector<OutletArticle>& articles) const {
    const auto texts = cleaned_texts();
    Figures figures;
    for (const OutletArticle& article : articles) {
      const auto text = texts.find("https://" + article.outlet + ".example/" + article.id);
      if (text == texts.end()) continue;  // A copy that is the same to the byte.
      for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
        const std::string printed = json_string(article.paragraphs[i]);
        const bool kept =
            text->second.find(printed.substr(1, printed.size() - 2)) != std::string::npos;
        figures.ads += article.is_ad[i] ? 1U : 0U;
        figures.ads_cut += article.is_ad[i] && !kept ? 1U : 0U;
        figures.real_cut += !article.is_ad[i] && !kept ? 1U : 0U;
      }
    }
    return figures;
  }

  void clear() const {
    std::filesystem::remove_all(store());
    std::filesystem::remove(folder_ / "ads.learned.toml");
  }
};

TEST_F(LearnedCorpus, AdsAreFoundAndNothingRealIsLost) {
  const auto [first, last] = seeds();
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const std::vector<OutletArticle> articles = outlet_corpus(seed);
    ingest(folder_.write("articles.jsonl", lines_of(articles)));
    const ProcessResult learned =
        headwater({"learn", "--apply", (folder_ / "ads.learned.toml").string()});
    ASSERT_EQ(learned.exit_code, 0) << learned.err;
    const Figures figures = score(articles);
    const auto cut = static_cast<double>(figures.ads_cut);
    const double precision = cut / (cut + static_cast<double>(figures.real_cut));
    const double recall = cut / static_cast<double>(figures.ads);
    std::printf("seed %ju: precision %.4f recall %.4f, %zu ads, %zu real paragraphs lost\n",
                static_cast<std::uintmax_t>(seed), precision, recall, figures.ads,
                figures.real_cut);
    EXPECT_GT(figures.ads, 10'000U);
    EXPECT_GE(precision, 0.99);
    EXPECT_GE(recall, 0.98);
    EXPECT_EQ(figures.real_cut, 0U);
    clear();
  }
}

}  // namespace
}  // namespace headwater::testing
