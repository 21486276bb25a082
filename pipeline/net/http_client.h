#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "net/address_guard.h"
#include "record/http_visit.h"

namespace headwater {

/// Which servers may be connected to.
enum class Reach : std::uint8_t {
  kPublic,  ///< Public addresses and the ports of the web: what anybody may be asked for.
  kAny,     ///< Also loopback, private networks and other ports: what the owner listed.
};

/// What becomes of a body that is declared to be longer than it may be. The error is the same.
enum class Overlong : std::uint8_t { kRefuse, kReadBeginning };

/// A field of a request's head.
struct RequestField {
  std::string name;   ///< A token of RFC 9110, section 5.6.2.
  std::string value;  ///< Visible ASCII, spaces and tabs.
};

/// One GET. Redirects are not followed: each hop is a request of its own, because each must pass
/// robots.txt, politeness and the guard.
struct HttpRequest {
  std::uint64_t ticket = 0;  ///< The caller's; comes back in the reply.
  std::string uri;           ///< http or https, as the URL parser serialises it.
  std::vector<RequestField>
      fields;                    ///< Besides Host, User-Agent and (unless given) Accept-Encoding.
  std::uint64_t most_bytes = 0;  ///< Of the body as received; kTooLarge beyond them.
  Overlong overlong = Overlong::kRefuse;
  Reach reach = Reach::kPublic;
};

/// How a request ended. With an error the exchange holds what had come until then.
struct HttpReply {
  std::uint64_t ticket = 0;
  HttpExchange exchange;
  std::optional<Error> error;
};

/// The reason not to connect to `address` ("192.0.2.1", "2001:db8::1"), if there is one.
using AddressGuard = std::function<Status(std::string_view address, std::uint16_t port)>;

struct HttpClientOptions {
  std::string contact;  ///< An address where the operator is reached, for User-Agent.
  std::string proxy;    ///< "http://host:port"; empty: none, whatever the environment says.
  std::string ca_file;  ///< Certificates to trust, PEM; empty: those of the system.
  std::chrono::milliseconds connect_timeout{15'000};
  std::chrono::milliseconds total_timeout{120'000};
  /// A transfer below `least_speed` bytes a second for so long is given up: slow servers hold a
  /// place that others wait for.
  std::chrono::seconds slow_timeout{30};
  std::uint32_t least_speed = 64;
  std::size_t most_connections = 256;  ///< That are kept open.
  /// Whether a server may be connected to when only public ones may. Asked for every connection
  /// that is made or used again, with the address in numbers, so that no answer of the DNS slips
  /// by. Without a guard nothing public is reached.
  AddressGuard guard = check_address;
  /// Where to connect for "host:port" instead of what the DNS says, as "address:port"; empty for
  /// the DNS. Asked for every request. For tests: it brings any names to loopback.
  std::function<std::string(std::string_view host_and_port)> connect_to;
};

/// Exchanges with web servers, many at once, on the thread of the caller. Nothing outlives a reply:
/// no cookies, no credentials, no redirects. Every reply is bounded in bytes, fields and time.
/// Errors: kForbiddenAddress, kNameResolution, kConnect, kTls, kTimeout, kBadHttp, kTruncated and
/// kTooLarge; kBadArgument for a request that is refused as it stands. One thread.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// Begins an exchange. Failures come as replies, too.
  virtual void start(HttpRequest request) = 0;
  /// The next reply, if one comes within `most`.
  virtual std::optional<HttpReply> wait(std::chrono::milliseconds most) = 0;
  /// Exchanges that were started and whose replies are still to come.
  virtual std::size_t active() const = 0;
  /// Time as `wait` counts it: it never jumps and starts anywhere.
  virtual std::chrono::microseconds now() const = 0;
};

/// A client that uses the network. `clock` dates the exchanges and must outlive it. Exchanges that
/// are active when it goes are cut off.
Result<std::unique_ptr<HttpClient>> make_http_client(HttpClientOptions options, const Clock& clock);

}  // namespace headwater
