#include "app/open_registry.h"

#include <utility>

namespace headwater {

Result<OutletRegistry> open_registry(const Session& session) {
  OutletRegistry::Reading reading = OutletRegistry::read(session.config.outlets);
  if (!reading.mistakes.empty()) return Error{ErrorCode::kBadConfig, describe(reading.mistakes)};
  return std::move(reading.registry);
}

}  // namespace headwater
