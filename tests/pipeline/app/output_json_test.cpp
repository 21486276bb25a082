#include "app/output_json.h"

#include <gtest/gtest.h>

#include <functional>

#include "app/due_json.h"
#include "stages/catalog.h"
#include "support/invented_article.h"
#include "support/schema.h"

namespace headwater {
namespace {

std::string written(const std::function<void(JsonWriter&)>& write) {
  JsonWriter json;
  write(json);
  return std::string(json.text());
}

Sighting sighting() {
  Sighting sighting;
  sighting.capture = 1;
  sighting.uri = "https://herald.example/bridge";
  sighting.captured_at = {1'770'112'800'000'000};
  return sighting;
}

Occurrence occurrence() {
  Occurrence found;
  found.document = document_id(Digest{});
  found.sighting = sighting();
  found.outlet_id = "herald";
  found.published_at = "2022-10-21";
  found.span = {10, 20};
  found.raw = {{110, 120}};
  found.text = "It opens.";
  found.similarity = 0.75;
  return found;
}

TEST(OutputJson, Trace) {
  const TraceAnswer answer{{occurrence(), occurrence()}, true};
  const std::string statement =
      written([&](JsonWriter& json) { write_statement("It opens.", answer, json); });
  testing::expect_follows("statement", statement);
  EXPECT_EQ(statement,
            R"({"type":"statement","text":"It opens.","occurrences":2,"documents":1,"outlets":1,)"
            R"("complete":false})");
  const std::string found = written([](JsonWriter& json) { write_occurrence(occurrence(), json); });
  testing::expect_follows("occurrence", found);
  EXPECT_NE(found.find("\"link\":\"https://herald.example/bridge#:~:text=It%20opens.\""),
            std::string::npos);
}

TEST(OutputJson, RunsAndTheirSteps) {
  RunReport report;
  report.recipe = Digest{}.hex();
  report.seconds = 2;
  report.summary.counts.arrived = 3;
  report.summary.counts.stored = 1;
  report.summary.counts.dropped["duplicate"] = 1;
  report.summary.counts.quarantined["binary"] = 1;
  report.summary.times = {{"receive", 1'500'000'000}};
  testing::expect_follows("summary",
                          written([&](JsonWriter& json) { write_summary(report, json); }));
  StoredStep step;
  step.verb = "passed";
  step.detail = "{\"cuts\":2}";
  step.recipe = Digest{}.hex();
  const std::string id = document_id(Digest{});
  testing::expect_follows("lineage",
                          written([&](JsonWriter& json) { write_lineage(id, step, json); }));
  const RobotsOutlook refused{RobotsExpectation::kRefused, "refused by line 2: Disallow: /", 2,
                              "Disallow: /"};
  testing::expect_follows(
      "due", written([](JsonWriter& json) {
        write_due({"kelpbay", "read_feed", "https://kelpbay.example/feed", "", "", ""},
                  "https://kelpbay.example/feed", "never visited", {}, json);
      }));
  testing::expect_follows(
      "due_pages", written([&](JsonWriter& json) {
        write_due_pages({"https://kelpbay.example", 3, "https://kelpbay.example/a", refused}, json);
      }));
  testing::expect_follows("forecast",
                          written([](JsonWriter& json) { write_forecast({"in"}, json); }));
}

TEST(OutputJson, WhatIsInAStore) {
  StoredDocument document;
  document.article = testing::invented_article();
  for (const std::optional<VersionPlace>& place :
       {std::optional<VersionPlace>(), std::optional(VersionPlace{2, 2})}) {
    testing::expect_follows(
        "listing", written([&](JsonWriter& json) { write_listing(document, place, json); }));
  }
  QuarantineItem item;
  item.state = "open";
  item.sighting = sighting();
  item.sighting.container = Container{"file:///a", Digest{}, {1, 2}, 1};
  testing::expect_follows("quarantine",
                          written([&](JsonWriter& json) { write_quarantine(item, json); }));
  StoreStatus status;
  testing::expect_follows("status",
                          written([&](JsonWriter& json) { write_status("s", status, json); }));
  status.last_run = Timestamp{0};
  testing::expect_follows("status",
                          written([&](JsonWriter& json) { write_status("s", status, json); }));
  const ArticleVersion version{1, 2, true, std::string(32, 'a'), {}, "https://a.example/b", 3, 4};
  testing::expect_follows("revision",
                          written([&](JsonWriter& json) { write_revision(version, 1, 2, json); }));
  ASSERT_FALSE(document.article.statements.empty());
  document.article.id = std::string(32, 'a');
  testing::expect_follows(
      "change", written([&](JsonWriter& json) { write_change(document, "added", 1, 0, json); }));
  testing::expect_follows("finding", written([](JsonWriter& json) {
                            write_finding({201, "a", "b"}, json);
                          }));
  testing::expect_follows("verification", written([](JsonWriter& json) {
                            write_verification({}, VerifyDepth::kReadData, json);
                          }));
}

TEST(OutputJson, WhatTheProgramIsMadeOf) {
  for (const StageKind& kind : stage_kinds()) {
    testing::expect_follows("stage", written([&](JsonWriter& json) { write_stage(kind, json); }));
  }
  for (const SourceKind& kind : source_kinds()) {
    testing::expect_follows("source", written([&](JsonWriter& json) { write_source(kind, json); }));
  }
  testing::expect_follows("version",
                          written([](JsonWriter& json) { write_version("0.1.0", json); }));
  const ConfigMistake mistake{{"a.toml", 1, 2}, "unknown key"};
  testing::expect_follows("mistake",
                          written([&](JsonWriter& json) { write_mistake(mistake, json); }));
  testing::expect_follows("check",
                          written([](JsonWriter& json) { write_check({"built-in"}, json); }));
}

TEST(OutputJson, Events) {
  const std::string event =
      R"({"type":"event","time":"2026-02-03T10:00:00Z","level":"error","event":"failed","code":"io"})";
  EXPECT_EQ(testing::schema_errors("event", event), "");
  EXPECT_NE(testing::schema_errors("event", testing::without_key(event, "time")), "");
}

}  // namespace
}  // namespace headwater
