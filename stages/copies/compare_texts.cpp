#include "stages/copies/compare_texts.h"

#include <algorithm>
#include <bit>
#include <compare>
#include <utility>

#include "stages/copies/shingles.h"

namespace headwater {
namespace {

/// Places of one shingle that an alignment tries at most: texts of one repeated word have as many
/// places as words.
constexpr int kMostTried = 8;

/// How many different shingles of `a` stand in `b`. A shingle counts at its first place.
std::uint64_t count_shared(const ComparedText& a, const ComparedText& b) {
  std::uint64_t shared = 0;
  for (std::size_t i = 0; i < a.shingles().size(); ++i) {
    const std::uint64_t shingle = a.shingles()[i];
    if (a.first(shingle) == i && b.first(shingle) != ComparedText::kNone) ++shared;
  }
  return shared;
}

/// Equal words, as places and their number.
struct Tile {
  std::size_t a = 0;
  std::size_t b = 0;
  std::size_t size = 0;
};

/// Greedy string tiling from the left of `a`: each place takes the longest run of equal words that
/// is still free in `b`. Linear in the texts: a tile of n words costs at most kMostTried * n steps.
class Tiling {
 public:
  Tiling(const ComparedText& a, const ComparedText& b)
      : a_(a), b_(b), taken_(b.words().size(), false) {}

  std::vector<Tile> find() {
    std::vector<Tile> tiles;
    for (std::size_t at = 0; at < a_.shingles().size();) {
      const Tile tile = longest(at);
      if (tile.size == 0) {
        ++at;
        continue;
      }
      std::fill_n(taken_.begin() + static_cast<std::ptrdiff_t>(tile.b), tile.size, true);
      tiles.push_back(tile);
      at += tile.size;
    }
    return tiles;
  }

 private:
  Tile longest(std::size_t at) const {
    Tile best;
    std::uint32_t place = b_.first(a_.shingles()[at]);
    for (int tried = 0; place != ComparedText::kNone && tried < kMostTried; ++tried) {
      const std::size_t size = equal_words(at, place);
      if (size >= kShingleWords && size > best.size) best = {at, place, size};
      place = b_.next(place);
    }
    return best;
  }

  std::size_t equal_words(std::size_t at, std::size_t place) const {
    const auto a = a_.words().subspan(at);
    const auto b = b_.words().subspan(place);
    const std::size_t most = std::min(a.size(), b.size());
    std::size_t size = 0;
    while (size < most && a[size].hash == b[size].hash && !taken_[place + size]) ++size;
    return size;
  }

  const ComparedText& a_;
  const ComparedText& b_;
  std::vector<bool> taken_;
};

/// In words, whatever the script.
std::uint64_t length_of(const Tile& tile, const ComparedText& a) {
  std::uint64_t thirds = 0;
  for (const Word& word : a.words().subspan(tile.a, tile.size)) thirds += word.weight;
  return thirds / 3;
}

TextSpan span_of(const ComparedText& text, std::size_t first, std::size_t size) {
  return {text.words()[first].begin, text.words()[first + size - 1].end};
}

/// Which of the two a tiling goes through: one choice for both ways round.
bool goes_first(const ComparedText& a, const ComparedText& b) {
  if (a.shingles().size() != b.shingles().size()) return a.shingles().size() < b.shingles().size();
  return std::ranges::lexicographical_compare(a.shingles(), b.shingles());
}

bool find_passages(const ComparedText& here, const ComparedText& there, std::uint64_t least_words,
                   std::vector<AlignedPassage>& passages) {
  const bool in_order = goes_first(here, there);
  const ComparedText& a = in_order ? here : there;
  const ComparedText& b = in_order ? there : here;
  bool long_enough = false;
  for (const Tile& tile : Tiling(a, b).find()) {
    long_enough = long_enough || length_of(tile, a) >= least_words;
    const TextSpan of_a = span_of(a, tile.a, tile.size);
    const TextSpan of_b = span_of(b, tile.b, tile.size);
    passages.push_back(in_order ? AlignedPassage{of_a, of_b} : AlignedPassage{of_b, of_a});
  }
  std::ranges::sort(passages, {}, [](const AlignedPassage& p) { return p.here; });
  if (passages.size() > kMostPassages) passages.resize(kMostPassages);
  return long_enough;
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// How much the texts resemble each other, and what that makes of them; false if not at all.
bool resemble(const ComparedText& here, const ComparedText& there, const CopyThresholds& thresholds,
              CopyEdge& edge) {
  const bool here_is_shorter = here.shingles().size() < there.shingles().size();
  const std::uint64_t shared =
      here_is_shorter ? count_shared(here, there) : count_shared(there, here);
  if (shared == 0) return false;
  edge.jaccard = ratio(shared, here.distinct() + there.distinct() - shared);
  edge.share_here = ratio(shared, here.distinct());
  edge.share_there = ratio(shared, there.distinct());
  const bool excerpt = std::max(edge.share_here, edge.share_there) >= thresholds.excerpt_share &&
                       std::min(here.distinct(), there.distinct()) >= kFewestOfExcerpt;
  if (edge.jaccard >= thresholds.copy_jaccard) {
    edge.kind = CopyKind::kCopy;
  } else if (edge.jaccard >= thresholds.edited_jaccard) {
    edge.kind = CopyKind::kEdited;
  } else {
    edge.kind = excerpt ? CopyKind::kExcerpt : CopyKind::kSharesPassage;
  }
  return true;
}

}  // namespace

void ComparedText::assign(std::string_view text, std::span<const TextSpan> kept) {
  words_.clear();
  shingles_.clear();
  for (const TextSpan span : kept) {
    const TextSpan compared{span.begin, std::min(span.end, kMostComparedBytes)};
    if (compared.begin >= compared.end) break;
    find_words(text, {&compared, 1}, words_);
  }
  make_shingles(words_, shingles_);
  const std::size_t size = std::bit_ceil(2 * shingles_.size() + 2);
  shift_ = static_cast<unsigned>(64 - std::countr_zero(size));
  table_.assign(size, kNone);
  next_.assign(shingles_.size(), kNone);
  distinct_ = 0;
  // From the end, so that the chain of a shingle begins with its first place.
  for (std::size_t i = shingles_.size(); i-- > 0;) {
    std::size_t slot = shingles_[i] >> shift_;
    while (table_[slot] != kNone && shingles_[table_[slot]] != shingles_[i]) {
      slot = (slot + 1) & (size - 1);
    }
    if (table_[slot] == kNone) ++distinct_;
    next_[i] = table_[slot];
    table_[slot] = static_cast<std::uint32_t>(i);
  }
}

std::uint32_t ComparedText::first(std::uint64_t shingle) const {
  if (table_.empty()) return kNone;
  std::size_t slot = shingle >> shift_;
  while (table_[slot] != kNone && shingles_[table_[slot]] != shingle) {
    slot = (slot + 1) & (table_.size() - 1);
  }
  return table_[slot];
}

bool compare_texts(const ComparedText& here, const ComparedText& there,
                   const CopyThresholds& thresholds, CopyEdge& edge) {
  if (!resemble(here, there, thresholds, edge)) return false;
  edge.passages.clear();
  const bool long_passage = find_passages(here, there, thresholds.passage_words, edge.passages);
  return edge.kind != CopyKind::kSharesPassage || long_passage;
}

bool are_linked(const ComparedText& here, const ComparedText& there,
                const CopyThresholds& thresholds) {
  CopyEdge edge;
  return resemble(here, there, thresholds, edge) && edge.kind != CopyKind::kSharesPassage;
}

}  // namespace headwater
