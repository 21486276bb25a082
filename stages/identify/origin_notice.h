#pragma once

#include <optional>
#include <string_view>

#include "stages/identify/outlet_registry.h"

namespace headwater {

/// A sentence that says where a text stood before: "This story originally appeared in The Kelp Bay
/// Post and is republished with permission."
struct OriginNotice {
  std::string_view printed;        ///< The sentence, a part of the line.
  std::string_view name;           ///< Who is named, as printed; a host name where that is printed.
  const Outlet* outlet = nullptr;  ///< Null where the registry does not have it.
};

/// Reads one line (or paragraph) without white space at its ends; nothing where it is no such
/// notice. The sentence must be about the text itself ("this article", "a version of this story",
/// "The post ... appeared first on", and the like in Spanish, Portuguese, French, German, Italian
/// and Dutch), so that a sentence about a book is none; a line that begins with "Originally
/// published in" must name an outlet of the registry or a host. Looks at the last kNoticeBytes of a
/// line.
std::optional<OriginNotice> read_origin_notice(std::string_view line,
                                               const OutletRegistry& registry);
inline constexpr std::size_t kNoticeBytes = 600;  // longer paragraphs are prose or terms of use

}  // namespace headwater
