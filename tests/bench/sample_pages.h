#pragma once

#include <string>
#include <vector>

namespace headwater::testing {

/// The pages that benchmarks read, in memory: those of real web sites next to the project, or
/// invented ones where there are none.
const std::vector<std::string>& sample_pages();

/// "real pages" or "invented pages", to print beside every figure: the two do not compare.
const char* sample_pages_label();

}  // namespace headwater::testing
