#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "record/article.h"
#include "record/ledger.h"
#include "record/outcome.h"

namespace headwater {

/// A step that needs nothing but the document in hand. Called from many threads at once: const, no
/// locks, no logging. A stage never edits text; it fills its sections and proposes cuts.
class Stage {
 public:
  virtual ~Stage() = default;
  virtual Outcome process(Article& article) const = 0;
};

/// A step that looks at what came before. Called by one thread, in order of arrival.
class OrderedStage {
 public:
  virtual ~OrderedStage() = default;
  virtual Outcome process(Article& article, Ledger& ledger) = 0;
};

/// What a source knows of earlier runs: the values it stored under its keys.
class Cursor {
 public:
  virtual ~Cursor() = default;
  virtual std::optional<std::string> find(std::string_view key) const = 0;
};

/// Brings arrivals one at a time. Called by one thread. A problem with one item is an arrival with
/// a `fault`; an Error from `next` means that the source cannot go on (its folder is gone, say):
/// the run counts the source as failed and goes on with the next one. After the first nothing or
/// Error, `next` is not called again.
class Source {
 public:
  virtual ~Source() = default;
  /// The next arrival; nothing when the source is exhausted.
  virtual Result<std::optional<Arrival>> next() = 0;
  /// How many bytes remain to be read, for the progress bar; nothing where it cannot be known.
  virtual std::optional<std::uint64_t> bytes_left() const { return std::nullopt; }
  /// So many arrivals, counted from the first, have been committed. Called by another thread than
  /// `next`, also while that runs.
  virtual void committed(std::uint64_t /*arrivals*/) {}
};

}  // namespace headwater
