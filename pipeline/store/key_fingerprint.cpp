#include "store/key_fingerprint.h"

#include <string>
#include <string_view>

namespace headwater {
namespace {

/// The finalizer of splitmix64: every bit of the input moves every bit of the output.
std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

/// Adds the entries of a chunk; false where it is not as the writer makes them.
bool add_chunk(std::string_view chunk, std::int64_t first_key, KeyFingerprint& out) {
  if (chunk.empty() || chunk.size() % kEntrySize != 0) return false;
  std::string_view last;
  for (std::size_t at = 0; at < chunk.size(); at += kEntrySize) {
    const std::string_view bytes = chunk.substr(at, kEntrySize);
    const StatementEntry entry = read_entry(bytes);
    if (at == 0 && key_column(entry.key) != first_key) return false;
    if (bytes <= last) return false;
    out.add(entry);
    last = bytes;
  }
  return true;
}

}  // namespace

void KeyFingerprint::add(const StatementEntry& entry) {
  ++entries_;
  const std::uint64_t place = mix(static_cast<std::uint64_t>(entry.document) << 20 ^ entry.ordinal);
  sum_ += mix(entry.key ^ place);
}

void KeyFingerprint::add(const std::vector<Statement>& statements, std::int64_t document) {
  std::uint32_t ordinal = 0;
  for (const Statement& statement : statements) add({statement.key, document, ordinal++});
}

Result<KeyFingerprint> read_key_fingerprint(Queries& queries) {
  Result<Query> query = queries.get(
      "SELECT k.segment, k.first_key, k.entries FROM statement_segment s"
      " JOIN statement_key k ON k.segment = s.segment WHERE s.state = 'complete'");
  if (!query) return std::move(query.error());
  KeyFingerprint out;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) {
    if (!add_chunk((*query)->blob(2), (*query)->integer(1), out)) {
      return Error{ErrorCode::kStoreDamaged,
                   "a chunk of segment " + std::to_string((*query)->integer(0)) +
                       " of the index of statement keys is not as it was written"};
    }
  }
  if (!row) return std::move(row.error());
  return out;
}

}  // namespace headwater
