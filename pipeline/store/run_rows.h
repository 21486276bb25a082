#pragma once

#include <cstdint>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "record/recipe.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace headwater {

/// The rows of a run and of its recipe.
struct RunRow {
  std::int64_t run = 0;
  std::int64_t recipe = 0;
};

/// Records that a run begins now under `recipe`. Requires: an open transaction.
Result<RunRow> insert_run(Database& database, const Recipe& recipe, std::string_view command,
                          Timestamp now);

/// Records how `run` ended. Requires: an open transaction.
Status close_run(Database& database, std::int64_t run, const RunCounts& counts, RunState state,
                 Timestamp now);

}  // namespace headwater
