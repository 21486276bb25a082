#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// Makes `file` with `text`, whole or not at all, durable when it returns. kBadArgument if it is
/// there already: a set is never changed, as runs pin it.
Status write_learned_file(const std::filesystem::path& file, std::string_view text);

}  // namespace headwater
