#pragma once

#include <cstdint>
#include <string_view>

#include "engine/plan.h"
#include "record/finished.h"
#include "record/ledger.h"

namespace headwater {

/// Takes one document through steps of a plan and writes its lineage: digest after each step, time,
/// detail. Every way out of a stage, an exception included, becomes an Outcome. Stateless; several
/// threads may run steps of different documents.

/// Step 0: unpacks the payload, and gives digest and id; an arrival with a fault is quarantined
/// here, one that its source let go is dropped.
void receive(Finished& document);

/// The parallel stages, until one does not pass.
void run_parallel(const Plan& plan, Finished& document);

/// The ordered stages, until one does not pass; then, if all passed, the step "store".
void run_ordered(const Plan& plan, Finished& document, Ledger& ledger);

}  // namespace headwater
