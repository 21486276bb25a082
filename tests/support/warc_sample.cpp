#include "support/warc_sample.h"

#include <fmt/format.h>

namespace headwater::testing {

std::string warc_record(std::string_view type, std::string_view uri, std::string_view block,
                        std::string_view fields) {
  return fmt::format(
      "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\nWARC-Date: 2026-02-03T10:00:00Z\r\n"
      "{}Content-Length: {}\r\n\r\n{}\r\n\r\n",
      type, uri, fields, block.size(), block);
}

std::string warc_page(std::string_view uri, std::string_view page, std::string_view fields) {
  return warc_record("response", uri,
                     fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
                                 "Content-Length: {}\r\n\r\n{}",
                                 page.size(), page),
                     fields);
}

}  // namespace headwater::testing
