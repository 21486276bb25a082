#pragma once

#include <span>
#include <vector>

#include "base/config_mistake.h"
#include "stage/stage_kind.h"

namespace headwater {

/// Says who published a text, with the evidence: the host of its address, a syndication notice, a
/// copyright line, a signature line, the record it came in. Only names and domains of the registry
/// decide; everything else is listed as evidence of an unknown outlet. Evidence for two outlets
/// lowers the confidence. A notice also marks the text as syndicated, an agency's name as its
/// supply.
StageKind tag_outlet_kind();

/// All mistakes of registry files, samples that are not recognised included: what `headwater check`
/// prints. None: the files are in order.
std::vector<ConfigMistake> check_outlet_files(std::span<const ConfigFile> files);

}  // namespace headwater
