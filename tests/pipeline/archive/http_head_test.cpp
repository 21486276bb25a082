#include "archive/http_head.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(HttpHead, EndsAtTheFirstEmptyLine) {
  const std::pair<std::string_view, std::size_t> rows[] = {
      {"HTTP/1.1 200 OK\r\n\r\nbody", 19},     {"HTTP/1.1 200 OK\n\nbody", 17},
      {"HTTP/1.1 200 OK\nA: b\r\n\nbody", 23}, {"\r\nbody", 2},
      {"HTTP/1.1 200 OK\r\nCut", 20},          {"", 0},
  };
  for (const auto& [message, length] : rows) EXPECT_EQ(head_length(message), length) << message;
}

TEST(HttpHead, FieldsAreFoundByName) {
  constexpr std::string_view kHead =
      "HTTP/1.1 200 OK\r\nETag :  \"a: 5\" \r\netag: \"b\"\nX-ETag: no\r\nEmpty:\r\n\r\n"
      "Late: body\r\n";
  EXPECT_EQ(head_field(kHead, "etag"), "\"a: 5\"");
  EXPECT_EQ(head_field(kHead, "x-etag"), "no");
  EXPECT_EQ(head_field(kHead, "empty"), "");
  EXPECT_EQ(head_field(kHead, "late"), "");
  EXPECT_EQ(head_field("", "etag"), "");
  EXPECT_EQ(head_field("ETag: cut", "etag"), "cut");
}

TEST(HttpHead, StandsBeforeABodyWithoutTransferCoding) {
  struct Row {
    std::string_view head;
    bool with_body;
    std::string_view archived;
  };
  const Row rows[] = {
      {"HTTP/1.1 200 OK\r\nServer:  kelp \r\n\r\n", true,
       "HTTP/1.1 200 OK\r\nServer:  kelp \r\n\r\n"},
      {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true,
       "HTTP/1.1 200 OK\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n\r\n"},
      {"HTTP/1.1 200 OK\r\ntransfer-ENCODING : chunked\r\nTransfer-Encoding: x\r\n\r\n", true,
       "HTTP/1.1 200 OK\r\nX-Archive-Orig-transfer-ENCODING : chunked\r\n"
       "X-Archive-Orig-Transfer-Encoding: x\r\n\r\n"},
      {"HTTP/1.1 200 OK\r\nX-Transfer-Encoding: chunked\r\n\r\n", true,
       "HTTP/1.1 200 OK\r\nX-Transfer-Encoding: chunked\r\n\r\n"},
      {"HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", true,
       "HTTP/1.1 200 OK\r\n\r\n"},
      {"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", true, "HTTP/1.1 200 OK\r\n\r\n"},
      {"HTTP/1.1 200 OK\r\nCut", false, "HTTP/1.1 200 OK\r\nCut"},
      {"HTTP/1.1 200 OK\r\nCut", true, "HTTP/1.1 200 OK\r\nCut\r\n\r\n"},
      {"HTTP/1.1 200 OK\r\n", true, "HTTP/1.1 200 OK\r\n\r\n"},
  };
  for (const Row& row : rows) {
    const std::string archived = archived_head(row.head, row.with_body);
    EXPECT_EQ(archived, row.archived);
    EXPECT_EQ(head_length(archived + "body"), archived.size() + (row.with_body ? 0 : 4));
  }
}

}  // namespace
}  // namespace headwater
