#include "net/http_client.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include "net/address_guard.h"
#include "support/http_server.h"

namespace headwater {
namespace {

using std::chrono::milliseconds;
using testing::HttpServer;
using testing::ServedConnection;
using testing::ServedRequest;

// No test waits for it: what is slow on purpose has a shorter limit of its own.
constexpr milliseconds kLong{20'000};

HttpClientOptions quick_options() {
  HttpClientOptions options;
  options.contact = "https://herald.example/bot";
  options.total_timeout = milliseconds(15'000);
  return options;
}

std::unique_ptr<HttpClient> make_client(HttpClientOptions options = quick_options()) {
  Result<std::unique_ptr<HttpClient>> client = make_http_client(std::move(options), system_clock());
  EXPECT_TRUE(client.ok());
  return std::move(*client);
}

HttpRequest request_for(std::string uri) {
  HttpRequest request;
  request.ticket = 7;
  request.uri = std::move(uri);
  request.most_bytes = 1'000'000;
  request.reach = Reach::kAny;
  return request;
}

HttpReply ask(HttpClient& client, HttpRequest request) {
  client.start(std::move(request));
  std::optional<HttpReply> reply = client.wait(kLong);
  EXPECT_TRUE(reply.has_value());
  return reply ? std::move(*reply) : HttpReply{};
}

HttpReply ask(HttpClient& client, const std::string& uri) { return ask(client, request_for(uri)); }

ErrorCode code_of(const HttpReply& reply) {
  return reply.error ? reply.error->code : ErrorCode::kInternal;
}

TEST(HttpClient, TellsTheExchangeAsItWas) {
  HttpServer server([](const ServedRequest&, ServedConnection& peer) {
    peer.respond(200, "Content-Type: text/html\r\nSet-Cookie: a=b\r\n", "<p>Kelp</p>");
  });
  const auto client = make_client();
  HttpRequest request = request_for(server.uri("/a//b;c?q=%2F.."));
  request.fields = {{"Accept", "text/html"}, {"If-None-Match", "\"x 1\""}};
  const HttpReply reply = ask(*client, request);
  EXPECT_FALSE(reply.error);
  EXPECT_EQ(reply.ticket, 7U);
  EXPECT_EQ(reply.exchange.uri, request.uri);
  EXPECT_EQ(reply.exchange.status, 200);
  EXPECT_EQ(reply.exchange.body, "<p>Kelp</p>");
  EXPECT_EQ(reply.exchange.response,
            "HTTP/1.1 200 As Said\r\nContent-Type: text/html\r\nSet-Cookie: a=b\r\n"
            "Content-Length: 11\r\n\r\n");
  EXPECT_EQ(reply.exchange.request, server.log().at(0).head);
  EXPECT_EQ(reply.exchange.address, server.place());
  EXPECT_EQ(reply.exchange.tls, "");
  EXPECT_GT(reply.exchange.began.microseconds, 0);
  const ServedRequest seen = server.log().at(0);
  EXPECT_EQ(seen.target(), "/a//b;c?q=%2F..");
  EXPECT_EQ(seen.field("Accept"), "text/html");
  EXPECT_EQ(seen.field("If-None-Match"), "\"x 1\"");
  EXPECT_EQ(seen.field("Accept-Encoding"), "gzip, br, zstd");
  EXPECT_EQ(seen.field("User-Agent"), "Headwater/0.1.0 (+https://herald.example/bot)");
}

TEST(HttpClient, KeepsConnectionsButNoCookies) {
  HttpServer server([](const ServedRequest&, ServedConnection& peer) {
    peer.respond(200, "Set-Cookie: id=1; Path=/\r\n", "x");
  });
  const auto client = make_client();
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(ask(*client, server.uri("/")).error);
  for (const ServedRequest& seen : server.log()) {
    EXPECT_EQ(seen.connection, 1);
    EXPECT_EQ(seen.field("Cookie"), "");
  }
}

TEST(HttpClient, LeavesContentCodingsAndRedirectsAlone) {
  const std::string not_even_gzip = "\x1f\x8b no gzip";
  HttpServer server([&](const ServedRequest&, ServedConnection& peer) {
    peer.respond(302, "Location: http://127.0.0.1/\r\nContent-Encoding: gzip\r\n", not_even_gzip);
  });
  const auto client = make_client();
  const HttpReply reply = ask(*client, server.uri("/"));
  EXPECT_FALSE(reply.error);
  EXPECT_EQ(reply.exchange.status, 302);
  EXPECT_EQ(reply.exchange.body, not_even_gzip);
  EXPECT_EQ(server.log().size(), 1U);
}

TEST(HttpClient, KeepsTheHeadOfTheResponseOnly) {
  HttpServer server([](const ServedRequest&, ServedConnection& peer) {
    peer.send(
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n"
        "3\r\nabc\r\n0\r\nX: trailer\r\n\r\n");
  });
  const auto client = make_client();
  const HttpReply reply = ask(*client, server.uri("/"));
  EXPECT_FALSE(reply.error);
  EXPECT_EQ(reply.exchange.response,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n");
  EXPECT_EQ(reply.exchange.body, "abc");
}

TEST(HttpClient, SpeaksIpv6) {
  HttpServer server(
      [](const ServedRequest&, ServedConnection& peer) { peer.respond(200, "", "x"); }, "::1");
  const auto client = make_client();
  const HttpReply reply = ask(*client, server.uri("/"));
  EXPECT_FALSE(reply.error);
  EXPECT_EQ(reply.exchange.address, server.place());
}

// What a server may do wrong, and what becomes of it.
struct Misdeed {
  const char* name;
  void (*serve)(ServedConnection&);
  ErrorCode code;
  const char* body;  ///< What is kept.
};

void send_many(ServedConnection& peer, std::string_view piece, int times) {
  for (int i = 0; i < times && peer.open(); ++i) peer.send(piece);
}

const Misdeed kMisdeeds[] = {
    {"HeadDrips",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\nX: ");
       peer.drip("a");
     },
     ErrorCode::kTimeout, ""},
    {"BodyDrips",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\nbegin");
       peer.wait_for_end();
     },
     ErrorCode::kTimeout, "begin"},
    {"Silence", [](ServedConnection& peer) { peer.wait_for_end(); }, ErrorCode::kTimeout, ""},
    {"ClosedAtOnce", [](ServedConnection& peer) { peer.close(); }, ErrorCode::kTruncated, ""},
    {"ResetAtOnce", [](ServedConnection& peer) { peer.reset(); }, ErrorCode::kTruncated, ""},
    {"ClosedInTheBody",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234");
       peer.close();
     },
     ErrorCode::kTruncated, "1234"},
    {"ClosedInTheHead",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\nContent-Le");
       peer.close();
     },
     ErrorCode::kTruncated, ""},
    {"NoLastChunk",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
       peer.close();
     },
     ErrorCode::kTruncated, "abc"},
    {"ChunkSizeIsNoNumber",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n");
       peer.wait_for_end();
     },
     ErrorCode::kTruncated, "abc"},
    {"ChunkSizeOverflows",
     [](ServedConnection& peer) {
       peer.send(
           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffffff\r\nabc");
       peer.wait_for_end();
     },
     ErrorCode::kTruncated, ""},
    {"DeclaredTooLarge",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\nContent-Length: 1000001\r\n\r\n");
       peer.wait_for_end();
     },
     ErrorCode::kTooLarge, ""},
    {"NegativeLength",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc");
       peer.wait_for_end();
     },
     ErrorCode::kBadHttp, ""},
    {"FloodOf1xx",
     [](ServedConnection& peer) { send_many(peer, "HTTP/1.1 103 Early\r\n\r\n", 100'000); },
     ErrorCode::kTooLarge, ""},
    {"FloodOfFields",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\n");
       send_many(peer, "A:\r\n", 100'000);
     },
     ErrorCode::kTooLarge, ""},
    {"HugeField",
     [](ServedConnection& peer) {
       peer.send("HTTP/1.1 200 OK\r\nA: ");
       send_many(peer, std::string(10'000, 'a'), 1'000);
     },
     ErrorCode::kTooLarge, ""},
    {"Http09",
     [](ServedConnection& peer) {
       peer.send("<html>hello</html>\r\n\r\n");
       peer.close();
     },
     ErrorCode::kBadHttp, ""},
    {"Gibberish",
     [](ServedConnection& peer) {
       peer.send(std::string("HTTP/1.1\0\xff 2zz\r\n\r\n", 18));
       peer.close();
     },
     ErrorCode::kBadHttp, ""},
};

class HttpClientMisdeed : public ::testing::TestWithParam<Misdeed> {};

TEST_P(HttpClientMisdeed, IsNamed) {
  const Misdeed& misdeed = GetParam();
  HttpServer server([&](const ServedRequest&, ServedConnection& peer) { misdeed.serve(peer); });
  HttpClientOptions options = quick_options();
  if (misdeed.code == ErrorCode::kTimeout) options.total_timeout = milliseconds(120);
  const auto client = make_client(std::move(options));
  const HttpReply reply = ask(*client, server.uri("/page"));
  EXPECT_EQ(code_of(reply), misdeed.code) << (reply.error ? reply.error->message : "no error");
  EXPECT_EQ(reply.exchange.body, misdeed.body);
  ASSERT_TRUE(reply.error);
  EXPECT_NE(reply.error->message.find(server.uri("/page")), std::string::npos);
  EXPECT_EQ(client->active(), 0U);
}

INSTANTIATE_TEST_SUITE_P(All, HttpClientMisdeed, ::testing::ValuesIn(kMisdeeds),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(HttpClient, CountsTheBodyAsItComes) {
  HttpServer server([](const ServedRequest&, ServedConnection& peer) {
    peer.send("HTTP/1.1 200 OK\r\n\r\n");
    send_many(peer, std::string(1'000, 'a'), 2'000);
    peer.close();
  });
  const auto client = make_client();
  HttpRequest request = request_for(server.uri("/"));
  request.most_bytes = 5'500;
  const HttpReply reply = ask(*client, request);
  EXPECT_EQ(code_of(reply), ErrorCode::kTooLarge);
  EXPECT_EQ(reply.exchange.body, std::string(5'500, 'a'));
  EXPECT_NE(reply.error->message.find("5500 bytes"), std::string::npos) << reply.error->message;
}

TEST(HttpClient, TakesNoResponseThatWasNotAskedFor) {
  HttpServer server([](const ServedRequest& request, ServedConnection& peer) {
    if (request.target() != "/first") {
      peer.respond(200, "", "second");
      return;
    }
    peer.send(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"
        "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
  });
  const auto client = make_client();
  EXPECT_EQ(ask(*client, server.uri("/first")).exchange.body, "first");
  EXPECT_EQ(ask(*client, server.uri("/second")).exchange.body, "second");
}

struct BadRequest {
  const char* uri;
  const char* field;
  const char* value;
};
const BadRequest kBadRequests[] = {
    {"file:///etc/passwd", "A", "b"},
    {"gopher://127.0.0.1/", "A", "b"},
    {"http://127.0.0.1/a b", "A", "b"},
    {"http://127.0.0.1/a/../b", "A", "b"},
    {"http://127.1/", "A", "b"},
    {"http://127.0.0.1/#part", "A", "b"},
    {"http://user:secret@127.0.0.1/", "A", "b"},
    {"http://127.0.0.1/\r\nX: y", "A", "b"},
    {"http://127.0.0.1/", "If-None-Match", "\"a\"\r\nHost: evil"},
    {"http://127.0.0.1/", "If-None-Match", "caf\xc3\xa9"},
    {"http://127.0.0.1/", "If-None-Match", ""},
    {"http://127.0.0.1/", "A:B", "c"},
    {"http://127.0.0.1/", "", "c"},
};

TEST(HttpClient, RefusesWhatWouldSendSomethingElse) {
  const auto client = make_client();
  for (const BadRequest& row : kBadRequests) {
    HttpRequest request = request_for(row.uri);
    request.fields = {{row.field, row.value}};
    EXPECT_EQ(code_of(ask(*client, request)), ErrorCode::kBadArgument) << row.uri << row.value;
  }
}

TEST(HttpClient, AsksTheGuardForEveryConnectionAlsoOldOnes) {
  HttpServer server(
      [](const ServedRequest&, ServedConnection& peer) { peer.respond(200, "", "x"); });
  std::vector<std::string> asked;
  HttpClientOptions options = quick_options();
  options.guard = [&](std::string_view address, std::uint16_t port) -> Status {
    asked.push_back(std::string(address) + " " + std::to_string(port));
    return Error{ErrorCode::kForbiddenAddress, "loopback"};
  };
  const auto client = make_client(std::move(options));
  HttpRequest request = request_for(server.uri("/"));
  request.reach = Reach::kPublic;
  const HttpReply refused = ask(*client, request);
  EXPECT_EQ(code_of(refused), ErrorCode::kForbiddenAddress);
  EXPECT_TRUE(refused.exchange.request.empty());
  EXPECT_TRUE(server.log().empty());

  EXPECT_FALSE(ask(*client, server.uri("/")).error);  // Leaves a connection behind.
  EXPECT_EQ(code_of(ask(*client, request)), ErrorCode::kForbiddenAddress);
  EXPECT_EQ(server.log().size(), 1U);
  const std::string place = "127.0.0.1 " + std::to_string(server.port());
  EXPECT_EQ(asked, (std::vector<std::string>{place, place}));
}

TEST(HttpClient, GuardsByItselfWhereNoOtherGuardIsNamed) {
  HttpServer server(
      [](const ServedRequest&, ServedConnection& peer) { peer.respond(200, "", "x"); });
  const auto client = make_client();
  HttpRequest request = request_for(server.uri("/"));
  request.reach = Reach::kPublic;
  const HttpReply reply = ask(*client, request);
  EXPECT_EQ(code_of(reply), ErrorCode::kForbiddenAddress);
  const Status verdict = check_address("127.0.0.1", server.port());
  ASSERT_FALSE(verdict.ok());
  EXPECT_TRUE(reply.error->message.ends_with(verdict.error().message)) << reply.error->message;
  EXPECT_TRUE(server.log().empty());
}

TEST(HttpClient, SeesThroughANameThatTurnsToLoopback) {
  const auto serve = [](const ServedRequest&, ServedConnection& peer) {
    peer.respond(200, "Connection: close\r\n", "x");
  };
  HttpServer outside(serve, "127.0.0.2");  // Stands for a public server.
  HttpServer inside(serve, "127.0.0.1");
  std::string place = outside.place();
  HttpClientOptions options = quick_options();
  options.connect_to = [&](std::string_view) { return place; };
  options.guard = [](std::string_view address, std::uint16_t) -> Status {
    if (address == "127.0.0.2") return {};
    return Error{ErrorCode::kForbiddenAddress, "loopback"};
  };
  const auto client = make_client(std::move(options));
  HttpRequest request = request_for("http://flips.example/");
  request.reach = Reach::kPublic;
  EXPECT_EQ(ask(*client, request).exchange.address, outside.place());
  place = inside.place();
  EXPECT_EQ(code_of(ask(*client, request)), ErrorCode::kForbiddenAddress);
  EXPECT_TRUE(inside.log().empty());
  EXPECT_EQ(outside.log().at(0).field("Host"), "flips.example");
}

TEST(HttpClient, SaysWhatCannotBeReached) {
  const auto client = make_client();
  EXPECT_EQ(code_of(ask(*client, "http://no-such-name.invalid/")), ErrorCode::kNameResolution);
  std::uint16_t free_port = 0;
  {
    free_port = HttpServer([](const ServedRequest&, ServedConnection&) {}).port();
  }
  const HttpReply reply = ask(*client, "http://127.0.0.1:" + std::to_string(free_port) + "/");
  EXPECT_EQ(code_of(reply), ErrorCode::kConnect);
  EXPECT_EQ(reply.exchange.status, 0);
}

TEST(HttpClient, TakesNoProxyFromTheEnvironment) {
  HttpServer server(
      [](const ServedRequest&, ServedConnection& peer) { peer.respond(200, "", "x"); });
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  const auto client = make_client();
  const HttpReply reply = ask(*client, server.uri("/"));
  ::unsetenv("http_proxy");
  EXPECT_FALSE(reply.error);
}

TEST(HttpClient, CarriesOutManyAtOnceAndDropsWhatIsLeft) {
  HttpServer server([](const ServedRequest& request, ServedConnection& peer) {
    if (request.target() == "/never") {
      peer.wait_for_end();
    } else {
      peer.respond(200, "", request.target());
    }
  });
  const auto client = make_client();
  client->start(request_for(server.uri("/never")));
  for (std::uint64_t i = 0; i < 40; ++i) {
    HttpRequest request = request_for(server.uri("/" + std::to_string(i)));
    request.ticket = i;
    client->start(request);
  }
  EXPECT_EQ(client->active(), 41U);
  for (int i = 0; i < 40; ++i) {
    const std::optional<HttpReply> reply = client->wait(kLong);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->exchange.body, "/" + std::to_string(reply->ticket));
  }
  EXPECT_FALSE(client->wait(milliseconds(0)));
  EXPECT_EQ(client->active(), 1U);
}

TEST(HttpClient, RefusesAContactThatIsNone) {
  for (const char* contact : {"a\r\nX: y", "a b", "(a)", "caf\xc3\xa9"}) {
    HttpClientOptions options;
    options.contact = contact;
    const auto client = make_http_client(options, system_clock());
    ASSERT_FALSE(client.ok()) << contact;
    EXPECT_EQ(client.error().code, ErrorCode::kBadConfig);
  }
}

}  // namespace
}  // namespace headwater
