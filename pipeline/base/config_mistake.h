#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace headwater {

/// A place in a configuration file. Lines and columns count from 1.
struct ConfigPosition {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A mistake in a configuration file.
struct ConfigMistake {
  ConfigPosition position;
  std::string message;  ///< Ends with the suggestion, where there is one.
};

/// "file:line:column: message"; the message alone where it is about the file as a whole (line 0).
std::string describe(const ConfigMistake& mistake);
/// The same for several, one a line.
std::string describe(const std::vector<ConfigMistake>& mistakes);

}  // namespace headwater
