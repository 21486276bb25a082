#include "engine/engine.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "archive/unpack.h"
#include "engine/step_runner.h"

namespace headwater {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// A document in flight. It owns one ticket from the moment it is read until the sink has it.
struct Item {
  std::uint64_t number = 0;  ///< Of arrival, from 0 without gaps.
  std::uint64_t bytes = 0;
  std::uint64_t payload_size = 0;  ///< Known once it has been received.
  Finished document;
  std::string prepared;
  Source* source = nullptr;   ///< That brought it; outlives the run.
  std::uint64_t ordinal = 0;  ///< Of its arrivals, from 1.
};
using ItemPtr = std::unique_ptr<Item>;

/// Items that change hands together: waking a thread costs as much as some of the stages, so it is
/// done for several small documents at once. Reused, so that handing over allocates nothing.
using Handful = std::vector<ItemPtr>;
constexpr std::size_t kHandful = 8;
/// A handful takes no further item when it has so many bytes of payload: large documents are worth
/// a thread each.
constexpr std::uint64_t kHandfulBytes = std::uint64_t{64} << 10;

/// Commits that nothing else calls for take a tenth of the time at most.
constexpr int kRest = 9;

/// What the reading thread reports besides documents.
struct SourceFailure {
  std::string source;
  Error error;
};

/// The documents in flight: tickets, the queue to the workers, and the gate that puts finished
/// documents back into order of arrival. All waiting is here; `abort`, which the committer calls,
/// ends every wait but its own.
class Flight {
 public:
  Flight(const EngineOptions& options, std::uint32_t workers)
      : tickets_(std::max(options.tickets, 1U)),
        memory_(options.memory_bytes),
        workers_(workers),
        gate_(tickets_) {}

  /// Waits for a ticket, then gives the item its number and hands it to the workers. False on
  /// abort.
  bool launch(ItemPtr item) {
    std::unique_lock lock(mutex_);
    const Arrival& arrival = item->document.article.arrival;
    item->bytes = arrival.payload.size() + arrival.received.size() + stated_payload_size(arrival);
    if (!has_room(item->bytes, tickets_)) {
      wanted_bytes_ = item->bytes;
      ticket_free_.wait(lock, [&] { return aborted_ || !wanted_bytes_; });
    }
    if (aborted_) return false;
    ++in_flight_;
    bytes_ += item->bytes;
    item->number = launched_++;
    work_.push_back(std::move(item));
    lock.unlock();
    work_ready_.notify_one();
    return true;
  }

  /// Replaces `handful` by the next items to work on, few enough that every worker has some; false
  /// when there will be no more. `spent` gets items that landed, for the worker to let go of.
  bool take_work(Handful& handful, Handful& spent) {
    handful.clear();
    spent.clear();
    std::unique_lock lock(mutex_);
    work_ready_.wait(lock, [&] { return aborted_ || closed_ || !work_.empty(); });
    if (aborted_ || work_.empty()) return false;
    spent.swap(spent_);
    const std::size_t most = std::clamp<std::size_t>(work_.size() / (2 * workers_), 1, kHandful);
    for (std::uint64_t bytes = 0;
         handful.size() < most && !work_.empty() && bytes < kHandfulBytes;) {
      bytes += work_.front()->bytes;
      handful.push_back(std::move(work_.front()));
      work_.pop_front();
    }
    return true;
  }

  void finish_work(Handful& handful) {
    const std::lock_guard lock(mutex_);
    bool due = false;
    for (ItemPtr& item : handful) {
      // Numbers in flight are fewer than the slots and have no gaps: each has a slot of its own.
      ItemPtr& slot = gate_[item->number % gate_.size()];
      assert(slot == nullptr);
      due = due || item->number == delivered_;
      slot = std::move(item);
    }
    if (due) delivery_ready_.notify_one();
  }

  /// Replaces `handful` by the next items in order of arrival; it stays empty when all are
  /// delivered, or when `deadline` has come.
  void deliver(std::optional<SteadyClock::time_point> deadline, Handful& handful) {
    handful.clear();
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return next_slot() != nullptr || finished() || !failures_.empty(); };
    if (deadline) {
      delivery_ready_.wait_until(lock, *deadline, ready);
    } else {
      delivery_ready_.wait(lock, ready);
    }
    while (handful.size() < kHandful && next_slot() != nullptr) {
      handful.push_back(std::move(next_slot()));
      ++delivered_;
    }
  }

