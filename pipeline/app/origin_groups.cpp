#include "app/origin_groups.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace headwater {
namespace {

/// Documents of a group, and groups, whose stored passages are looked at: 1,000 documents in all.
constexpr std::size_t kMostLookedAt = 20;
constexpr std::size_t kMostGroups = 50;
/// Bytes by which a passage reaches beyond the statement before it tells more than that both have
/// the statement: some seven words.
constexpr std::uint64_t kBeyond = 40;

/// Sets of groups that are put together one by one.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t item) {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
  }
  void unite(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

/// What puts texts together: "id:ap" for a registered outlet, "name:..." for another one.
std::string credit_key(const Credit& credit) {
  return credit.outlet ? "id:" + *credit.outlet : "name:" + credit.name;
}

/// The number of the set of each group, from 0 in the order of the groups.
std::vector<std::size_t> numbers_of(Sets& sets, std::size_t count) {
  std::map<std::size_t, std::size_t> numbers;
  std::vector<std::size_t> out;
  for (std::size_t g = 0; g < count; ++g)
    out.push_back(numbers.emplace(sets.find(g), numbers.size()).first->second);
  return out;
}

/// Puts together groups that credit the same.
void unite_by_credits(std::span<const OriginMember> members, std::span<const OriginGroup> groups,
                      Sets& sets) {
  std::map<std::string, std::size_t> credited;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const std::size_t document : groups[g].documents) {
      for (const Credit& credit : members[document].credits) {
        if (credit.meaning == CreditMeaning::kPartly || credit.name.empty()) continue;
        sets.unite(credited.emplace(credit_key(credit), g).first->second, g);
      }
    }
  }
  // The text of one who is credited is what the others credit.
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const std::size_t document : groups[g].documents) {
      for (const SeenAt& seen : members[document].origin.seen) {
        if (!seen.outlet) continue;
        const auto found = credited.find("id:" + *seen.outlet);
        if (found != credited.end()) sets.unite(found->second, g);
      }
    }
  }
}

/// Notes which groups share a passage around the statement.
Status find_passages(OriginAnswer& answer, StoreReader& reader) {
  std::map<std::string_view, std::size_t> group_of;
  for (std::size_t g = 0; g < answer.groups.size(); ++g) {
    for (const std::size_t d : answer.groups[g].documents)
      group_of[answer.members[d].origin.document] = g;
  }
  const std::size_t groups = std::min(answer.groups.size(), kMostGroups);
  for (std::size_t g = 0; g < groups && answer.groups.size() > 1; ++g) {
    std::set<std::size_t> others;
    const std::vector<std::size_t>& documents = answer.groups[g].documents;
    for (std::size_t i = 0; i < std::min(documents.size(), kMostLookedAt); ++i) {
      const Carrier& carrier = answer.carriers[documents[i]];
      const auto edges = reader.copies(carrier.document);
      if (!edges) return edges.error();
      for (const CopyEdge& edge : *edges) {
        const auto other = group_of.find(edge.document);
        if (other == group_of.end() || other->second == g) continue;
        const auto reaches = [&](const AlignedPassage& passage) {
          return passage.here.overlaps(carrier.span) &&
                 (passage.here.begin + kBeyond <= carrier.span.begin ||
                  passage.here.end >= carrier.span.end + kBeyond);
        };
        if (std::ranges::any_of(edge.passages, reaches)) others.insert(other->second);
      }
    }
    answer.groups[g].shares_passage_with.assign(others.begin(), others.end());
  }
  return {};
}

}  // namespace

std::vector<OriginMember> OriginAnswer::members_of(const OriginGroup& group) const {
  std::vector<OriginMember> own;
  for (const std::size_t document : group.documents) own.push_back(members[document]);
  return own;
}

std::vector<OriginGroup> group_by_cluster(std::span<const OriginMember> members,
                                          std::span<const std::size_t> group_of,
                                          std::span<const CopyCluster> clusters) {
  std::vector<OriginGroup> groups(clusters.size());
  for (std::size_t g = 0; g < clusters.size(); ++g) {
    groups[g].cluster = clusters[g].id;
    groups[g].cluster_documents = clusters[g].members.size();
    groups[g].complete = clusters[g].complete;
  }
  for (std::size_t d = 0; d < members.size(); ++d) groups[group_of[d]].documents.push_back(d);
  std::erase_if(groups, [](const OriginGroup& group) { return group.documents.empty(); });
  std::ranges::stable_sort(groups, [](const OriginGroup& a, const OriginGroup& b) {
    return a.documents.size() > b.documents.size();
  });
  for (OriginGroup& group : groups) {
    std::vector<OriginMember> own;
    for (const std::size_t document : group.documents) own.push_back(members[document]);
    group.origin = find_origin(own);
  }
  return groups;
}

void number_sources(std::span<const OriginMember> members, std::vector<OriginGroup>& groups) {
  Sets sets(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const std::size_t other : groups[g].shares_passage_with) sets.unite(g, other);
  }
  const std::vector<std::size_t> strands = numbers_of(sets, groups.size());
  unite_by_credits(members, groups, sets);
  const std::vector<std::size_t> sources = numbers_of(sets, groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    groups[g].strand = strands[g];
    groups[g].source = sources[g];
  }
}

Result<OriginAnswer> find_origins(std::string_view text, double least, std::size_t limit,
                                  const OutletRegistry& registry, StoreReader& reader) {
  Result<CarrierAnswer> found = reader.carriers(text, least, limit);
  if (!found) return found.error();
  OriginAnswer answer;
  answer.carriers = std::move(found->carriers);
  answer.cut = found->cut;
  answer.alike_cut = found->alike_cut;
  std::vector<std::string> ids;
  for (const Carrier& carrier : answer.carriers) {
    Result<DocumentOrigin> origin = reader.origin(carrier.document);
    if (!origin) return origin.error();
    ids.push_back(carrier.document);
    std::vector<Credit> credits = credits_of(*origin, registry);
    answer.members.push_back({std::move(*origin), std::move(credits)});
  }
  const Result<ClusterGroups> clusters = reader.clusters(ids);
  if (!clusters) return clusters.error();
  answer.groups = group_by_cluster(answer.members, clusters->group_of, clusters->clusters);
  if (Status passages = find_passages(answer, reader); !passages) return passages.error();
  number_sources(answer.members, answer.groups);
  for (const OriginGroup& group : answer.groups) {
    answer.independent = std::max(answer.independent, group.strand + 1);
    answer.sources = std::max(answer.sources, group.source + 1);
  }
  answer.origin = find_origin(answer.members);
  return answer;
}

}  // namespace headwater
