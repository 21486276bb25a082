#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "store/queries.h"
#include "store/store.h"

namespace headwater {

/// The steps of every capture of the document first seen in `first_capture`, in every run, in order
/// of run, capture and step. The input of a step is the output of the one before; the first step of
/// a run takes the payload.
Result<std::vector<StoredStep>> read_lineage(Queries& queries, std::int64_t first_capture);

}  // namespace headwater