  /// Gives the tickets of delivered items back. The items themselves go back to the workers, if
  /// those take them soon and they are small: memory is freed at least cost by the thread that
  /// allocated it. Leaves `handful` as it likes.
  void land(Handful& handful) {
    const std::size_t count = handful.size();
    std::uint64_t bytes = 0;
    for (const ItemPtr& item : handful) bytes += item->bytes;
    if (bytes > kHandful * kHandfulBytes) handful.clear();  // gone before their room is given away
    bool wakes = false;
    {
      const std::lock_guard lock(mutex_);
      in_flight_ -= count;
      bytes_ -= bytes;
      if (spent_.empty()) spent_.swap(handful);
      // A reader that had to wait is woken when a quarter of the tickets is free, not for each.
      wakes = wanted_bytes_ && has_room(*wanted_bytes_, tickets_ - tickets_ / 4);
      if (wakes) wanted_bytes_.reset();
    }
    if (wakes) ticket_free_.notify_one();
  }

  /// No more items will be launched.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    work_ready_.notify_all();
    delivery_ready_.notify_all();
  }

  /// Ends every wait; what is in flight is let go.
  void abort() {
    const std::lock_guard lock(mutex_);
    aborted_ = true;
    work_ready_.notify_all();
    ticket_free_.notify_all();
  }

  bool all_delivered() {
    const std::lock_guard lock(mutex_);
    return finished();
  }

  void report(SourceFailure failure) {
    const std::lock_guard lock(mutex_);
    failures_.push_back(std::move(failure));
    delivery_ready_.notify_one();
  }

  std::vector<SourceFailure> take_failures() {
    const std::lock_guard lock(mutex_);
    return std::exchange(failures_, {});
  }

 private:
  /// Whether `bytes` more fit in, with fewer than `tickets` in flight.
  bool has_room(std::uint64_t bytes, std::uint64_t tickets) const {
    return in_flight_ == 0 || (in_flight_ < tickets && bytes_ + bytes <= memory_);
  }
  bool finished() const { return closed_ && delivered_ == launched_; }
  ItemPtr& next_slot() { return gate_[delivered_ % gate_.size()]; }

  const std::uint64_t tickets_;
  const std::uint64_t memory_;
  const std::size_t workers_;
  std::mutex mutex_;
  std::condition_variable work_ready_;
  std::condition_variable delivery_ready_;
  std::condition_variable ticket_free_;
  std::deque<ItemPtr> work_;
  std::vector<ItemPtr> gate_;
  Handful spent_;
  std::vector<SourceFailure> failures_;
  std::uint64_t launched_ = 0;
  std::uint64_t delivered_ = 0;
  std::uint64_t in_flight_ = 0;
  std::uint64_t bytes_ = 0;
  std::optional<std::uint64_t> wanted_bytes_;  ///< Of the item whose launch waits for room.
  bool closed_ = false;
  bool aborted_ = false;
};

/// The reading thread: every source in turn, until a stop is requested.
class Reader {
 public:
  Reader(std::vector<NamedSource> sources, Flight& flight, const std::atomic<bool>& stop)
      : sources_(std::move(sources)), flight_(flight), stop_(stop) {}

  void run() {
    for (NamedSource& named : sources_) {
      if (!read(named)) break;
    }
    flight_.close();
  }

  bool stopped() const { return stopped_; }
  /// What the source being read still has to bring, as far as it knows.
  std::uint64_t bytes_left() const { return bytes_left_.load(std::memory_order_relaxed); }

 private:
  /// False when the run is over.
  bool read(NamedSource& named) {
    std::uint64_t brought = 0;
    while (!stop_.load(std::memory_order_relaxed)) {
      Result<std::optional<Arrival>> next = pull(*named.source);
      if (!next) {
        flight_.report({named.name, next.error()});
        return true;
      }
      if (!next->has_value()) break;
      bytes_left_.store(named.source->bytes_left().value_or(0), std::memory_order_relaxed);
      auto item = std::make_unique<Item>();
      item->document.article.arrival = std::move(**next);
      item->source = named.source.get();
      item->ordinal = ++brought;
      if (!flight_.launch(std::move(item))) return false;
    }
    // A source that waits ends by itself when the run is to stop.
    stopped_ = stop_.load(std::memory_order_relaxed);
    return !stopped_;
  }

