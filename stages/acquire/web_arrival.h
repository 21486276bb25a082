#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "net/fetcher.h"
#include "record/article.h"

namespace headwater {

/// The arrival that `fetched` is for the source `source`, its content codings undone: payload,
/// visit and changed hosts are taken out of `fetched`. An error of decoding is its fault; where the
/// server did not give the thing, the verdict is the reason why it is set aside. Its detail for the
/// lineage names status, redirects, robots and error, with `more` (members of a JSON object, or
/// empty) behind them. `now` is when it came, where nothing was asked.
Arrival web_arrival(Fetched& fetched, std::string_view source, Timestamp now,
                    std::string_view more);

}  // namespace headwater
