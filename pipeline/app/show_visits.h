#pragma once

#include "app/session.h"
#include "store/store.h"

namespace headwater {

/// Prints how each sighting of `document` was come by: when, from which source, and for those that
/// came over HTTP what was asked for, what answered, and what robots.txt said.
Status show_visits(const StoredDocument& document, Session& session);

}  // namespace headwater