  static Result<std::optional<Arrival>> pull(Source& source) {
    try {
      return source.next();
    } catch (const std::exception& exception) {
      return Error{ErrorCode::kInternal, std::string("source threw: ") + exception.what()};
    }
  }

  std::vector<NamedSource> sources_;
  Flight& flight_;
  const std::atomic<bool>& stop_;
  std::atomic<std::uint64_t> bytes_left_{0};
  bool stopped_ = false;
};

void work(const Plan& plan, const Sink& sink, Flight& flight) {
  Handful handful;
  Handful spent;
  while (flight.take_work(handful, spent)) {
    spent.clear();
    for (const ItemPtr& item : handful) {
      receive(item->document);
      item->payload_size = item->document.article.arrival.payload.size();
      run_parallel(plan, item->document);
      sink.prepare(item->document, item->prepared);
      let_go_of_unpacked(item->document.article.arrival);
    }
    flight.finish_work(handful);
  }
}

/// The caller's thread: ordered stages, the sink, group commits and counts.
class Committer {
 public:
  Committer(const Plan& plan, Sink& sink, const EngineOptions& options, RunObserver& observer)
      : plan_(plan), sink_(sink), options_(options), observer_(observer) {
    for (const RecipeStep& step : plan.recipe().steps) summary_.times.push_back({step.stage, 0});
    rest(SteadyClock::now(), {});
  }

  Status run(Flight& flight, const Reader& reader) {
    Handful handful;
    while (true) {
      flight.deliver(deadline(), handful);
      for (const SourceFailure& failure : flight.take_failures()) on_failure(failure);
      for (const ItemPtr& item : handful) {
        if (Status status = take(*item); !status) return status;
        progress_.bytes_left = reader.bytes_left();
        observer_.on_progress(progress_);
        if (!due(false)) continue;
        if (Status status = commit(); !status) return status;
      }
      const bool nothing_waits = handful.empty();
      const bool done = nothing_waits && flight.all_delivered();
      flight.land(handful);
      if (due(done) || (nothing_waits && has_rested())) {
        if (Status status = commit(); !status) return status;
      }
      if (done) return {};
    }
  }

  RunSummary take_summary() { return std::move(summary_); }

 private:
  Status take(Item& item) {
    run_ordered(plan_, item.document, sink_.ledger());
    count(item.document, item.payload_size);
    const auto start = SteadyClock::now();
    if (uncommitted_ == 0) oldest_ = start;
    ++uncommitted_;
    source_ = item.source;
    ordinal_ = item.ordinal;
    Status status = sink_.add(item.document, item.prepared);
    charge_store(start);
    return status;
  }

  void count(const Finished& document, std::uint64_t payload_size) {
    RunCounts& counts = progress_.counts;
    const Article& article = document.article;
    ++counts.arrived;
    counts.bytes += payload_size;
    for (const LineageStep& step : document.steps)
      summary_.times[step.stage].nanoseconds += step.nanoseconds;
    tell_of_failed_source(article.arrival);
    if (const std::optional<Error>& warning = article.arrival.warning) {
      observer_.on_event({RunEvent::Kind::kWarned, "read", code_name(warning->code),
                          article.arrival.uri, warning->message});
    }
    const std::string_view stage = plan_.recipe().steps[document.outcome_step].stage;
    if (const auto* dropped = std::get_if<Dropped>(&document.outcome)) {
      const std::string_view reason = drop_reason_name(dropped->reason);
      ++counts.dropped[std::string(reason)];
      observer_.on_event({RunEvent::Kind::kDropped, stage, reason, article.arrival.uri,
                          document.steps.back().detail});
    } else if (const auto* quarantined = std::get_if<Quarantined>(&document.outcome)) {
      const std::string_view code = code_name(quarantined->error.code);
      ++counts.quarantined[std::string(code)];
      observer_.on_event({RunEvent::Kind::kQuarantined, stage, code, article.arrival.uri,
                          quarantined->error.message});
    } else {
      ++counts.stored;
      if (!article.outlet.name.empty()) progress_.last_outlet = article.outlet.name;
    }
  }

