#include "stages/copies/common_tags.h"

#include <algorithm>

namespace headwater {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

}  // namespace

void CommonTags::add(std::uint32_t document, std::span<const std::uint32_t> tags, std::uint32_t all,
                     bool sampled) {
  const auto next = static_cast<std::uint32_t>(groups_.size());
  const auto [known, added] =
      numbers_.emplace(std::vector<std::uint32_t>(tags.begin(), tags.end()), next);
  if (added) {
    groups_.emplace_back();
    shared_.push_back(0);
    for (const std::uint32_t tag : tags) groups_of_tag_[tag].push_back(next);
  }
  CommonGroup& group = groups_[known->second];
  group.documents.push_back(document);
  std::uint32_t& fewest = group.fewest_tags[sampled ? 1 : 0];
  fewest = std::min(fewest, all);
  group_of_.resize(document + std::size_t{1}, kNone);
  group_of_[document] = known->second;
}

void CommonTags::find(std::span<const std::uint32_t> tags) {
  for (const std::uint32_t group : found_) shared_[group] = 0;
  found_.clear();
  for (const std::uint32_t tag : tags) {
    const auto holders = groups_of_tag_.find(tag);
    if (holders == groups_of_tag_.end()) continue;
    for (const std::uint32_t group : holders->second) {
      if (shared_[group]++ == 0) found_.push_back(group);
    }
  }
}

std::uint32_t CommonTags::shared_with(std::uint32_t document) const {
  if (document >= group_of_.size() || group_of_[document] == kNone) return 0;
  return shared_[group_of_[document]];
}

std::uint64_t CommonTags::bytes() const {
  std::uint64_t bytes = group_of_.capacity() * sizeof(std::uint32_t);
  for (const auto& [tags, group] : numbers_) bytes += tags.capacity() * sizeof(std::uint32_t);
  for (const CommonGroup& group : groups_) {
    bytes += sizeof(group) + group.documents.capacity() * sizeof(std::uint32_t);
  }
  for (const auto& [tag, groups] : groups_of_tag_) {
    bytes += groups.capacity() * sizeof(std::uint32_t);
  }
  return bytes;
}

}  // namespace headwater
