#include "support/scripted_client.h"

#include <algorithm>

namespace headwater::testing {

std::size_t ScriptedWeb::times_asked(std::string_view uri) const {
  return static_cast<std::size_t>(std::count_if(
      asked.begin(), asked.end(), [&](const HttpRequest& request) { return request.uri == uri; }));
}

void ScriptedClient::start(HttpRequest request) {
  HttpReply reply;
  reply.ticket = request.ticket;
  reply.exchange.uri = request.uri;
  reply.exchange.request = "GET " + request.uri + " HTTP/1.1\r\n\r\n";
  reply.exchange.began = clock_.now();
  auto& answers = web_.answers[request.uri];
  const ScriptedWeb::Answer answer =
      answers.empty() ? ScriptedWeb::Answer{404, {}, {}, {}} : answers.front();
  if (answers.size() > 1) answers.pop_front();
  web_.asked.push_back(std::move(request));
  reply.error = answer.error;
  if (!answer.error) {
    reply.exchange.status = answer.status;
    reply.exchange.response =
        "HTTP/1.1 " + std::to_string(answer.status) + " X\r\n" + answer.fields + "\r\n";
    reply.exchange.body = answer.body;
  }
  replies_.push_back(std::move(reply));
}

std::optional<HttpReply> ScriptedClient::wait(std::chrono::milliseconds most) {
  if (replies_.empty()) {
    now_ += most;
    if (web_.on_idle) web_.on_idle();
    return std::nullopt;
  }
  now_ += std::chrono::milliseconds(1);
  HttpReply reply = std::move(replies_.front());
  replies_.pop_front();
  return reply;
}

}  // namespace headwater::testing
