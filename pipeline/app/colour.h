#pragma once

#include <string>
#include <string_view>

#include "app/output.h"

namespace headwater {

/// Whether what goes to `out` may be coloured: on a terminal only, and not where the environment
/// has NO_COLOR (https://no-color.org).
bool wants_colour(const Output& out);

/// Marks words for people: in colour (ECMA-48), or by brackets where there is none. Texts must have
/// been escaped for display.
class Marker {
 public:
  explicit Marker(bool colour) : colour_(colour) {}

  std::string added(std::string_view text) const;         ///< Green, or {+text+}.
  std::string removed(std::string_view text) const;       ///< Red and struck through, or [-text-].
  std::string added_line(std::string_view text) const;    ///< "+ text", green.
  std::string removed_line(std::string_view text) const;  ///< "- text", red.
  std::string heading(std::string_view text) const;       ///< Bold.
  std::string warning(std::string_view text) const;       ///< Yellow.

 private:
  std::string in(std::string_view codes, std::string_view text) const;

  bool colour_;
};

}  // namespace headwater
