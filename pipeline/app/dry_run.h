#pragma once

#include <vector>

#include "app/session.h"

namespace headwater {

/// Reads `entries` to the end and prints what each would bring: how many documents, and how many of
/// them the store does not have. Writes nowhere, takes no lock, and needs no store.
Result<ExitCode> dry_run(Session& session, const std::vector<SourceEntry>& entries);

}  // namespace headwater
