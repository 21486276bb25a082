#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "base/charset.h"
#include "record/fold_text.h"
#include "stages/copies/fold_article.h"
#include "stages/extract/decode_text.h"
#include "stages/extract/extract_plain.h"
#include "stages/statements/sentence_breaks.h"
#include "stages/statements/split_statements.h"

/// The stages between bytes and statements, one at a time, on an article of 3.5 KB.
namespace headwater {
namespace {

std::string make_article() {
  std::string text = "Harbor bridge to open again in spring\n\nBy Jane Doe\n\nPORTO (Reuters) - ";
  for (int i = 0; text.size() < 3500; ++i) {
    text +=
        "The bridge over the harbor was closed for " + std::to_string(11 + i) +
        " days in March, city officials said on Monday. \"We will stay,\" Mayor J. Doe told the "
        "council, which had asked the U.S. Coast Guard for a report about its piers. ";
    if (i % 3 == 2) text += "\n\n";
  }
  return text;
}

std::string make_typographic_article() {
  std::string text = make_article();
  for (std::size_t at = text.find('"'); at != std::string::npos; at = text.find('"', at)) {
    text.replace(at, 1, "”");
  }
  return text;
}

const std::string& article_text() {
  static const std::string text = make_article();
  return text;
}

void count_bytes(benchmark::State& state, std::size_t size) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(size));
}

void fold_ascii(benchmark::State& state) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    fold_text(article_text(), out);
    benchmark::DoNotOptimize(out.data());
  }
  count_bytes(state, article_text().size());
}
BENCHMARK(fold_ascii);

void break_sentences(benchmark::State& state, const std::string& text) {
  std::vector<std::size_t> breaks;
  for (auto _ : state) {
    breaks.clear();
    find_sentence_breaks(text, breaks);
    benchmark::DoNotOptimize(breaks.data());
  }
  count_bytes(state, text.size());
}
BENCHMARK_CAPTURE(break_sentences, ascii, make_article());
BENCHMARK_CAPTURE(break_sentences, typographic, make_typographic_article());

void decode_bytes(benchmark::State& state, Encoding encoding, const std::string& bytes) {
  std::string text;
  std::vector<DecodeStep> steps;
  for (auto _ : state) {
    text.clear();
    steps.clear();
    decode(encoding, bytes, text, steps);
    benchmark::DoNotOptimize(text.data());
  }
  count_bytes(state, bytes.size());
}
BENCHMARK_CAPTURE(decode_bytes, windows_1252, Encoding::kWindows1252, make_typographic_article());
BENCHMARK_CAPTURE(decode_bytes, gb18030, Encoding::kGb18030,
                  std::string(1000, '\xC4') + std::string(1000, '\xE3'));

/// One stage on an article that the stages before it have filled.
void run_stage(benchmark::State& state, const StageKind& kind, int stages_before) {
  RuleTable rules;
  const Settings settings;
  const StageKind all[] = {decode_text_kind(), extract_plain_kind(), split_statements_kind(),
                           fold_article_kind()};
  const auto build = [&](const StageKind& row) {
    Result<AnyStage> stage = row.build({settings, {}, {}, rules});
    return std::move(std::get<std::unique_ptr<Stage>>(*stage));
  };
  Article before;
  before.arrival.payload = article_text();
  for (int i = 0; i < stages_before; ++i) build(all[i])->process(before);
  before.edits.settle(before.text);
  const auto stage = build(kind);
  for (auto _ : state) {
    state.PauseTiming();
    Article article = before;
    state.ResumeTiming();
    benchmark::DoNotOptimize(stage->process(article));
  }
  count_bytes(state, article_text().size());
}
BENCHMARK_CAPTURE(run_stage, decode_text, decode_text_kind(), 0);
BENCHMARK_CAPTURE(run_stage, extract_plain, extract_plain_kind(), 1);
BENCHMARK_CAPTURE(run_stage, split_statements, split_statements_kind(), 2);
BENCHMARK_CAPTURE(run_stage, fold_article, fold_article_kind(), 3);

/// All of them, as a document goes through.
void run_all_stages(benchmark::State& state) {
  RuleTable rules;
  const Settings settings;
  std::vector<std::unique_ptr<Stage>> stages;
  for (const StageKind& kind :
       {decode_text_kind(), extract_plain_kind(), split_statements_kind(), fold_article_kind()}) {
    Result<AnyStage> stage = kind.build({settings, {}, {}, rules});
    stages.push_back(std::move(std::get<std::unique_ptr<Stage>>(*stage)));
  }
  for (auto _ : state) {
    Article article;
    article.arrival.payload = article_text();
    for (const auto& stage : stages) {
      benchmark::DoNotOptimize(stage->process(article));
      article.edits.settle(article.text);
    }
    benchmark::DoNotOptimize(article.statements.data());
  }
  count_bytes(state, article_text().size());
}
BENCHMARK(run_all_stages);

}  // namespace
}  // namespace headwater
