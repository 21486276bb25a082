// A day in the life, as a new user would live it: a list of feeds is imported, `ingest` runs from
// cron while the sites change, and status, doctor and show tell of it. The addresses
// are public ones (of an internet of the test's own).

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "archive/gzip.h"
#include "config/config_files.h"

#include "support/fake_internet.h"
#include "support/http_server.h"
#include "support/ingest_fixture.h"
#include "support/schema.h"

namespace headwater::testing {
namespace {

constexpr const char* kNames =
    "harbor.example=1.2.3.4;northfield.example=1.2.3.5;sound.example=1.2.3.6";

constexpr const char* kOpml =
    R"(<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Coast"><outline text="Harbor Ledger" xmlUrl="http://harbor.example/feed.xml"/>
<outline text="Northfield Courier" xmlUrl="http://northfield.example/rss"/></outline>
<outline text="Sound Weekly" xmlUrl="http://sound.example/feed.xml"/></body></opml>)";

std::string page(const std::string& title, const std::string& text) {
  return "<!doctype html><html><head><title>" + title + "</title></head><body><article><h1>" +
         title + "</h1><p>" + text + "</p></article></body></html>";
}

std::string wall(const std::string& when, const std::string& price) {
  return page("Harbour wall to be rebuilt",
              "The harbour wall at Kelp Bay will be rebuilt by " + when +
                  ", the council said on Monday. Work begins in June. \"We waited ten years for "
                  "this,\" said Mayor Ann Poole. The wall broke in the storm of 2016. It cost the "
                  "town " +
                  price + " crowns.");
}

std::string item(const std::string& host, const std::string& path, const std::string& title) {
  return "<item><guid>" + path + "</guid><title>" + title + "</title><link>http://" + host + path +
         "</link></item>";
}

std::string feed(const std::string& items) {
  return "<rss version=\"2.0\"><channel><title>News</title>" + items + "</channel></rss>";
}

/// What stands on the sites: "host/path" to a body, or to where it moved ("> http://...").
class Sites {
 public:
  void publish(const std::string& place, std::string body) {
    const std::lock_guard lock(mutex_);
    bodies_[place] = std::move(body);
  }
  void withdraw(const std::string& place) {
    const std::lock_guard lock(mutex_);
    bodies_.erase(place);
  }
  void answer(const ServedRequest& request, ServedConnection& peer) const {
    const std::string body = at(request.field("Host") + request.target());
    if (body.empty()) return peer.respond(404, "", "no such page");
    if (body.starts_with("> ")) {
      return peer.respond(301, "Location: " + body.substr(2) + "\r\n", "");
    }
    const bool xml = body.starts_with("<rss");
    peer.respond(200, xml ? "Content-Type: application/rss+xml\r\n" : "Content-Type: text/html\r\n",
                 body);
  }

 private:
  std::string at(const std::string& place) const {
    const std::lock_guard lock(mutex_);
    const auto found = bodies_.find(place);
    return found == bodies_.end() ? "" : found->second;
  }

  mutable std::mutex mutex_;
  std::map<std::string, std::string> bodies_;
};

class Day : public IngestFixture {
 protected:
  Day() {
    sites_.publish("harbor.example/wall.html", wall("next spring", "four million"));
    sites_.publish("harbor.example/feed.xml",
                   feed(item("harbor.example", "/wall.html", "Harbour wall to be rebuilt")));
    sites_.publish("northfield.example/roof.html",
                   page("School gets new roof",
                        "The primary school in Northfield has a new roof since Friday, the "
                        "district said. Rain came through the old one for three winters."));
    sites_.publish("northfield.example/rss",
                   feed(item("northfield.example", "/roof.html", "School gets new roof")));
    sites_.publish("sound.example/feed.xml", feed(""));
    folder_.write("feeds.opml", kOpml);
    folder_.write("headwater.toml", "[web]\ndelay_ms = 0\n");
  }

