#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"
#include "net/fetcher.h"
#include "net/politeness.h"
#include "net/robots.h"
#include "record/frontier.h"

namespace headwater {

/// What robots.txt means for an address.
struct RobotsRuling {
  bool allowed = false;
  std::string reason;      ///< For people: "allowed by line 12: Allow: /news".
  std::uint64_t line = 0;  ///< Of the rule that decided, from 1; 0 where none did.
  std::string rule;        ///< That line as it stands.
};

/// What is known of a server's robots.txt: RFC 9309, sections 2.3 and 2.4.
class RobotsCache {
 public:
  /// Takes over what `state` remembers, if that is not too old.
  void load(const HostState& state, Moment now);
  /// Whether a ruling may be made without asking the server.
  bool is_fresh(std::chrono::microseconds now) const { return now < fresh_until_; }
  /// The server's last word on /robots.txt, redirects followed: what it means goes into `state`.
  /// `error` is set where there is none.
  void learn(const HttpExchange& last, const std::optional<Error>& error, HostState& state,
             Moment now);
  /// Nothing can be learned now, for the reason given: rulings are made by the old copy, if there
  /// is one, and refused otherwise.
  void fail(const Error& error, const HostState& state, Moment now);

  /// Set while the server cannot be asked and there is no old copy: nothing of it is fetched.
  const std::optional<Error>& failure() const { return failure_; }

  /// When the copy that rulings are made by was asked for, and the digest of its text, where it has
  /// one. Requires: no failure, and a copy.
  Timestamp fetched() const { return fetched_; }
  const std::optional<Digest>& payload() const { return payload_; }

  /// Whether `target`, "/news?page=2", may be asked for. Requires: no failure.
  RobotsRuling rule(std::string_view target) const;
  /// The pause between requests that it asks for; 0 where it asks for none.
  std::chrono::milliseconds crawl_delay() const;

 private:
  void read(const HostState& state);

  int status_ = 0;  ///< Of the copy that rulings are made by.
  Timestamp fetched_;
  std::optional<Digest> payload_;
  Robots robots_;
  std::chrono::microseconds fresh_until_ = std::chrono::microseconds::min();
  std::optional<Error> failure_;
};

/// How long nothing of a server is asked whose robots.txt cannot be had.
inline constexpr std::chrono::seconds kRobotsRetry{3'600};

}  // namespace headwater
