// Servers and the DNS that lead to private addresses, through the whole program: nothing is asked
// there, the source says why, and the run goes on.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/fake_internet.h"
#include "support/feed_samples.h"
#include "support/http_server.h"
#include "support/ingest_fixture.h"

namespace headwater::testing {
namespace {

constexpr const char* kNames =
    "kelpbay.example=1.2.3.4;intranet.example=10.0.0.7;both.example=1.2.3.9,10.0.0.7";

/// Sources on an internet of the tests' own, and one server behind all its addresses.
class PrivateAddress : public IngestFixture {
 protected:
  void add(const std::string& name, const std::string& uri, const std::string& more) {
    sources_ +=
        "[[source]]\nname = \"" + name + "\"\nkind = \"read_feed\"\nuri = \"" + uri + "\"\n" + more;
  }
  ProcessResult ingest_all(const HttpServer& server, const std::string& names = kNames) const {
    folder_.write("headwater.toml", "[web]\ndelay_ms = 0\ntimeout_s = 5\n" + sources_);
    Command ingest = command({"ingest", "--config", (folder_ / "headwater.toml").string()});
    place_in_fake_internet(ingest, server, names, "1.2.3.9");
    return run(ingest);
  }
  static std::vector<std::string> asked(const HttpServer& server) {
    std::vector<std::string> asked;
    for (const ServedRequest& request : server.log()) {
      asked.push_back(request.field("Host") + request.target());
    }
    return asked;
  }

  std::string sources_;
};

constexpr const char* kEntries = "robots = \"none\"\ntake = \"entries\"\n";

TEST_F(PrivateAddress, IsNotFollowedBehindARedirect) {
  const struct {
    const char* name;
    std::string to;
    int status;
  } rows[] = {
      {"by-name", "http://intranet.example/secret", 302},
      {"for-good", "http://intranet.example/secret", 301},
      {"by-number", "http://192.168.0.1/secret", 302},
      {"metadata", "http://169.254.169.254/latest/meta-data/", 307},
      {"loopback", "http://127.0.0.1/secret", 308},
      {"integer", "http://2130706433/secret", 302},
      {"mapped", "http://[::ffff:10.0.0.7]/secret", 302},
      {"odd-port", "http://kelpbay.example:6379/secret", 302},
  };
  const HttpServer server([&](const ServedRequest& request, ServedConnection& peer) {
    for (const auto& row : rows) {
      if (request.target() == "/" + std::string(row.name)) {
        return peer.respond(row.status, "Location: " + row.to + "\r\n", "");
      }
    }
    peer.respond(200, "Content-Type: application/rss+xml\r\n", kKelpbayFeed);
  });
  for (const auto& row : rows) {
    add(row.name, "http://kelpbay.example/" + std::string(row.name), kEntries);
  }
  add("good", "http://kelpbay.example/good", kEntries);
  const ProcessResult result = ingest_all(server);
  EXPECT_EQ(result.exit_code, 3) << result.err;
  EXPECT_EQ(asked(server).size(), std::size(rows) + 1);
  for (const std::string& request : asked(server)) {
    EXPECT_EQ(request.find("secret"), std::string::npos) << request;
  }
  EXPECT_EQ(query("SELECT name FROM source WHERE error = ''"), "good\n");
  EXPECT_EQ(query("SELECT count(*) FROM source WHERE error LIKE 'forbidden_address: %'"),
            std::to_string(std::size(rows)) + "\n")
      << query("SELECT name, error FROM source");
  EXPECT_EQ(query("SELECT count(*) FROM source WHERE address <> '' OR moving_to <> ''"), "0\n");
  EXPECT_EQ(query("SELECT count(*) FROM document"), "1\n");
  expect_sound();
}

TEST_F(PrivateAddress, IsNotAskedWhateverTheDnsSaysNext) {
  const HttpServer server([](const ServedRequest&, ServedConnection& peer) {
    peer.respond(200, "Content-Type: application/rss+xml\r\n", kKelpbayFeed);
  });
  add("kelpbay", "http://kelpbay.example/feed", kEntries);
  add("both", "http://both.example/feed", kEntries);  // The public one of its addresses is down.
  EXPECT_EQ(ingest_all(server).exit_code, 3);
  EXPECT_EQ(asked(server), std::vector<std::string>{"kelpbay.example/feed"});
  EXPECT_EQ(query("SELECT name FROM source WHERE error = ''"), "kelpbay\n");
  // Now the name that was public leads inside.
  for (const char* address : {"127.0.0.1", "10.0.0.7", "100.64.0.1", "::1", "fd00::7"}) {
    query("UPDATE source SET due = 0; UPDATE host SET not_before = 0");
    ingest_all(server, "kelpbay.example=" + std::string(address));
    EXPECT_EQ(query("SELECT substr(error, 1, 19) FROM source WHERE name = 'kelpbay'"),
              "forbidden_address: \n")
        << address;
  }
  EXPECT_EQ(asked(server).size(), 1U);
  expect_sound();
}

TEST_F(PrivateAddress, IsNotAskedForRobotsTxtOrPages) {
  const HttpServer server([](const ServedRequest& request, ServedConnection& peer) {
    if (request.target() == "/robots.txt") {
      return peer.respond(302, "Location: http://intranet.example/robots.txt\r\n", "");
    }
    peer.respond(
        200, "Content-Type: application/rss+xml\r\n",
        std::string("<rss><channel><item><link>http://kelpbay.example/page</link></item>"
                    "<item><link>http://intranet.example/page</link></item></channel></rss>"));
  });
  add("kelpbay", "http://kelpbay.example/feed", "");
  const ProcessResult result = ingest_all(server);
  EXPECT_EQ(asked(server),
            (std::vector<std::string>{"kelpbay.example/feed", "kelpbay.example/robots.txt"}));
  EXPECT_NE(result.out.find("forbidden 2"), std::string::npos) << result.out << result.err;
  expect_sound();
}

}  // namespace
}  // namespace headwater::testing
