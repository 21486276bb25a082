#include "support/http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace headwater::testing {
namespace {

constexpr std::size_t kMostHead = std::size_t{64} << 10U;

void require(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("test server: ") + what);
}

/// A socket that listens at `address`, and its port.
std::pair<int, std::uint16_t> listen_at(const std::string& address) {
  const bool six = address.find(':') != std::string::npos;
  const int fd = ::socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  require(fd >= 0, "socket");
  sockaddr_storage storage{};
  socklen_t size = six ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
  auto* any = reinterpret_cast<sockaddr*>(&storage);
  any->sa_family = six ? AF_INET6 : AF_INET;
  void* host = six ? static_cast<void*>(&reinterpret_cast<sockaddr_in6*>(any)->sin6_addr)
                   : static_cast<void*>(&reinterpret_cast<sockaddr_in*>(any)->sin_addr);
  require(::inet_pton(any->sa_family, address.c_str(), host) == 1, "address");
  require(::bind(fd, any, size) == 0, "bind");
  require(::listen(fd, 128) == 0, "listen");
  require(::getsockname(fd, any, &size) == 0, "getsockname");
  // The port stands at the same place for both families.
  return {fd, ntohs(reinterpret_cast<sockaddr_in*>(any)->sin_port)};
}

std::shared_ptr<void> make_tls_context(const ServerIdentity& identity) {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  require(SSL_CTX_use_certificate_chain_file(context.get(), identity.certificate_file.c_str()) == 1,
          "certificate");
  require(
      SSL_CTX_use_PrivateKey_file(context.get(), identity.key_file.c_str(), SSL_FILETYPE_PEM) == 1,
      "key");
  return context;
}

}  // namespace

std::string ServedRequest::target() const {
  const std::size_t begin = head.find(' ') + 1;
  return head.substr(begin, head.find(' ', begin) - begin);
}

std::string ServedRequest::field(std::string_view name) const {
  for (std::size_t begin = head.find("\r\n"); begin + 4 < head.size();
       begin = head.find("\r\n", begin + 2)) {
    const std::string_view line = std::string_view(head).substr(begin + 2);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        ::strncasecmp(line.data(), name.data(), name.size()) == 0) {
      const std::size_t value = std::min(line.find_first_not_of(' ', name.size() + 1), line.size());
      return std::string(line.substr(value, line.find("\r\n") - value));
    }
  }
  return "";
}

std::size_t ServedConnection::receive(char* buffer, std::size_t size) {
  const auto got = tls_ != nullptr
                       ? SSL_read(static_cast<SSL*>(tls_), buffer, static_cast<int>(size))
                       : ::recv(fd_, buffer, size, 0);
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::string ServedConnection::read_head() {
  std::array<char, 4096> buffer;
  while (ahead_.find("\r\n\r\n") == std::string::npos && ahead_.size() < kMostHead) {
    const std::size_t got = receive(buffer.data(), buffer.size());
    if (got == 0) return "";
    ahead_.append(buffer.data(), got);
  }
  const std::size_t size = ahead_.find("\r\n\r\n") + 4;
  std::string head = ahead_.substr(0, size);
  ahead_.erase(0, size);
  return head;
}

void ServedConnection::send(std::string_view bytes) {
  while (open_ && !bytes.empty()) {
    const auto sent = tls_ != nullptr ? SSL_write(static_cast<SSL*>(tls_), bytes.data(),
                                                  static_cast<int>(bytes.size()))
                                      : ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) {
      open_ = false;
      return;
    }
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void ServedConnection::respond(int status, std::string_view fields, std::string_view body) {
  std::string all = "HTTP/1.1 " + std::to_string(status) + " As Said\r\n";
  all += fields;
  all += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  all += body;
  send(all);
}

bool ServedConnection::gone_within(int milliseconds) {
  pollfd events{fd_, POLLIN | POLLRDHUP, 0};
  if (::poll(&events, 1, milliseconds) <= 0) return stopping_;
  std::array<char, 4096> buffer;
  return (events.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0 ||
         ::recv(fd_, buffer.data(), buffer.size(), 0) <= 0;
}

void ServedConnection::drip(std::string_view piece) {
  while (open_ && !gone_within(5)) send(piece);
  open_ = false;
}

void ServedConnection::wait_for_end() {
  while (!gone_within(100)) {
  }
  open_ = false;
}

void ServedConnection::close() {
  if (tls_ != nullptr) SSL_shutdown(static_cast<SSL*>(tls_));
  ::shutdown(fd_, SHUT_RDWR);
  open_ = false;
}

void ServedConnection::reset() {
  const linger at_once{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  open_ = false;  // The RST goes out with the close.
}

HttpServer::HttpServer(Handler handler, const std::string& address, const ServerIdentity* identity)
    : handler_(std::move(handler)), address_(address) {
  if (identity != nullptr) tls_context_ = make_tls_context(*identity);
  std::tie(listener_, port_) = listen_at(address);
  acceptor_ = std::thread([this] { accept_connections(); });
}

HttpServer::~HttpServer() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  {
    const std::scoped_lock lock(mutex_);
    for (const int fd : open_) ::shutdown(fd, SHUT_RDWR);
  }
  for (std::thread& thread : threads_) thread.join();
}

void HttpServer::accept_connections() {
  int number = 0;
  while (!stopping_) {
    const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) continue;
    const int yes = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const std::scoped_lock lock(mutex_);
    if (stopping_) {
      ::close(fd);
      return;
    }
    open_.insert(fd);
    threads_.emplace_back([this, fd, turn = ++number] { serve(fd, turn); });
  }
}

void HttpServer::serve(int fd, int number) {
  sigset_t broken_pipe;  // OpenSSL writes without MSG_NOSIGNAL.
  ::sigemptyset(&broken_pipe);
  ::sigaddset(&broken_pipe, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
  SSL* tls = nullptr;
  bool ready = true;
  if (tls_context_) {
    tls = SSL_new(static_cast<SSL_CTX*>(tls_context_.get()));
    SSL_set_fd(tls, fd);
    ready = SSL_accept(tls) == 1;
  }
  ServedConnection connection(fd, tls, stopping_);
  while (ready && connection.open()) {
    ServedRequest request{connection.read_head(), std::chrono::steady_clock::now(), number};
    if (request.head.empty()) break;
    {
      const std::scoped_lock lock(mutex_);
      log_.push_back(request);
    }
    handler_(request, connection);
  }
  SSL_free(tls);
  const std::scoped_lock lock(mutex_);
  open_.erase(fd);
  ::close(fd);
}

std::string HttpServer::place() const {
  const bool six = address_.find(':') != std::string::npos;
  return (six ? "[" + address_ + "]" : address_) + ":" + std::to_string(port_);
}

std::string HttpServer::uri(std::string_view target) const {
  return (tls_context_ ? "https://" : "http://") + place() + std::string(target);
}

std::vector<ServedRequest> HttpServer::log() const {
  const std::scoped_lock lock(mutex_);
  return log_;
}

}  // namespace headwater::testing
