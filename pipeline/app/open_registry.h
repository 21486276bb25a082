#pragma once

#include "app/session.h"
#include "base/result.h"
#include "stages/identify/outlet_registry.h"

namespace headwater {

/// The registry of the session's configuration; its mistakes are an error. Requires: the
/// configuration is open.
Result<OutletRegistry> open_registry(const Session& session);

}  // namespace headwater
