#pragma once

#include <string_view>

#include "app/exit_code.h"
#include "app/session.h"
#include "base/result.h"

namespace headwater {

/// `show DOC --versions`: the versions of the article that the document belongs to.
Result<ExitCode> show_versions(std::string_view document, Session& session);

/// `show DOC --diff A..B`: what changed between two versions, statement by statement.
Result<ExitCode> show_diff(std::string_view document, std::string_view range, Session& session);

}  // namespace headwater
