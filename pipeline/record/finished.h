#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "record/article.h"
#include "record/ledger.h"
#include "record/lineage.h"
#include "record/outcome.h"

namespace headwater {

/// A document that has been through its stages, whatever was decided about it.
struct Finished {
  Article article;
  Outcome outcome;
  std::uint32_t outcome_step = 0;  ///< Index of the step that decided, into the recipe's steps.
  std::vector<LineageStep> steps;
};

/// What the source said of the arrival, as a JSON object, or empty.
inline std::string_view source_detail(const Finished& finished) {
  return finished.steps.empty() ? std::string_view() : finished.steps.front().detail;
}

/// Where finished documents go: the store, or the printer of `extract`. One thread.
class Sink {
 public:
  virtual ~Sink() = default;
  /// What ordered stages may ask. Valid for the life of the sink.
  virtual Ledger& ledger() = 0;
  /// Work on a finished document that needs no order, such as compressing its capture. Called by
  /// many workers at once, before `add`; may leave bytes in `prepared`, which come back with `add`.
  /// Ordered stages that come between may decide about the document and say whose copy it is, but
  /// change nothing else in it; a payload that was unpacked is gone then.
  virtual void prepare(const Finished& finished, std::string& prepared) const = 0;
  /// Takes the next document in order of arrival, with what `prepare` left. An error is an error of
  /// the sink (disk full), not of the document: the run ends, and nothing since the last commit
  /// counts.
  virtual Status add(const Finished& finished, const std::string& prepared) = 0;
  /// Makes everything added so far durable, cursors included.
  virtual Status commit() = 0;
};

}  // namespace headwater
