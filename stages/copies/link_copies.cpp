#include "stages/copies/link_copies.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "stages/copies/compare_texts.h"
#include "stages/copies/copy_index.h"
#include "stages/copies/shingles.h"

namespace headwater {
namespace {

/// Shorter texts ("Page not found", "This story has been removed") agree without being copies.
constexpr std::uint64_t kFewestWords = 8;
/// Candidates that are compared at most, those that share most: bounds the time for a document in
/// which hundreds of different texts are quoted.
constexpr std::size_t kMostCompared = 256;

std::string id_bytes(const Digest& payload) {
  return {reinterpret_cast<const char*>(payload.bytes.data()), 16};
}

std::string hex(std::string_view id) {
  Digest digest;
  std::copy(id.begin(), id.end(), digest.bytes.begin());
  return document_id(digest);
}

/// What is known of earlier documents. Read from the ledger once; grows with the run. Of documents
/// with the same folded text only the first one is in it: a million identical copies are one.
class LinkCopies final : public OrderedStage {
 public:
  explicit LinkCopies(const CopyThresholds& thresholds) : thresholds_(thresholds) {}

  Outcome process(Article& article, Ledger& ledger) override {
    const bool again = article.arrival.stored_capture.has_value();
    if (!again && ledger.has_payload(article.payload_digest)) {
      return Dropped{DropReason::kDuplicate};
    }
    if (!loaded_) load(ledger);
    const std::string id = id_bytes(article.payload_digest);
    const std::int64_t order = again ? forget(id, article) : next_order_++;
    if (article.sketch.shingles + kShingleWords - 1 < kFewestWords || article.sketch.tags.empty()) {
      article.sketch = {};
      return Passed{};
    }
    auto earliest = ledger.find_folded(article.folded_digest);
    if (earliest && *earliest != article.id) {
      article.sketch = {};
      article.copies.push_back({*earliest, CopyKind::kIdentical, 1, 1, 1, {}});
      article.copy_of = CopyOf{std::move(*earliest), CopyKind::kIdentical};
      return Passed{};
    }
    link(article, order, ledger);
    index_.add(id, order, article.sketch);
    return Passed{};
  }

 private:
  void load(Ledger& ledger) {
    ledger.each_sketch([this](const SketchedDocument& document) {
      index_.add(document.id, document.order, document.shingles, document.tags);
      next_order_ = std::max(next_order_, document.order + 1);
    });
    loaded_ = true;
  }

  /// A document that is cleaned again is not compared with what it was. Returns its order.
  std::int64_t forget(const std::string& id, const Article& article) {
    for (; numbered_ < index_.size(); ++numbered_) {
      numbers_[std::string(index_.id(numbered_))] = numbered_;
    }
    const auto known = numbers_.find(id);
    if (known == numbers_.end()) return *article.arrival.stored_capture;
    index_.remove(known->second);
    return index_.order(known->second);
  }

  void link(Article& article, std::int64_t order, Ledger& ledger) {
    index_.find(article.sketch, candidates_);
    if (candidates_.empty()) return;
    if (candidates_.size() > kMostCompared) candidates_.resize(kMostCompared);
    kept_.clear();
    article.edits.kept_spans(article.text.size(), kept_);
    here_.assign(article.text, kept_);
    std::int64_t earliest = order;
    for (const CopyCandidate& candidate : candidates_) {
      CopyEdge edge;
      edge.document = hex(index_.id(candidate.document));
      if (!ledger.find_text(edge.document, stored_)) continue;
      there_.assign(stored_.text, stored_.kept);
      if (!compare_texts(here_, there_, thresholds_, edge)) continue;
      if (edge.kind != CopyKind::kSharesPassage && index_.order(candidate.document) < earliest) {
        earliest = index_.order(candidate.document);
        article.copy_of = CopyOf{edge.document, edge.kind};
      }
      article.copies.push_back(std::move(edge));
    }
    std::ranges::sort(article.copies, {}, &CopyEdge::document);
  }

  const CopyThresholds thresholds_;
  CopyIndex index_;
  bool loaded_ = false;
  std::int64_t next_order_ = 0;
  /// By id, of the first `numbered_` documents; made only where documents are cleaned again.
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::uint32_t numbered_ = 0;
  // Buffers, reused from document to document.
  std::vector<CopyCandidate> candidates_;
  std::vector<TextSpan> kept_;
  StoredText stored_;
  ComparedText here_;
  ComparedText there_;
};

std::vector<SettingSpec> threshold_settings() {
  const CopyThresholds presets;
  return {
      {"copy_jaccard", presets.copy_jaccard,
       "share of the 5-word shingles of both texts that a copy has in common"},
      {"edited_jaccard", presets.edited_jaccard, "the same for an edited copy"},
      {"excerpt_share", presets.excerpt_share,
       "share of the shorter text's shingles that the longer one holds, for an excerpt"},
      {"passage_words", static_cast<std::int64_t>(presets.passage_words),
       "words of one aligned passage that is worth noting by itself", 5, 10000},
  };
}

Result<AnyStage> build(const StageContext& context) {
  const CopyThresholds thresholds{
      context.settings.real("copy_jaccard"), context.settings.real("edited_jaccard"),
      context.settings.real("excerpt_share"),
      static_cast<std::uint64_t>(context.settings.integer("passage_words"))};
  return {std::make_unique<LinkCopies>(thresholds)};
}

}  // namespace

StageKind link_copies_kind() {
  return {"link_copies",
          "drops what is stored already, links copies, edited copies and excerpts",
          2,
          Section::kText | Section::kFolded | static_cast<Sections>(Section::kSketch),
          static_cast<Sections>(Section::kCopies),
          threshold_settings(),
          build};
}

}  // namespace headwater
