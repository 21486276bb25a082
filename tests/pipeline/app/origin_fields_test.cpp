#include "app/origin_fields.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/origin_samples.h"

namespace headwater {
namespace {

using testing::origin_members;
using testing::OriginRow;

/// The outlet of the earliest one, "?n" where n come first, "-" where there is none.
std::string who(const std::vector<OriginMember>& members, const std::optional<Earliest>& earliest) {
  if (!earliest) return "-";
  if (!earliest->known()) return "?" + std::to_string(earliest->count);
  return members[earliest->member].origin.seen[earliest->seen].outlet.value_or("unknown");
}

std::string credited(const OriginFields& fields) {
  std::string out;
  for (const CreditCount& count : fields.credited)
    out += (out.empty() ? "" : " ") + count.credit.name + ":" + std::to_string(count.documents);
  return out;
}

std::string conflicts(const OriginFields& fields) {
  std::string out;
  for (const OriginConflict& conflict : fields.conflicts)
    out += (out.empty() ? "" : " ") + std::string(conflict_name(conflict.kind));
  return out;
}

struct FieldsRow {
  const char* what;
  std::vector<OriginRow> documents;
  const char* first_seen;
  const char* credited;
  const char* dated;
  const char* conflicts;
};

TEST(OriginFields, AreThreeAndTellConflicts) {
  const FieldsRow rows[] = {
      {"nothing", {}, "-", "", "-", ""},
      {"one", {{"harbor", "2026-03-01", 5}}, "harbor", "", "harbor", ""},
      {"nobody is dated", {{"harbor", "", 5}, {"kelp", "", 6}}, "harbor", "", "-", ""},
      {"seen at one time", {{"harbor", "", 5}, {"kelp", "", 5}}, "?2", "", "-", ""},
      {"seen at one time, but later",
       {{"harbor", "", 5}, {"kelp", "", 5}, {"tide", "", 4}},
       "tide",
       "",
       "-",
       ""},
      {"the agency is first in everything",
       {{"tide", "2026-03-01T08:00:00Z", 1},
        {"harbor", "2026-03-01T09:00:00Z", 2, {"dateline:tide"}}},
       "tide",
       "Tidewire:1",
       "tide",
       ""},
      {"one day for all",
       {{"tide", "2026-03-01", 1}, {"harbor", "2026-03-01", 2}},
       "tide",
       "",
       "?2",
       ""},
      {"a time within the day of another",
       {{"tide", "2026-03-01T08:00:00Z", 1}, {"harbor", "2026-03-01", 2}},
       "tide",
       "",
       "?2",
       ""},
      {"two times within the day of another: the later one is out",
       {{"kelp", "2026-03-01T15:00:00Z", 1},
        {"tide", "2026-03-01T08:00:00Z", 2},
        {"harbor", "2026-03-01", 3}},
       "kelp",
       "",
       "?2",
       ""},
      {"undated ones do not make it unknown",
       {{"tide", "2026-03-01", 1}, {"harbor", "", 2}, {"kelp", "2026-03-04", 3}},
       "tide",
       "",
       "tide",
       ""},
      {"the one who is credited is later",
       {{"tide", "2026-03-03", 1}, {"harbor", "2026-03-01", 2, {"dateline:tide"}}},
       "tide",
       "Tidewire:1",
       "harbor",
       "credited-is-later"},
      {"the earliest is another's, and credits nobody",
       {{"kelp", "2026-03-01", 1}, {"harbor", "2026-03-02", 2, {"dateline:tide"}}},
       "kelp",
       "Tidewire:1",
       "kelp",
       "earliest-credits-nobody"},
      {"both of these",
       {{"kelp", "2026-03-01", 1},
        {"tide", "2026-03-02", 2},
        {"harbor", "2026-03-03", 3, {"byline:tide"}}},
       "kelp",
       "Tidewire:1",
       "kelp",
       "credited-is-later earliest-credits-nobody"},
      {"the earliest credits the agency too",
       {{"kelp", "2026-03-01", 1, {"byline:tide"}}, {"harbor", "2026-03-02", 2, {"byline:tide"}}},
       "kelp",
       "Tidewire:2",
       "kelp",
       ""},
      {"who comes first is not known, so nothing is held against it",
       {{"kelp", "2026-03-01", 1}, {"harbor", "2026-03-01", 2, {"byline:tide"}}},
       "kelp",
       "Tidewire:1",
       "?2",
       ""},
      {"two agencies",
       {{"kelp", "", 1, {"byline:tide"}}, {"harbor", "", 2, {"byline:gull"}}},
       "kelp",
       "Gull Press:1 Tidewire:1",
       "-",
       "credits-differ"},
      {"parts of another agency are no conflict",
       {{"kelp", "", 1, {"byline:tide"}}, {"harbor", "", 2, {"contribution:gull"}}},
       "kelp",
       "Gull Press:1 Tidewire:1",
       "-",
       ""},
      {"supplied by one, printed by another first",
       {{"kelp", "", 1, {"byline:tide"}}, {"coast", "", 2, {"canonical-link:harbor"}}},
       "kelp",
       "The Harbor:1 Tidewire:1",
       "-",
       ""},
      {"two places where it stood",
       {{"kelp", "", 1, {"based-on=https://a.example/"}},
        {"coast", "", 2, {"canonical-link:harbor"}}},
       "kelp",
       "The Harbor:1 a.example:1",
       "-",
       "credits-differ"},
      {"seen before its date",
       {{"kelp", "2026-03-20", 1}},
       "kelp",
       "",
       "kelp",
       "seen-before-earliest-date"},
      {"seen on its day", {{"kelp", "2026-03-10", 1}}, "kelp", "", "kelp", ""},
      {"a date that is none", {{"kelp", "soon", 1}}, "kelp", "", "-", ""},
  };
  for (const FieldsRow& row : rows) {
    SCOPED_TRACE(row.what);
    std::vector<OriginRow> documents = row.documents;
    // The answer does not depend on the order.
    for (const bool turned : {false, true}) {
      if (turned) std::ranges::reverse(documents);
      const std::vector<OriginMember> members = origin_members(documents);
      const OriginFields fields = find_origin(members);
      EXPECT_EQ(who(members, fields.first_seen), row.first_seen);
      EXPECT_EQ(credited(fields), row.credited);
      EXPECT_EQ(who(members, fields.dated), row.dated);
      EXPECT_EQ(conflicts(fields), row.conflicts);
    }
  }
}

TEST(OriginFields, MessagesNameWhoAndWhen) {
  const std::vector<OriginMember> members = origin_members(
      {{"kelp", "2026-03-01", 1}, {"tide", "2026-03-02", 2}, {"harbor", "", 3, {"byline:tide"}}});
  const OriginFields fields = find_origin(members);
  ASSERT_EQ(fields.conflicts.size(), 2U);
  EXPECT_EQ(fields.conflicts[0].message,
            "Tidewire is credited, but its copy is dated 2026-03-02, after one of Kelp Bay Post "
            "(kelp), 2026-03-01");
  EXPECT_EQ(fields.conflicts[1].message,
            "others credit Tidewire, but the earliest dated copy is of Kelp Bay Post (kelp), "
            "2026-03-01, and credits nobody");
  EXPECT_EQ(fields.uncredited, 2U);
}

TEST(OriginFields, ADocumentSeenAtTwoOutletsIsBoth) {
  std::vector<OriginMember> members = origin_members({{"harbor", "2026-03-05", 9}});
  SeenAt second = members[0].origin.seen[0];
  second.outlet = "kelp";
  second.first_seen.microseconds -= 1;
  members[0].origin.seen.push_back(second);
  EXPECT_EQ(who(members, find_origin(members).first_seen), "kelp");
}

TEST(OriginFields, OutletsCountOnceAndUnknownOnesByTheirSite) {
  const struct {
    std::string outlet;
    std::string uri;
    std::string label;
  } rows[] = {
      {"kelp", "https://kelp.example/a", "Kelp Bay Post (kelp)"},
      {"kelp", "https://elsewhere.example/a", "Kelp Bay Post (kelp)"},
      {"", "https://www.loor.example/a", "www.loor.example"},
      {"", "https://loor.example/b", "loor.example"},
      {"", "https://brann.example/b", "brann.example"},
      {"", "file:///saved/b.txt", "an unknown outlet"},
  };
  std::vector<OriginMember> members;
  for (const auto& row : rows) {
    members.push_back(testing::origin_member({row.outlet, ""}, members.size()));
    members.back().origin.seen[0].uri = row.uri;
    members.back().origin.compared = members.size() > 1;
    EXPECT_EQ(outlet_label(members.back().origin.seen[0]), row.label);
  }
  const OriginFields fields = find_origin(members);
  EXPECT_EQ(fields.outlets, 3U);
  EXPECT_EQ(fields.unregistered, 2U);
  EXPECT_EQ(fields.uncompared, 1U);
}

// Twenty thousand documents, each of which credits somebody else.
TEST(OriginFields, HostileCreditsTakeNoTime) {
  std::vector<OriginRow> rows;
  for (int i = 0; i < 20'000; ++i)
    rows.push_back({"kelp", "2026-03-01", i, {"origin-notice=Paper " + std::to_string(i)}});
  const OriginFields fields = find_origin(origin_members(rows));
  EXPECT_EQ(fields.credited.size(), 20'000U);
  EXPECT_EQ(fields.conflicts.size(), 1U);
  EXPECT_LT(fields.conflicts[0].message.size(), 1000U);
}

}  // namespace
}  // namespace headwater
