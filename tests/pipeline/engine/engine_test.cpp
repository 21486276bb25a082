#include "engine/engine.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

namespace headwater {
namespace {

/// Brings "0", "1", ... and may fail, throw or vanish on the way.
class CountingSource final : public Source {
 public:
  explicit CountingSource(int count, int fail_at = -1, int fault_at = -1)
      : count_(count), fail_at_(fail_at), fault_at_(fault_at) {}

  Result<std::optional<Arrival>> next() override {
    if (at_ == fail_at_) return Error{ErrorCode::kVanished, "folder: gone"};
    if (at_ == count_) return std::optional<Arrival>();
    Arrival arrival;
    arrival.uri = "file:///" + std::to_string(at_);
    arrival.payload = std::to_string(at_);
    if (at_ == fault_at_) arrival.fault = Error{ErrorCode::kUnreadable, "cannot read it"};
    ++at_;
    return std::optional<Arrival>(std::move(arrival));
  }

 private:
  int at_ = 0;
  int count_;
  int fail_at_;
  int fault_at_;
};

class FunctionStage final : public Stage {
 public:
  explicit FunctionStage(std::function<Outcome(Article&)> process) : process_(std::move(process)) {}
  Outcome process(Article& article) const override { return process_(article); }

 private:
  std::function<Outcome(Article&)> process_;
};

class FunctionOrderedStage final : public OrderedStage {
 public:
  explicit FunctionOrderedStage(std::function<Outcome(Article&)> process)
      : process_(std::move(process)) {}
  Outcome process(Article& article, Ledger&) override { return process_(article); }

 private:
  std::function<Outcome(Article&)> process_;
};

class EmptyLedger final : public Ledger {
 public:
  bool has_payload(const Digest&) override { return false; }
  std::optional<std::string> find_folded(const Digest&) override { return std::nullopt; }
};

/// Remembers what it was given and when it was told to commit.
class MemorySink final : public Sink {
 public:
  Ledger& ledger() override { return ledger_; }
  void prepare(const Finished& finished, std::string& prepared) const override {
    prepared = "prepared " + finished.article.arrival.payload;
  }
  Status add(const Finished& finished, const std::string& prepared) override {
    if (static_cast<int>(added.size()) == fail_at)
      return Error{ErrorCode::kDiskFull, "store: full"};
    EXPECT_EQ(prepared, "prepared " + finished.article.arrival.payload);
    added.push_back(finished);
    return {};
  }
  Status commit() override {
    committed = added.size();
    ++commits;
    return {};
  }

  std::vector<Finished> added;
  std::size_t committed = 0;
  std::atomic<int> commits = 0;
  int fail_at = -1;

