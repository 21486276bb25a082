#pragma once

#include <string>
#include <string_view>

#include "archive/gzip.h"
#include "record/article.h"

namespace headwater::testing {

/// One exchange with a server on a documentation address.
inline HttpExchange sample_exchange(std::string_view uri, int status, std::string_view fields) {
  HttpExchange exchange;
  exchange.uri = uri;
  exchange.request = "GET / HTTP/1.1\r\nHost: kelpbay.example\r\n\r\n";
  exchange.response =
      "HTTP/1.1 " + std::to_string(status) + " Answer\r\n" + std::string(fields) + "\r\n";
  exchange.status = status;
  exchange.address = "203.0.113.7:443";
  exchange.tls = "TLSv1.3 TLS_AES_256_GCM_SHA384";
  exchange.began = {1'700'000'000'000'000};
  exchange.microseconds = 12'345;
  return exchange;
}

/// A page fetched without detours.
inline Arrival sample_visit(std::string_view payload, std::string_view path = "ferry") {
  Arrival arrival;
  arrival.source = "kelpbay";
  arrival.uri = "https://kelpbay.example/" + std::string(path);
  arrival.media_type = "text/plain";
  arrival.charset = "utf-8";
  arrival.captured_at = {1'700'000'000'500'000};
  arrival.payload = payload;
  HttpVisit visit;
  visit.exchanges = {
      sample_exchange(arrival.uri, 200, "Content-Type: text/plain; charset=utf-8\r\n")};
  visit.robots = "allowed by line 12: Allow: /news";
  arrival.http = visit;
  return arrival;
}

/// The same page as a compressed body, said to come in chunks.
inline Arrival compressed_visit(std::string_view payload) {
  Arrival arrival = sample_visit(payload, "compressed");
  arrival.received = gzip_member(arrival.payload);
  arrival.content_encoding = "gzip";
  arrival.http->exchanges[0] = sample_exchange(
      arrival.uri, 200,
      "Content-Type: text/plain\r\nContent-Encoding: gzip\r\ntransfer-encoding: chunked\r\n");
  return arrival;
}

/// A page that two redirects led to, the first with a body.
inline Arrival redirected_visit(std::string_view payload) {
  Arrival arrival = sample_visit(payload, "moved");
  HttpExchange first = sample_exchange("http://kelpbay.example/old", 301, "Location: /older\r\n");
  first.body = "moved";
  const HttpExchange second =
      sample_exchange("http://kelpbay.example/older", 302, "Location: https://...\r\n");
  arrival.http->exchanges.insert(arrival.http->exchanges.begin(), {first, second});
  return arrival;
}

/// 304 for the capture in row `capture`.
inline Arrival unchanged_visit(std::int64_t capture, std::string_view path = "ferry") {
  Arrival arrival = sample_visit("", path);
  arrival.http->exchanges[0] = sample_exchange(arrival.uri, 304, "ETag: \"a\"\r\n");
  arrival.http->unchanged_since = capture;
  arrival.aside = DropReason::kUnchanged;
  return arrival;
}

/// A server that took no connection.
inline Arrival failed_visit(std::string_view path = "silent") {
  Arrival arrival = sample_visit("", path);
  HttpExchange& exchange = arrival.http->exchanges[0];
  exchange.response.clear();
  exchange.address.clear();
  exchange.tls.clear();
  exchange.status = 0;
  arrival.media_type.clear();
  arrival.charset.clear();
  arrival.aside = DropReason::kUnreachable;
  return arrival;
}

/// A page whose end was cut off.
inline Arrival truncated_visit(std::string_view part) {
  Arrival arrival = sample_visit(part, "large");
  arrival.http->exchanges.back().cut = BodyCut::kLength;
  arrival.fault = Error{ErrorCode::kTooLarge, "more than 20 bytes"};
  return arrival;
}

}  // namespace headwater::testing
