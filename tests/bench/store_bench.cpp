// What storing costs: synthetic finished documents of 3.5 KB with 27 statements, three cuts and 11
// lineage steps go into a store in /tmp (or $TMPDIR), a thousand a commit. CPU time is split by
// thread; waiting for the disk is in the rate only.

#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "store/search_index.h"
#include "store/statement_index.h"
#include "store/store.h"
#include "support/finished_samples.h"

namespace headwater {
namespace {

constexpr int kDocumentsPerCommit = 1000;
constexpr int kStatements = 27;
constexpr int kWordsPerStatement = 21;

double cpu_seconds(clockid_t clock) {
  timespec time{};
  ::clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Sentences of words that are as rare and as frequent as those of a language (Zipf's law).
class Corpus {
 public:
  Corpus() {
    for (int i = 0; i < 60000; ++i) {
      std::string word;
      for (int number = i + 27; number > 0; number /= 26) {
        word += static_cast<char>('a' + number % 26);
      }
      words_.push_back(word + (i % 3 == 0 ? "ing" : "er"));
    }
  }

  Finished next() {
    std::string text = "AD Subscribe to the Example Gazette for one coin a week\n";
    for (int statement = 0; statement < kStatements; ++statement) add_sentence(text);
    Finished finished = testing::sample_passed(text, std::to_string(++number_));
    const Digest payload = finished.article.payload_digest;
    finished.steps.assign(11, {LineageVerb::kPassed, 1, payload, 1000, {}});
    finished.steps.back() = {LineageVerb::kStored, 2, finished.article.text_digest, 10, {}};
    return finished;
  }

 private:
  void add_sentence(std::string& text) {
    for (int i = 0; i < kWordsPerStatement; ++i) {
      const double rank =
          std::exp(uniform_(random_) * std::log(static_cast<double>(words_.size())));
      text += words_[static_cast<std::size_t>(rank) - 1];
      text += i + 1 < kWordsPerStatement ? " " : ". ";
    }
  }
  std::mt19937_64 random_{1};
  std::uniform_real_distribution<double> uniform_{0.0, 0.999999};
  std::vector<std::string> words_;
  std::int64_t number_ = 0;
};

/// A store that is removed again.
struct BenchStore {
  BenchStore() {
    std::string name = (std::filesystem::temp_directory_path() / "headwater-bench-XXXXXX").string();
    path = ::mkdtemp(name.data());
    store = std::move(*open_store({path}));
    (void)store->begin_run(recipe, "bench", system_clock());
  }
  ~BenchStore() {
    store.reset();
    std::filesystem::remove_all(path);
  }
  Recipe recipe = testing::sample_recipe();
  std::filesystem::path path;
  std::unique_ptr<Store> store;
};

std::uint64_t bytes_below(const std::filesystem::path& path) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

/// CPU and time of the committing thread, without what makes the documents.
struct CommitterTime {
  double prepare = 0;
  double add = 0;
  double commit = 0;
  double wall = 0;
  double longest_commit = 0;
};

void store_batch(Corpus& corpus, Store& store, CommitterTime& time) {
  std::vector<std::pair<Finished, std::string>> batch(kDocumentsPerCommit);
  for (auto& [finished, prepared] : batch) finished = corpus.next();
  const double start = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
  for (auto& [finished, prepared] : batch) store.prepare(finished, prepared);
  const double prepared_at = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
  const double wall = cpu_seconds(CLOCK_MONOTONIC);
  for (auto& [finished, prepared] : batch) {
    const Digest payload = finished.article.payload_digest;
    benchmark::DoNotOptimize(store.ledger().has_payload(payload));
    benchmark::DoNotOptimize(store.ledger().find_folded(finished.article.folded_digest));
    if (!store.add(finished, prepared)) std::abort();
  }
  const double added_at = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
  const double commit_wall = cpu_seconds(CLOCK_MONOTONIC);
  if (!store.commit()) std::abort();
  const double end_wall = cpu_seconds(CLOCK_MONOTONIC);
  time.prepare += prepared_at - start;
  time.add += added_at - prepared_at;
  time.commit += cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - added_at;
  time.wall += end_wall - wall;
  time.longest_commit = std::max(time.longest_commit, end_wall - commit_wall);
}

/// Mean time of looking up a statement's key, in microseconds: those of the first documents, which
/// lie in the largest segments, and the walk over all segments.
double look_up_microseconds(const std::filesystem::path& store) {
  constexpr int kLookUps = 2000;
  Result<Database> database = Database::open(store / "headwater.db", {});
  if (!database) std::abort();
  Result<StatementLookup> lookup = StatementLookup::open(*database);
  if (!lookup) std::abort();
  Corpus corpus;
  std::vector<std::uint64_t> keys;
  while (keys.size() < kLookUps) {
    for (const Statement& statement : corpus.next().article.statements) {
      keys.push_back(statement.key);
    }
  }
  std::vector<StatementEntry> found;
  const double start = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
  for (const std::uint64_t key : keys) {
    found.clear();
    if (!lookup->find(key, 100, found) || found.empty()) std::abort();
  }
  const double seconds = cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - start;
  return 1e6 * seconds / static_cast<double>(keys.size());
}

void store_documents(benchmark::State& state) {
  const auto documents = static_cast<double>(state.range(0));
  for (auto _ : state) {
    BenchStore bench;
    Corpus corpus;
    CommitterTime time;
    const double other_before =
        cpu_seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
    for (std::int64_t done = 0; done < state.range(0); done += kDocumentsPerCommit) {
      store_batch(corpus, *bench.store, time);
    }
    if (!bench.store->end_run({}, RunState::kComplete)) std::abort();
    const double search =
        cpu_seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - other_before;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const double micro = 1e6 / documents;
    state.counters["prepare_us"] = time.prepare * micro;
    state.counters["add_us"] = time.add * micro;
    state.counters["commit_us"] = time.commit * micro;
    state.counters["search_us"] = search * micro;
    state.counters["wall_us"] = time.wall * micro;
    state.counters["commit_max_ms"] = 1e3 * time.longest_commit;
    state.counters["db_B"] =
        static_cast<double>(std::filesystem::file_size(bench.path / "headwater.db")) / documents;
    state.counters["search_B"] =
        static_cast<double>(std::filesystem::file_size(search_file(bench.path))) / documents;
    state.counters["store_B"] = static_cast<double>(bytes_below(bench.path)) / documents;
    state.counters["look_up_us"] = look_up_microseconds(bench.path);
    state.counters["rss_MB"] = static_cast<double>(usage.ru_maxrss) / 1024;
  }
}
BENCHMARK(store_documents)->Arg(20000)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(store_documents)->Arg(100000)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK(store_documents)->Arg(1000000)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace headwater

BENCHMARK_MAIN();
