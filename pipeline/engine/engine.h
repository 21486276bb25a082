#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "engine/plan.h"
#include "record/finished.h"
#include "stage/stage.h"
#include "store/store.h"

namespace headwater {

/// A source and its name, as the engine reads it.
struct NamedSource {
  std::string name;
  std::unique_ptr<Source> source;
};

struct EngineOptions {
  std::uint32_t workers = 0;    ///< 0: one a core.
  std::uint32_t tickets = 512;  ///< Documents in flight at most.
  /// Payload bytes in flight at most; one larger document travels alone. Packed ones count with
  /// the size that they state: beyond that, each worker may hold one whose statement was wrong.
  std::uint64_t memory_bytes = std::uint64_t{96} << 20;
  std::uint32_t commit_documents = 1000;    ///< Documents a group commit at most.
  std::uint32_t commit_milliseconds = 500;  ///< Age of the oldest uncommitted one at most.
  /// Where no document waits it is committed earlier, so that a run that is killed while it waits
  /// for servers has lost little: after so long without a commit, and nine times as long as the
  /// last one took.
  std::uint32_t rest_milliseconds = 10;
};

/// Something that happened to a document or a source and is worth a log line.
struct RunEvent {
  enum class Kind { kDropped, kQuarantined, kWarned, kSourceFailed, kCommitted };
  Kind kind = Kind::kCommitted;
  std::string_view stage;
  std::string_view code;
  std::string_view uri;
  std::string_view message;  ///< Of a dropped document what its stage left for the lineage.
};

/// Where a run stands. Copied out under the observer's call.
struct RunProgress {
  RunCounts counts;
  std::uint64_t bytes_left = 0;  ///< 0 where it is not known.
  std::string last_outlet;
};

/// Told about a run from its committing thread. The default does nothing.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void on_event(const RunEvent&) {}
  /// Called after every document: cheap, or rate-limited by the implementation.
  virtual void on_progress(const RunProgress&) {}
};

/// Time spent in one step over all documents of a run, summed over threads.
struct StepTime {
  std::string stage;
  std::uint64_t nanoseconds = 0;
};

struct RunSummary {
  RunCounts counts;              ///< After a failure: of what had been committed before it.
  std::optional<Error> failure;  ///< Of the sink, such as a full disk: it ended the run.
  std::uint64_t failed_sources = 0;
  bool stopped = false;  ///< A stop was requested before the sources were exhausted.
  std::vector<StepTime> times;
};

/// Carries documents from `sources` (one after the other) through the stages of `plan` into `sink`.
/// One thread reads, N work, the caller's thread puts documents back into order of arrival, runs
/// the ordered stages and commits. `stop` may be set from a signal handler: what is in flight is
/// finished and committed. When the sink fails, everything up to its last commit is safe.
RunSummary run_engine(const Plan& plan, std::vector<NamedSource> sources, Sink& sink,
                      const EngineOptions& options, RunObserver& observer,
                      const std::atomic<bool>& stop);

}  // namespace headwater
