#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <sstream>
#include <string>
#include <vector>

#include "support/golden.h"
#include "support/ingest_fixture.h"
#include "support/schema.h"
#include "support/wire_desk.h"

namespace headwater::testing {
namespace {

bool holds(const ProcessResult& result, std::string_view text) {
  return result.out.find(text) != std::string::npos;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

/// `json` with the times at which documents were seen made the same.
std::string without_times(std::string json) {
  for (const std::string_view before :
       {"\"first_seen\":\"", "\"first_seen\":{\"time\":\"", "\"captured_at\":\""}) {
    for (std::size_t at = json.find(before); at != std::string::npos; at = json.find(before, at)) {
      at += before.size();
      json.replace(at, json.find('"', at) - at, "TIME");
    }
  }
  return json;
}

/// The wire desk in a store, one file an article, so that each is seen at a time of its own.
class CopiesTest : public IngestFixture {
 protected:
  void SetUp() override {
    const std::vector<DeskArticle> desk = wire_desk();
    for (std::size_t i = 0; i < desk.size(); ++i) {
      const std::string name = "desk-" + std::to_string(i) + ".jsonl";
      ingest(folder_.write(name, desk[i].json_line()));
    }
    std::istringstream in(headwater({"documents"}).out);
    for (std::string row; std::getline(in, row);) ids_.push_back(row.substr(0, 32));
    ASSERT_EQ(ids_.size(), desk.size());
  }

  ProcessResult on_terminal(std::vector<std::string> arguments, const std::string& no_colour) const;

  enum Desk { kWire, kLead, kTail, kWords, kRoundUp, kOther };
  std::vector<std::string> ids_;
};

/// Runs it with a terminal for its standard output.
ProcessResult CopiesTest::on_terminal(std::vector<std::string> arguments,
                                      const std::string& no_colour) const {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  EXPECT_GE(terminal, 0);
  EXPECT_EQ(::grantpt(terminal), 0);
  EXPECT_EQ(::unlockpt(terminal), 0);
  char name[64];
  EXPECT_EQ(::ptsname_r(terminal, name, sizeof name), 0);
  // Held open, or what was written would be lost when the program ends.
  const int held = ::open(name, O_RDWR | O_NOCTTY);
  Command asked = command(std::move(arguments));
  asked.output = name;
  asked.environment.emplace_back("NO_COLOR", no_colour);
  ProcessResult result = run(asked);
  ::fcntl(terminal, F_SETFL, O_NONBLOCK);
  char bytes[4096];
  for (ssize_t got = 0; (got = ::read(terminal, bytes, sizeof bytes)) > 0;)
    result.out.append(bytes, static_cast<std::size_t>(got));
  ::close(held);
  ::close(terminal);
  return result;
}

TEST_F(CopiesTest, TheTimelineTellsWhoAddedAndCutWhat) {
  const ProcessResult result = headwater({"copies", ids_[kWords]});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::vector<std::string> expected = {
      std::string("4 documents of 4 outlets"),
      "credited origin      Tidewire (tidewire), by 2 of 4 documents (dateline, source-line)",
      "earliest dated copy  2026-03-02T09:00:00Z, Tidewire (tidewire), document " + ids_[kWire],
      std::string("1. Tidewire (tidewire), supplier, 2026-03-02T09:00:00Z"),
      std::string("2. The Harbor Ledger (harbor-ledger), publisher, 2026-03-02T12:30:00Z"),
      std::string("3. The Valley Dispatch (valley-dispatch), publisher, 2026-03-02T15:00:00Z"),
      std::string("4. Northfield Courier (northfield-courier), publisher, 2026-03-03"),
      std::string("reference copy, because it bears the earliest date"),
      std::string("+ Three crews from our own bay had waited in Saltmere since the storm."),
      std::string("- Fishing quotas for the lost days may be moved to May"),
      std::string("[-4.2-] {+four+} million crowns"),
      std::string("for [-the second week of April-] {+after Easter+}"),
      std::string("Not in the cluster, for they only share a passage with " + ids_[kWords]),
      std::string("Diario de la Cala (diario-cala), 2026-03-06, document " + ids_[kRoundUp]),
  };
  for (const std::string& says : expected) {
    EXPECT_TRUE(holds(result, says)) << says << "\n" << result.out;
  }
  EXPECT_FALSE(holds(result, ids_[kOther])) << result.out;
  EXPECT_FALSE(holds(result, "conflict")) << result.out;
}

TEST_F(CopiesTest, JsonIsAsPromised) {
  const ProcessResult result = headwater({"copies", ids_[kTail].substr(0, 8), "--json"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  expect_schemas(result.out);
  const ProcessResult origins = headwater({"origins", "--json", kDeskSentence});
  EXPECT_EQ(origins.exit_code, 0) << origins.err;
  expect_schemas(origins.out);
  expect_golden("copies_wire_desk.jsonl", without_times(result.out + origins.out));
}

TEST_F(CopiesTest, ARoundUpIsInNoCluster) {
  const ProcessResult result = headwater({"copies", ids_[kRoundUp], "--json"});
  const std::vector<std::string> lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 6U) << result.out;  // itself, and a passage of each of four copies
  EXPECT_NE(lines[0].find("\"members\":1,"), std::string::npos) << lines[0];
  for (std::size_t i = 2; i < lines.size(); ++i) EXPECT_EQ(type_of(lines[i]), "shared_passage");
  const ProcessResult alone = headwater({"copies", ids_[kOther]});
  EXPECT_TRUE(alone.out.starts_with("No copies of it are known.")) << alone.out;
}

TEST_F(CopiesTest, AStatementOfFourOutletsIsOfOneSource) {
  const ProcessResult tail = headwater({"origins", kDeskTail});
  EXPECT_EQ(tail.exit_code, 0) << tail.err;
  EXPECT_TRUE(holds(tail, "3 documents of 3 outlets carry it, in 1 independent text.")) << tail.out;
  const ProcessResult all = headwater({"origins", kDeskSentence});
  EXPECT_TRUE(holds(
      all, "5 documents of 5 outlets carry it, in 2 texts, of which 1 at most is independent."))
      << all.out;
  EXPECT_TRUE(holds(all, "shares               more than the statement with 2")) << all.out;
  const ProcessResult none = headwater({"origins", "Nobody ever printed this sentence anywhere."});
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_TRUE(holds(none, "No document carries it.")) << none.out;
}

TEST_F(CopiesTest, LimitsAreTold) {
  const ProcessResult some = headwater({"origins", kDeskSentence, "--documents", "2"});
  EXPECT_TRUE(holds(some, "At least 2 documents")) << some.out;
  EXPECT_TRUE(holds(some, "Only 2 documents were looked at; see --documents.")) << some.out;
  const ProcessResult few = headwater({"copies", ids_[kTail], "--limit", "1"});
  // The reference copy and the one asked for are always told of.
  EXPECT_TRUE(holds(few, "\n1. Tidewire") && holds(few, "\n4. Northfield Courier")) << few.out;
  EXPECT_TRUE(holds(few, "... and 2 more; see --limit.")) << few.out;
}

TEST_F(CopiesTest, NoControlCharacterReachesTheOutput) {
  for (const std::vector<std::string>& row : {std::vector<std::string>{"copies", ids_[kWire]},
                                              {"origins", kDeskSentence},
                                              {"copies", ids_[kWire], "--json"},
                                              {"origins", "--json", kDeskSentence}}) {
    const ProcessResult result = headwater(row);
    EXPECT_EQ(result.out.find('\x1b'), std::string::npos) << result.out;
    const bool for_people = row.back() != "--json" && row[1] != "--json";
    if (for_people) {
      EXPECT_EQ(result.out.find("\u202e"), std::string::npos) << result.out;
    }
  }
}

TEST_F(CopiesTest, ColourIsForTerminals) {
  const ProcessResult coloured = on_terminal({"copies", ids_[kTail]}, "");
  EXPECT_EQ(coloured.exit_code, 0) << coloured.err;
  EXPECT_TRUE(holds(coloured, "\x1b[31m- Fishing quotas")) << coloured.out;
  EXPECT_TRUE(holds(coloured, "\x1b[32m+ Three crews")) << coloured.out;
  EXPECT_TRUE(holds(coloured, "\x1b[31;9m4.2\x1b[0m \x1b[32mfour\x1b[0m million")) << coloured.out;
  // What articles bring along is shown, not obeyed: every escape belongs to a mark of ours.
  EXPECT_EQ(count(coloured.out, "\x1b["), 2 * count(coloured.out, "\x1b[0m")) << coloured.out;
  const ProcessResult plain = on_terminal({"copies", ids_[kTail]}, "1");
  EXPECT_FALSE(holds(plain, "\x1b")) << plain.out;
  EXPECT_TRUE(holds(plain, "{+four+}")) << plain.out;
  EXPECT_TRUE(holds(on_terminal({"origins", kDeskTail}, ""), "\x1b[1m3 documents"));
}

TEST_F(CopiesTest, WhatIsRefused) {
  const struct {
    std::vector<std::string> arguments;
    int exit_code;
    std::string_view says;
  } rows[] = {
      {{"copies", "0123456789"}, 1, "no document has an id"},
      {{"copies", "xyz"}, 2, "no document id"},
      {{"copies"}, 2, "DOC is missing"},
      {{"origins"}, 2, "TEXT is missing"},
      {{"origins", "..."}, 2, "no word"},
      {{"origins", "water", "--documents", "many"}, 2, "no whole number"},
      {{"copies", ids_[kWire], "--store", (folder_ / "none").string()}, 10, "there is no store"},
  };
  for (const auto& row : rows) {
    const ProcessResult result = headwater(row.arguments);
    EXPECT_EQ(result.exit_code, row.exit_code) << result.err;
    EXPECT_NE(result.err.find(row.says), std::string::npos) << result.err;
  }
}

}  // namespace
}  // namespace headwater::testing
