// Learned boilerplate by the whole program: invented outlets with ads, wire copies and updates of
// running stories. Which documents tell one story is found by the program itself.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <sstream>
#include <string>
#include <unordered_map>

#include "base/json.h"
#include "support/ingest_fixture.h"
#include "support/outlet_corpus.h"
#include "support/random_numbers.h"

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
  double precision() const {
    return static_cast<double>(ads_cut) / static_cast<double>(ads_cut + real_cut);
  }
  double recall() const { return static_cast<double>(ads_cut) / static_cast<double>(ads); }
};

using Texts = std::unordered_map<std::string, std::string>;

class LearnedCorpus : public IngestFixture {
 protected:
  /// The cleaned texts, as JSON, by address.
  Texts cleaned_texts() const {
    Texts texts;
    std::istringstream exported(headwater({"export"}).out);
    for (std::string line; std::getline(exported, line);) {
      const std::size_t uri = line.find("\"uri\":\"") + 7;
      const std::size_t text = line.find("\"text\":");
      texts[line.substr(uri, line.find('"', uri) - uri)] =
          line.substr(text, line.find("\"cuts\":", text) - text);
    }
    return texts;
  }

  /// What became of the paragraphs from one state of the store to the next. Rules that are written
  /// by hand may have cut some before.
  static Figures score(const std::vector<OutletArticle>& articles, const Texts& before,
                       const Texts& after) {
    Figures figures;
    for (const OutletArticle& article : articles) {
      const std::string uri = "https://" + article.outlet + ".example/" + article.id;
      const auto text = after.find(uri);
      if (text == after.end()) continue;  // A copy that is the same to the byte.
      for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
        const std::string printed = json_string(article.paragraphs[i]);
        const std::string_view words = std::string_view(printed).substr(1, printed.size() - 2);
        const bool cut = text->second.find(words) == std::string::npos;
        figures.ads += article.is_ad[i] ? 1U : 0U;
        figures.ads_cut += article.is_ad[i] && cut ? 1U : 0U;
        const bool lost = cut && before.at(uri).find(words) != std::string::npos;
        figures.real_cut += !article.is_ad[i] && lost ? 1U : 0U;
      }
    }
    return figures;
  }

  /// What the whole program makes of `articles` in a store of their own.
  Figures learn_from(const std::vector<OutletArticle>& articles, std::uint64_t seed) const {
    std::filesystem::remove_all(store());
    std::filesystem::remove(folder_ / "ads.learned.toml");
    ingest(folder_.write("articles.jsonl", lines_of(articles)));
    const Texts before = cleaned_texts();
    const ProcessResult learned =
        headwater({"learn", "--apply", (folder_ / "ads.learned.toml").string()});
    EXPECT_EQ(learned.exit_code, 0) << learned.err;
    const Figures figures = score(articles, before, cleaned_texts());
    std::printf("seed %ju: precision %.4f recall %.4f, %zu ads, %zu real paragraphs lost\n",
                static_cast<std::uintmax_t>(seed), figures.precision(), figures.recall(),
                figures.ads, figures.real_cut);
    return figures;
  }
};

TEST_F(LearnedCorpus, AdsAreFoundAndNothingRealIsLost) {
  const auto [first, last] = seeds();
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    const Figures figures = learn_from(outlet_corpus(seed), seed);
    EXPECT_GT(figures.ads, 10'000U);
    EXPECT_GE(figures.recall(), 0.98);
    EXPECT_EQ(figures.real_cut, 0U);
  }
}

TEST_F(LearnedCorpus, AdsAreFoundAmongRealWires) {
  std::vector<WireStory> stories = read_wire_stories(2, 200, 2 * kStoriesNeeded);
  if (stories.empty()) GTEST_SKIP() << "the collection of wires is not here";
  ASSERT_GE(stories.size(), kStoriesNeeded);
  const auto [first, last] = seeds();
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    Random random(seed);
    for (std::size_t i = stories.size() - 1; i > 0; --i) {
      std::swap(stories[i], stories[random.below(i + 1)]);
    }
    const Figures figures = learn_from(outlets_of_stories(seed, stories), seed);
    EXPECT_GT(figures.ads, 2'000U);
    EXPECT_GE(figures.precision(), 0.99);
    EXPECT_GE(figures.recall(), 0.98);
  }
}

}  // namespace
}  // namespace headwater::testing
