#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/feed_samples.h"
#include "support/http_server.h"
#include "support/ingest_fixture.h"

namespace headwater::testing {
namespace {

class IngestMoved : public IngestFixture {
 protected:
  ProcessResult configured(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--config", (folder_ / "headwater.toml").string()});
    return headwater(std::move(arguments));
  }
  void expect_told(std::vector<std::string> arguments, const std::string& line) const {
    const ProcessResult result = configured(std::move(arguments));
    EXPECT_NE(result.out.find(line), std::string::npos) << result.out << result.err;
  }
};

TEST_F(IngestMoved, AFeedIsAskedWhereItMovedToAndStaysListedWhereItWas) {
  const HttpServer site([](const ServedRequest& request, ServedConnection& peer) {
    if (request.target() == "/old.xml") {
      peer.respond(301, "Location: /new.xml\r\n", "");
    } else {
      peer.respond(200, "Content-Type: application/rss+xml\r\n", kKelpbayFeed);
    }
  });
  folder_.write("headwater.toml",
                "[web]\ndelay_ms = 0\n[[source]]\nname = \"kelpbay\"\nkind = \"read_feed\"\n"
                "any_address = true\ntake = \"entries\"\nuri = \"" +
                    site.uri("/old.xml") + "\"\n");
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(configured({"ingest"}).exit_code, 0);
    query("UPDATE source SET due = 0");
  }
  std::vector<std::string> asked;
  for (const ServedRequest& request : site.log()) asked.push_back(request.target());
  EXPECT_EQ(asked, (std::vector<std::string>{"/old.xml", "/new.xml", "/new.xml"}));
  const std::string moved = "moved for good to " + site.uri("/new.xml") + ", asked there since ";
  expect_told({"sources", "list"}, "  " + site.uri("/old.xml") + "\n    " + moved);
  expect_told({"sources", "list", "--json"}, "\"moved_to\":\"" + site.uri("/new.xml") + "\"");
  expect_told({"sources", "check"}, moved);
  EXPECT_EQ(configured({"sources", "check"}).exit_code, 0);
  expect_told({"sources", "export"}, "xmlUrl=\"" + site.uri("/new.xml") + "\"");
  expect_told({"status"}, ", 1 moved;");
  expect_told({"ingest", "--dry-run"}, ": " + site.uri("/new.xml") + "; robots.txt: not asked");
  EXPECT_EQ(query("SELECT uri, moved_to FROM v_sources"),
            site.uri("/old.xml") + "|" + site.uri("/new.xml") + "\n");
  EXPECT_EQ(query("SELECT json_extract(detail, '$.move') FROM lineage WHERE detail LIKE '%moved%'"),
            "taken over\n");
  expect_sound();
}

}  // namespace
}  // namespace headwater::testing
