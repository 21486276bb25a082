#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <variant>

#include "base/result.h"

namespace headwater {

/// Why a document was let go on purpose. A closed list.
enum class DropReason : std::uint8_t {
  kEmpty,         ///< Nothing but white space.
  kDuplicate,     ///< This payload is stored already: kept as another sighting of that document.
  kNotAnArticle,  ///< Nothing is left once everything that is not article text is cut.
  kListing,       ///< A feed or sitemap: it names articles, and is none.
  kUnchanged,     ///< The server says, or the bytes say, that it is what was captured before.
  kUnreachable,   ///< No usable response came; it is asked again later.
  kGone,          ///< Refused for good; it is not asked again.
  kForbidden,     ///< The server's robots.txt disallows it.
  kRobots,        ///< A robots.txt: kept because verdicts rest on it.
};
std::string_view drop_reason_name(DropReason reason);

struct Passed {};
struct Dropped {
  DropReason reason;
};
struct Quarantined {
  Error error;
};

/// How a document leaves a stage. There is no fourth way out.
using Outcome = std::variant<Passed, Dropped, Quarantined>;

inline bool passed(const Outcome& outcome) { return std::holds_alternative<Passed>(outcome); }

}  // namespace headwater
