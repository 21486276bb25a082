#include "support/fake_internet.h"

namespace headwater::testing {

void place_in_fake_internet(Command& program, const HttpServer& server, const std::string& names,
                            const std::string& down) {
  program.environment.insert(
      program.environment.end(),
      {{"LD_PRELOAD", HEADWATER_FAKE_INTERNET},
       {"ASAN_OPTIONS", "verify_asan_link_order=0"},  // The preloaded library is not its own.
       {"HEADWATER_FAKE_NAMES", names},
       {"HEADWATER_FAKE_PORT", std::to_string(server.port())},
       {"HEADWATER_FAKE_DOWN", down}});
}

}  // namespace headwater::testing
