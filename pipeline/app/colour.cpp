#include "app/colour.h"

#include <fmt/format.h>

#include <cstdlib>

namespace headwater {

bool wants_colour(const Output& out) {
  const char* no_colour = std::getenv("NO_COLOR");
  return out.is_terminal() && (no_colour == nullptr || *no_colour == '\0');
}

std::string Marker::in(std::string_view codes, std::string_view text) const {
  return colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", codes, text) : std::string(text);
}

std::string Marker::added(std::string_view text) const {
  return colour_ ? in("32", text) : fmt::format("{{+{}+}}", text);
}

std::string Marker::removed(std::string_view text) const {
  return colour_ ? in("31;9", text) : fmt::format("[-{}-]", text);
}

std::string Marker::added_line(std::string_view text) const {
  return in("32", fmt::format("+ {}", text));
}

std::string Marker::removed_line(std::string_view text) const {
  return in("31", fmt::format("- {}", text));
}

std::string Marker::heading(std::string_view text) const { return in("1", text); }
std::string Marker::warning(std::string_view text) const { return in("33", text); }

}  // namespace headwater
