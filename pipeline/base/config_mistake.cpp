#include "base/config_mistake.h"

#include <fmt/format.h>

namespace headwater {

std::string describe(const std::vector<ConfigMistake>& mistakes) {
  std::string out;
  for (const ConfigMistake& mistake : mistakes) {
    const ConfigPosition& at = mistake.position;
    if (!out.empty()) out += '\n';
    out += fmt::format("{}:{}:{}: {}", at.file, at.line, at.column, mistake.message);
  }
  return out;
}

}  // namespace headwater
