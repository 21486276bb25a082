#pragma once

#include <vector>

#include "record/article.h"
#include "stages/identify/outlet_registry.h"

namespace headwater {

/// What the links of a page say about where its text stands or stood, as evidence: "canonical-link"
/// where the canonical address is on another site, "based-on" for the work that linked data say it
/// is based on. The value is the address, `raw` the bytes that it stands in, the rule the id of the
/// outlet there, empty where the registry has none. Nothing for the outlet itself: its other
/// addresses, another country's domain of the same name, and copies of a page in a cache or an
/// archive, whose canonical address is the page's own. Requires: the outlet has been tagged.
std::vector<Evidence> find_origin_links(const Article& article, const OutletRegistry& registry);

}  // namespace headwater
