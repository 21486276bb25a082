#include "app/origin_groups.h"

#include <gtest/gtest.h>

#include "support/origin_samples.h"

namespace headwater {
namespace {

using testing::origin_members;
using testing::OriginRow;

struct GroupRow {
  const char* what;
  std::vector<OriginRow> documents;
  std::vector<std::size_t> group_of;
  std::vector<std::pair<std::size_t, std::size_t>> passages;  // groups in their printed order
  std::string groups;                                         // documents/strand/source of each
};

TEST(OriginGroups, AreTextsThenStrandsThenSources) {
  const GroupRow rows[] = {
      {"nobody", {}, {}, {}, ""},
      {"one text", {{"kelp", ""}, {"harbor", ""}}, {0, 0}, {}, "2/0/0"},
      {"two texts", {{"kelp", ""}, {"harbor", ""}}, {0, 1}, {}, "1/0/0 1/1/1"},
      {"the largest first",
       {{"kelp", ""}, {"harbor", ""}, {"tide", ""}},
       {0, 1, 1},
       {},
       "2/0/0 1/1/1"},
      {"texts that credit the same",
       {{"kelp", "", 0, {"byline:tide"}}, {"harbor", "", 0, {"dateline:tide"}}},
       {0, 1},
       {},
       "1/0/0 1/1/0"},
      {"a text, and one that credits its outlet",
       {{"kelp", ""}, {"harbor", "", 0, {"canonical-link:kelp"}}},
       {0, 1},
       {},
       "1/0/0 1/1/0"},
      {"the same unregistered paper",
       {{"kelp", "", 0, {"origin-notice=The Loor Echo"}},
        {"harbor", "", 0, {"origin-notice=The Loor Echo"}}},
       {0, 1},
       {},
       "1/0/0 1/1/0"},
      {"parts of a text put nothing together",
       {{"kelp", "", 0, {"byline:tide"}}, {"harbor", "", 0, {"contribution:tide"}}},
       {0, 1},
       {},
       "1/0/0 1/1/1"},
      {"nor do feeds without a name",
       {{"kelp", "", 0, {"syndication-notice=A feed."}},
        {"harbor", "", 0, {"syndication-notice=A feed."}}},
       {0, 1},
       {},
       "1/0/0 1/1/1"},
      {"different agencies",
       {{"kelp", "", 0, {"byline:tide"}}, {"harbor", "", 0, {"byline:gull"}}},
       {0, 1},
       {},
       "1/0/0 1/1/1"},
      {"a passage",
       {{"kelp", ""}, {"harbor", ""}, {"coast", ""}},
       {0, 1, 2},
       {{0, 2}},
       "1/0/0 1/1/1 1/0/0"},
      {"a passage and a credit",
       {{"kelp", ""}, {"harbor", "", 0, {"byline:tide"}}, {"coast", "", 0, {"byline:tide"}}},
       {0, 1, 2},
       {{0, 1}},
       "1/0/0 1/0/0 1/1/0"},
  };
  for (const GroupRow& row : rows) {
    SCOPED_TRACE(row.what);
    const std::vector<OriginMember> members = origin_members(row.documents);
    std::vector<CopyCluster> clusters;
    for (const std::size_t group : row.group_of)
      clusters.resize(std::max(clusters.size(), group + 1));
    std::vector<OriginGroup> groups = group_by_cluster(members, row.group_of, clusters);
    for (const auto& [a, b] : row.passages) groups[a].shares_passage_with.push_back(b);
    number_sources(members, groups);
    std::string found;
    for (const OriginGroup& group : groups) {
      found += (found.empty() ? "" : " ") + std::to_string(group.documents.size()) + "/" +
               std::to_string(group.strand) + "/" + std::to_string(group.source);
    }
    EXPECT_EQ(found, row.groups);
  }
}

}  // namespace
}  // namespace headwater
