#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace headwater {

/// A place of a statement: its row in the store is (document, ordinal).
struct StatementEntry {
  std::uint64_t key = 0;      ///< statement_key of its text.
  std::int64_t document = 0;  ///< Row of the document.
  std::uint32_t ordinal = 0;
  auto operator<=>(const StatementEntry&) const = default;
};

/// An entry as the store keeps it: key, document and ordinal, big-endian, so that the order of the
/// bytes is the order of the entries.
inline constexpr std::size_t kEntrySize = 20;
void append_entry(const StatementEntry& entry, std::string& out);
/// Requires: at least kEntrySize bytes.
StatementEntry read_entry(std::string_view bytes);

/// The key as the column `first_key` holds it: SQLite's numbers are signed, so that the order
/// stays.
inline std::int64_t key_column(std::uint64_t key) {
  return static_cast<std::int64_t>(key ^ (std::uint64_t{1} << 63));
}

}  // namespace headwater
