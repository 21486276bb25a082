// What bringing and unwrapping a document costs: lines a second through the framer with its
// digests, records a second through unwrap_json.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "base/dates.h"
#include "stages/acquire/line_framer.h"
#include "stages/acquire/record_url.h"
#include "stages/extract/unwrap_json.h"

namespace headwater {
namespace {

/// A record of some 3.5 KB with the escapes that news text has.
std::string record() {
  std::string text;
  while (text.size() < 3300) {
    text +=
        R"(The bridge over the river opened on Friday, the mayor said: \"It took ten years.\"\n\n)";
  }
  return R"({"url":"https://herald.example/2026/bridge","title":"Bridge opens","date":"2026-02-03T10:00:00Z","text":")" +
         text + "\"}";
}

class Memory final : public ByteStream {
 public:
  explicit Memory(std::string_view bytes) : bytes_(bytes) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min(buffer.size(), bytes_.size());
    std::copy_n(bytes_.data(), size, buffer.data());
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
};

void frame_lines(benchmark::State& state) {
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += record() + "\n";
  RecordUrlFinder urls({"url"});
  for (auto _ : state) {
    Memory stream(lines);
    LineFramer framer(stream, 1 << 20);
    for (auto line = framer.next(); line->has_value(); line = framer.next()) {
      benchmark::DoNotOptimize(urls.find((*line)->bytes));
    }
  }
  state.SetItemsProcessed(state.iterations() * 1000);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
}
BENCHMARK(frame_lines)->Unit(benchmark::kMillisecond);

void unwrap_record(benchmark::State& state) {
  const StageKind kind = unwrap_json_kind();
  Settings settings;
  for (const SettingSpec& spec : kind.settings) settings.set(spec.name, spec.preset);
  RuleTable rules;
  const AnyStage stage = std::move(*kind.build({settings, {}, {}, rules}));
  const std::string json = record();
  for (auto _ : state) {
    Article article;
    article.arrival.media_type = "application/json";
    article.arrival.payload = json;
    benchmark::DoNotOptimize(std::get<std::unique_ptr<Stage>>(stage)->process(article));
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(json.size()));
}
BENCHMARK(unwrap_record)->Unit(benchmark::kMicrosecond);

void parse_dates(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(parse_date("2026-02-03T10:00:00+01:00"));
    benchmark::DoNotOptimize(parse_date("Friday, October 21, 2022, at 2:05 p.m. EDT"));
  }
  state.SetItemsProcessed(state.iterations() * 2);
}
BENCHMARK(parse_dates);

}  // namespace
}  // namespace headwater
