#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "net/http_client.h"

namespace headwater {

/// One exchange under way, and the handle of the library that carries it out: part of HttpClient.
/// Made once, used for many exchanges, one after the other. Stays where it is while one is active.
class HttpTransfer {
 public:
  /// `options` must outlive the transfer.
  HttpTransfer(const HttpClientOptions& options, const std::string& user_agent);
  ~HttpTransfer();
  HttpTransfer(const HttpTransfer&) = delete;
  HttpTransfer& operator=(const HttpTransfer&) = delete;

  /// Makes the handle ready for `request`, which begins at `now`. Requires: no problem with it.
  void begin(HttpRequest request, Timestamp now);
  /// What came of it. `code` is the library's: 0 for success.
  HttpReply end(int code);

  void* handle() const { return handle_; }

 private:
  struct Library;  ///< What the library keeps pointers to, and its way in here.

  bool take_head_line(std::string_view line);
  bool take_body(std::string_view bytes);
  void take_request(std::string_view bytes);
  bool accept_address(std::string_view address, int port);
  Error error_for(int code) const;

  const HttpClientOptions& options_;
  std::unique_ptr<Library> library_;
  void* handle_ = nullptr;  ///< A CURL*, owned by library_.
  HttpRequest request_;
  HttpExchange exchange_;
  std::size_t head_bytes_ = 0;  ///< Of all heads of the exchange, interim ones and trailers too.
  std::size_t head_lines_ = 0;
  bool head_ended_ = false;
  bool final_ = false;  ///< Whether the head at hand is that of the response itself, not 1xx.
  std::optional<Error> refusal_;  ///< Why one of our limits stopped the exchange.
};

/// Why `request` is not sent as it stands, if so: a scheme or a character that it must not have.
std::optional<Error> problem_with(const HttpRequest& request);

}  // namespace headwater
