#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bench/sample_pages.h"
#include "record/document_map.h"
#include "stages/catalog.h"
#include "support/stage_runner.h"

/// What it costs to carry a page of HTML through the parallel stages, in all and by stage.
namespace headwater {
namespace {

/// Seconds of CPU time that this thread took so far.
double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// From bytes to the article with its metadata: all but what cleans it and takes it apart.
const std::vector<std::string> kArticleStages = {"unwrap_json",  "decode_text",   "extract_plain",
                                                 "extract_html", "find_metadata", "select_article"};

std::vector<StageKind> article_kinds() {
  std::vector<StageKind> kinds;
  for (const StageKind& kind : stage_kinds()) {
    if (std::ranges::find(kArticleStages, kind.name) != kArticleStages.end()) kinds.push_back(kind);
  }
  return kinds;
}

Article page_arrival(std::size_t number, const std::string& page) {
  Article article;
  article.arrival.uri = "https://news.invented.example/" + std::to_string(number);
  article.arrival.media_type = "text/html";
  article.arrival.payload = page;
  return article;
}

/// Carries pages through stages and adds up what each of them took.
class StageTimer {
 public:
  explicit StageTimer(std::span<const StageKind> kinds)
      : runner_(kinds), seconds_(runner_.stages().size()) {}

  void carry(Article& article) {
    double began = cpu_seconds();
    for (std::size_t i = 0; i < seconds_.size(); ++i) {
      const bool goes_on = passed(runner_.stages()[i].stage->process(article));
      if (goes_on) article.edits.settle(article.text);
      add(seconds_[i], began);
      if (!goes_on) return;
    }
    const DocumentMap map = make_document_map(article.arrival.payload.size(), article.text,
                                              article.source_map, article.edits);
    benchmark::DoNotOptimize(encode_map(map));
    add(map_seconds_, began);
  }

  double seconds() const { return all_; }

  void report(benchmark::State& state, std::size_t pages) const {
    const auto microseconds = [&](double seconds) {
      return seconds * 1e6 / static_cast<double>(pages);
    };
    for (std::size_t i = 0; i < seconds_.size(); ++i) {
      state.counters[runner_.stages()[i].name] = microseconds(seconds_[i]);
    }
    state.counters["map"] = microseconds(map_seconds_);
    state.counters["us/page"] = microseconds(all_);
  }

 private:
  void add(double& seconds, double& began) {
    const double now = cpu_seconds();
    seconds += now - began;
    all_ += now - began;
    began = now;
  }

  StageRunner runner_;
  std::vector<double> seconds_;
  double map_seconds_ = 0;
  double all_ = 0;
};

void carry_pages(benchmark::State& state, const std::vector<StageKind>& kinds) {
  const std::vector<std::string>& pages = testing::sample_pages();
  StageTimer timer(kinds);
  std::size_t carried = 0;
  for (auto _ : state) {
    const double before = timer.seconds();
    for (std::size_t i = 0; i < pages.size(); ++i, ++carried) {
      Article article = page_arrival(i, pages[i]);
      timer.carry(article);
    }
    state.SetIterationTime(timer.seconds() - before);
  }
  timer.report(state, carried);
  state.SetLabel(testing::sample_pages_label());
}

void page_to_article(benchmark::State& state) { carry_pages(state, article_kinds()); }
BENCHMARK(page_to_article)->Unit(benchmark::kMillisecond)->UseManualTime();

void page_to_statements(benchmark::State& state) {
  carry_pages(state, {stage_kinds().begin(), stage_kinds().end()});
}
BENCHMARK(page_to_statements)->Unit(benchmark::kMillisecond)->UseManualTime();

}  // namespace
}  // namespace headwater
