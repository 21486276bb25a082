#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stages/clean/learned_set.h"
#include "stages/clean/passage.h"

namespace headwater {

/// When a passage that comes again and again is a template. Stories are counted, not documents:
/// an outlet's own updates and its copies of a wire are one story each, however often printed.
struct LearnLimits {
  std::uint64_t stories = 5;
  std::uint64_t days = 3;
  double share = 0.005;  ///< Of the outlet's documents.
  std::uint64_t global_stories = 8;
  std::uint64_t global_outlets = 3;
};

/// A document as the counter sees it.
struct CountedDocument {
  std::string id;
  std::string owner;  ///< See `template_owner`.
  std::string story;  ///< Equal for documents that tell one story.
  std::string day;    ///< "2026-03-01": when it was published, else when it was captured.
};

/// Counts passages over all documents of a store, in two walks: the first finds what may be
/// frequent in a table of fixed size (64 MiB), the second counts only that, exactly. The outcome
/// does not depend on the order of the documents. Memory of the second walk: 1 to 2 KB a passage
/// that is frequent enough, 16 KB at most, nothing for the rest. One thread.
class PassageCounter {
 public:
  explicit PassageCounter(LearnLimits limits = {});
  ~PassageCounter();
  PassageCounter(const PassageCounter&) = delete;
  PassageCounter& operator=(const PassageCounter&) = delete;

  /// The first walk: `passages` of `text` were seen under `owner`.
  void look(std::string_view owner, std::string_view text, const std::vector<Passage>& passages);
  /// The second walk. Requires: each document was looked at before, and is counted once.
  void count(const CountedDocument& document, std::string_view text,
             const std::vector<Passage>& passages);
  /// What was learned.
  LearnedSet finish() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headwater
