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

/// A perfect hash of the known names: the multiplier was searched for, so that no two of them share
/// a slot. A name that is added may need another one, which the assertion below tells.
constexpr std::uint64_t kMultiplier = 0x82210f7141c07f6d;
constexpr std::size_t kSlotBits = 10;
constexpr std::uint8_t kFree = 0xFF;
static_assert(kKnownTags < kFree);

constexpr std::size_t slot_of(std::uint64_t head, std::size_t length) {
  return static_cast<std::size_t>(((head ^ length) * kMultiplier) >> (64 - kSlotBits));
}

struct NameTable {
  std::array<std::uint64_t, kKnownTags> heads = {};
  std::array<std::uint8_t, std::size_t{1} << kSlotBits> slots = {};
  bool is_perfect = true;
};

constexpr NameTable make_table() {
  NameTable table;
  table.slots.fill(kFree);
  for (std::size_t i = 0; i < kKnownTags; ++i) {
    table.heads[i] = head_of(kNames[i]);
    std::uint8_t& slot = table.slots[slot_of(table.heads[i], kNames[i].size())];
    table.is_perfect = table.is_perfect && slot == kFree;
    slot = static_cast<std::uint8_t>(i);
  }
  return table;
}

constexpr NameTable kTable = make_table();
static_assert(kTable.is_perfect, "two names share a slot: search for another kMultiplier");

/// Whether a name that has the head and the slot of a known name is that name.
bool is_name(std::string_view name, std::string_view known) {
  if (name.size() != known.size()) return false;
  // Equal heads are equal names, unless bytes are left out of them or there are digits (h1 to h6).
  const bool decided = name.size() <= sizeof(std::uint64_t) && name.size() != 2;
  return decided || equals_ignoring_case(name, known);
}

}  // namespace

const std::array<TagRules, kKnownTags + 1> kTagRules = {{
#define X(enumerator, name, traits, start, end) {traits, StartRule::start, EndRule::end},
#include "html/tag_list.inc"
#undef X
    {}}};

}  // namespace html

HtmlTag known_tag(std::string_view name) {
  if (name.empty()) return HtmlTag::kFirstUnknown;
  const std::uint64_t head = html::head_of(name);
  const std::uint8_t index = html::kTable.slots[html::slot_of(head, name.size())];
  if (index == html::kFree || html::kTable.heads[index] != head ||
      !html::is_name(name, html::kNames[index])) {
    return HtmlTag::kFirstUnknown;
  }
  return static_cast<HtmlTag>(index);
}

std::string_view tag_name(HtmlTag tag) {
  const auto index = static_cast<std::size_t>(tag);
  return index < html::kKnownTags ? html::kNames[index] : std::string_view();
}

}  // namespace headwater
