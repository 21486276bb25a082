#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "net/http_client.h"

namespace headwater::testing {

/// A clock that a test sets.
class SetClock final : public Clock {
 public:
  Timestamp now() const override { return time; }
  Timestamp time{std::int64_t{1'700'000'000} * 1'000'000};
};

/// The web as a test invents it: each address has a head and a body, and every exchange takes a
/// tenth of a second of a time that passes only in `wait`. Addresses without an answer get 404.
class FakeHttpClient final : public HttpClient {
 public:
  struct Answer {
    std::string head;  ///< Without the empty line: "HTTP/1.1 200 OK\r\nETag: \"a\"".
    std::string body;
    std::optional<Error> error;
  };
  struct Asked {
    std::chrono::microseconds at;  ///< The start of the request.
    std::string uri;
    HttpRequest request;
  };

  explicit FakeHttpClient(SetClock& clock) : clock_(clock) {}

  /// What `uri` gives, each time the next of these; the last one stays.
  void answer(const std::string& uri, Answer answer) { web_[uri].push_back(std::move(answer)); }

  void start(HttpRequest request) override;
  std::optional<HttpReply> wait(std::chrono::milliseconds most) override;
  std::size_t active() const override { return running_.size(); }
  std::chrono::microseconds now() const override { return now_; }

  const std::vector<Asked>& asked() const { return asked_; }
  std::vector<std::string> asked_uris() const;
  /// The most exchanges that were under way at once.
  std::size_t most_active() const { return most_active_; }

  static constexpr std::chrono::microseconds kExchange{100'000};

 private:
  void advance(std::chrono::microseconds time);

  SetClock& clock_;
  std::chrono::microseconds now_{5'000'000};
  std::map<std::string, std::deque<Answer>> web_;
  std::deque<std::pair<std::chrono::microseconds, HttpReply>> running_;  ///< By their ends.
  std::vector<Asked> asked_;
  std::size_t most_active_ = 0;
};

}  // namespace headwater::testing
