#pragma once

#include <string_view>

#include "support/html_outline.h"

namespace headwater::testing {

/// The texts of `page` as another parser of HTML, gumbo, sees them. Requires: UTF-8.
Outline gumbo_outline(std::string_view page);

}  // namespace headwater::testing
