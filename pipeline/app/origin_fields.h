#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/text_credits.h"
#include "store/document_origin.h"

namespace headwater {

/// A document among others that have a text or a statement in common.
struct OriginMember {
  DocumentOrigin origin;
  std::vector<Credit> credits;  ///< See credits_of.
};

/// The first of several by some time. Where several come first, or it cannot be told which does,
/// nothing is guessed: `count` is more than 1 and `member` only one of them.
struct Earliest {
  std::string time;        ///< As printed: of the first, or of one of the first.
  std::size_t member = 0;  ///< Index of the document.
  std::size_t seen = 0;    ///< Index in its DocumentOrigin::seen.
  std::size_t count = 1;
  bool known() const { return count == 1; }
};

/// Somebody whom documents credit.
struct CreditCount {
  Credit credit;                   ///< Without evidence; its strongest meaning.
  std::size_t documents = 0;       ///< That credit it.
  std::vector<std::string> kinds;  ///< Of the evidence, each once, in order of the documents.
};

/// What does not fit together about an origin.
enum class ConflictKind : std::uint8_t {
  kCreditsDiffer,          ///< Several are credited with having supplied it, or with having had it.
  kCreditedIsLater,        ///< The copy of the one who is credited is dated after another's.
  kEarliestCreditsNobody,  ///< The earliest dated copy is not theirs, and does not credit them.
  kSeenBeforeEarliestDate,  ///< We saw it before the earliest date it bears.
};
/// "credits-differ", "credited-is-later", "earliest-credits-nobody", "seen-before-earliest-date".
std::string_view conflict_name(ConflictKind kind);

struct OriginConflict {
  ConflictKind kind = ConflictKind::kCreditsDiffer;
  std::string message;  ///< Names outlets as they are; escape it for display.
};

/// The three fields about the origin of a text, of which none is the origin.
struct OriginFields {
  /// Different ones at which they were seen; those that the registry does not have count by their
  /// site, and not at all where they have none.
  std::size_t outlets = 0;
  std::size_t unregistered = 0;        ///< Of these, how many the registry does not have.
  std::size_t uncompared = 0;          ///< Documents whose recipe does not look for copies.
  std::optional<Earliest> first_seen;  ///< By us. Nothing where there are no documents.
  std::vector<CreditCount> credited;   ///< The most credited first, then by name.
  std::size_t uncredited = 0;          ///< Documents that credit nobody.
  std::optional<Earliest> dated;       ///< The earliest date; nothing where no document has one.
  std::vector<OriginConflict> conflicts;
};

/// The fields of `members`. Does not depend on their order but for the indexes.
OriginFields find_origin(std::span<const OriginMember> members);

/// How a document's outlets are named: "The Harbor Ledger (harbor-ledger)", the host of one that
/// the registry does not have, or "an unknown outlet".
std::string outlet_label(const SeenAt& seen);

}  // namespace headwater
