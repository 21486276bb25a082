#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <unordered_map>
#include <vector>

namespace headwater {

/// Documents that have the same common tags.
struct CommonGroup {
  std::vector<std::uint32_t> documents;  ///< Their numbers, ascending.
  /// The fewest tags of all that one of them has: of those sketched whole, of those sampled.
  std::array<std::uint32_t, 2> fewest_tags = {UINT32_MAX, UINT32_MAX};
  /// So many documents at the beginning are known to be in one cluster; kept by whoever walks them.
  std::size_t alike = 1;
};

/// Who has the tags that many documents have. Such tags come together (a form, a phrase that a
/// whole trade uses), so documents are grouped by which of them they have: a look-up goes through
/// the groups, of which there are few where there are many documents. Nothing is left out. One
/// thread.
class CommonTags {
 public:
  bool empty() const { return groups_.empty(); }
  /// `tags`: the common ones of the document, ascending; `all`: how many it has at all. Requires:
  /// documents come in ascending order, each once.
  void add(std::uint32_t document, std::span<const std::uint32_t> tags, std::uint32_t all,
           bool sampled);
  /// Finds the groups that have some of `tags`. Valid until the next call.
  void find(std::span<const std::uint32_t> tags);
  /// The groups found.
  std::span<const std::uint32_t> found() const { return found_; }
  CommonGroup& group(std::uint32_t number) { return groups_[number]; }
  /// How many of the tags last asked for the group has.
  std::uint32_t shared_by(std::uint32_t group) const { return shared_[group]; }
  /// The same for a document; 0 where it is in no group.
  std::uint32_t shared_with(std::uint32_t document) const;
  std::uint64_t bytes() const;

 private:
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers_;  ///< Of groups, by their tags.
  std::vector<CommonGroup> groups_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> groups_of_tag_;
  std::vector<std::uint32_t> group_of_;  ///< By document; kNone for those in no group.
  std::vector<std::uint32_t> shared_;    ///< By group, zero but for those found.
  std::vector<std::uint32_t> found_;
};

}  // namespace headwater
