#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "record/article.h"

namespace headwater {

enum class ChangeKind : std::uint8_t { kKept, kRemoved, kAdded };

/// A statement of the earlier text (kept, removed) or of the later one (added).
struct StatementChange {
  ChangeKind kind = ChangeKind::kKept;
  std::size_t ordinal = 0;  ///< Of the statement, in the text that `kind` says.
};

/// How the later statements came from the earlier ones, by their keys: a longest common
/// subsequence, removed before added. Where both differ in more than kMostCompared statements
/// between their equal ends, all of those count as removed and added.
std::vector<StatementChange> diff_statements(std::span<const Statement> earlier,
                                             std::span<const Statement> later);

/// Statements of either text that are compared with each other at most: the table of 4 million
/// cells takes 16 MB.
inline constexpr std::size_t kMostCompared = 2000;

}  // namespace headwater
