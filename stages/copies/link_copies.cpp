#include "stages/copies/link_copies.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "stages/copies/compare_texts.h"
#include "stages/copies/copy_index.h"
#include "stages/copies/shingles.h"

namespace headwater {
namespace {

/// Shorter texts ("Page not found", "This story has been removed") agree without being copies.
constexpr std::uint64_t kFewestWords = 8;
/// Candidates that are compared for the passages that they share: of one cluster, and of all. What
/// is kept of them is bounded, too: in a text of phrases that everybody uses each pair has hundreds
/// of passages. Further candidates are compared only if they may join a cluster to which none of
/// those compared belongs, and kept only if they do: so clusters are those of comparing every pair.
constexpr std::uint32_t kMostOfCluster = 8;
constexpr std::size_t kMostCompared = 128;
constexpr std::size_t kMostPassagesKept = 1024;

std::string id_bytes(const Digest& payload) {
  return {reinterpret_cast<const char*>(payload.bytes.data()), 16};
}

std::string hex_of(std::string_view id) {
  Digest digest;
  std::copy(id.begin(), id.end(), digest.bytes.begin());
  return document_id(digest);
}

/// Ids are digests, so their first bytes tell them apart.
std::uint64_t key_of(std::string_view id) {
  std::uint64_t key = 0;
  std::memcpy(&key, id.data(), sizeof(key));
  return key;
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
    if (!loaded_) load(ledger, again);
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
    note_links(index_.add(id, order, article.sketch));
    return Passed{};
  }

 private:
  void load(Ledger& ledger, bool again) {
    loaded_ = true;
    // Reading twice takes less time than letting the index grow.
    std::uint64_t tags = 0;
    ledger.each_sketch([&tags](const SketchedDocument& document) { tags += document.tags.size(); });
    index_.reserve(tags);
    ledger.each_sketch([this](const SketchedDocument& document) {
      index_.add(document.id, document.order, document.shingles, document.tags);
      next_order_ = std::max(next_order_, document.order + 1);
    });
    if (again) settled_from_ = index_.size();
    ledger.each_link([this](std::string_view a, std::string_view b) {
      const std::optional<std::uint32_t> one = number_of(a);
      const std::optional<std::uint32_t> other = number_of(b);
      if (one && other) index_.unite(*one, *other);
    });
    numbers_ = {};
    numbered_ = 0;
  }

  std::optional<std::uint32_t> number_of(std::string_view id) {
    for (; numbered_ < index_.size(); ++numbered_)
      numbers_[key_of(index_.id(numbered_))] = numbered_;
    const auto known = numbers_.find(key_of(id));
    if (known == numbers_.end() || index_.id(known->second) != id) return std::nullopt;
    return known->second;
  }

  /// A document that is cleaned again is not compared with what it was. Returns its order.
  std::int64_t forget(const std::string& id, const Article& article) {
    const std::optional<std::uint32_t> number = number_of(id);
    if (!number) return *article.arrival.stored_capture;
    index_.remove(*number);
    return index_.order(*number);
  }

  /// Where documents are cleaned again, those that still wait for it may leave their clusters: each
  /// of them is compared for itself, and links to it wait until it has been cleaned, too.
  std::uint32_t settled_cluster(std::uint32_t document) {
    return document < settled_from_ ? document : index_.cluster(document);
  }

  void note_links(std::uint32_t number) {
    for (const std::uint32_t other : linked_) {
      if (other >= settled_from_) index_.unite(number, other);
    }
  }

  void link(Article& article, std::int64_t order, Ledger& ledger) {
    linked_.clear();
    index_.find(article.sketch, candidates_);
    if (candidates_.empty() && index_.groups().empty()) return;
    begin_comparing(article, order);
    for (const CopyCandidate& candidate : candidates_) {
      if (tells_more(candidate)) consider(article, candidate.document, candidate.shared, ledger);
    }
    for (const std::uint32_t group : index_.groups()) {
      const std::uint32_t shared = index_.shared_by(group);
      if (may_link_any(index_.group(group), shared)) {
        link_group(article, index_.group(group), shared, ledger);
      }
    }
    std::ranges::sort(article.copies, {}, &CopyEdge::document);
  }

  void begin_comparing(const Article& article, std::int64_t order) {
    kept_.clear();
    article.edits.kept_spans(article.text.size(), kept_);
    here_.assign(article.text, kept_);
    size_ = sketch_size(article.sketch.shingles, article.sketch.tags.size());
    earliest_ = order;
    compared_of_.clear();
    linked_clusters_.clear();
    compared_.clear();
    passages_ = 0;
  }