  ProcessResult call(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--config", (folder_ / "headwater.toml").string()});
    Command program = command(std::move(arguments));
    place_in_fake_internet(program, server_, kNames);
    return run(program);
  }
  /// Expects that a command ends with `exit_code` and says each of `lines`.
  void expect_told(const std::vector<std::string>& arguments, int exit_code,
                   const std::vector<std::string>& lines) const {
    const ProcessResult result = call(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << arguments[0] << ": " << result.err;
    for (const std::string& line : lines) {
      EXPECT_NE((result.out + result.err).find(line), std::string::npos)
          << arguments[0] << " does not say \"" << line << "\":\n"
          << result.out << result.err;
    }
  }
  /// The next run of cron, when all sources and servers may be asked again.
  void expect_ingested(int exit_code, const std::string& line) const {
    query("UPDATE source SET due = 0; UPDATE page SET due = 0; UPDATE host SET not_before = 0");
    expect_told({"ingest"}, exit_code, {line});
  }

  Sites sites_;
  HttpServer server_{[this](const ServedRequest& request, ServedConnection& peer) {
    sites_.answer(request, peer);
  }};
};

TEST_F(Day, IsTold) {
  const std::string list = (folder_ / "feeds.opml").string();
  expect_told({"sources", "import", list, "--set", R"({"recheck_hours":24})"}, 0,
              {"3 added, due at the next ingest\n"});
  expect_told({"sources", "import", list}, 0, {"0 added; 3 known before, left as they are\n"});

  // Morning: everything is new. The next call of cron finds nothing to do.
  expect_told({"ingest"}, 0, {"2 stored + 5 dropped (listing 3, robots 2)"});
  expect_told({"ingest"}, 0, {"0 arrived", "nothing was due; next is "});

  // Noon: a new article.
  sites_.publish("harbor.example/ferry.html",
                 page("Ferry timetable changes",
                      "The ferry between Kelp Bay and Northfield sails every hour from May, the "
                      "operator said on Tuesday. The last boat leaves at ten."));
  sites_.publish("harbor.example/feed.xml",
                 feed(item("harbor.example", "/wall.html", "Harbour wall to be rebuilt") +
                      item("harbor.example", "/ferry.html", "Ferry timetable changes")));
  query("UPDATE source SET due = 0");
  expect_told({"ingest"}, 0, {"1 stored + 3 dropped (listing 1, unchanged 2)"});

  // Afternoon: a text is changed and nobody says so; one feed is gone, one moves.
  sites_.publish("harbor.example/wall.html", wall("the end of next year", "nine million"));
  sites_.withdraw("northfield.example/rss");
  sites_.publish("sound.example/feed.xml", "> http://sound.example/news/feed.xml");
  sites_.publish("sound.example/news/feed.xml", feed(""));
  expect_ingested(3, "1 stored");

  // Evening: what the owner sees.
  expect_told({"status"}, 0,
              {"documents     4\n", "3 listed, 0 due, 1 failing, 0 silent, 1 moved; "});
  expect_told({"sources", "check"}, 3,
              {"Northfield Courier       failing",
               "http_status: http://northfield.example/rss: the server answers with status 404",
               "moved for good to http://sound.example/news/feed.xml, asked there since "});
  expect_told({"doctor"}, 3, {"3 listed, 1 failing, 0 silent; headwater sources check tells"});
  expect_told({"documents"}, 0,
              {"Harbour wall to be rebuilt  (version 1 of 2)\n",
               "Harbour wall to be rebuilt  (version 2 of 2)\n", "Ferry timetable changes\n"});
  const std::string latest =
      query("SELECT document FROM v_versions WHERE latest AND version = 2").substr(0, 32);
  expect_told({"show", latest, "--versions"}, 0,
              {"   1  ", "   2* ", "-2 +2 statements  http://harbor.example/wall.html"});
  expect_told({"show", latest, "--diff", "1..2"}, 0,
              {"- The harbour wall at Kelp Bay will be rebuilt by next spring, the council said",
               "+ The harbour wall at Kelp Bay will be rebuilt by the end of next year, the",
               "  (3 unchanged)\n- It cost the town four million crowns.\n"
               "+ It cost the town nine million crowns.\n"});
  // Nobody takes two states of one article for two papers.
  expect_told({"copies", latest}, 0,
              {"   version   1 of 2 of its article\n", "   version   2 of 2 of its article\n"});
  expect_sound();
}

TEST_F(Day, OfALongRobotsTxtTheRecordSaysThatItWasCut) {
  constexpr std::size_t kLong = 600'000;
  sites_.publish("harbor.example/robots.txt",
                 "User-agent: *\nDisallow: /never\n" + std::string(kLong, '#'));
  expect_told({"ingest", "http://harbor.example/wall.html"}, 0, {"1 stored"});
  std::string records;
  for (const auto& segment : std::filesystem::directory_iterator(store() / "captures")) {
    if (segment.path().extension() != ".gz") continue;
    const auto plain = gunzip(*read_small_file(segment.path()), UINT64_MAX);
    ASSERT_TRUE(plain.ok());
    records += plain->bytes;
  }
  const std::size_t cut = records.find("WARC-Truncated: length\r\n");
  ASSERT_NE(cut, records.npos);
  const std::size_t begin = records.rfind("WARC/1.1\r\n", cut);
  EXPECT_EQ(records.substr(begin, 29), "WARC/1.1\r\nWARC-Type: response");
  EXPECT_LT(records.find("WARC-Target-URI: http://harbor.example/robots.txt\r\n", begin),
            records.find("\r\n\r\n", begin));
  EXPECT_EQ(records.find("WARC-Truncated", cut + 1), records.npos);
  expect_sound();
}

TEST_F(Day, ListsSaySoWhatTheyTake) {
  const std::string address = "http://harbor.example/feed.xml";
  expect_told({"sources", "add", address, "--name", "harbor"}, 0,
              {"added harbor, due at the next ingest\n"});
  expect_told({"sources", "add", address, "--name", "harbor"}, 0,
              {"harbor is listed already, as it is\n"});
  expect_told({"sources", "add", address}, 2,
              {address + " is listed as \"harbor\" already; to change that, give --name"});
  expect_told({"ingest"}, 0, {"1 stored"});
  expect_told({"sources", "add", address, "--name", "harbor", "--set", R"({"every_minutes":5})"}, 0,
              {"changed harbor, due at the next ingest\n"});
  expect_told({"sources", "due"}, 0, {"harbor"});
  expect_told({"ingest"}, 0, {});
  expect_told({"sources", "add", address, "--name", "harbor", "--set", R"({"every_minutes":5})",
               "--category", "Bay"},
              0, {"changed harbor, due 20"});
  expect_told({"sources", "import", "x.opml", "--name", "x"}, 2,
              {"sources import takes no --name\n"});
  const std::string bad = folder_.write("bad.opml", "no list");
  expect_told({"sources", "import", bad}, 1, {bad + ": no OPML"});
  expect_told({"sources", "import", folder_.write("none.opml", "<opml><body/></opml>")}, 0,
              {"0 added: the list holds no feed\n"});
  expect_told({"sources", "remove", "alpha"}, 1,
              {"no source is called \"alpha\"; `headwater sources list` tells"});
  expect_told({"sources", "remove", "harbor"}, 0, {"removed harbor\n"});
  expect_told({"sources", "remove", "harbor"}, 1, {"no source is called \"harbor\""});
}

TEST_F(Day, ASourceOfTheConfigurationIsRemovedThere) {
  const std::string file = folder_.write("headwater.toml",
                                         "[web]\ndelay_ms = 0\n\n[[source]]\nname = \"harbor\"\n"
                                         "kind = \"read_feed\"\n"
                                         "uri = \"http://harbor.example/feed.xml\"\n");
  expect_told({"sources", "remove", "harbor"}, 2,
              {"\"harbor\" stands in " + file + ":4: remove it there\n"});
  expect_told({"ingest"}, 0, {"1 stored"});
  expect_told({"sources", "remove", "harbor"}, 2, {"remove it there"});
  EXPECT_EQ(query("SELECT active FROM source"), "1\n");
}

TEST_F(Day, ChangesOfTheListAreToldInJson) {
  const std::string address = "http://harbor.example/feed.xml";
  const ProcessResult added = call({"sources", "add", address, "--name", "harbor", "--json"});
  EXPECT_NE(added.out.find(R"("type":"feed")"), std::string::npos) << added.out;
  EXPECT_NE(added.out.find(R"("name":"harbor")"), std::string::npos) << added.out;
  const ProcessResult imported =
      call({"sources", "import", (folder_ / "feeds.opml").string(), "--json"});
  EXPECT_EQ(lines_of(imported.out).size(), 2U) << imported.out;
  const ProcessResult removed = call({"sources", "remove", "harbor", "--json"});
  EXPECT_NE(removed.out.find(R"("not listed")"), std::string::npos) << removed.out;
  expect_schemas(added.out + imported.out + removed.out);
}

}  // namespace
}  // namespace headwater::testing
