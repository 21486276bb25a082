#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "stages/copies/compare_texts.h"
#include "stages/copies/copy_index.h"
#include "stages/copies/shingles.h"
#include "stages/copies/words.h"
#include "support/random_numbers.h"

/// Finding copies, a step at a time, on different texts of 3.5 KB (about 610 words) in one thread.
namespace headwater {
namespace {

using testing::Random;

constexpr std::size_t kTexts = 2000;

std::string make_text(Random& random) {
  std::string text;
  while (text.size() < 3500) {
    for (std::uint64_t n = random.between(1, 9); n > 0; --n) {
      text += static_cast<char>('a' + random.below(26));
    }
    text += random.one_in(12) ? ". " : " ";
  }
  return text;
}

/// Of 100 texts, `copies` repeat half of an earlier one. Other texts for each seed.
std::vector<std::string> make_texts(std::uint64_t copies, std::uint64_t seed = 3) {
  Random random(seed);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < kTexts; ++i) {
    std::string text = make_text(random);
    if (i > 0 && random.below(100) < copies) {
      const std::string& earlier = texts[random.below(i)];
      text = text.substr(0, text.size() / 2) + ' ' + earlier.substr(0, earlier.size() / 2);
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

struct Buffers {
  std::vector<Word> words;
  std::vector<std::uint64_t> shingles;
};

TextSketch sketch_of(const std::string& text, Buffers& buffers,
                     WordFinder finder = WordFinder::kBest) {
  buffers.words.clear();
  buffers.shingles.clear();
  const TextSpan all{0, text.size()};
  find_words(text, {&all, 1}, buffers.words, finder);
  make_shingles(buffers.words, buffers.shingles);
  return make_sketch(buffers.shingles);
}

void count_texts(benchmark::State& state, std::size_t texts) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(texts));
}

void sketch(benchmark::State& state, WordFinder finder) {
  const std::vector<std::string> texts = make_texts(0);
  Buffers buffers;
  for (auto _ : state) {
    for (const std::string& text : texts) {
      benchmark::DoNotOptimize(sketch_of(text, buffers, finder));
    }
  }
  count_texts(state, texts.size());
}
BENCHMARK_CAPTURE(sketch, best, WordFinder::kBest);
BENCHMARK_CAPTURE(sketch, portable, WordFinder::kPortable);

std::string id_of(std::uint64_t number) {
  std::string id(16, '\0');
  for (std::size_t i = 0; i < 8; ++i) id[i] = static_cast<char>(number >> (8 * i));
  return id;
}

/// An index of `count` documents of 76 tags, as texts of 3.5 KB have.
std::unique_ptr<CopyIndex> make_index(std::uint64_t count) {
  auto index = std::make_unique<CopyIndex>();
  Random random(9);
  std::vector<std::uint64_t> shingles(610);
  for (std::uint64_t i = 0; i < count; ++i) {
    for (std::uint64_t& shingle : shingles) shingle = random.next();
    index->add(id_of(i), static_cast<std::int64_t>(i), make_sketch(shingles));
  }
  return index;
}

/// Sketch, look-up and insertion into an index that grows from `range` documents on, all different.
void sketch_and_candidates(benchmark::State& state) {
  Buffers buffers;
  std::vector<CopyCandidate> candidates;
  const auto index = make_index(static_cast<std::uint64_t>(state.range(0)));
  std::uint64_t seed = 100;
  for (auto _ : state) {
    state.PauseTiming();
    const std::vector<std::string> texts = make_texts(0, ++seed);
    state.ResumeTiming();
    for (const std::string& text : texts) {
      const TextSketch sketch = sketch_of(text, buffers);
      index->find(sketch, candidates);
      index->add(id_of(index->size() + (1U << 30U)), 0, sketch);
    }
  }
  count_texts(state, kTexts);
  state.counters["bytes/doc"] =
      static_cast<double>(index->bytes()) / static_cast<double>(index->size());
}
BENCHMARK(sketch_and_candidates)->Arg(1000)->Arg(300000)->Iterations(5);

/// The same with exact comparison, 5 of 100 texts being copies.
void verified_copies(benchmark::State& state) {
  const std::vector<std::string> texts = make_texts(5);
  Buffers buffers;
  std::vector<CopyCandidate> candidates;
  ComparedText here;
  ComparedText there;
  std::size_t edges = 0;
  for (auto _ : state) {
    CopyIndex index;
    edges = 0;
    for (const std::string& text : texts) {
      const TextSketch sketch = sketch_of(text, buffers);
      index.find(sketch, candidates);
      const TextSpan all{0, text.size()};
      if (!candidates.empty()) here.assign(text, {&all, 1});
      for (const CopyCandidate& candidate : candidates) {
        const std::string& other = texts[candidate.document];
        const TextSpan whole{0, other.size()};
        there.assign(other, {&whole, 1});
        CopyEdge edge;
        edges += compare_texts(here, there, {}, edge) ? 1 : 0;
      }
      index.add(id_of(index.size()), index.size(), sketch);
    }
  }
  count_texts(state, texts.size());
  state.counters["edges"] = static_cast<double>(edges);
}
BENCHMARK(verified_copies);

/// What opening a store costs beyond reading it: inserting the sketches of `range` documents.
void fill_index(benchmark::State& state) {
  std::vector<TextSketch> sketches;
  Random random(9);
  std::vector<std::uint64_t> shingles(610);
  for (int i = 0; i < 1000; ++i) {
    for (std::uint64_t& shingle : shingles) shingle = random.next();
    sketches.push_back(make_sketch(shingles));
  }
  double bytes = 0;
  for (auto _ : state) {
    CopyIndex index;
    const auto count = static_cast<std::uint64_t>(state.range(0));
    index.reserve(count * 76);
    for (std::uint64_t i = 0; i < count; ++i) {
      TextSketch& sketch = sketches[i % sketches.size()];
      // Another text each time: an odd factor keeps tags apart; their order does not matter here.
      for (std::uint32_t& tag : sketch.tags) tag = tag * 2654435761U + 1;
      index.add(id_of(i), static_cast<std::int64_t>(i), sketch.shingles, sketch.tags);
    }
    bytes = static_cast<double>(index.bytes()) / static_cast<double>(index.size());
  }
  count_texts(state, static_cast<std::size_t>(state.range(0)));
  state.counters["bytes/doc"] = bytes;
}
BENCHMARK(fill_index)->Arg(1000000)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace headwater
