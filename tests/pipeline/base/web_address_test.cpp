#include "base/web_address.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

TEST(WebAddress, IsAsciiWithALowerCaseHost) {
  struct Row {
    const char* input;
    const char* expected;
  };
  constexpr Row kRows[] = {
      {"https://herald.example/a?b=c#d", "https://herald.example/a?b=c#d"},
      {"HTTP://Herald.Example/Path", "http://herald.example/Path"},
      {" https://herald.example\n", "https://herald.example"},
      {"https://herald.example:8080/", "https://herald.example:8080/"},
      {"http://[2001:db8::1]/x", "http://[2001:db8::1]/x"},
      {"https://herald.example/caf\xc3\xa9 bar", "https://herald.example/caf%C3%A9%20bar"},
      {"https://herald.example/100%25|x", "https://herald.example/100%25%7Cx"},
  };
  for (const Row& row : kRows) EXPECT_EQ(web_address(row.input), row.expected) << row.input;
}

TEST(WebAddress, RefusesEverythingElse) {
  const std::string rows[] = {"",
                              "herald.example",
                              "//herald.example/",
                              "/path",
                              "ftp://herald.example/",
                              "javascript:alert(1)",
                              "file:///etc/passwd",
                              "https://",
                              "https:///x",
                              "https://.example/",
                              "https://user:secret@herald.example/",
                              "https://her\xc3\xa4ld.example/",
                              "https://herald.example:port/",
                              "https://herald.example:123456/",
                              "https://[::1/",
                              "https://herald example/",
                              "https://herald.example/a\r\nSet-Cookie: x",
                              std::string("https://herald.example/a\0b", 26),
                              "https://herald.example/" + std::string(kLongestAddress, 'x')};
  for (const std::string& row : rows) EXPECT_FALSE(web_address(row)) << row;
}

TEST(WebAddress, IsAskedForAsTheUrlParserSerialisesIt) {
  const std::pair<const char*, const char*> rows[] = {
      {"https://herald.example", "https://herald.example/"},
      {" HTTPS://Herald.Example:443/a/../b c#d\n", "https://herald.example/b%20c"},
      {"https://her\xc3\xa4ld.example/\xc3\xa9?q", "https://xn--herld-ira.example/%C3%A9?q"},
      {"https://user:secret@herald.example/", nullptr},
      {"https://user@herald.example/", nullptr},
      {"ftp://herald.example/", nullptr},
      {"herald.example", nullptr},
  };
  for (const auto& [text, address] : rows) {
    EXPECT_EQ(request_address(text),
              address == nullptr ? std::nullopt : std::optional<std::string>(address))
        << text;
  }
}

}  // namespace
}  // namespace headwater
