#include "app/story_ids.h"

namespace headwater {

Result<std::string> StoryIds::of(const std::string& document) {
  if (const auto known = stories_.find(document); known != stories_.end()) return known->second;
  const Result<CopyCluster> cluster = reader_.cluster(document);
  if (!cluster) return cluster.error();
  if (cluster->members.size() < 2) return document;
  std::string story = cluster->id;
  for (const std::string& member : cluster->members) {
    const auto known = stories_.find(member);
    if (known == stories_.end()) continue;
    story = known->second;
    break;
  }
  for (const std::string& member : cluster->members) stories_.emplace(member, story);
  stories_.emplace(document, story);
  return story;
}

}  // namespace headwater
