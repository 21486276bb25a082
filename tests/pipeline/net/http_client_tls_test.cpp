#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string_view>

#include "net/http_client.h"
#include "support/certificate_authority.h"
#include "support/http_server.h"

namespace headwater {
namespace {

using testing::CertificateAuthority;
using testing::HttpServer;
using testing::ServerIdentity;

struct TlsCase {
  const char* name;
  const char* certified_host;
  const char* days;
  bool known_authority;
  std::optional<ErrorCode> code;
};
const TlsCase kCases[] = {
    {"Trusted", "herald.example", "1", true, std::nullopt},
    {"Expired", "herald.example", "-1", true, ErrorCode::kTls},
    {"WrongHost", "other.example", "1", true, ErrorCode::kTls},
    {"UnknownAuthority", "herald.example", "1", false, ErrorCode::kTls},
};

class HttpClientTls : public ::testing::TestWithParam<TlsCase> {};

TEST_P(HttpClientTls, TrustsOnlyWhatIsProven) {
  const TlsCase& row = GetParam();
  const CertificateAuthority authority;
  const CertificateAuthority stranger;
  const ServerIdentity identity = authority.issue(row.certified_host, row.days);
  HttpServer server([](const testing::ServedRequest&,
                       testing::ServedConnection& peer) { peer.respond(200, "", "x"); },
                    "127.0.0.1", &identity);
  HttpClientOptions options;
  options.ca_file = row.known_authority ? authority.file() : stranger.file();
  options.connect_to = [&](std::string_view) { return server.place(); };
  const auto client = make_http_client(std::move(options), system_clock());
  ASSERT_TRUE(client.ok());
  // Twice: the second request goes over the first one's connection and tells of the same TLS.
  for (int i = 0; i < 2; ++i) {
    HttpRequest request;
    request.uri = "https://herald.example/";
    request.most_bytes = 1'000;
    request.reach = Reach::kAny;
    (*client)->start(request);
    const std::optional<HttpReply> reply = (*client)->wait(std::chrono::seconds(20));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->error ? std::optional(reply->error->code) : std::nullopt, row.code);
    if (row.code) continue;
    EXPECT_EQ(reply->exchange.body, "x");
    EXPECT_TRUE(reply->exchange.tls.starts_with("TLSv1.3 TLS_AES_")) << reply->exchange.tls;
  }
  EXPECT_EQ(server.log().size(), row.code ? 0U : 2U);
}

INSTANTIATE_TEST_SUITE_P(All, HttpClientTls, ::testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace headwater