  /// Whether more than slogans speaks for comparing.
  bool tells_more(const CopyCandidate& candidate) const {
    return candidate.telling >= 2 || candidate.telling == candidate.shared ||
           may_link(index_.sketch_size(candidate.document), candidate.shared);
  }

  void consider(Article& article, std::uint32_t document, std::uint32_t shared, Ledger& ledger) {
    const std::uint32_t cluster = index_.cluster(document);
    std::uint32_t& compared = compared_of_[cluster];
    const bool enough = compared >= kMostOfCluster || compared_.size() >= kMostCompared ||
                        passages_ >= kMostPassagesKept;
    const bool linked = linked_clusters_.contains(settled_cluster(document));
    if (enough && (linked || !may_link(index_.sketch_size(document), shared))) return;
    if (!compared_.insert(document).second) return;
    ++compared;
    const Kept kept = enough ? Kept::kLinks : Kept::kPassagesToo;
    if (!compare(article, document, ledger, kept) || linked) return;
    linked_clusters_.insert(settled_cluster(document));
    // The one seen first is named as what this text repeats, if that resembles it at all.
    if (index_.found(cluster) && compared_.insert(cluster).second) {
      compare(article, cluster, ledger, kept);
    }
  }

  /// What is kept of a comparison.
  enum class Kept { kPassagesToo, kLinks };

  /// True if the candidate is more than a text with a passage in common.
  bool compare(Article& article, std::uint32_t candidate, Ledger& ledger, Kept kept) {
    CopyEdge edge;
    edge.document = hex_of(index_.id(candidate));
    if (!ledger.find_text(edge.document, stored_)) return false;
    there_.assign(stored_.text, stored_.kept);
    if (kept == Kept::kLinks && !are_linked(here_, there_, thresholds_)) return false;
    if (!compare_texts(here_, there_, thresholds_, edge)) return false;
    const bool links = edge.kind != CopyKind::kSharesPassage;
    if (links) {
      linked_.push_back(candidate);
      if (index_.order(candidate) < earliest_) {
        earliest_ = index_.order(candidate);
        article.copy_of = CopyOf{edge.document, edge.kind};
      }
    }
    passages_ += edge.passages.size();
    article.copies.push_back(std::move(edge));
    return links;
  }

  /// The members of a group that are no candidates by other tags.
  void link_group(Article& article, CommonGroup& group, std::uint32_t shared, Ledger& ledger) {
    const auto& documents = group.documents;
    const std::uint32_t first = settled_cluster(documents[0]);
    while (group.alike < documents.size() && settled_cluster(documents[group.alike]) == first) {
      ++group.alike;
    }
    for (std::size_t i = 0; i < documents.size(); ++i) {
      if (i < group.alike && linked_clusters_.contains(first)) i = group.alike;
      if (i >= documents.size()) return;
      if (index_.settled(documents[i])) continue;
      if (!may_link(index_.sketch_size(documents[i]), shared)) continue;
      if (!linked_clusters_.contains(settled_cluster(documents[i])))
        consider(article, documents[i], shared, ledger);
    }
  }

  bool may_link(SketchSize other, std::uint32_t shared) const {
    const MostShared most = most_shared(size_, other, shared);
    return most.jaccard >= thresholds_.edited_jaccard ||
           most.containment >= thresholds_.excerpt_share;
  }

  bool may_link_any(const CommonGroup& group, std::uint32_t shared) const {
    for (const bool sampled : {false, true}) {
      const std::uint32_t fewest = group.fewest_tags[sampled ? 1 : 0];
      if (fewest != UINT32_MAX && may_link({fewest, sampled}, shared)) return true;
    }
    return false;
  }

  const CopyThresholds thresholds_;
  CopyIndex index_;
  bool loaded_ = false;
  std::int64_t next_order_ = 0;
  /// By the beginning of the id, of the first `numbered_` documents; made only where it is asked.
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::uint32_t numbered_ = 0;
  std::uint32_t settled_from_ = 0;  ///< Documents from there on are not cleaned again in this run.
  std::int64_t earliest_ = 0;       ///< Order of the earliest one linked, or of the one in hand.
  // Buffers, reused from document to document.
  std::vector<CopyCandidate> candidates_;
  std::vector<std::uint32_t> linked_;  ///< Numbers of those linked by more than a passage.
  std::unordered_set<std::uint32_t> compared_;
  std::unordered_map<std::uint32_t, std::uint32_t> compared_of_;  ///< How many, by cluster.
  std::unordered_set<std::uint32_t> linked_clusters_;             ///< By settled_cluster().
  std::size_t passages_ = 0;
  SketchSize size_;
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
          3,
          Section::kText | Section::kFolded | static_cast<Sections>(Section::kSketch),
          static_cast<Sections>(Section::kCopies),
          threshold_settings(),
          build};
}

}  // namespace headwater
