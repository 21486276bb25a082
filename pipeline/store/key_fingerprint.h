#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "record/article.h"
#include "store/queries.h"
#include "store/statement_entry.h"

namespace headwater {

/// A number that stands for a set of entries of the index of statement keys, whatever their order:
/// so that millions of entries are compared in one walk over each side, without a look-up for each.
class KeyFingerprint {
 public:
  void add(const StatementEntry& entry);
  /// All statements of a document.
  void add(const std::vector<Statement>& statements, std::int64_t document);
  std::uint64_t entries() const { return entries_; }
  bool operator==(const KeyFingerprint&) const = default;

 private:
  std::uint64_t entries_ = 0;
  std::uint64_t sum_ = 0;
};

/// The fingerprint of the index as it is stored. kStoreDamaged where its chunks are not sorted, of
/// a wrong size, or filed under another key than their first.
Result<KeyFingerprint> read_key_fingerprint(Queries& queries);

}  // namespace headwater
