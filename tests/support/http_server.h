#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace headwater::testing {

/// A request as the server read it.
struct ServedRequest {
  std::string head;  ///< Up to the empty line, which is included.
  std::chrono::steady_clock::time_point at;
  int connection = 0;  ///< Counts from 1.

  std::string target() const;  ///< "/news?page=2".
  /// The value of the field `name`, capitals aside; empty where there is none.
  std::string field(std::string_view name) const;
};

/// The server's side of a connection: sends whatever it is told to, valid or not.
class ServedConnection {
 public:
  ServedConnection(int fd, void* tls, const std::atomic<bool>& stopping)
      : fd_(fd), tls_(tls), stopping_(stopping) {}

  /// Nothing is sent any more once the client has gone.
  void send(std::string_view bytes);
  /// A whole response with Content-Length. `fields` are lines, each with "\r\n".
  void respond(int status, std::string_view fields, std::string_view body);
  /// Sends `piece` again and again, one each 5 ms, until the client goes.
  void drip(std::string_view piece);
  /// Waits until the client goes.
  void wait_for_end();
  /// Ends the connection in good order.
  void close();
  /// Ends it with a RST.
  void reset();

  bool open() const { return open_; }
  /// The next request's head; empty at the end of the connection.
  std::string read_head();

 private:
  std::size_t receive(char* buffer, std::size_t size);
  bool gone_within(int milliseconds);

  int fd_;
  void* tls_;  ///< An SSL*, or null.
  const std::atomic<bool>& stopping_;
  std::string ahead_;  ///< Read, not yet used.
  bool open_ = true;
};

/// Certificate and key in PEM for a server with TLS.
struct ServerIdentity {
  std::string certificate_file;
  std::string key_file;
};

/// A web server on loopback that does what its handler says, for tests of clients that must stand
/// bad servers. One thread a connection; the handler is called on them, so it guards what it
/// shares. Goes with all its connections.
class HttpServer {
 public:
  using Handler = std::function<void(const ServedRequest&, ServedConnection&)>;

  /// Listens at `address` ("127.0.0.1", "::1") on a free port; throws where that fails.
  explicit HttpServer(Handler handler, const std::string& address = "127.0.0.1",
                      const ServerIdentity* identity = nullptr);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const { return port_; }
  /// "127.0.0.1:PORT".
  std::string place() const;
  /// "http://127.0.0.1:PORT" and `target`.
  std::string uri(std::string_view target) const;
  /// What was asked up to now.
  std::vector<ServedRequest> log() const;

 private:
  void accept_connections();
  void serve(int fd, int number);

  Handler handler_;
  std::string address_;
  std::shared_ptr<void> tls_context_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;  ///< Guards what follows.
  std::vector<ServedRequest> log_;
  std::set<int> open_;  ///< Descriptors of connections.
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace headwater::testing
