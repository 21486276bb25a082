#include "base/file_uri.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(FileUri, KeepsEveryByteOfAName) {
  std::string path = "/";
  for (int byte = 1; byte < 256; ++byte) path += static_cast<char>(byte);
  const std::string uri = file_uri(path);
  EXPECT_EQ(path_of_file_uri(uri), path);
  EXPECT_EQ(uri.find_first_not_of(
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/%:"),
            std::string::npos);
}

TEST(FileUri, EncodesAsRfc8089) {
  EXPECT_EQ(file_uri("/news/caf\xc3\xa9 #1?.txt"), "file:///news/caf%C3%A9%20%231%3F.txt");
  EXPECT_EQ(file_uri("/bad\xff"), "file:///bad%FF");
  EXPECT_EQ(path_of_file_uri("file:///news/a%20b.jsonl#line=7"), "/news/a b.jsonl");
}

TEST(FileUri, RefusesWhatNamesNoFile) {
  constexpr const char* kRows[] = {"", "https://a.example/x", "file://host/x", "file:///a%2",
                                   "file:///a%zz"};
  for (const char* row : kRows) EXPECT_FALSE(path_of_file_uri(row)) << row;
}

TEST(FileUri, IsShownReadablyAndSafely) {
  EXPECT_EQ(uri_for_display("file:///news/caf%C3%A9.jsonl#line=7"),
            "/news/caf\xc3\xa9.jsonl#line=7");
  EXPECT_EQ(uri_for_display("file:///a%1B%FF"), "/a\\x1b\\xff");
  EXPECT_EQ(uri_for_display("https://a.example/caf%C3%A9"), "https://a.example/caf%C3%A9");
}

TEST(AbsolutePath, HasNoDotsAndNoTrailingSlash) {
  EXPECT_EQ(absolute_path("/a/./b/../c/"), "/a/c");
  EXPECT_EQ(absolute_path("/"), "/");
  EXPECT_EQ(absolute_path("x").front(), '/');
}

}  // namespace
}  // namespace headwater
