#include "html/tag.h"

#include "html/ascii.h"

namespace headwater {
namespace html {
namespace {

constexpr std::array<std::string_view, kKnownTags> kNames = {
#define X(enumerator, name, traits, start, end) name,
#include "html/tag_list.inc"
#undef X
};

/// `size` bytes at `bytes` as one number; a single load in machine code.
template <std::size_t size>
constexpr std::uint64_t load(const char* bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size; ++i) {
    number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return number;
}

/// A number that tells names of one length apart: all bytes of a short name, the first eight of a
/// longer one; in small letters. Other bytes may change, too: who finds a name has to compare it.
/// Requires: `name` is not empty.
constexpr std::uint64_t head_of(std::string_view name) {
  constexpr std::uint64_t kSmallLetters = 0x2020202020202020;
  const char* bytes = name.data();
  const std::size_t size = name.size();
  if (size >= 8) return load<8>(bytes) | kSmallLetters;
  if (size >= 4) return load<4>(bytes) | load<4>(bytes + size - 4) << 32 | kSmallLetters;
  return load<1>(bytes) | load<1>(bytes + size / 2) << 8 | load<1>(bytes + size - 1) << 16 |
         kSmallLetters;
}

/// A perfect hash of the known names: a multiplier, found by the compiler, for which no two of them
/// share a slot. The names differ in their first eight bytes and length.
constexpr std::size_t kSlotBits = 12;
constexpr std::uint8_t kFree = 0xFF;
static_assert(kKnownTags < kFree);

struct NameTable {
  std::uint64_t multiplier = 0;
  std::array<std::uint8_t, std::size_t{1} << kSlotBits> slots = {};

  constexpr std::size_t slot_of(std::uint64_t head, std::size_t length) const {
    return static_cast<std::size_t>(((head ^ length) * multiplier) >> (64 - kSlotBits));
  }
  constexpr bool fill() {
    slots.fill(kFree);
    for (std::size_t i = 0; i < kKnownTags; ++i) {
      std::uint8_t& slot = slots[slot_of(head_of(kNames[i]), kNames[i].size())];
      if (slot != kFree) return false;
      slot = static_cast<std::uint8_t>(i);
    }
    return true;
  }
};

constexpr NameTable make_table() {
  NameTable table;
  table.multiplier = 0x9E3779B97F4A7C15;
  while (!table.fill())
    table.multiplier = table.multiplier * 6364136223846793005 + 1442695040888963407;
  return table;
}

constexpr NameTable kTable = make_table();

}  // namespace

const std::array<TagRules, kKnownTags + 1> kTagRules = {{
#define X(enumerator, name, traits, start, end) {traits, StartRule::start, EndRule::end},
#include "html/tag_list.inc"
#undef X
    {}}};

}  // namespace html

HtmlTag known_tag(std::string_view name) {
  if (name.empty()) return HtmlTag::kFirstUnknown;
  const std::uint8_t index =
      html::kTable.slots[html::kTable.slot_of(html::head_of(name), name.size())];
  if (index == html::kFree || !html::equals_ignoring_case(name, html::kNames[index])) {
    return HtmlTag::kFirstUnknown;
  }
  return static_cast<HtmlTag>(index);
}

std::string_view tag_name(HtmlTag tag) {
  const auto index = static_cast<std::size_t>(tag);
  return index < html::kKnownTags ? html::kNames[index] : std::string_view();
}

}  // namespace headwater
