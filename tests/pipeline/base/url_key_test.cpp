#include "base/url_key.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(UrlKey, IsTheSameForAddressesOfOneArticle) {
  struct Row {
    const char* uri;
    const char* key;
  };
  const Row rows[] = {
      {"https://www.kelpbay.example/news/ferry", "kelpbay.example/news/ferry"},
      {"http://kelpbay.example/news/ferry/", "kelpbay.example/news/ferry"},
      {"https://M.KELPBAY.example:443/news/./ferry#top", "kelpbay.example/news/ferry"},
      {"https://amp.kelpbay.example/news/ferry?", "kelpbay.example/news/ferry"},
      {"https://kelpbay.example/news/ferry?utm_source=feed&fbclid=x", "kelpbay.example/news/ferry"},
      {"https://kelpbay.example/a?id=7&utm_medium=rss&page=2", "kelpbay.example/a?id=7&page=2"},
      {"https://kelpbay.example:8443/a", "kelpbay.example:8443/a"},
      {"https://kelpbay.example/%c3%a9t%C3%A9", "kelpbay.example/%C3%A9t%C3%A9"},
      {"https://kelpbay.example/été", "kelpbay.example/%C3%A9t%C3%A9"},
      {"https://user:secret@kelpbay.example/a", "kelpbay.example/a"},
      {"https://kelpbay.example", "kelpbay.example/"},
      {"https://www.m.kelpbay.example/a//", "kelpbay.example/a"},
      {"https://m.example/a", "m.example/a"},
      {"https://amp.co.uk/a", "amp.co.uk/a"},
      {"https://www.amp.co.uk/a", "amp.co.uk/a"},
      {"https://news.kelpbay.example/a", "news.kelpbay.example/a"},
      {"file:///srv/a.txt", "file:///srv/a.txt"},
      {"tag:kelpbay.example,2026:7", "tag:kelpbay.example,2026:7"},
      {"", ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(article_url_key(row.uri), row.key) << row.uri;
    if (std::string_view(row.uri).starts_with("http")) {
      EXPECT_EQ(article_url_key("https://" + std::string(row.key)), row.key);
    }
  }
}

TEST(UrlKey, TellsOtherAddressesApart) {
  EXPECT_NE(article_url_key("https://kelpbay.example/a"),
            article_url_key("https://kelpbay.example/b"));
  EXPECT_NE(article_url_key("https://kelpbay.example/?id=1"),
            article_url_key("https://kelpbay.example/?id=2"));
  EXPECT_NE(article_url_key("https://kelpbay.example/a"),
            article_url_key("https://kelpbay.test/a"));
}

}  // namespace
}  // namespace headwater
