#include <utility>

#include "app/commands.h"
#include "app/stored_captures.h"
#include "stages/catalog.h"

namespace headwater {

Result<ExitCode> run_reprocess(Session& session) {
  const Result<Plan> plan = build_plan(session.config, stage_kinds());
  if (!plan) return plan.error();
  Result<std::vector<std::int64_t>> captures =
      session.reader->captures_to_reprocess(plan->recipe().id);
  if (!captures) return captures.error();
  return process_again(session, *plan, std::move(*captures));
}

}  // namespace headwater
