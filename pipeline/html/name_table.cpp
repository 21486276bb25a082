#include "html/name_table.h"

#include <algorithm>
#include <limits>

#include "html/ascii.h"

namespace headwater::html {
namespace {

constexpr std::size_t kFirstSlots = 64;  // a power of two, as all sizes

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
  Slot& slot = slot_of(name, hash);
  if (slot.tag != HtmlTag::kText) return slot.tag;
  const std::size_t number = static_cast<std::size_t>(HtmlTag::kFirstUnknown) + used_;
  const std::size_t last = std::numeric_limits<std::uint16_t>::max();
  if (number >= last) return static_cast<HtmlTag>(last);
  ++used_;
  slot = {hash, static_cast<HtmlTag>(number), name};
  return slot.tag;
}

NameTable::Slot& NameTable::slot_of(std::string_view name, std::uint32_t hash) {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].tag != HtmlTag::kText &&
         (slots_[at].hash != hash || !same_name(slots_[at].name, name))) {
    at = (at + 1) & (slots_.size() - 1);
  }
  return slots_[at];
}

void NameTable::grow() {
  std::vector<Slot> old(std::max(kFirstSlots, 2 * slots_.size()));
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.tag != HtmlTag::kText) slot_of(slot.name, slot.hash) = slot;
  }
}

}  // namespace headwater::html
