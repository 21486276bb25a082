#include "stages/copies/words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>
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

/// What belongs to a word of so many bytes in the first and the second eight of them.
struct PieceMasks {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
};
constexpr std::size_t kLongestQuick = 16;
constexpr std::array<PieceMasks, kLongestQuick + 1> kPieceMasks = [] {
  std::array<PieceMasks, kLongestQuick + 1> masks{};
  for (std::size_t size = 1; size <= kLongestQuick; ++size) {
    masks[size].first = size < 8 ? ~std::uint64_t{0} >> (64 - 8 * size) : ~std::uint64_t{0};
    masks[size].second = size > 8 ? ~std::uint64_t{0} >> (64 - 8 * (size - 8)) : 0;
  }
  return masks;
}();

/// As hash_run for a run of at most kLongestQuick bytes, at least so many of `text` being left.
/// Without branches: how long a word is, is what a processor guesses wrong.
inline RunHash hash_short_run(const char* begin, std::size_t size) {
  std::array<std::uint64_t, 2> pieces;
  std::memcpy(pieces.data(), begin, sizeof(pieces));
  const PieceMasks masks = kPieceMasks[size];
  pieces[0] &= masks.first;
  pieces[1] &= masks.second;
  const std::uint64_t one = add_piece(kSeed * size, pieces[0] | (kLowerCase & masks.first));
  const std::uint64_t two = add_piece(one, pieces[1] | (kLowerCase & masks.second));
  const std::uint64_t both = std::uint64_t{0} - static_cast<std::uint64_t>(size > 8);
  return {one ^ ((one ^ two) & both), ((pieces[0] | pieces[1]) & kBeyondAscii) == 0};
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
  WordReader(std::string_view text, FindWordBytes find, std::vector<Word>& words)
      : text_(text), find_(find), words_(words), runs_(text, folded_, words) {}

  void read(TextSpan span) {
    std::array<std::uint64_t, kMasksTogether> masks;
    inside_ = false;
    for (std::size_t base = span.begin; base < span.end;) {
      const std::size_t blocks = std::min((span.end - base) / kMaskBytes, masks.size());
      const std::span found = std::span(masks).first(std::max<std::size_t>(blocks, 1));
      find_masks(base, span.end, found);
      for (const std::uint64_t mask : found) {
        read_block(base, mask);
        base += kMaskBytes;
      }
    }
    if (inside_) add(begin_, span.end);
    flush();
  }

 private:
  static constexpr std::size_t kMasksTogether = 64;

  /// Of whole blocks, or of the one at the end that is not.
  void find_masks(std::size_t base, std::size_t end, std::span<std::uint64_t> masks) const {
    if (end - base >= kMaskBytes) return find_(text_.data() + base, masks);
    std::array<char, kMaskBytes> padded{};
    std::memcpy(padded.data(), text_.data() + base, end - base);
    find_(padded.data(), masks);
  }

  void read_block(std::size_t base, std::uint64_t word) {
    const std::uint64_t before = word << 1U | (inside_ ? 1U : 0U);
    std::uint64_t begins = word & ~before;
    std::uint64_t ends = ~word & before;
    std::size_t begin = begin_;
    const auto next_begin = [&] {
      begin = base + static_cast<std::size_t>(std::countr_zero(begins));
      begins &= begins - 1;
    };
    if (!inside_) next_begin();
    for (; ends != 0; ends &= ends - 1) {
      add(begin, base + static_cast<std::size_t>(std::countr_zero(ends)));
      next_begin();
    }
    begin_ = begin;
    inside_ = word >> 63U != 0;
  }

  void add(std::size_t begin, std::size_t end) {
    const bool is_short = end - begin <= kLongestQuick && begin + kLongestQuick <= text_.size();
    const RunHash run =
        is_short ? hash_short_run(text_.data() + begin, end - begin) : hash_run(text_, begin, end);
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
  FindWordBytes find_;
  std::vector<Word>& words_;
  std::array<Word, 64> batch_;
  std::uint32_t batched_ = 0;
  bool inside_ = false;
  std::size_t begin_ = 0;  ///< Of the word that goes on, or the next one.
  std::string folded_;
  RunReader runs_;
};

}  // namespace

void find_words(std::string_view text, std::span<const TextSpan> kept, std::vector<Word>& words,
                WordFinder finder) {
  if (text.size() > kLongestText) return;
  WordReader reader(
      text, finder == WordFinder::kPortable ? find_word_bytes_portable : best_word_byte_finder(),
      words);
  for (const TextSpan span : kept) reader.read(span);
}

}  // namespace headwater