 private:
  EmptyLedger ledger_;
};

StageKind kind_of(std::string name, std::function<Outcome(Article&)> process) {
  StageKind kind;
  kind.name = std::move(name);
  kind.build = [process = std::move(process)](const StageContext&) -> Result<AnyStage> {
    return AnyStage(std::unique_ptr<Stage>(std::make_unique<FunctionStage>(process)));
  };
  return kind;
}

StageKind ordered_kind_of(std::string name, std::function<Outcome(Article&)> process) {
  StageKind kind;
  kind.name = std::move(name);
  kind.build = [process = std::move(process)](const StageContext&) -> Result<AnyStage> {
    return AnyStage(std::unique_ptr<OrderedStage>(std::make_unique<FunctionOrderedStage>(process)));
  };
  return kind;
}

Plan plan_of(const std::vector<StageKind>& kinds) {
  PipelineConfig config;
  for (const StageKind& kind : kinds) config.stages.push_back({kind.name, {}});
  Result<Plan> plan = build_plan(config, kinds);
  EXPECT_TRUE(plan.ok()) << plan.error().message;
  return std::move(*plan);
}

std::vector<NamedSource> one_source(std::unique_ptr<Source> source) {
  std::vector<NamedSource> sources;
  sources.push_back({"source", std::move(source)});
  return sources;
}

std::vector<NamedSource> counting(int count) {
  return one_source(std::make_unique<CountingSource>(count));
}

/// Drops multiples of 3, quarantines multiples of 5, throws at multiples of 7.
Outcome mixed(Article& article) {
  const int number = std::stoi(article.arrival.payload);
  if (number % 3 == 0) return Dropped{DropReason::kEmpty};
  if (number % 5 == 0) return Quarantined{{ErrorCode::kBadJson, "no"}};
  if (number % 7 == 0) throw std::runtime_error("seven");
  return Passed{};
}

const std::atomic<bool> kNeverStop{false};

TEST(Engine, BalancesWithStagesThatDropQuarantineAndThrow) {
  const Plan plan = plan_of({kind_of("mixed", mixed)});
  MemorySink sink;
  RunObserver observer;
  const auto summary = run_engine(plan, counting(1000), sink, {}, observer, kNeverStop);
  ASSERT_FALSE(summary.failure);
  const RunCounts& counts = summary.counts;
  EXPECT_EQ(counts.arrived, 1000U);
  EXPECT_EQ(counts.dropped.at("empty"), 334U);
  EXPECT_EQ(counts.quarantined.at("bad_json"), 133U);
  EXPECT_EQ(counts.quarantined.at("internal"), 76U);
  EXPECT_TRUE(counts.balanced());
  EXPECT_EQ(sink.committed, 1000U);
}

/// Brings one arrival.
class OneArrival final : public Source {
 public:
  explicit OneArrival(Arrival arrival) : arrival_(std::move(arrival)) {}
  Result<std::optional<Arrival>> next() override { return std::exchange(arrival_, std::nullopt); }

