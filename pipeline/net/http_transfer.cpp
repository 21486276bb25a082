#include "net/http_transfer.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "base/url.h"
#include "net/http_fields.h"
#include "net/tls_description.h"
#include "net/transfer_error.h"

namespace headwater {
namespace {

/// Of all heads of one exchange: against floods of 1xx responses.
constexpr std::size_t kMostHeadBytes = 2 * kLongestHead;
constexpr std::size_t kMostHeadLines = 2 * kMostFields;
/// A value of a field that we send: validators are the longest, and are clamped to less.
constexpr std::size_t kMostFieldBytes = 2'048;
/// Names are looked up again after so long. The guard sees every connection, so an old answer
/// opens no door.
constexpr long kDnsCacheSeconds = 300;

bool is_visible(char c) { return c > ' ' && c < '\x7f'; }

bool is_token(std::string_view text) {
  constexpr std::string_view kOther = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kOther.find(c) != kOther.npos;
  });
}

bool is_field_value(std::string_view text) {
  return !text.empty() && text.size() <= kMostFieldBytes &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_visible(c) || c == ' ' || c == '\t'; });
}

bool names_accept_encoding(const std::vector<RequestField>& fields) {
  return std::any_of(fields.begin(), fields.end(),
                     [](const RequestField& field) { return field.name == "Accept-Encoding"; });
}

std::string with_port(std::string_view address, long port) {
  const bool six = address.find(':') != address.npos;
  return six ? fmt::format("[{}]:{}", address, port) : fmt::format("{}:{}", address, port);
}

}  // namespace

std::optional<Error> problem_with(const HttpRequest& request) {
  const std::optional<Url> url = parse_url(request.uri);
  const bool plain = url && url->is_http() && url->username.empty() && url->password.empty() &&
                     url->href_without_fragment() == request.uri;
  if (!plain) {
    return Error{ErrorCode::kBadArgument,
                 fmt::format("{}: not fetched, because only http and https addresses without user "
                             "name and fragment are, as the URL parser serialises them",
                             request.uri)};
  }
  for (const RequestField& field : request.fields) {
    if (is_token(field.name) && is_field_value(field.value)) continue;
    return Error{ErrorCode::kBadArgument,
                 fmt::format("{}: the field \"{}: {}\" is not sent: up to {} visible ASCII "
                             "characters are",
                             request.uri, field.name, field.value, kMostFieldBytes)};
  }
  return std::nullopt;
}

struct HttpTransfer::Library {
  CURL* easy = curl_easy_init();
  curl_slist* fields = nullptr;
  curl_slist* connect_to = nullptr;
  std::array<char, CURL_ERROR_SIZE> reason{};

  Library() = default;
  ~Library() {
    curl_easy_cleanup(easy);
    clear_lists();
  }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  void clear_lists() {
    curl_slist_free_all(std::exchange(fields, nullptr));
    curl_slist_free_all(std::exchange(connect_to, nullptr));
  }

  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(easy, option, value);
  }

  // The library calls these with the transfer as their last argument.

  static std::size_t on_head(char* bytes, std::size_t, std::size_t size, void* self) {
    return static_cast<HttpTransfer*>(self)->take_head_line({bytes, size}) ? size : 0;
  }
  static std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* self) {
    return static_cast<HttpTransfer*>(self)->take_body({bytes, size}) ? size : 0;
  }
  static int on_debug(CURL*, curl_infotype type, char* bytes, std::size_t size, void* self) {
    if (type == CURLINFO_HEADER_OUT) static_cast<HttpTransfer*>(self)->take_request({bytes, size});
    return 0;
  }
  static curl_socket_t on_socket(void* self, curlsocktype, curl_sockaddr* address) {
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> port{};
    const int failed = ::getnameinfo(&address->addr, address->addrlen, host.data(), host.size(),
                                     port.data(), port.size(), NI_NUMERICHOST | NI_NUMERICSERV);
    if (failed != 0 ||
        !static_cast<HttpTransfer*>(self)->accept_address(host.data(), std::atoi(port.data()))) {
      return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }
  /// Before the request goes out, also over a connection that an earlier request has opened.
  static int on_connected(void* self, char* remote, char*, int port, int) {
    auto& transfer = *static_cast<HttpTransfer*>(self);
    transfer.refusal_.reset();  // Of other addresses that the name has.
    transfer.exchange_.address = with_port(remote, port);
    curl_tlssessioninfo* session = nullptr;
    if (curl_easy_getinfo(transfer.handle_, CURLINFO_TLS_SSL_PTR, &session) == CURLE_OK &&
        session != nullptr && session->backend == CURLSSLBACKEND_OPENSSL) {
      transfer.exchange_.tls = describe_tls(session->internals);
    }
    return transfer.accept_address(remote, port) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
  }
};

