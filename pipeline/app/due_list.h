#pragma once

#include <string>
#include <vector>

#include "app/session.h"

namespace headwater {

/// Tells which sources on the web the next run would visit and why, which pages wait and are due,
/// server by server, and what robots.txt says of all of them as far as it is remembered; asks no
/// server. `listed` are the sources of the configuration; with `only`, those of these names are
/// visited whether due or not, and the pages that they named are fetched.
Status tell_what_is_due(Session& session, const std::vector<SourceSpec>& listed,
                        const std::vector<std::string>& only);

/// Tells, for people, which source on the web is due next: after a run that found nothing to do.
void tell_next_due(Session& session);

}  // namespace headwater
