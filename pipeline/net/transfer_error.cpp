#include "net/transfer_error.h"

#include <curl/curl.h>
#include <fmt/format.h>

namespace headwater {
namespace {

/// What a code of the library is to us: the kind of failure, what happened, and the way out.
struct Meaning {
  int code;
  ErrorCode error;
  std::string_view what;
  std::string_view way_out;
};

constexpr std::string_view kLater = "asked again later";
constexpr std::string_view kMoreTime = "a longer time limit would wait for it";
constexpr std::string_view kTrust =
    "nothing is fetched without a trusted certificate; ca_file names other authorities";

constexpr Meaning kMeanings[] = {
    {CURLE_COULDNT_RESOLVE_HOST, ErrorCode::kNameResolution, "the name has no address",
     "check how it is spelled, and the DNS"},
    {CURLE_COULDNT_RESOLVE_PROXY, ErrorCode::kNameResolution, "the proxy's name has no address",
     "check the setting \"proxy\""},
    {CURLE_COULDNT_CONNECT, ErrorCode::kConnect, "no connection", kLater},
    {CURLE_OPERATION_TIMEDOUT, ErrorCode::kTimeout, "too slow", kMoreTime},
    {CURLE_SSL_CONNECT_ERROR, ErrorCode::kTls, "no TLS connection", kTrust},
    {CURLE_PEER_FAILED_VERIFICATION, ErrorCode::kTls, "not to be trusted", kTrust},
    {CURLE_SSL_CACERT_BADFILE, ErrorCode::kTls, "no certificates to trust",
     "check the setting \"ca_file\""},
    {CURLE_PARTIAL_FILE, ErrorCode::kTruncated, "the response ends too early", kLater},
    {CURLE_RECV_ERROR, ErrorCode::kTruncated, "the connection broke", kLater},
    {CURLE_SEND_ERROR, ErrorCode::kTruncated, "the connection broke", kLater},
    {CURLE_GOT_NOTHING, ErrorCode::kTruncated, "the server closed without a response", kLater},
    {CURLE_HTTP2_STREAM, ErrorCode::kTruncated, "the server broke off", kLater},
    {CURLE_HTTP2, ErrorCode::kBadHttp, "no valid HTTP/2", kLater},
    {CURLE_WEIRD_SERVER_REPLY, ErrorCode::kBadHttp, "no valid HTTP", kLater},
    {CURLE_UNSUPPORTED_PROTOCOL, ErrorCode::kBadHttp, "no valid HTTP", kLater},
    {CURLE_BAD_CONTENT_ENCODING, ErrorCode::kBadHttp, "damaged transfer coding", kLater},
    {CURLE_WRITE_ERROR, ErrorCode::kBadHttp, "no valid HTTP", kLater},
    {CURLE_OUT_OF_MEMORY, ErrorCode::kTooLarge, "a field or a message longer than libcurl holds",
     kLater},
    {CURLE_URL_MALFORMAT, ErrorCode::kBadArgument, "no address of the web", "correct it"},
};

constexpr Meaning kOther = {0, ErrorCode::kIo, "not fetched", kLater};

const Meaning& meaning_of(int code) {
  for (const Meaning& meaning : kMeanings) {
    if (meaning.code == code) return meaning;
  }
  return kOther;
}

}  // namespace

Error transfer_error(const FailedTransfer& failed) {
  if (failed.code == CURLE_FILESIZE_EXCEEDED) {
    return {ErrorCode::kTooLarge,
            fmt::format("{}: the body is over the limit of {} bytes", failed.uri, failed.limit)};
  }
  const Meaning& meaning = meaning_of(failed.code);
  const std::string_view reason = failed.reason.empty()
                                      ? curl_easy_strerror(static_cast<CURLcode>(failed.code))
                                      : failed.reason;
  const std::string at = failed.address.empty() ? "" : fmt::format(" (at {})", failed.address);
  return {meaning.error,
          fmt::format("{}{}: {}: {}; {}", failed.uri, at, meaning.what, reason, meaning.way_out)};
}

}  // namespace headwater
