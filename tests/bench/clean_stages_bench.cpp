#include <benchmark/benchmark.h>

#include "base/text_lines.h"
#include "stages/clean/strip_ads.h"
#include "stages/clean/strip_boilerplate.h"
#include "stages/identify/find_wire_credit.h"
#include "stages/identify/tag_outlet.h"
#include "support/news_corpus.h"
#include "support/stage_runner.h"

namespace headwater {
namespace {

/// Articles of 3.5 KB with ads and notices, their paragraphs found.
std::vector<Article> corpus() {
  const testing::NewsCorpus news;
  std::vector<Article> articles;
  std::vector<TextLine> lines;
  for (std::uint64_t i = 0; i < 64; ++i) {
    Article article = text_arrival(news.article(i).url, news.article(i).text);
    article.text = article.arrival.payload;
    split_lines(article.text, lines);
    for (const TextLine& line : lines) article.blocks.push_back({{line.begin, line.end}});
    articles.push_back(std::move(article));
  }
  return articles;
}

void run_stage(benchmark::State& state, const StageKind& kind) {
  const StageRunner runner({&kind, 1});
  std::vector<Article> articles = corpus();
  std::size_t next = 0;
  std::uint64_t cuts = 0;
  for (auto _ : state) {
    Article& article = articles[next++ % articles.size()];
    article.edits = EditMap();
    article.outlet = OutletTag();
    article.wire.reset();
    benchmark::DoNotOptimize(runner.run(article));
    cuts += article.edits.cuts().size();
  }
  state.counters["cuts"] = static_cast<double>(cuts) / static_cast<double>(state.iterations());
}

void tag_outlet(benchmark::State& state) { run_stage(state, tag_outlet_kind()); }
void find_wire_credit(benchmark::State& state) { run_stage(state, find_wire_credit_kind()); }
void strip_boilerplate(benchmark::State& state) { run_stage(state, strip_boilerplate_kind()); }
void strip_ads(benchmark::State& state) { run_stage(state, strip_ads_kind()); }
BENCHMARK(tag_outlet);
BENCHMARK(find_wire_credit);
BENCHMARK(strip_boilerplate);
BENCHMARK(strip_ads);

void load_rules(benchmark::State& state) {
  const std::vector<StageKind> kinds = {tag_outlet_kind(), strip_boilerplate_kind(),
                                        strip_ads_kind()};
  for (auto _ : state) benchmark::DoNotOptimize(StageRunner(kinds));
}
BENCHMARK(load_rules)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace headwater
