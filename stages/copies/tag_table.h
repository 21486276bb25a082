#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/huge_pages.h"

namespace headwater {

/// Which documents have a tag, in memory. A table of buckets, each of one cache line with room for
/// ten pairs of a tag and a document; a tag's bucket follows from its upper bits, so of the tag
/// only the lower half is kept. A bucket that is full goes on in a spare one. 9 to 14 bytes a pair.
///
/// Memory is asked for in pieces that never move: the table grows in place, by half, from its end
/// to its beginning, since in a larger table each tag's bucket is at the same place or further on.
/// So no page is touched twice for growing, which costs more than all the moving.
///
/// The documents of a tag keep the order in which they were added. One thread.
class TagTable {
 public:
  TagTable() = default;

  /// Makes room for so many pairs more. Must be called before add().
  void reserve(std::size_t more);
  /// False, and nothing done, if the tag has `most` documents already.
  bool add(std::uint32_t tag, std::uint32_t document, std::uint32_t most);
  /// Appends the documents of `tag` to `out`, `most` of them at most.
  void find(std::uint32_t tag, std::uint32_t most, std::vector<std::uint32_t>& out) const;
  /// Each tag is somewhere else in memory: asked for together, they come in the time of a few.
  void prefetch(std::span<const std::uint32_t> tags) const;
  bool empty() const { return pairs_ == 0; }
  /// Memory held.
  std::uint64_t bytes() const;

 private:
  static constexpr std::uint32_t kRoom = 10;
  struct alignas(64) Bucket {
    std::array<std::uint16_t, kRoom> tags{};  ///< The lower halves.
    /// Pairs in use, and 16 times the number of the spare bucket that goes on, plus 1; 0: none. No
    /// bit-fields: to read both after one was written takes longer than all the rest.
    std::uint32_t state = 0;
    std::array<std::uint32_t, kRoom> documents{};

    std::uint32_t used() const { return state & 15U; }
    std::uint32_t spare() const { return state >> 4U; }
  };
  static_assert(sizeof(Bucket) == 64);

  /// Buckets that stay where they are; zero at first.
  class Buckets {
   public:
    Bucket& operator[](std::size_t number) { return pieces_[number / kPiece][number % kPiece]; }
    const Bucket& operator[](std::size_t number) const {
      return pieces_[number / kPiece][number % kPiece];
    }
    void grow(std::size_t count);
    std::uint64_t bytes() const { return pieces_.size() * kPiece * sizeof(Bucket); }

   private:
    /// One huge page.
    static constexpr std::size_t kPiece = HugePages<Bucket>::kPage / sizeof(Bucket);
    std::vector<std::vector<Bucket, HugePages<Bucket>>> pieces_;
  };

  std::size_t place(std::uint32_t tag) const {
    return static_cast<std::size_t>((static_cast<std::uint64_t>(tag) * size_) >> 32U);
  }
  static std::uint32_t matches(const Bucket& bucket, std::uint32_t tag);
  Bucket& last_of_chain(std::uint32_t tag);
  void append(Bucket& last, std::uint32_t tag, std::uint32_t document);
  void resize(std::size_t size);
  void prefetch_for_move(std::size_t number, std::size_t before);
  void move(std::size_t number, std::size_t before);
  std::uint32_t take_spare();

  Buckets buckets_;
  Buckets spares_;
  std::vector<std::uint32_t> free_spares_;
  std::size_t size_ = 0;  ///< Buckets in use, spare ones apart.
  std::uint32_t spares_made_ = 0;
  std::size_t pairs_ = 0;
};

}  // namespace headwater