  /// A source on the web that could not be visited is an arrival, and a failed source.
  void tell_of_failed_source(const Arrival& arrival) {
    if (!arrival.frontier || !arrival.frontier->source) return;
    const std::string_view error = arrival.frontier->source->error;
    if (error.empty()) return;
    ++summary_.failed_sources;
    const std::size_t code = std::min(error.find(": "), error.size());
    observer_.on_event({RunEvent::Kind::kSourceFailed, "read", error.substr(0, code),
                        arrival.source, error.substr(std::min(code + 2, error.size()))});
  }

  void on_failure(const SourceFailure& failure) {
    ++summary_.failed_sources;
    observer_.on_event({RunEvent::Kind::kSourceFailed, "read", code_name(failure.error.code),
                        failure.source, failure.error.message});
  }

  /// How long to wait for the next document.
  std::optional<SteadyClock::time_point> deadline() const {
    if (uncommitted_ == 0) return std::nullopt;
    return std::min(latest_commit(), rested_at_);
  }

  SteadyClock::time_point latest_commit() const {
    return oldest_ + std::chrono::milliseconds(options_.commit_milliseconds);
  }

  bool due(bool done) const {
    if (uncommitted_ == 0) return false;
    return done || uncommitted_ >= options_.commit_documents ||
           SteadyClock::now() >= latest_commit();
  }

  /// Whether a commit may be made only because there is nothing else to do: then a run that is
  /// killed while it waits for servers has lost little.
  bool has_rested() const { return uncommitted_ > 0 && SteadyClock::now() >= rested_at_; }

  Status commit() {
    const auto start = SteadyClock::now();
    uncommitted_ = 0;
    Status status = sink_.commit();
    charge_store(start);
    const auto end = SteadyClock::now();
    rest(end, end - start);
    if (!status.ok()) return status;
    summary_.counts = progress_.counts;
    // Sources before this one have ended, and need not know.
    if (source_ != nullptr) source_->committed(ordinal_);
    return status;
  }

  void rest(SteadyClock::time_point now, SteadyClock::duration commit) {
    const SteadyClock::duration least = std::chrono::milliseconds(options_.rest_milliseconds);
    rested_at_ = now + std::max(least, kRest * commit);
  }

  void charge_store(SteadyClock::time_point start) {
    const auto elapsed = SteadyClock::now() - start;
    summary_.times[plan_.store_step()].nanoseconds += static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(elapsed).count());
  }

  const Plan& plan_;
  Sink& sink_;
  const EngineOptions& options_;
  RunObserver& observer_;
  RunProgress progress_;
  RunSummary summary_;
  std::uint64_t uncommitted_ = 0;
  Source* source_ = nullptr;  ///< Of the last document, which was its `ordinal_`th.
  std::uint64_t ordinal_ = 0;
  SteadyClock::time_point oldest_;
  SteadyClock::time_point rested_at_;
};

/// Ends every wait of a flight when it goes out of scope.
class AbortAtEnd {
 public:
  explicit AbortAtEnd(Flight& flight) : flight_(flight) {}
  ~AbortAtEnd() { flight_.abort(); }
  AbortAtEnd(const AbortAtEnd&) = delete;
  AbortAtEnd& operator=(const AbortAtEnd&) = delete;

 private:
  Flight& flight_;
};

std::uint32_t worker_count(std::uint32_t wanted) {
  return wanted > 0 ? wanted : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

RunSummary run_engine(const Plan& plan, std::vector<NamedSource> sources, Sink& sink,
                      const EngineOptions& options, RunObserver& observer,
                      const std::atomic<bool>& stop) {
  const std::uint32_t workers = worker_count(options.workers);
  Flight flight(options, workers);
  Reader reader(std::move(sources), flight, stop);
  Committer committer(plan, sink, options, observer);
  Status status;
  {
    // Joined at the end of this block, in whatever state the run is: after an exception too, nobody
    // waits for a committer that is gone.
    std::vector<std::jthread> threads;
    const AbortAtEnd abort_at_end(flight);
    threads.emplace_back([&] { reader.run(); });
    for (std::uint32_t i = 0; i < workers; ++i) {
      threads.emplace_back([&] { work(plan, sink, flight); });
    }
    status = committer.run(flight, reader);
  }
  RunSummary summary = committer.take_summary();
  if (!status.ok()) summary.failure = status.error();
  summary.stopped = reader.stopped();
  return summary;
}

}  // namespace headwater
