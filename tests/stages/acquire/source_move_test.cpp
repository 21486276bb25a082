#include "stages/acquire/source_move.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater {
namespace {

constexpr Timestamp kNow{1'770'120'000'000'000};
const SourceSpec kSpec{"kelpbay", "read_feed", "https://kelpbay.example/old", "{}", "config", {}};
const std::string kNew = "https://kelpbay.example/new";

HttpVisit way_of(const std::vector<std::string>& uris) {
  HttpVisit visit;
  for (const std::string& uri : uris) visit.exchanges.emplace_back().uri = uri;
  return visit;
}

TEST(SourceMove, IsNotBelievedWhereTheWayLeavesHttps) {
  const struct {
    std::vector<std::string> way;
    bool believed;
  } rows[] = {
      {{"https://a.example/", "https://b.example/"}, true},
      {{"http://a.example/", "http://b.example/"}, true},
      {{"http://a.example/", "https://a.example/"}, true},
      {{"https://a.example/", "http://b.example/"}, false},
      {{"https://a.example/", "http://b.example/", "https://b.example/"}, false},
      {{"http://a.example/", "https://a.example/", "http://b.example/"}, false},
  };
  for (const auto& row : rows) {
    const ClaimedMove move = claimed_move(row.way.back(), way_of(row.way));
    EXPECT_EQ(move.to, row.way.back());
    EXPECT_EQ(move.refused.empty(), row.believed) << row.way.front() << " to " << row.way.back();
  }
  EXPECT_EQ(claimed_move("", way_of({"https://a.example/"})).to, "");
}

TEST(SourceMove, IsTakenOverAtOnceWithAListing) {
  SourceState state;
  EXPECT_EQ(note_move(kSpec, kNew, MoveProof::kListing, kNow, state), "taken over");
  EXPECT_EQ(state.address, kNew);
  EXPECT_EQ(state.moved, kNow);
  EXPECT_EQ(state.moving_to, "");
  // And back again to where its owner has it.
  note_move(kSpec, kSpec.uri, MoveProof::kListing, kNow, state);
  EXPECT_EQ(state.address, "");
}

TEST(SourceMove, IsTakenOverAfterSoManyVisitsInARow) {
  SourceState state;
  const auto visit = [&](const std::string& to) {
    return note_move(kSpec, to, MoveProof::kAnswered, kNow, state);
  };
  EXPECT_EQ(visit(kNew), "seen 1 of 3 times");
  EXPECT_EQ(visit(kNew), "seen 2 of 3 times");
  EXPECT_EQ(visit("https://kelpbay.example/other"), "seen 1 of 3 times");
  note_no_move(state);
  EXPECT_EQ(visit(kNew), "seen 1 of 3 times");
  EXPECT_EQ(visit(kNew), "seen 2 of 3 times");
  EXPECT_EQ(state.address, "");
  EXPECT_EQ(visit(kNew), "taken over");
  EXPECT_EQ(state.address, kNew);
  EXPECT_EQ(state.moving_visits, 0);
}

TEST(SourceMove, IsGivenUpWhereTheNewAddressFails) {
  const struct {
    int status;
    double failures;
    bool given_up;
  } rows[] = {{404, 1, true}, {410, 1, true}, {503, 0.25, false}, {403, 2.5, false},
              {0, 3, true},   {500, 3, true}, {200, 1, false}};
  for (const auto& row : rows) {
    SourceState state;
    state.address = kNew;
    state.moved = kNow;
    state.etag = "\"5\"";
    state.gone = row.status == 410;
    state.failures = row.failures;
    EXPECT_EQ(give_up_move(row.status, state), row.given_up) << row.status;
    EXPECT_EQ(state.address.empty(), row.given_up) << row.status;
    EXPECT_EQ(state.etag.empty(), row.given_up) << row.status;
    EXPECT_FALSE(state.gone) << row.status;
  }
  SourceState never_moved;
  never_moved.gone = true;
  EXPECT_FALSE(give_up_move(410, never_moved));
  EXPECT_TRUE(never_moved.gone);
}

}  // namespace
}  // namespace headwater