HttpTransfer::HttpTransfer(const HttpClientOptions& options, const std::string& user_agent)
    : options_(options), library_(std::make_unique<Library>()), handle_(library_->easy) {
  Library& l = *library_;
  l.set(CURLOPT_PRIVATE, this);
  l.set(CURLOPT_ERRORBUFFER, l.reason.data());
  l.set(CURLOPT_HEADERFUNCTION, Library::on_head);
  l.set(CURLOPT_HEADERDATA, this);
  l.set(CURLOPT_WRITEFUNCTION, Library::on_body);
  l.set(CURLOPT_WRITEDATA, this);
  l.set(CURLOPT_DEBUGFUNCTION, Library::on_debug);
  l.set(CURLOPT_DEBUGDATA, this);
  l.set(CURLOPT_VERBOSE, 1L);  // What makes on_debug see the head that is sent.
  l.set(CURLOPT_OPENSOCKETFUNCTION, Library::on_socket);
  l.set(CURLOPT_OPENSOCKETDATA, this);
  l.set(CURLOPT_PREREQFUNCTION, Library::on_connected);
  l.set(CURLOPT_PREREQDATA, this);
  l.set(CURLOPT_NOSIGNAL, 1L);
  l.set(CURLOPT_PROTOCOLS_STR, "http,https");
  l.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  l.set(CURLOPT_FOLLOWLOCATION, 0L);
  l.set(CURLOPT_PATH_AS_IS, 1L);  // Two parsers that disagree are how guards are passed by.
  l.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  l.set(CURLOPT_PROXY, options.proxy.c_str());  // Empty: not even that of the environment.
  l.set(CURLOPT_NOPROXY, "");
  l.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  l.set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
  l.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  l.set(CURLOPT_USERAGENT, user_agent.c_str());
  l.set(CURLOPT_DNS_CACHE_TIMEOUT, kDnsCacheSeconds);
  l.set(CURLOPT_SSL_VERIFYPEER, 1L);
  l.set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) {
    l.set(CURLOPT_CAINFO, options.ca_file.c_str());
    l.set(CURLOPT_CAPATH, nullptr);
  }
  l.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  l.set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_timeout.count()));
  l.set(CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(options.least_speed));
  l.set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.slow_timeout.count()));
}

HttpTransfer::~HttpTransfer() = default;

void HttpTransfer::begin(HttpRequest request, Timestamp now) {
  Library& l = *library_;
  request_ = std::move(request);
  exchange_ = {};
  exchange_.uri = request_.uri;
  exchange_.began = now;
  head_bytes_ = head_lines_ = 0;
  head_ended_ = final_ = false;
  refusal_.reset();
  l.reason.front() = '\0';
  l.clear_lists();
  if (!names_accept_encoding(request_.fields)) {
    l.fields = curl_slist_append(l.fields, "Accept-Encoding: gzip, br, zstd");
  }
  for (const RequestField& field : request_.fields) {
    l.fields = curl_slist_append(l.fields, (field.name + ": " + field.value).c_str());
  }
  if (options_.connect_to) {
    const Url url = *parse_url(request_.uri);
    const std::string place =
        options_.connect_to(fmt::format("{}:{}", url.host->text, url.effective_port()));
    if (!place.empty()) l.connect_to = curl_slist_append(nullptr, ("::" + place).c_str());
  }
  l.set(CURLOPT_URL, request_.uri.c_str());
  l.set(CURLOPT_HTTPHEADER, l.fields);
  l.set(CURLOPT_CONNECT_TO, l.connect_to);
  const bool refuse = request_.overlong == Overlong::kRefuse;
  l.set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(refuse ? request_.most_bytes : 0));
}

