#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "net/http_client.h"

namespace headwater::testing {

/// A web of canned answers, for tests of those who ask it.
struct ScriptedWeb {
  struct Answer {
    int status = 200;
    std::string fields;  ///< Lines of the head, each with "\r\n".
    std::string body;
    std::optional<Error> error;  ///< No response comes.
  };
  /// By address; the last answer is given again and again. What is not there is 404.
  std::map<std::string, std::deque<Answer>> answers;
  std::vector<HttpRequest> asked;  ///< In order.
  std::function<void()> on_idle;   ///< Called while somebody waits and nothing is under way.

  void answer(const std::string& uri, Answer answer) { answers[uri].push_back(std::move(answer)); }
  void page(const std::string& uri, std::string body) {
    answers[uri] = {{200, "Content-Type: text/html; charset=utf-8\r\n", std::move(body), {}}};
  }
  void feed(const std::string& uri, std::string body) {
    answers[uri] = {{200, "Content-Type: application/rss+xml\r\n", std::move(body), {}}};
  }
  std::size_t times_asked(std::string_view uri) const;
};

/// Asks a ScriptedWeb, which must outlive it. Its time passes only while it waits.
class ScriptedClient final : public HttpClient {
 public:
  ScriptedClient(ScriptedWeb& web, const Clock& clock) : web_(web), clock_(clock) {}
  void start(HttpRequest request) override;
  std::optional<HttpReply> wait(std::chrono::milliseconds most) override;
  std::size_t active() const override { return replies_.size(); }
  std::chrono::microseconds now() const override { return now_; }

 private:
  ScriptedWeb& web_;
  const Clock& clock_;
  std::deque<HttpReply> replies_;
  std::chrono::microseconds now_{0};
};

}  // namespace headwater::testing
