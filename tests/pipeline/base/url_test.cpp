#include "base/url.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

namespace headwater {
namespace {

struct Row {
  std::string_view input;
  std::string_view expected;  // empty: nothing
};

std::string href_of(std::string_view input) {
  const auto url = parse_url(input);
  return url ? url->href() : "";
}

TEST(Url, HostsAreWhatConnectionsGoTo) {
  for (const Row& row : std::initializer_list<Row>{
           {"http://127.1/", "http://127.0.0.1/"},
           {"http://0x7f.0.0.1", "http://127.0.0.1/"},
           {"http://017700000001/", "http://127.0.0.1/"},
           {"http://2130706433/", "http://127.0.0.1/"},
           {"http://127.0.0.1./", "http://127.0.0.1/"},
           {"http://%31%32%37.0.0.1/", "http://127.0.0.1/"},
           {"http://\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1/", "http://127.0.0.1/"},
           {"http://169\xe3\x80\x82"
            "254.169.254/",
            "http://169.254.169.254/"},
           {"http://[::FFFF:127.0.0.1]/", "http://[::ffff:7f00:1]/"},
           {"http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"},
           {"http://256.0.0.1/", ""},
           {"http://4294967296/", ""},
           {"http://1.2.3.4.5/", ""},
           {"http://0xffffffffffffffffffff/", ""},
           {"http://[::1%25eth0]/", ""},
           {"http://herald.example\\@evil.example/", "http://herald.example/@evil.example/"},
           {"http://herald.example:80\\x", "http://herald.example/x"},
           {"ht\ttp://herald.\nexample/", "http://herald.example/"},
           {"https://Hafen-K\xc3\xbcste.example", "https://xn--hafen-kste-geb.example/"},
           {"http://her ald.example/", ""},
           {"http://herald.example:65536/", ""},
           {"http:///", ""},
           {"", ""},
       }) {
    EXPECT_EQ(href_of(row.input), row.expected) << row.input;
  }
}

TEST(Url, HasTheBytesOfAnAddress) {
  const auto v4 = parse_url("http://192.0.2.7/");
  ASSERT_TRUE(v4);
  EXPECT_EQ(v4->host->kind, HostKind::kIpv4);
  EXPECT_EQ(v4->host->bytes[0], 192);
  EXPECT_EQ(v4->host->bytes[3], 7);
  const auto v6 = parse_url("http://[2001:db8::1:2]/");
  ASSERT_TRUE(v6);
  EXPECT_EQ(v6->host->kind, HostKind::kIpv6);
  EXPECT_EQ(v6->host->bytes[1], 1);
  EXPECT_EQ(v6->host->bytes[15], 2);
}

TEST(Url, KnowsItsPortAndTarget) {
  const auto plain = parse_url("HTTPS://herald.example:443");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->port, std::nullopt);
  EXPECT_EQ(plain->effective_port(), 443);
  EXPECT_EQ(plain->target(), "/");
  const auto url = parse_url("http://herald.example:8080/a?b#c");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->effective_port(), 8080);
  EXPECT_EQ(url->target(), "/a?b");
  EXPECT_EQ(url->origin(), "http://herald.example:8080");
  EXPECT_EQ(url->href_without_fragment(), "http://herald.example:8080/a?b");
}

TEST(Url, IsBounded) {
  const std::string host = "http://herald.example/";
  EXPECT_TRUE(parse_url(host + std::string(kLongestAddress - host.size(), 'x')));
  EXPECT_FALSE(parse_url(host + std::string(kLongestAddress - host.size() + 1, 'x')));
  // Three bytes each when serialised.
  EXPECT_FALSE(parse_url(host + std::string(kLongestAddress / 2, '"')));
  EXPECT_FALSE(parse_url(std::string(1'000'000, '/')));
}

TEST(ResolveWebAddress, LeadsOnlyToTheWeb) {
  struct Link {
    std::string_view reference;
    std::string_view expected;
  };
  for (const Link& row : std::initializer_list<Link>{
           {"/news/1", "https://herald.example/news/1"},
           {"2?x=1#top", "https://herald.example/feeds/2?x=1"},
           {"//cdn.example/a", "https://cdn.example/a"},
           {"http://other.example", "http://other.example/"},
           {"https://user:secret@other.example/a", "https://other.example/a"},
           {"", "https://herald.example/feeds/all.xml"},
           {"../../..", "https://herald.example/"},
           {"javascript:alert(1)", ""},
           {"ftp://herald.example/", ""},
           {"file:///etc/passwd", ""},
           {"data:text/html,x", ""},
           {"mailto:desk@herald.example", ""},
           {"https://", ""},
       }) {
    const auto address =
        resolve_web_address(row.reference, "https://u:p@herald.example/feeds/all.xml#x");
    EXPECT_EQ(address.value_or(""), row.expected) << row.reference;
  }
  EXPECT_EQ(resolve_web_address("https://herald.example/a", ""), "https://herald.example/a");
  EXPECT_EQ(resolve_web_address("/a", ""), std::nullopt);
  EXPECT_EQ(resolve_web_address("/a", "file:///feeds/all.xml"), std::nullopt);
}

}  // namespace
}  // namespace headwater
