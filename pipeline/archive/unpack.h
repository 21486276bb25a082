#pragma once

#include <cstdint>

#include "record/article.h"

namespace headwater {

/// Arrivals that come packed: their source leaves the unzipping to the thread that works on the
/// page next, so that the page is hashed and parsed while it is in that thread's cache.

/// How large the payload of a packed arrival will be, by what its bytes state; 0 if it is not
/// packed. A stream of several members, or one that lies, may hold more, up to the limit.
std::uint64_t stated_payload_size(const Arrival& arrival);

/// Makes `payload` of `received` if the arrival is packed; if that cannot be done, `fault` says
/// why. A payload over the limit leaves the arrival without cursor: a larger limit may let it
/// through next time. The payload lies in storage that the thread keeps.
void unpack(Arrival& arrival);

/// Gives the payload that `unpack` made back to the thread, for its next one; other payloads stay.
void let_go_of_unpacked(Arrival& arrival);

}  // namespace headwater
