#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace headwater {

/// What ended a body before its end (WARC 1.1, section 5.13).
enum class BodyCut : std::uint8_t {
  kWhole,
  kLength,      ///< A limit of ours on bytes.
  kTime,        ///< A limit of ours on time.
  kDisconnect,  ///< The connection broke.
  kUnspecified,
};
/// "length" and so on, as archives write it; "" for kWhole.
std::string_view body_cut_name(BodyCut cut);
/// What an archive's `name` means; kUnspecified for one that is not of the standard.
BodyCut body_cut_of(std::string_view name);

/// One request and what came back, as the archive keeps it (HTTP semantics: RFC 9110).
struct HttpExchange {
  std::string uri;      ///< Asked for; as the URL parser serialised it.
  std::string request;  ///< The head as sent, in the form of HTTP/1.1, empty line included.
  /// The head as received, empty line included; empty when none came.
  std::string response;
  /// The body as received: content codings are not undone. Empty in the exchange that brought an
  /// arrival's payload, because the arrival holds it.
  std::string body;
  /// Of the body, also where an arrival holds it.
  BodyCut cut = BodyCut::kWhole;
  int status = 0;       ///< 0 when no response came.
  std::string address;  ///< Of the server, "203.0.113.7:443"; empty when none was reached.
  std::string tls;      ///< Protocol and cipher; empty without TLS.
  Timestamp began;
  std::uint64_t microseconds = 0;  ///< From the start of the request to the end of the response.
};

/// A capture as archives name it to each other.
struct CaptureReference {
  std::string uri;  ///< As the URL parser serialises it.
  Timestamp date;
};

/// How the payload of an arrival was asked for over HTTP.
struct HttpVisit {
  /// In order of time: redirects, then the exchange that brought the payload or failed. Empty where
  /// nothing was asked.
  std::vector<HttpExchange> exchanges;
  /// What robots.txt said of the address, for people: "allowed by line 12: Allow: /news", "not
  /// asked: feed", "none there (404)".
  std::string robots;
  /// The capture (row in the store) that is still current: the server says so (304), or the same
  /// bytes came again.
  std::optional<std::int64_t> unchanged_since;
  /// The same of an archive that does not hold that capture: the store may.
  std::optional<CaptureReference> refers_to;
};

/// What a visit came to, in short: what the row and the record of a capture say of it.
struct VisitSummary {
  std::string requested_uri;    ///< What was asked for first.
  std::string final_uri;        ///< What was asked for last: it answered, or failed to.
  int status = 0;               ///< Of the last response; 0 where none came.
  std::uint32_t redirects = 0;  ///< Followed on the way.
  std::string robots;           ///< As in HttpVisit.
  bool operator==(const VisitSummary&) const = default;
};

/// Validators (RFC 9110, section 8.8) of the last exchange of a visit, as they stand in its heads;
/// empty where there are none.
struct VisitValidators {
  std::string sent_etag;           ///< If-None-Match
  std::string sent_last_modified;  ///< If-Modified-Since
  std::string etag;                ///< Received.
  std::string last_modified;
};

/// `uri` is what was to be asked for, where nothing was.
VisitSummary summarise(const HttpVisit& visit, std::string_view uri);

}  // namespace headwater
