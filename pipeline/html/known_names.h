#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "html/ascii.h"
#include "html/byte_range.h"
#include "html/tag.h"

/// How the tag of a name is found. A header, so that the tokenizer, which asks for every tag of a
/// page, needs no call; for all others, tag.h is enough.
namespace headwater::html {

inline constexpr std::array<std::string_view, kKnownTags> kNames = {
#define X(enumerator, name, traits, start, end) name,
#include "html/tag_list.inc"
#undef X
};

inline constexpr std::uint64_t kSmallLetters = 0x2020202020202020;

/// The first eight bytes of a name as a number, in small letters. Other bytes may change, too: who
/// finds a name has to compare it.
constexpr std::uint64_t head_of(std::string_view name) {
  std::uint64_t head = 0;
  for (std::size_t i = 0; i < name.size() && i < sizeof head; ++i) {
    head |= std::uint64_t{static_cast<unsigned char>(name[i]) | 0x20U} << (8 * i);
  }
  return head;
}

static_assert(std::endian::native == std::endian::little, "load_head and head_of agree");

/// The same, for a name with at least eight bytes from its begin on: one load, and no branch for
/// each length.
inline std::uint64_t load_head(std::string_view name) {
  std::uint64_t head = 0;
  std::memcpy(&head, name.data(), sizeof head);
  const std::size_t unused = sizeof head - std::min(sizeof head, name.size());
  return (head | kSmallLetters) << (8 * unused) >> (8 * unused);
}

/// A perfect hash of the known names: the multiplier was searched for, so that no two of them share
/// a slot. A name that is added may need another one, which the assertion below tells.
inline constexpr std::uint64_t kMultiplier = 0x581ca8c94114c6f7;
inline constexpr std::size_t kSlotBits = 10;
inline constexpr std::uint8_t kFree = 0xFF;
static_assert(kKnownTags < kFree);

constexpr std::size_t slot_of(std::uint64_t head, std::size_t length) {
  return static_cast<std::size_t>(((head ^ length) * kMultiplier) >> (64 - kSlotBits));
}

struct KnownNames {
  std::array<std::uint64_t, kKnownTags> heads = {};
  std::array<std::uint8_t, std::size_t{1} << kSlotBits> slots = {};
  bool is_perfect = true;
};

constexpr KnownNames make_table() {
  KnownNames table;
  table.slots.fill(kFree);
  for (std::size_t i = 0; i < kKnownTags; ++i) {
    table.heads[i] = head_of(kNames[i]);
    std::uint8_t& slot = table.slots[slot_of(table.heads[i], kNames[i].size())];
    table.is_perfect = table.is_perfect && slot == kFree;
    slot = static_cast<std::uint8_t>(i);
  }
  return table;
}

inline constexpr KnownNames kTable = make_table();
static_assert(kTable.is_perfect, "two names share a slot: search for another kMultiplier");

/// Whether a name that has the head and the slot of a known name is that name.
inline bool is_name(std::string_view name, std::string_view known) {
  if (name.size() != known.size()) return false;
  // Equal heads are equal names, unless bytes are left out of them or there are digits (h1 to h6).
  const bool decided = name.size() <= sizeof(std::uint64_t) && name.size() != 2;
  return decided || equals_ignoring_case(name, known);
}

inline HtmlTag find_tag(std::string_view name, std::uint64_t head) {
  const std::uint8_t index = kTable.slots[slot_of(head, name.size())];
  if (index == kFree || kTable.heads[index] != head || !is_name(name, kNames[index])) {
    return HtmlTag::kFirstUnknown;
  }
  return static_cast<HtmlTag>(index);
}

/// known_tag() of a name that stands in a page; faster, as it may look at what follows the name.
inline HtmlTag tag_at(std::string_view page, ByteRange name) {
  const std::string_view bytes = name.of(page);
  const bool has_room = !name.empty() && page.size() - name.begin >= sizeof(std::uint64_t);
  return find_tag(bytes, has_room ? load_head(bytes) : head_of(bytes));
}

}  // namespace headwater::html
