#pragma once

#include <vector>

#include "app/session.h"

namespace headwater {

/// Reads `entries` to the end and prints what each would bring: how many documents, and how many of
/// them the store does not have. Writes nowhere, takes no lock, and needs no store.
Result<ExitCode> dry_run(Session& session, const std::vector<SourceEntry>& entries);

/// Tells which sources on the web the next run would visit, and why; asks no server. `listed` are
/// those of the configuration; with `only`, those of these names are visited whether due or not.
Status tell_due_sources(Session& session, const std::vector<SourceSpec>& listed,
                        const std::vector<std::string>& only);

}  // namespace headwater
