#pragma once

#include <string>
#include <string_view>

namespace headwater::testing {

/// Expects that `actual` equals the file tests/golden/`name`. With HEADWATER_ACCEPT=1 in the
/// environment the file is written instead and the test reports itself skipped, so that a change
/// can not pass by accident.
void expect_golden(const std::string& name, std::string_view actual);

}  // namespace headwater::testing
