#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headwater {

/// What a robots.txt says about an address.
struct RobotsVerdict {
  bool allowed = true;
  std::uint64_t line = 0;  ///< Of the rule that decided, from 1; 0 where none did.
  std::string rule;        ///< That line as it stands; empty where none decided.
};

/// The rules of a robots.txt for one crawler (RFC 9309). Groups that name its product token are
/// merged; where none does, those for "*" count. Malformed lines are passed over, so a page of HTML
/// has no rules. Crawl-delay and Sitemap are no part of the standard, but customary.
///
/// Of percent-encoding only what cannot differ in meaning is evened out: bytes beyond ASCII of a
/// rule are encoded, and hexadecimal digits are compared without regard to case.
class Robots {
 public:
  Robots() = default;
  /// Reads the first kMostRobotsBytes of `text`, UTF-8 or, after a byte order mark, UTF-16.
  /// `product` is the crawler's token.
  static Robots parse(std::string_view text, std::string_view product);

  /// Whether `target`, path and query as they are sent, may be asked for. The rule with the longest
  /// pattern decides (section 2.2.2), of two of the same length the one that allows.
  /// "/robots.txt" is always allowed. Time is linear in the length of rules and target.
  RobotsVerdict verdict(std::string_view target) const;
  /// The pause that it asks for between requests, at most kLongestCrawlDelay.
  std::optional<std::chrono::milliseconds> crawl_delay() const { return crawl_delay_; }
  /// Addresses of sitemaps as printed, whoever they are for.
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }

 private:
  struct Rule {
    bool allows = false;
    std::string pattern;
    std::uint64_t line = 0;
    std::string text;
  };
  class Reader;

  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> crawl_delay_;
  std::vector<std::string> sitemaps_;
};

/// "Crawlers MUST parse at least 500 kibibytes" (section 2.5).
inline constexpr std::size_t kMostRobotsBytes = std::size_t{500} << 10U;
/// As many as 500 KiB hold: a rule that was passed over would be a rule that is not obeyed.
inline constexpr std::size_t kMostRobotsRules = 50'000;
inline constexpr std::size_t kMostRobotsSitemaps = 500;
/// An hour: what is slower is meant to keep everybody out, which Disallow says better.
inline constexpr std::chrono::milliseconds kLongestCrawlDelay{3'600'000};

}  // namespace headwater
