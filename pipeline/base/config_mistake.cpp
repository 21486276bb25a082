#include "base/config_mistake.h"

#include <fmt/format.h>

namespace headwater {

std::string describe(const ConfigMistake& mistake) {
  const ConfigPosition& at = mistake.position;
  // A message about a whole file comes from the system and names the file already.
  if (at.line == 0) return mistake.message;
  return fmt::format("{}:{}:{}: {}", at.file, at.line, at.column, mistake.message);
}

std::string describe(const std::vector<ConfigMistake>& mistakes) {
  std::string out;
  for (const ConfigMistake& mistake : mistakes) {
    if (!out.empty()) out += '\n';
    out += describe(mistake);
  }
  return out;
}

}  // namespace headwater
