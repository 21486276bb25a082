#include "net/http_fields.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

using std::chrono::seconds;

constexpr Timestamp kNow{784'111'777'000'000};  // Sun, 06 Nov 1994 08:49:37 GMT
constexpr seconds kDay{86'400};

ResponseHead head_of(std::string_view bytes) {
  auto head = parse_response_head(bytes);
  EXPECT_TRUE(head.ok()) << bytes;
  return head ? *head : ResponseHead{};
}

TEST(ResponseHead, IsReadAsReceived) {
  const std::string_view bytes =
      "HTTP/1.1 200 OK\r\n"
      "Content-Type: text/html\r\n"
      "ETag:\t \"a b\" \r\n"
      "Set-Cookie: a=1\r\n"
      "Set-Cookie: b=2\r\n"
      "X-Empty:\r\n"
      "\r\n"
      "Body: yes";
  const ResponseHead head = head_of(bytes);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(bytes.substr(head.size), "Body: yes");
  EXPECT_EQ(head.fields.size(), 5U);
  EXPECT_EQ(head.fields[0].name, "Content-Type");
  EXPECT_EQ(head.find("content-TYPE"), "text/html");
  EXPECT_EQ(head.find("etag"), "\"a b\"");
  EXPECT_EQ(head.find("x-empty"), "");
  EXPECT_EQ(head.find("location"), std::nullopt);
  EXPECT_EQ(head.joined("set-cookie"), "a=1, b=2");
  EXPECT_EQ(head.joined("location"), "");
}

TEST(ResponseHead, ForgivesWhatServersSend) {
  struct Row {
    std::string_view bytes;
    int status;
    std::string_view value;  // of "A"
  };
  const Row rows[] = {
      {"HTTP/1.0 404\nA: x\n\nbody", 404, "x"},   // bare LF, no reason
      {"HTTP/2 301 \r\na: x\r\n\r\n", 301, "x"},  // as HTTP/2 is shown
      {"HTTP/1.1 200 OK\r\nA: x\r\n y\r\n\tz\r\n\r\n", 200, "x y z"},
      {"HTTP/1.1 200 OK\r\n folded into nothing\r\nA: x\r\n\r\n", 200, "x"},
      {"HTTP/1.1 200 OK\r\nno field\r\n folded\r\nA: x\r\n\r\n", 200, "x"},
      {"HTTP/1.1 200 OK\r\nA : x\r\n\r\n", 200, "x"},
      {"HTTP/1.1 200 OK\r\n: y\r\nB(: y\r\nA: x\r\n\r\n", 200, "x"},
      {"HTTP/1.1 200 OK\r\nA: x\ry\r\n\r\n", 200, "x y"},
      {"HTTP/1.1 200 OK\r\nA: x", 200, "x"},  // cut off
      {"HTTP/1.1  200  OK\r\nA: x\r\n\r\n", 200, "x"},
  };
  for (const Row& row : rows) {
    const ResponseHead head = head_of(row.bytes);
    EXPECT_EQ(head.status, row.status) << row.bytes;
    EXPECT_EQ(head.find("a"), row.value) << row.bytes;
  }
  EXPECT_EQ(head_of(std::string("HTTP/1.1 200 OK\r\nA: x\0y\r\n", 25)).find("a"), "x y");
}

TEST(ResponseHead, RefusesWhatIsNone) {
  for (const char* bytes :
       {"", "\r\n", "<html>", "HTTP/1.1\r\n", "HTTP/1.1 20\r\n", "HTTP/1.1 2000\r\n",
        "HTTP/1.1 OK\r\n", "HTTP/1.1 -20 \r\n", "HTTP/1.1 099\r\n", "ICY 200 OK\r\n"}) {
    const auto head = parse_response_head(bytes);
    ASSERT_FALSE(head.ok()) << bytes;
    EXPECT_EQ(head.error().code, ErrorCode::kBadHttp) << bytes;
  }
}

TEST(ResponseHead, IsBounded) {
  const std::string start = "HTTP/1.1 200 OK\r\n";
  std::string many = start;
  for (std::size_t i = 0; i < kMostFields; ++i) many += "A: x\r\n";
  EXPECT_EQ(head_of(many + "\r\n").fields.size(), kMostFields);
  const auto more = parse_response_head(many + "A: x\r\n\r\n");
  ASSERT_FALSE(more.ok());
  EXPECT_EQ(more.error().code, ErrorCode::kTooMany);
  const auto large =
      parse_response_head(start + "A: " + std::string(kLongestHead, 'x') + "\r\n\r\n");
  ASSERT_FALSE(large.ok());
  EXPECT_EQ(large.error().code, ErrorCode::kTooLarge);
  EXPECT_TRUE(parse_response_head(start + "\r\n" + std::string(kLongestHead, 'x')).ok());
}

TEST(SanitizeFieldValue, LetsNothingEndTheField) {
  for (const char* value : {"\"abc\"", "W/\"a b\"", "Sun, 06 Nov 1994 08:49:37 GMT"})
    EXPECT_EQ(*sanitize_field_value(value), value);
  for (const std::string& value :
       {std::string(), std::string("a\r\nX: y"), std::string("a\nb"), std::string("a\0b", 3),
        std::string("caf\xc3\xa9"), std::string("a\tb"), std::string("\x7f"), std::string(" a"),
        std::string(kLongestSentValue + 1, 'x')}) {
    const auto refused = sanitize_field_value(value);
    ASSERT_FALSE(refused.ok()) << value;
    EXPECT_EQ(refused.error().code, ErrorCode::kBadArgument) << value;
  }
  EXPECT_TRUE(sanitize_field_value(std::string(kLongestSentValue, 'x')).ok());
}

TEST(MediaType, HasAnEssenceAndACharset) {
  struct Row {
    std::string_view value;
    std::string_view essence;  // empty: nothing
    std::string_view charset;
  };
  constexpr Row kRows[] = {
      {"text/html", "text/html", ""},
      {"Text/HTML; Charset=UTF-8", "text/html", "UTF-8"},
      {"text/html;charset=\"utf-8\"", "text/html", "utf-8"},
      {"text/html; charset=\"ut\\f-8\" ; x=y", "text/html", "utf-8"},
      {"text/html; x=\"a;charset=b\"; charset=koi8-r", "text/html", "koi8-r"},
      {"text/html; charset=a; charset=b", "text/html", "a"},
      {"text/html; charset; charset=b", "text/html", "b"},
      {"text/html; charset=; charset=b", "text/html", "b"},
      {"text/html; charset=\"open", "text/html", "open"},
      {"text/html;;; charset = b", "text/html", "b"},
      {" application/atom+xml ", "application/atom+xml", ""},
      {"text", "", ""},
      {"/html", "", ""},
      {"text/", "", ""},
      {"text/ht ml", "", ""},
      {"text/html, text/plain", "", ""},
      {"", "", ""},
  };
  for (const Row& row : kRows) {
    const auto type = parse_media_type(row.value);
    EXPECT_EQ(type ? type->essence : "", row.essence) << row.value;
    EXPECT_EQ(type ? type->charset : "", row.charset) << row.value;
  }
}

TEST(RetryAfter, IsSecondsOrADate) {
  struct Row {
    std::string_view value;
    std::optional<seconds> expected;
  };
  const Row rows[] = {
      {"120", seconds(120)},
      {" 0 ", seconds(0)},
      {"Sun, 06 Nov 1994 08:50:37 GMT", seconds(60)},
      {"Sunday, 06-Nov-94 09:49:37 GMT", seconds(3600)},
      {"Sun Nov  6 08:49:38 1994", seconds(1)},
      {"Sun, 06 Nov 1994 08:00:00 GMT", seconds(0)},
      {"Sun, 06 Nov 2094 08:00:00 GMT", kDay},
      {"86401", kDay},
      {"99999999999999999999999999", kDay},
      {"-5", std::nullopt},
      {"1.5", std::nullopt},
      {"soon", std::nullopt},
      {"", std::nullopt},
  };
  for (const Row& row : rows)
    EXPECT_EQ(parse_retry_after(row.value, kNow, kDay), row.expected) << row.value;
}

TEST(Validators, AreVerbatimOrAbsent) {
  const Validators good = validators_of(
      head_of("HTTP/1.1 200 OK\r\nETag: W/\"1-x\"\r\nLast-Modified: yesterday at noon\r\n\r\n"));
  EXPECT_EQ(good.etag, "W/\"1-x\"");
  EXPECT_EQ(good.last_modified, "yesterday at noon");
  const Validators bad = validators_of(head_of("HTTP/1.1 200 OK\r\nETag: \"caf\xe9\"\r\n\r\n"));
  EXPECT_EQ(bad.etag, "");
  EXPECT_EQ(bad.last_modified, "");
}

TEST(ContentCodings, AreFewAndKnown) {
  using List = std::vector<std::string>;
  EXPECT_EQ(*parse_content_codings(""), List());
  EXPECT_EQ(*parse_content_codings("GZIP"), List{"gzip"});
  EXPECT_EQ(*parse_content_codings("x-gzip, identity"), List{"gzip"});
  EXPECT_EQ(*parse_content_codings("deflate ,, br"), (List{"deflate", "br"}));
  EXPECT_EQ(*parse_content_codings("zstd"), List{"zstd"});
  EXPECT_EQ(parse_content_codings("gzip, gzip, gzip").error().code, ErrorCode::kTooMany);
  EXPECT_EQ(parse_content_codings("compress").error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(parse_content_codings("gzip;q=1").error().code, ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace headwater
