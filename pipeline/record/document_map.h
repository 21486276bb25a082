#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/edit_map.h"
#include "record/source_map.h"

namespace headwater {

/// R to C in one value: the source map, the cuts, and what replay needs besides R.
/// This is what the store keeps with a document and what `verify` replays.
struct DocumentMap {
  std::uint64_t raw_size = 0;   ///< |R|
  std::uint64_t text_size = 0;  ///< |T|
  SourceMap source;
  std::vector<Cut> cuts;  ///< Canonical, see EditMap.
  /// The bytes of T that runs other than copies made, in order of T.
  std::string literals;
};

/// The map of a document whose visible text is `text`. Requires: source tiles text; edits are
/// settled.
DocumentMap make_document_map(std::uint64_t raw_size, std::string_view text,
                              const SourceMap& source, const EditMap& edits);

/// Canonical encoding: equal maps give equal bytes, and any other bytes are refused by `decode`.
///   "HWM1", |R|, |T|, number of runs, number of cuts, |literals|, then
///   a run: (raw gap << 3 | kind), units, and for other kinds than copies raw_unit, text_unit;
///   a cut: gap in T since the last cut, size, rule; then the literals.
/// All numbers are unsigned LEB128 in their shortest form. Positions count from the first byte of
/// R.
std::string encode_map(const DocumentMap& map);
/// kBadMap with the offset of the first byte that is not canonical or breaks an invariant.
Result<DocumentMap> decode_map(std::string_view encoded);

/// T made again from R and the map; kBadMap if the map does not fit `raw`.
Result<std::string> replay_text(std::string_view raw, const DocumentMap& map);
/// C made again from R and the map.
Result<std::string> replay_cleaned(std::string_view raw, const DocumentMap& map);

/// Where the bytes of R went. kept + changed + removed + markup == |R|, always.
struct ByteAccount {
  std::uint64_t kept = 0;     ///< In C, unchanged.
  std::uint64_t changed = 0;  ///< In C, decoded or normalised.
  std::uint64_t removed = 0;  ///< In T, cut by a rule.
  std::uint64_t markup = 0;   ///< Not in T.
  std::uint64_t total() const { return kept + changed + removed + markup; }
  bool operator==(const ByteAccount&) const = default;
};
/// A step that is partly cut counts as changed: some of its text is kept.
ByteAccount account(const DocumentMap& map);

}  // namespace headwater
