#include "html/name_table.h"

#include <algorithm>
#include <limits>

#include "html/ascii.h"

namespace headwater::html {
namespace {

constexpr std::size_t kFirstSlots = 64;  // a power of two, as all sizes

/// How many slots are looked at for a name. In a table that is half full, chance makes no such
/// chain.
constexpr std::size_t kMaxProbes = 64;

/// The tag of names that have none of their own.
constexpr auto kSharedTag = static_cast<HtmlTag>(std::numeric_limits<std::uint16_t>::max());

/// FNV-1a of the name in small letters.
std::uint32_t hash_of(std::string_view name) {
  std::uint32_t hash = 2166136261;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(to_lower(c))) * 16777619;
  return hash;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, to_lower, to_lower);
}

}  // namespace

void NameTable::clear() {
  if (used_ == 0) return;
  slots_.assign(kFirstSlots, {});
  used_ = 0;
}

HtmlTag NameTable::intern(std::string_view name) {
  // At most half full, so that chains stay short.
  if (2 * (used_ + 1) > slots_.size()) grow();
  const std::uint32_t hash = hash_of(name);
  Slot* slot = slot_of(name, hash);
  if (slot == nullptr) return kSharedTag;
  if (slot->tag != HtmlTag::kText) return slot->tag;
  const std::size_t number = static_cast<std::size_t>(HtmlTag::kFirstUnknown) + used_;
  if (number >= static_cast<std::size_t>(kSharedTag)) return kSharedTag;
  ++used_;
  *slot = {hash, static_cast<HtmlTag>(number), name};
  return slot->tag;
}

/// The slot of the name, or the one it should get, or nullptr where too many others are in its way.
NameTable::Slot* NameTable::slot_of(std::string_view name, std::uint32_t hash) {
  for (std::size_t i = 0; i < kMaxProbes; ++i) {
    Slot& slot = slots_[(hash + i) & (slots_.size() - 1)];
    const bool is_free = slot.tag == HtmlTag::kText;
    if (is_free || (slot.hash == hash && same_name(slot.name, name))) return &slot;
  }
  return nullptr;
}

void NameTable::grow() {
  std::vector<Slot> old(std::max(kFirstSlots, 2 * slots_.size()));
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.tag == HtmlTag::kText) continue;
    if (Slot* place = slot_of(slot.name, slot.hash)) *place = slot;
  }
}

}  // namespace headwater::html
