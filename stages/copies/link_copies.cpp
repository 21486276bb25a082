#include "stages/copies/link_copies.h"

#include <algorithm>

#include "record/fold_text.h"

namespace headwater {
namespace {

/// Shorter texts ("Page not found", "This story has been removed") agree without being copies.
constexpr std::ptrdiff_t kFewestWords = 8;

/// Whether the cleaned text has enough words. Looks no further than needed.
bool has_enough_words(const Article& article) {
  constexpr std::uint64_t kPiece = 512;
  std::vector<TextSpan> kept;
  article.edits.kept_spans(article.text.size(), kept);
  std::ptrdiff_t words = 0;
  std::string folded;
  for (TextSpan span : kept) {
    span.end = std::min(span.end, span.begin + kPiece);
    folded.clear();
    fold_text(slice(article.text, span), folded);
    words += std::count(folded.begin(), folded.end(), ' ') + (folded.empty() ? 0 : 1);
    if (words >= kFewestWords) return true;
  }
  return false;
}

class LinkCopies final : public OrderedStage {
 public:
  Outcome process(Article& article, Ledger& ledger) override {
    const bool again = article.arrival.stored_capture.has_value();
    if (!again && ledger.has_payload(article.payload_digest)) {
      return Dropped{DropReason::kDuplicate};
    }
    if (!has_enough_words(article)) return Passed{};
    auto earliest = ledger.find_folded(article.folded_digest);
    if (earliest && *earliest != article.id) {
      article.copy_of = CopyOf{std::move(*earliest), CopyKind::kIdentical};
    }
    return Passed{};
  }
};

}  // namespace

StageKind link_copies_kind() {
  return {"link_copies",
          "drops what is stored already and marks copies of earlier documents",
          1,
          Section::kText | Section::kFolded,
          static_cast<Sections>(Section::kCopies),
          {},
          [](const StageContext&) -> Result<AnyStage> { return {std::make_unique<LinkCopies>()}; }};
}

}  // namespace headwater
