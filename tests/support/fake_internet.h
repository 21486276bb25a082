#pragma once

#include <string>

#include "support/http_server.h"
#include "support/process.h"

namespace headwater::testing {

/// Has `program` live in an internet of the test's own (tests/preload/fake_internet.cpp): `names`
/// is what its DNS says ("kelpbay.example=1.2.3.4;two.example=1.2.3.5"), `server` answers at all
/// addresses beyond loopback but `down`.
void place_in_fake_internet(Command& program, const HttpServer& server, const std::string& names,
                            const std::string& down = "");

}  // namespace headwater::testing
