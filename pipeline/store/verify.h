#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// How much of a store is checked: rows and sizes; also every document, map and story; also every
/// byte of the archive.
enum class VerifyDepth { kQuick, kDefault, kReadData };

/// What a finding's number means. Numbers are never used again for something else.
struct FindingKind {
  int number = 0;
  VerifyDepth depth = VerifyDepth::kQuick;  ///< From which depth on it is looked for.
  std::string_view meaning;
};

inline constexpr FindingKind kFindingKinds[] = {
    {101, VerifyDepth::kQuick, "headwater.db, or a part of it, cannot be read"},
    {102, VerifyDepth::kQuick, "headwater.db is not the database of a store"},
    {103, VerifyDepth::kQuick, "SQLite finds the database file damaged (PRAGMA quick_check)"},
    {104, VerifyDepth::kQuick, "a row refers to a row that is not there"},
    {105, VerifyDepth::kQuick, "a digest or an id has the wrong size"},
    {201, VerifyDepth::kQuick, "a capture segment is missing or shorter than its last capture"},
    {202, VerifyDepth::kQuick, "two captures share bytes of a segment, or one has none"},
    {301, VerifyDepth::kQuick, "a finished run does not balance"},
    {302, VerifyDepth::kDefault, "a run's figures are not those of its lineage"},
    {401, VerifyDepth::kDefault, "a document cannot be put together again from its rows"},
    {402, VerifyDepth::kDefault, "a map does not decode, or is for another text or payload"},
    {403, VerifyDepth::kDefault, "kept + changed + removed + markup is not the payload's size"},
    {404, VerifyDepth::kDefault, "the cleaned text has another digest than was stored"},
    {405, VerifyDepth::kDefault, "the rows of cuts differ from the map"},
    {406, VerifyDepth::kDefault, "a cut names a rule that the recipe does not have"},
    {407, VerifyDepth::kDefault, "statements are missing, out of order, or not in kept text"},
    {408, VerifyDepth::kDefault, "a document's id is not that of its payload"},
    {409, VerifyDepth::kDefault, "a document has several current rows, or none"},
    {410, VerifyDepth::kDefault, "the index of statement keys does not hold the statements"},
    {411, VerifyDepth::kDefault,
     "a copy leads to a document that is not there, or repeats several"},
    {412, VerifyDepth::kDefault, "a sketch is damaged, or not that of a current document"},
    {501, VerifyDepth::kDefault, "a capture's story does not run from its arrival to an end"},
    {502, VerifyDepth::kDefault, "a story ends in a document that is not there, or the reverse"},
    {503, VerifyDepth::kDefault, "a story ends in another text than was stored"},
    {504, VerifyDepth::kDefault, "a sighting shows a document of another payload, or none"},
    {505, VerifyDepth::kDefault, "a quarantined capture has no quarantine item"},
    {601, VerifyDepth::kReadData, "a capture's record cannot be read: gzip, header or length"},
    {602, VerifyDepth::kReadData, "a capture's record has another digest than it states"},
    {603, VerifyDepth::kReadData, "a capture's bytes are not the payload that was stored"},
    {604, VerifyDepth::kReadData, "a capture's record and its row disagree"},
    {605, VerifyDepth::kReadData, "a revisit refers to a record that does not hold its bytes"},
    {606, VerifyDepth::kReadData, "the archive has bytes that no capture refers to"},
    {607, VerifyDepth::kReadData, "replaying the map on the payload gives another cleaned text"},
    {608, VerifyDepth::kReadData, "a segment does not begin with its undamaged warcinfo record"},
    {609, VerifyDepth::kReadData, "a record that lies before a capture's own is damaged"},
};

/// A fault that `verify_store` found. `number` is that of a FindingKind.
struct Finding {
  int number = 0;
  std::string subject;  ///< File, capture, document id or table.
  std::string message;
};

/// What `verify_store` looked at.
struct VerifyCounts {
  std::uint64_t documents = 0;
  std::uint64_t captures = 0;
  std::uint64_t payload_bytes = 0;
  std::uint64_t maps_replayed = 0;
  std::uint64_t findings = 0;
};

/// Proves the store at `store` from its own bytes. What is wrong becomes a finding with its place,
/// and checking goes on with whatever can still be checked. Fails only where there is nothing to
/// check: kStoreMissing, kStoreDamaged where captures lie there without a database, or
/// kStoreOutdated with the command that migrates the store. Needs no lock; looks at one state of
/// the store while others write.
Status verify_store(const std::filesystem::path& store, VerifyDepth depth,
                    const std::function<void(const Finding&)>& found, VerifyCounts& counts);

}  // namespace headwater
