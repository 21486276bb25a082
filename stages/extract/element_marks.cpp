#include "stages/extract/element_marks.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "html/ascii.h"

namespace headwater {
namespace {

constexpr std::uint32_t kHashStart = 2166136261U;
constexpr std::uint32_t hash_step(std::uint32_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 16777619U;
}
constexpr std::uint32_t hash_of(std::string_view word) {
  std::uint32_t hash = kHashStart;
  for (const char c : word) hash = hash_step(hash, c);
  return hash;
}

struct Word {
  std::string_view text;
  Mark mark;
};

constexpr Word kWords[] = {
#define X(word, mark) {word, Mark::mark},
#include "stages/extract/element_words.inc"
#undef X
};

/// Far more slots than words, so that most look-ups end at the first, empty slot.
constexpr std::size_t kSlots = 4096;
constexpr std::size_t slot_of(std::uint32_t hash) { return (hash ^ hash >> 15U) & (kSlots - 1); }

/// Open addressing by FNV-1a; a word's hash goes on from that of the word before it, which gives
/// that of both as one.
struct WordTable {
  std::array<std::uint32_t, kSlots> hashes = {};
  std::array<std::uint64_t, kSlots> marks = {};

  constexpr WordTable() {
    for (const Word& word : kWords) {
      const std::uint32_t hash = hash_of(word.text);
      std::size_t slot = slot_of(hash);
      while (hashes[slot] != 0 && hashes[slot] != hash) slot = (slot + 1) % kSlots;
      hashes[slot] = hash;
      Marks all(marks[slot]);
      all.add(word.mark);
      marks[slot] = all.bits();
    }
  }

  std::uint64_t find(std::uint32_t hash) const {
    for (std::size_t slot = slot_of(hash); hashes[slot] != 0; slot = (slot + 1) % kSlots) {
      if (hashes[slot] == hash) return marks[slot];
    }
    return 0;
  }
};

constexpr WordTable kTable;

// Made when the program is compiled: left in the comparison, they were computed for every word.
constexpr std::array<std::uint32_t, 6> kNegations = {hash_of("has"),  hash_of("no"),
                                                     hash_of("with"), hash_of("without"),
                                                     hash_of("not"),  hash_of("hide")};

constexpr bool is_negation(std::uint32_t hash) {
  return std::ranges::find(kNegations, hash) != kNegations.end();
}

/// Words of so few letters come about by chance in ids that a machine made up.
constexpr std::size_t kChanceWord = 2;

/// Whether the word at [begin, end) stands amid letters and digits as made up by a machine
/// ("q1AuAdJlVL"): joined to others on both sides, with a digit among them.
bool is_chance_word(std::string_view name, std::size_t begin, std::size_t end) {
  if (end - begin > kChanceWord) return false;
  const bool joined = begin > 0 && html::is_letter(name[begin - 1]) && end < name.size() &&
                      html::is_letter(name[end]);
  if (!joined) return false;
  bool digit = false;
  while (begin > 0 && html::is_alphanumeric(name[begin - 1])) --begin;
  for (; begin < name.size() && html::is_alphanumeric(name[begin]); ++begin) {
    digit = digit || html::is_digit(name[begin]);
  }
  return digit;
}

/// Reads the words of one name.
std::uint64_t marks_of_name(std::string_view name) {
  std::uint64_t found = 0;
  std::uint32_t last = 0;  // The hash of the word before; 0: none.
  bool negated = false;
  for (std::size_t at = 0; at < name.size();) {
    if (!html::is_letter(name[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    std::uint32_t word = kHashStart;
    std::uint32_t both = last;
    bool small_before = false;
    for (; at < name.size() && html::is_letter(name[at]); ++at) {
      const bool capital = name[at] <= 'Z';
      if (capital && small_before) break;
      small_before = !capital;
      const char lower = html::to_lower(name[at]);
      word = hash_step(word, lower);
      both = hash_step(both, lower);
    }
    if (!negated) {
      std::uint64_t said = kTable.find(word);
      if (last != 0) said |= kTable.find(both);
      if (said != 0 && !is_chance_word(name, begin, at)) found |= said;
    }
    negated = is_negation(word);
    last = word;
  }
  return found;
}

/// A page has some hundred different classes.
constexpr std::size_t kCacheSlots = 512;

/// The last bytes of names differ most.
std::size_t cache_slot(std::string_view names) {
  std::uint64_t bytes = 0;
  const std::size_t count = std::min(names.size(), sizeof bytes);
  std::memcpy(&bytes, names.data() + names.size() - count, count);
  std::uint64_t first = 0;
  std::memcpy(&first, names.data(), count);
  const std::uint64_t mixed =
      (bytes + names.size() * 31) * 0x9E3779B97F4A7C15U ^ first * 0xC2B2AE3D27D4EB4FU;
  return (mixed >> 40U) % kCacheSlots;
}

/// Whether a system that files articles under tags and categories gives these names: then the names
/// of those are among them ("tag-privacy").
bool names_subjects(std::string_view names) {
  return names.find("hentry") != std::string_view::npos ||
         names.find("type-post") != std::string_view::npos ||
         names.find("status-publish") != std::string_view::npos;
}

bool is_subject(std::string_view name) {
  return name.starts_with("tag-") || name.starts_with("category-") || name.starts_with("topic-");
}

}  // namespace

Marks marks_of_names(std::string_view names) {
  std::uint64_t found = 0;
  const bool subjects = names_subjects(names);
  for (std::size_t at = 0; at < names.size();) {
    if (html::is_space(names[at])) {
      ++at;
      continue;
    }
    // Utilities of style sheets ("md:hidden", "w-[20em]") tell of looks, not of content.
    bool utility = false;
    std::size_t end = at;
    for (; end < names.size() && !html::is_space(names[end]); ++end) {
      utility = utility || names[end] == ':' || names[end] == '[';
    }
    const std::string_view name = names.substr(at, end - at);
    if (!utility && !(subjects && is_subject(name))) found |= marks_of_name(name);
    at = end;
  }
  return Marks(found);
}

void MarksCache::start() {
  if (++page_ == 0 || slots_.empty()) {
    slots_.assign(kCacheSlots, {});
    page_ = 1;
  }
}

Marks MarksCache::find(std::string_view names) {
  Slot& slot = slots_[cache_slot(names)];
  if (slot.page != page_ || slot.names != names) slot = {names, marks_of_names(names), page_};
  return slot.marks;
}

}  // namespace headwater
