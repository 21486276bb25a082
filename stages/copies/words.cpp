#include "stages/copies/words.h"

#include <array>
#include <bit>
#include <cstring>
#include <string>

#include "base/utf8.h"
#include "record/fold_text.h"
#include "stages/copies/byte_masks.h"

namespace headwater {
namespace {

constexpr std::uint64_t kSeed = 0x9e3779b97f4a7c15U;
constexpr std::uint64_t kFactor = 0xff51afd7ed558ccdU;
constexpr std::uint64_t kLowerCase = 0x2020202020202020U;
constexpr std::uint64_t kBeyondAscii = 0x8080808080808080U;

static_assert(std::endian::native == std::endian::little, "hashes are read in little-endian order");

std::uint64_t add_piece(std::uint64_t hash, std::uint64_t piece) {
  hash = (hash ^ piece) * kFactor;
  return hash ^ (hash >> 32U);
}

/// The last 1 to 8 bytes of a word that starts at `begin`; bytes beyond it are zero.
std::uint64_t load_rest(std::string_view text, std::size_t begin, std::size_t size) {
  std::uint64_t piece = 0;
  if (begin + 8 > text.size()) {
    std::memcpy(&piece, text.data() + begin, size);
    return piece;
  }
  std::memcpy(&piece, text.data() + begin, 8);
  return piece & (~std::uint64_t{0} >> (64 - 8 * size));
}

struct RunHash {
  std::uint64_t hash = 0;
  bool ascii = true;
};

/// The hash of the letters and digits in [begin, end) of `text`, folded by the bit that makes
/// capitals small and leaves small letters and digits as they are.
RunHash hash_run(std::string_view text, std::size_t begin, std::size_t end) {
  std::uint64_t hash = kSeed * (end - begin);
  std::uint64_t seen = 0;
  for (; end - begin > 8; begin += 8) {
    std::uint64_t piece = 0;
    std::memcpy(&piece, text.data() + begin, 8);
    seen |= piece;
    hash = add_piece(hash, piece | kLowerCase);
  }
  const std::size_t size = end - begin;
  const std::uint64_t piece = load_rest(text, begin, size);
  seen |= piece;
  hash = add_piece(hash, piece | (kLowerCase >> (64 - 8 * size)));
  return {hash, (seen & kBeyondAscii) == 0};
}

/// The same hash of text that is folded already.
std::uint64_t hash_folded(std::string_view folded) {
  std::uint64_t hash = kSeed * folded.size();
  std::size_t begin = 0;
  for (; folded.size() - begin > 8; begin += 8) {
    hash = add_piece(hash, load_rest(folded, begin, 8));
  }
  return add_piece(hash, load_rest(folded, begin, folded.size() - begin));
}

Word make_word(std::uint64_t hash, std::size_t begin, std::size_t end, std::uint32_t weight) {
  return {hash, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), weight};
}

/// Takes a run that has characters beyond ASCII apart into words.
class RunReader {
 public:
  RunReader(std::string_view text, std::string& folded, std::vector<Word>& words)
      : text_(text), folded_(folded), words_(words) {}

  void read(std::size_t begin, std::size_t end) {
    begin_ = end_ = begin;
    earlier_ = {};
    folded_.clear();
    for (std::size_t at = begin; at < end;) {
      const CodePoint point = decode_utf8(text_.substr(0, end), at);
      take(point.valid ? fold_character(point.value) : FoldedCharacter{}, at, point.length);
      at += point.length;
    }
    finish_word();
  }

 private:
  void take(FoldedCharacter character, std::size_t at, std::size_t length) {
    switch (character.kind) {
      case FoldedKind::kUnseen:
        return;
      case FoldedKind::kGap:
        finish_word();
        earlier_ = {};
        return;
      case FoldedKind::kUnspaced:
        finish_word();
        add_unspaced(character.value, at, at + length);
        return;
      case FoldedKind::kMark:
        if (folded_.empty()) return;
        break;
      case FoldedKind::kWord:
        earlier_ = {};
        break;
    }
    if (folded_.empty()) begin_ = at;
    append_utf8(character.value, folded_);
    end_ = at + length;
  }

  void add_unspaced(char32_t character, std::size_t begin, std::size_t end) {
    const std::uint64_t own = add_piece(kSeed, character);
    const std::uint64_t hash = add_piece(add_piece(own, earlier_[0]), earlier_[1]);
    words_.push_back(make_word(hash, begin, end, 1));
    earlier_ = {own, earlier_[0]};
  }

  void finish_word() {
    if (folded_.empty()) return;
    words_.push_back(make_word(hash_folded(folded_), begin_, end_, 3));
    folded_.clear();
  }

  std::string_view text_;
  std::string& folded_;
  std::vector<Word>& words_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::array<std::uint64_t, 2> earlier_{};  ///< Hashes of the unspaced characters before.
};

/// Finds the runs of bytes that may be words, and the words in them.
class WordReader {
 public:
  WordReader(std::string_view text, WordMask mask, std::vector<Word>& words)
      : text_(text), mask_(mask), words_(words), runs_(text, folded_, words) {}

  void read(TextSpan span) {
    bool inside = false;
    std::size_t begin = 0;
    for (std::size_t base = span.begin; base < span.end; base += kMaskBytes) {
      const std::uint64_t word = mask_at(base, span.end);
      std::uint64_t edges = word ^ (word << 1U | (inside ? 1U : 0U));
      for (; edges != 0; edges &= edges - 1) {
        const std::size_t at = base + static_cast<std::size_t>(std::countr_zero(edges));
        if (inside) add(begin, at);
        begin = at;
        inside = !inside;
      }
    }
    if (inside) add(begin, span.end);
    flush();
  }

 private:
  std::uint64_t mask_at(std::size_t base, std::size_t end) const {
    const std::size_t size = end - base;
    if (size >= kMaskBytes) return mask_(text_.data() + base);
    std::array<char, kMaskBytes> padded{};
    std::memcpy(padded.data(), text_.data() + base, size);
    return mask_(padded.data());
  }

  void add(std::size_t begin, std::size_t end) {
    const RunHash run = hash_run(text_, begin, end);
    if (!run.ascii) {
      flush();
      runs_.read(begin, end);
      return;
    }
    if (batched_ == batch_.size()) flush();
    batch_[batched_++] = make_word(run.hash, begin, end, 3);
  }

  /// Appending many at a time is a third faster than one by one.
  void flush() {
    words_.insert(words_.end(), batch_.begin(), batch_.begin() + batched_);
    batched_ = 0;
  }

  std::string_view text_;
  WordMask mask_;
  std::vector<Word>& words_;
  std::array<Word, 64> batch_;
  std::uint32_t batched_ = 0;
  std::string folded_;
  RunReader runs_;
};

}  // namespace

void find_words(std::string_view text, std::span<const TextSpan> kept, std::vector<Word>& words,
                WordFinder finder) {
  if (text.size() > kLongestText) return;
  WordReader reader(text, finder == WordFinder::kPortable ? word_mask_portable : best_word_mask(),
                    words);
  for (const TextSpan span : kept) reader.read(span);
}

}  // namespace headwater