 private:
  std::optional<Arrival> arrival_;
};

TEST(Engine, DropsWhatItsSourceLetGoAndKeepsWhatItSaid) {
  Arrival arrival;
  arrival.uri = "https://www.kelpbay.example/feed";
  arrival.aside = DropReason::kListing;
  arrival.detail = R"({"entries":12})";
  std::vector<NamedSource> sources;
  sources.push_back({"kelpbay", std::make_unique<OneArrival>(std::move(arrival))});
  const Plan plan = plan_of({kind_of(
      "throws", [](Article&) -> Outcome { throw std::logic_error("no stage may see it"); })});
  MemorySink sink;
  RunObserver observer;
  const auto summary = run_engine(plan, std::move(sources), sink, {}, observer, kNeverStop);
  EXPECT_EQ(summary.counts.dropped.at("listing"), 1U);
  EXPECT_TRUE(summary.counts.balanced());
  ASSERT_EQ(sink.added.size(), 1U);
  ASSERT_EQ(sink.added[0].steps.size(), 1U);
  EXPECT_EQ(sink.added[0].steps[0].verb, LineageVerb::kDropped);
  EXPECT_EQ(sink.added[0].steps[0].detail, R"({"entries":12})");
}

TEST(Engine, DeliversInOrderOfArrivalForAnyNumberOfWorkers) {
  for (const std::uint32_t workers : {1U, 2U, 8U, 16U}) {
    const Plan plan = plan_of({kind_of("uneven", [](Article& article) -> Outcome {
      // Every few documents take longer than those after them.
      if (article.arrival.payload.back() == '3') std::this_thread::yield();
      return Passed{};
    })});
    MemorySink sink;
    RunObserver observer;
    EngineOptions options;
    options.workers = workers;
    options.tickets = 7;
    ASSERT_FALSE(run_engine(plan, counting(500), sink, options, observer, kNeverStop).failure);
    ASSERT_EQ(sink.added.size(), 500U);
    for (std::size_t i = 0; i < sink.added.size(); ++i) {
      ASSERT_EQ(sink.added[i].article.arrival.payload, std::to_string(i));
    }
  }
}

TEST(Engine, NeverHasMoreDocumentsOrBytesInFlightThanItsTickets) {
  std::mutex mutex;
  std::set<std::string> working;
  std::size_t most = 0;
  const Plan plan = plan_of({kind_of("watch",
                                     [&](Article& article) -> Outcome {
                                       const std::lock_guard lock(mutex);
                                       working.insert(article.arrival.payload);
                                       most = std::max(most, working.size());
                                       return Passed{};
                                     }),
                             ordered_kind_of("unwatch", [&](Article& article) -> Outcome {
                               const std::lock_guard lock(mutex);
                               working.erase(article.arrival.payload);
                               return Passed{};
                             })});
  MemorySink sink;
  RunObserver observer;
  EngineOptions options;
  options.workers = 8;
  options.tickets = 100;
  options.memory_bytes = 9;  // payloads of up to three bytes
  ASSERT_FALSE(run_engine(plan, counting(300), sink, options, observer, kNeverStop).failure);
  EXPECT_LE(most, 9U);
  EXPECT_EQ(sink.added.size(), 300U);
}

TEST(Engine, ADocumentLargerThanTheMemoryTravelsAlone) {
  const Plan plan = plan_of({});
  MemorySink sink;
  RunObserver observer;
  EngineOptions options;
  options.memory_bytes = 0;
  ASSERT_FALSE(run_engine(plan, counting(20), sink, options, observer, kNeverStop).failure);
  EXPECT_EQ(sink.added.size(), 20U);
}

TEST(Engine, AFaultyArrivalIsQuarantinedAtReceive) {
  const Plan plan = plan_of({kind_of("never", [](Article& article) -> Outcome {
    EXPECT_NE(article.arrival.payload, "2");
    return Passed{};
  })});
  MemorySink sink;
  RunObserver observer;
  const auto summary = run_engine(plan, one_source(std::make_unique<CountingSource>(4, -1, 2)),
                                  sink, {}, observer, kNeverStop);
  ASSERT_FALSE(summary.failure);
  EXPECT_EQ(summary.counts.quarantined.at("unreadable"), 1U);
  EXPECT_EQ(sink.added[2].outcome_step, 0U);
  EXPECT_EQ(sink.added[2].steps.size(), 1U);
}

TEST(Engine, AFailingSourceIsCountedAndTheNextOneRead) {
  const Plan plan = plan_of({});
  MemorySink sink;
  RunObserver observer;
  std::vector<NamedSource> sources = one_source(std::make_unique<CountingSource>(5, 3));
  sources.push_back({"second", std::make_unique<CountingSource>(2)});
  const auto summary = run_engine(plan, std::move(sources), sink, {}, observer, kNeverStop);
  ASSERT_FALSE(summary.failure);
  EXPECT_EQ(summary.failed_sources, 1U);
  EXPECT_EQ(summary.counts.stored, 5U);
}

TEST(Engine, AFullStoreEndsTheRunWithItsError) {
  const Plan plan = plan_of({});
  MemorySink sink;
  sink.fail_at = 50;
  RunObserver observer;
  EngineOptions options;
  options.commit_documents = 20;
  options.rest_milliseconds = 1000000;
  options.tickets = 4;
  const auto summary = run_engine(plan, counting(1000), sink, options, observer, kNeverStop);
  ASSERT_TRUE(summary.failure);
  EXPECT_EQ(summary.failure->code, ErrorCode::kDiskFull);
  EXPECT_EQ(summary.counts.stored, 40U);
  EXPECT_EQ(sink.committed, 40U);
}

TEST(Engine, AStopRequestFinishesAndCommitsWhatIsInFlight) {
  std::atomic<bool> stop{false};
  const Plan plan = plan_of({ordered_kind_of("stopper", [&](Article& article) -> Outcome {
    if (article.arrival.payload == "10") stop = true;
    return Passed{};
  })});
  MemorySink sink;
  RunObserver observer;
  EngineOptions options;
  options.tickets = 4;
  const auto summary = run_engine(plan, counting(100000), sink, options, observer, stop);
  ASSERT_FALSE(summary.failure);
  EXPECT_TRUE(summary.stopped);
  EXPECT_GT(sink.added.size(), 10U);
  EXPECT_LT(sink.added.size(), 30U);
  EXPECT_EQ(sink.committed, sink.added.size());
  EXPECT_TRUE(summary.counts.balanced());
}

TEST(Engine, CommitsInGroups) {
  const Plan plan = plan_of({});
  MemorySink sink;
  RunObserver observer;
  EngineOptions options;
  options.commit_documents = 100;
  options.commit_milliseconds = options.rest_milliseconds = 1000000;
  ASSERT_FALSE(run_engine(plan, counting(1050), sink, options, observer, kNeverStop).failure);
  EXPECT_EQ(sink.commits, 11);
}

// As from a server that does not answer for long.
TEST(Engine, CommitsWhileNothingComes) {
  class Waiting final : public Source {
   public:
    explicit Waiting(const MemorySink& sink) : sink_(sink) {}
    Result<std::optional<Arrival>> next() override {
      if (brought_++ == 0) return std::optional(Arrival());
      while (sink_.commits == 0) std::this_thread::yield();
      return std::optional<Arrival>();
    }

   private:
    const MemorySink& sink_;
    int brought_ = 0;
  };
  const Plan plan = plan_of({});
  MemorySink sink;
  RunObserver observer;
  EngineOptions options;
  options.commit_milliseconds = 1000000;
  options.rest_milliseconds = 1;
  ASSERT_FALSE(run_engine(plan, one_source(std::make_unique<Waiting>(sink)), sink, options,
                          observer, kNeverStop)
                   .failure);
  EXPECT_EQ(sink.commits, 1);
}

TEST(Engine, TellsASourceWhatIsCommitted) {
  class Told final : public Source {
   public:
    Told(int count, std::vector<std::uint64_t>& told) : source_(count), told_(told) {}
    Result<std::optional<Arrival>> next() override { return source_.next(); }
    void committed(std::uint64_t arrivals) override { told_.push_back(arrivals); }

   private:
    CountingSource source_;
    std::vector<std::uint64_t>& told_;
  };
  const Plan plan = plan_of({});
  MemorySink sink;
  RunObserver observer;
  EngineOptions options;
  options.commit_documents = 10;
  options.commit_milliseconds = options.rest_milliseconds = 1000000;
  std::vector<std::uint64_t> first;
  std::vector<std::uint64_t> second;
  std::vector<NamedSource> sources;
  sources.push_back({"first", std::make_unique<Told>(15, first)});
  sources.push_back({"second", std::make_unique<Told>(7, second)});
  ASSERT_FALSE(run_engine(plan, std::move(sources), sink, options, observer, kNeverStop).failure);
  EXPECT_EQ(first, (std::vector<std::uint64_t>{10}));
  EXPECT_EQ(second, (std::vector<std::uint64_t>{5, 7}));
}

TEST(Engine, LineageTellsEveryStepWithItsDigest) {
  StageKind decode = kind_of("decode", [](Article& article) -> Outcome {
    article.text = "Title\n\nBody " + article.arrival.payload;
    article.source_map.append(RunKind::kSeparator, 0, 0, 1,
                              static_cast<std::uint32_t>(article.text.size()));
    article.detail = R"({"charset":"UTF-8"})";
    return Passed{};
  });
  decode.gives = static_cast<Sections>(Section::kText);
  StageKind cut = kind_of("cut", [](Article& article) -> Outcome {
    article.edits.propose({{0, 5}, 0});
    return Passed{};
  });
  cut.needs = static_cast<Sections>(Section::kText);
  const Plan plan = plan_of({decode, cut});
  MemorySink sink;
  RunObserver observer;
  ASSERT_FALSE(run_engine(plan, counting(1), sink, {}, observer, kNeverStop).failure);
  const std::vector<LineageStep>& steps = sink.added[0].steps;
  ASSERT_EQ(steps.size(), 4U);
  EXPECT_EQ(steps[0].verb, LineageVerb::kReceived);
  EXPECT_EQ(steps[0].output, sha256("0"));
  EXPECT_EQ(steps[1].output, sha256("Title\n\nBody 0"));
  EXPECT_EQ(steps[1].detail, R"({"charset":"UTF-8"})");
  EXPECT_EQ(steps[2].output, sha256("Body 0"));
  EXPECT_EQ(steps[2].detail, "");
  EXPECT_EQ(steps[3].verb, LineageVerb::kStored);
  EXPECT_EQ(sink.added[0].article.text_digest, sha256("Body 0"));
}

}  // namespace
}  // namespace headwater
