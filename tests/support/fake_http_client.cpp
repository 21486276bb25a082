#include "support/fake_http_client.h"

#include <algorithm>
#include <cstdlib>

namespace headwater::testing {

void FakeHttpClient::start(HttpRequest request) {
  asked_.push_back({now_, request.uri, request});
  HttpReply reply;
  reply.ticket = request.ticket;
  reply.exchange.uri = request.uri;
  reply.exchange.request = "GET\r\n\r\n";
  reply.exchange.began = clock_.now();
  Answer answer{"HTTP/1.1 404 Not Found", "", std::nullopt};
  if (const auto found = web_.find(request.uri); found != web_.end()) {
    answer = found->second.front();
    if (found->second.size() > 1) found->second.pop_front();
  }
  reply.error = answer.error;
  if (!answer.head.empty()) {
    reply.exchange.response = answer.head + "\r\n\r\n";
    reply.exchange.status = std::atoi(answer.head.substr(answer.head.find(' ')).c_str());
    reply.exchange.body = answer.body;
  }
  running_.emplace_back(now_ + kExchange, std::move(reply));
  most_active_ = std::max(most_active_, running_.size());
}

std::optional<HttpReply> FakeHttpClient::wait(std::chrono::milliseconds most) {
  const std::chrono::microseconds end = now_ + most;
  if (running_.empty() || running_.front().first > end) {
    advance(most);
    return std::nullopt;
  }
  advance(running_.front().first - now_);
  HttpReply reply = std::move(running_.front().second);
  running_.pop_front();
  return reply;
}

void FakeHttpClient::advance(std::chrono::microseconds time) {
  now_ += time;
  clock_.time.microseconds += time.count();
}

std::vector<std::string> FakeHttpClient::asked_uris() const {
  std::vector<std::string> uris;
  for (const Asked& asked : asked_) uris.push_back(asked.uri);
  return uris;
}

}  // namespace headwater::testing
