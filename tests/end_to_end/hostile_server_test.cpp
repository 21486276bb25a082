// Servers that misbehave, through the whole program: each ends its own source with a name for what
// was wrong, within bounds, and the run goes on with the others.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/certificate_authority.h"
#include "support/encode_content.h"
#include "support/http_server.h"
#include "support/ingest_fixture.h"

namespace headwater::testing {
namespace {

using Serve = std::function<void(const ServedRequest&, ServedConnection&)>;

constexpr std::string_view kFeed =
    "<rss version=\"2.0\"><channel><title>Kelpbay</title><link>http://kelpbay.example/</link><item>"
    "<title>Ferry runs again</title><link>http://kelpbay.example/ferry</link><description>The "
    "ferry "
    "to Kelpbay runs again since Monday. Two hundred people took the first boat across the sound."
    "</description></item></channel></rss>";

std::string head(const std::string& length, const std::string& more = {}) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: " + length +
         "\r\n" + more + "\r\n";
}

std::string whole_length() { return std::to_string(kFeed.size()); }

/// `length` bytes of `coded` are sent under gzip, the whole length is stated.
Serve gzipped(const std::string& plain, std::size_t most) {
  const std::string coded = encode_content(plain, "gzip");
  return [coded, most](const ServedRequest&, ServedConnection& peer) {
    const std::string sent = coded.substr(0, most);
    peer.send(head(std::to_string(sent.size()), "Content-Encoding: gzip\r\n") + sent);
  };
}

struct BadServer {
  std::string name;
  Serve serve;
  std::string error;  ///< Stands in what the source is said to have failed of.
};

std::vector<BadServer> bad_servers() {
  return {
      {"slow-body",
       [](const ServedRequest&, ServedConnection& peer) {
         peer.send(head("100000"));
         peer.drip("x");
       },
       "timeout"},
      {"slow-head",
       [](const ServedRequest&, ServedConnection& peer) {
         peer.send("HTTP/1.1 200 OK\r\n");
         peer.drip("A");
       },
       "timeout"},
      {"silent", [](const ServedRequest&, ServedConnection& peer) { peer.wait_for_end(); },
       "timeout"},
      {"reset",
       [](const ServedRequest&, ServedConnection& peer) {
         peer.send(head(whole_length()) + std::string(kFeed.substr(0, 60)));
         peer.reset();
       },
       "reset"},
      {"length-too-long",
       [](const ServedRequest&, ServedConnection& peer) {
         peer.send(head(std::to_string(kFeed.size() + 500)) + std::string(kFeed));
         peer.close();
       },
       "early"},
      {"length-too-short",
       [](const ServedRequest&, ServedConnection& peer) {
         peer.send(head("90") + std::string(kFeed));
         peer.close();
       },
       ""},
      {"closes-early",
       [](const ServedRequest&, ServedConnection& peer) {
         peer.send(
             "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"1\"\r\n"
             "Connection: close\r\n\r\n" +
             std::string(kFeed.substr(0, 120)));
         peer.close();
       },
       ""},
      {"endless-redirects",
       [](const ServedRequest& request, ServedConnection& peer) {
         peer.respond(302, "Location: " + request.target() + "x\r\n", "");
       },
       "redirect"},
      {"redirect-to-a-file",
       [](const ServedRequest&, ServedConnection& peer) {
         peer.respond(302, "Location: file:///etc/passwd\r\n", "");
       },
       "redirect"},
      {"unasked-304",
       [](const ServedRequest&, ServedConnection& peer) { peer.respond(304, "", ""); }, "304"},
      {"cut-gzip", gzipped(std::string(kFeed), 120), "gzip"},
      {"gzip-bomb", gzipped(std::string(std::size_t{100} << 20U, ' '), std::string::npos), "grows"},
      {"huge-head",
       [](const ServedRequest&, ServedConnection& peer) {
         peer.send("HTTP/1.1 200 OK\r\nX-Filler: ");
         for (int i = 0; i < 400 && peer.open(); ++i) peer.send(std::string(10'000, 'a'));
         peer.close();
       },
       "a field or a message"},
      {"gibberish",
       [](const ServedRequest&, ServedConnection& peer) {
         peer.send("\x16\x03\x01 what else\r\n\r\n");
         peer.close();
       },
       "HTTP"},
  };
}

class HostileServers : public IngestFixture {
 protected:
  void add(const std::string& name, const std::string& uri,
           const std::string& more = "any_address = true\n") {
    sources_ += "[[source]]\nname = \"" + name +
                "\"\nkind = \"read_feed\"\nrobots = \"none\"\ntake = \"entries\"\nuri = \"" + uri +
                "\"\n" + more;
  }
  ProcessResult ingest_all(const std::string& web = {}) const {
    folder_.write("headwater.toml", "[web]\ndelay_ms = 0\ntimeout_s = 2\n" + web + sources_);
    return headwater({"ingest", "--json", "--config", (folder_ / "headwater.toml").string()});
  }
  std::string error_of(const std::string& name) const {
    return query("SELECT error FROM source WHERE name = '" + name + "'");
  }

  std::string sources_;
};

TEST_F(HostileServers, EndTheirOwnSourceAndNoOther) {
  const std::vector<BadServer> rows = bad_servers();
  std::vector<std::unique_ptr<HttpServer>> servers;
  for (const BadServer& row : rows) {
    servers.push_back(std::make_unique<HttpServer>(row.serve));
    add(row.name, servers.back()->uri("/feed.xml"));
  }
  const HttpServer good([](const ServedRequest&, ServedConnection& peer) {
    peer.respond(200, "Content-Type: application/rss+xml\r\n", kFeed);
  });
  add("good", good.uri("/feed.xml"));
  add("guarded", good.uri("/feed.xml"), "");
  add("unresolved", "http://nowhere.invalid/feed.xml");
  const auto began = std::chrono::steady_clock::now();
  const ProcessResult result = ingest_all();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::minutes(3));
  EXPECT_EQ(result.exit_code, 3) << result.err;
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // They keep what is freed.
  EXPECT_LT(result.peak_memory, std::uint64_t{256} << 20U);
#endif
  EXPECT_NE(result.out.find("\"balanced\":true"), std::string::npos) << result.out;
  for (const BadServer& row : rows) {
    EXPECT_NE(error_of(row.name).find(row.error), std::string::npos)
        << row.name << ": " << error_of(row.name);
  }
  EXPECT_EQ(error_of("good"), "\n");
  // What a server itself calls whole is read as far as it goes, but not silently.
  for (const char* name : {"length-too-short", "closes-early"}) {
    EXPECT_EQ(error_of(name), "\n");
    EXPECT_EQ(query("SELECT substr(warning, 1, 11), etag FROM source WHERE name = '" +
                    std::string(name) + "'"),
              "truncated: |\n");
  }
  EXPECT_NE(result.err.find("partial code=truncated"), std::string::npos) << result.err;
  EXPECT_NE(error_of("guarded").find("127.0.0.1"), std::string::npos) << error_of("guarded");
  EXPECT_NE(error_of("unresolved").find("nowhere.invalid"), std::string::npos)
      << error_of("unresolved");
  EXPECT_EQ(query("SELECT count(*) FROM document"), "1\n");
  EXPECT_EQ(good.log().size(), 1U);
  expect_sound();
}

TEST_F(HostileServers, AreTrustedOnlyWithACertificate) {
  const CertificateAuthority known;
  const CertificateAuthority stranger;
  const Serve serve = [](const ServedRequest&, ServedConnection& peer) {
    peer.respond(200, "Content-Type: application/rss+xml\r\n", kFeed);
  };
  const auto serve_as = [&](const ServerIdentity& identity) {
    return std::make_unique<HttpServer>(serve, "127.0.0.1", &identity);
  };
  const auto valid = serve_as(known.issue("localhost", "1"));
  const auto expired = serve_as(known.issue("localhost", "-1"));
  const auto other_host = serve_as(known.issue("kelpbay.example", "1"));
  const auto self_signed = serve_as(stranger.issue("localhost", "1"));
  const auto add_tls = [&](const std::string& name, const HttpServer& server) {
    add(name, "https://localhost:" + std::to_string(server.port()) + "/feed.xml");
  };
  add_tls("valid", *valid);
  add_tls("expired", *expired);
  add_tls("other-host", *other_host);
  add_tls("self-signed", *self_signed);
  const ProcessResult result = ingest_all("ca_file = \"" + known.file() + "\"\n");
  EXPECT_EQ(result.exit_code, 3) << result.err;
  EXPECT_EQ(error_of("valid"), "\n");
  for (const char* name : {"expired", "other-host", "self-signed"}) {
    EXPECT_NE(error_of(name).find("certificate"), std::string::npos) << name << error_of(name);
  }
  EXPECT_EQ(query("SELECT count(*) FROM document"), "1\n");
  EXPECT_TRUE(expired->log().empty() && other_host->log().empty() && self_signed->log().empty());
  expect_sound();
}

TEST_F(HostileServers, AClockThatWasAheadKeepsNoSourceWaiting) {
  const HttpServer good([](const ServedRequest&, ServedConnection& peer) {
    peer.respond(200, "Content-Type: application/rss+xml\r\n", kFeed);
  });
  add("good", good.uri("/feed.xml"));
  ASSERT_EQ(ingest_all().exit_code, 0);
  ASSERT_EQ(ingest_all().exit_code, 0);
  EXPECT_EQ(good.log().size(), 1U);  // not due
  // As if the run before had taken place ten years later.
  const std::string years = std::to_string(std::int64_t{10} * 365 * 86'400 * 1'000'000);
  query("UPDATE source SET asked = asked + " + years + ", due = due + " + years +
        "; UPDATE host SET asked = asked + " + years + ", not_before = not_before + " + years);
  EXPECT_EQ(ingest_all().exit_code, 0);
  EXPECT_EQ(good.log().size(), 2U);
  EXPECT_EQ(query("SELECT asked < due AND due < unixepoch() * 1000000 + 864000000000 FROM source"),
            "1\n");
  expect_sound();
}

}  // namespace
}  // namespace headwater::testing
