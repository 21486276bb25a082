#pragma once

#include <string>
#include <vector>

namespace headwater {

/// The whole program: reads the arguments (the first one is its name), runs the command, and tells
/// of errors on stderr. Returns the exit code.
int run_program(const std::vector<std::string>& arguments);

}  // namespace headwater
