#include "store/lineage_reader.h"

#include <algorithm>
#include <string>

namespace headwater {
namespace {

/// Columns: 0 run, 1 capture, 2 verb, 3 stage, 4 version, 5 output, 6 nanoseconds, 7 detail,
/// 8 recipe, 9 start of the run, 10 time of capture, 11 payload.
constexpr std::string_view kSteps =
    "SELECT l.run, l.capture, l.verb, p.stage, p.version, l.output, l.nanoseconds, l.detail,"
    " lower(hex(q.id)), r.started_at, c.captured_at, c.payload"
    " FROM capture c JOIN lineage l ON l.capture = c.capture JOIN run r ON r.run = l.run"
    " JOIN recipe q ON q.recipe = r.recipe"
    " JOIN recipe_step p ON p.recipe = r.recipe AND p.step = l.step"
    " WHERE c.capture = ? OR c.revisit_of = ? ORDER BY l.run, l.capture, l.ordinal";

StoredStep read_step(const SqlStatement& row) {
  StoredStep step;
  step.run = row.integer(0);
  step.verb = row.text(2);
  step.stage = row.text(3);
  step.stage_version = static_cast<int>(row.integer(4));
  step.nanoseconds = row.unsigned_integer(6);
  step.detail = row.text(7);
  step.recipe = row.text(8);
  // A capture is processed when it arrives, or in a later run.
  step.time = {std::max(row.integer(9), row.integer(10))};
  return step;
}

}  // namespace

Result<std::vector<StoredStep>> read_lineage(Queries& queries, std::int64_t first_capture) {
  Result<Query> query = queries.get(kSteps);
  if (!query) return std::move(query.error());
  (*query)->bind_integer(first_capture).bind_integer(first_capture);
  std::vector<StoredStep> steps;
  std::int64_t capture = 0;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) {
    const SqlStatement& columns = **query;
    StoredStep step = read_step(columns);
    const bool first =
        steps.empty() || steps.back().run != step.run || columns.integer(1) != capture;
    capture = columns.integer(1);
    step.input = first ? digest_column(columns, 11) : steps.back().output;
    step.output = columns.is_null(5) ? step.input : digest_column(columns, 5);
    steps.push_back(std::move(step));
  }
  if (!row) return std::move(row.error());
  return steps;
}

}  // namespace headwater
