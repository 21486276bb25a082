#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace headwater {

/// Far above what servers send (curl stops at 300 KiB, most at 8 KiB). In bytes.
inline constexpr std::size_t kLongestHead = std::size_t{64} << 10U;
/// More fields than any server needs; each costs two strings.
inline constexpr std::size_t kMostFields = 256;
/// Of a value that is sent back to a server: validators are far below it.
inline constexpr std::size_t kLongestSentValue = 1024;
/// Codings in one Content-Encoding. A page that is wrapped more often is an attack on whoever
/// unpacks it.
inline constexpr std::size_t kMostCodings = 2;

/// A field of a response's head, both parts as received.
struct HttpField {
  std::string name;
  std::string value;  ///< Without white space at its ends; folded lines are joined by one space.
};

/// The head of a response (RFC 9112, sections 4 and 5).
struct ResponseHead {
  int status = 0;
  std::vector<HttpField> fields;  ///< In the order of receipt.
  std::size_t size = 0;           ///< Bytes up to the body, empty line included.

  /// The first value of the field `name`, capitals aside. Valid as long as the head.
  std::optional<std::string_view> find(std::string_view name) const;
  /// All values of the field, joined by ", " (RFC 9110, section 5.3); empty where there is none.
  std::string joined(std::string_view name) const;
};

/// Reads the head that `bytes` begin with; what follows the empty line is the body. Lenient where
/// servers err harmlessly: lines may end in a bare LF, the empty line may be missing where `bytes`
/// end, lines that are no field are left out, CR and NUL inside of a value become spaces (RFC 9110,
/// section 5.5). Errors: kBadHttp without a status line, kTooLarge above kLongestHead, kTooMany
/// above kMostFields.
Result<ResponseHead> parse_response_head(std::string_view bytes);

/// `value` if it may be sent in a field: visible ASCII and spaces between, at most
/// kLongestSentValue bytes, not empty. Errors: kBadArgument, because anything else could end the
/// field and begin another.
Result<std::string> sanitize_field_value(std::string_view value);

/// A Content-Type (RFC 9110, section 8.3).
struct MediaType {
  std::string essence;  ///< In lower case, without parameters: "text/html".
  std::string charset;  ///< The first charset parameter as it stands, unquoted; empty if none.
};
/// Nothing for what is no media type. Malformed parameters are left out.
std::optional<MediaType> parse_media_type(std::string_view value);

/// How long a Retry-After (RFC 9110, section 10.2.3) asks to wait from `now`: seconds or a date; a
/// date that has passed is 0. At most `most`. Nothing for what is neither.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view value, Timestamp now,
                                                      std::chrono::seconds most);

/// What a later request asks with (RFC 9110, section 8.8), verbatim. Empty where the response has
/// none or one that may not be sent back.
struct Validators {
  std::string etag;
  std::string last_modified;
};
Validators validators_of(const ResponseHead& head);

/// The codings of a Content-Encoding (RFC 9110, section 8.4) in the order in which they were
/// applied, in lower case: "gzip", "deflate", "br", "zstd"; "x-gzip" is gzip, identity is left out.
/// Errors: kUnsupported for any other, kTooMany above kMostCodings.
Result<std::vector<std::string>> parse_content_codings(std::string_view value);

}  // namespace headwater
