#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace headwater {

/// The number of insertions, deletions, replacements and swaps of neighbours that turn `from` into
/// `to` (optimal string alignment), in bytes.
std::size_t edit_distance(std::string_view from, std::string_view to);

/// The candidate nearest to `word`, if it is near enough to be what was meant: at most one edit for
/// every three letters, and at least one. Of equally near ones the first.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

/// "; did you mean \"tickets\"?", or "; known are a, b and c" where nothing is near.
std::string suggestion(std::string_view word, std::span<const std::string> candidates);

}  // namespace headwater