HttpReply HttpTransfer::end(int code) {
  curl_off_t microseconds = 0;
  curl_easy_getinfo(handle_, CURLINFO_TOTAL_TIME_T, &microseconds);
  long status = 0;
  if (!exchange_.response.empty()) curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  exchange_.microseconds = static_cast<std::uint64_t>(std::max<curl_off_t>(microseconds, 0));
  exchange_.status = static_cast<int>(status);
  // To the library a head that is cut off is a whole response.
  if (code == CURLE_OK && !final_) code = CURLE_PARTIAL_FILE;
  HttpReply reply;
  reply.ticket = request_.ticket;
  if (code != CURLE_OK) reply.error = error_for(code);
  reply.exchange = std::move(exchange_);
  return reply;
}

void HttpTransfer::take_request(std::string_view bytes) {
  // A whole head is there already when the library repeats a request over a new connection,
  // because the server had closed the old one, and after the CONNECT to a proxy.
  if (exchange_.request.ends_with("\r\n\r\n")) exchange_.request.clear();
  exchange_.request += bytes;
}

bool HttpTransfer::take_head_line(std::string_view line) {
  head_bytes_ += line.size();
  if (head_bytes_ > kMostHeadBytes || ++head_lines_ > kMostHeadLines) {
    refusal_ = Error{ErrorCode::kTooLarge,
                     fmt::format("{}: the head of the response is over {} bytes or {} lines",
                                 request_.uri, kMostHeadBytes, kMostHeadLines)};
    return false;
  }
  if (head_ended_) {
    if (final_) return true;  // A trailer.
    exchange_.response.clear();
    head_ended_ = false;
  }
  exchange_.response += line;
  if (line == "\r\n" || line == "\n") {
    head_ended_ = true;
    long status = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    final_ = status >= 200;
  }
  return true;
}

bool HttpTransfer::take_body(std::string_view bytes) {
  const std::uint64_t room = request_.most_bytes - exchange_.body.size();
  exchange_.body += bytes.substr(0, room);
  if (bytes.size() <= room) return true;
  refusal_ = Error{ErrorCode::kTooLarge, ""};  // Worded as the one for a declared length.
  return false;
}

Error HttpTransfer::error_for(int code) const {
  // A refusal counts even if the library tried other addresses after it: none of them answered.
  if (refusal_ && !refusal_->message.empty()) return *refusal_;
  return transfer_error({.code = refusal_ ? CURLE_FILESIZE_EXCEEDED : code,
                         .reason = library_->reason.data(),
                         .uri = request_.uri,
                         .address = exchange_.address,
                         .limit = std::to_string(request_.most_bytes)});
}

bool HttpTransfer::accept_address(std::string_view address, int port) {
  // Behind a proxy it is the proxy that connects, and its own address is the owner's choice.
  if (request_.reach == Reach::kAny || !options_.proxy.empty()) return true;
  const Status verdict = options_.guard ? options_.guard(address, static_cast<std::uint16_t>(port))
                                        : Error{ErrorCode::kForbiddenAddress, "there is no guard"};
  if (verdict.ok()) return true;
  refusal_ = Error{ErrorCode::kForbiddenAddress,
                   fmt::format("{}: not connected to {}: {}", request_.uri,
                               with_port(address, port), verdict.error().message)};
  return false;
}

}  // namespace headwater
