#include "net/http_client.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <utility>

#include "net/http_transfer.h"

namespace headwater {
namespace {

using std::chrono::milliseconds;

/// The longest address of a contact that User-Agent carries.
constexpr std::size_t kMostContactBytes = 256;

Status prepare_library() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code == CURLE_OK) return {};
  return Error{ErrorCode::kInternal, std::string("libcurl: ") + curl_easy_strerror(code)};
}

class CurlClient final : public HttpClient {
 public:
  CurlClient(HttpClientOptions options, std::string user_agent, const Clock& clock)
      : options_(std::move(options)),
        user_agent_(std::move(user_agent)),
        clock_(clock),
        multi_(curl_multi_init()) {
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(options_.most_connections));
    curl_multi_setopt(multi_, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
  }
  ~CurlClient() override {
    for (const auto& transfer : transfers_) curl_multi_remove_handle(multi_, transfer->handle());
    curl_multi_cleanup(multi_);
  }
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  void start(HttpRequest request) override;
  std::optional<HttpReply> wait(milliseconds most) override;
  std::size_t active() const override { return running_ + replies_.size(); }
  std::chrono::microseconds now() const override {
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
  }

 private:
  HttpTransfer& idle_transfer();
  void refuse(const HttpRequest& request, Error error);
  void collect();

  HttpClientOptions options_;
  std::string user_agent_;
  const Clock& clock_;
  CURLM* multi_;
  std::vector<std::unique_ptr<HttpTransfer>> transfers_;  ///< All, running or idle.
  std::vector<HttpTransfer*> idle_;                       ///< The last one was used last.
  std::size_t running_ = 0;
  std::deque<HttpReply> replies_;
};

HttpTransfer& CurlClient::idle_transfer() {
  if (idle_.empty()) {
    transfers_.push_back(std::make_unique<HttpTransfer>(options_, user_agent_));
    return *transfers_.back();
  }
  HttpTransfer& transfer = *idle_.back();
  idle_.pop_back();
  return transfer;
}

void CurlClient::refuse(const HttpRequest& request, Error error) {
  HttpReply reply;
  reply.ticket = request.ticket;
  reply.exchange.uri = request.uri;
  reply.exchange.began = clock_.now();
  reply.error = std::move(error);
  replies_.push_back(std::move(reply));
}

void CurlClient::start(HttpRequest request) {
  if (std::optional<Error> problem = problem_with(request)) {
    refuse(request, std::move(*problem));
    return;
  }
  HttpTransfer& transfer = idle_transfer();
  transfer.begin(std::move(request), clock_.now());
  curl_multi_add_handle(multi_, transfer.handle());
  ++running_;
}

void CurlClient::collect() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    CURL* const handle = message->easy_handle;
    HttpTransfer* transfer = nullptr;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
    replies_.push_back(transfer->end(code));
    curl_multi_remove_handle(multi_, handle);
    idle_.push_back(transfer);
    --running_;
  }
}

std::optional<HttpReply> CurlClient::wait(milliseconds most) {
  const auto end = now() + most;
  while (replies_.empty()) {
    int running = 0;
    curl_multi_perform(multi_, &running);
    collect();
    if (!replies_.empty()) break;
    const auto left = std::chrono::ceil<milliseconds>(end - now());
    if (left <= milliseconds(0)) return std::nullopt;
    // Waits also when nothing runs: to a caller without requests time passes all the same.
    curl_multi_poll(multi_, nullptr, 0, static_cast<int>(left.count()), nullptr);
  }
  HttpReply reply = std::move(replies_.front());
  replies_.pop_front();
  return reply;
}

Result<std::string> user_agent_for(const std::string& contact) {
  const bool plain = std::all_of(contact.begin(), contact.end(), [](char c) {
    return c > ' ' && c < '\x7f' && c != '(' && c != ')';
  });
  if (!plain || contact.size() > kMostContactBytes) {
    return Error{ErrorCode::kBadConfig,
                 fmt::format("contact \"{}\": is an address of up to {} visible characters, such "
                             "as https://herald.example/bot",
                             contact, kMostContactBytes)};
  }
  if (contact.empty()) return std::string("Headwater/" HEADWATER_VERSION);
  return fmt::format("Headwater/" HEADWATER_VERSION " (+{})", contact);
}

}  // namespace

Result<std::unique_ptr<HttpClient>> make_http_client(HttpClientOptions options,
                                                     const Clock& clock) {
  if (Status ready = prepare_library(); !ready) return ready.error();
  Result<std::string> user_agent = user_agent_for(options.contact);
  if (!user_agent) return user_agent.error();
  std::unique_ptr<HttpClient> client =
      std::make_unique<CurlClient>(std::move(options), std::move(*user_agent), clock);
  return client;
}

}  // namespace headwater
