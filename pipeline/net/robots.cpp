#include "net/robots.h"

#include <cstring>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"

namespace headwater {
namespace {

/// A line is shown to people and goes into the lineage.
constexpr std::size_t kLongestShownRule = 200;

enum class LineKind : std::uint8_t { kUserAgent, kAllow, kDisallow, kCrawlDelay, kSitemap, kOther };

struct LineName {
  std::string_view name;
  LineKind kind;
};
/// Names in lower case, with the slips of the keyboard that are seen on the web.
constexpr std::array kLineNames = {
    LineName{"user-agent", LineKind::kUserAgent},
    LineName{"useragent", LineKind::kUserAgent},
    LineName{"user agent", LineKind::kUserAgent},
    LineName{"useg-agent", LineKind::kUserAgent},
    LineName{"ser-agent", LineKind::kUserAgent},
    LineName{"users-agent", LineKind::kUserAgent},
    LineName{"user-agents", LineKind::kUserAgent},
    LineName{"allow", LineKind::kAllow},
    LineName{"alow", LineKind::kAllow},
    LineName{"allaw", LineKind::kAllow},
    LineName{"disallow", LineKind::kDisallow},
    LineName{"dissallow", LineKind::kDisallow},
    LineName{"dissalow", LineKind::kDisallow},
    LineName{"disalow", LineKind::kDisallow},
    LineName{"diasllow", LineKind::kDisallow},
    LineName{"disallaw", LineKind::kDisallow},
    LineName{"desallow", LineKind::kDisallow},
    LineName{"disallows", LineKind::kDisallow},
    LineName{"crawl-delay", LineKind::kCrawlDelay},
    LineName{"crawl delay", LineKind::kCrawlDelay},
    LineName{"crawldelay", LineKind::kCrawlDelay},
    LineName{"sitemap", LineKind::kSitemap},
    LineName{"sitemaps", LineKind::kSitemap},
    LineName{"site-map", LineKind::kSitemap},
};

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n\v\f";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

LineKind kind_of(std::string_view name) {
  const std::string plain = ascii::lower_case(name);
  const auto found = std::find_if(kLineNames.begin(), kLineNames.end(),
                                  [&](const LineName& row) { return row.name == plain; });
  return found == kLineNames.end() ? LineKind::kOther : found->kind;
}

struct Line {
  LineKind kind = LineKind::kOther;
  std::string_view value;
};

/// "name: value # comment"; some forget the colon.
Line read_line(std::string_view text) {
  text = trim(text.substr(0, text.find('#')));
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    return {kind_of(trim(text.substr(0, colon))), trim(text.substr(colon + 1))};
  }
  const std::size_t blank = text.find_first_of(" \t");
  if (blank == std::string_view::npos) return {};
  const std::string_view value = trim(text.substr(blank));
  // Two words are a name and a value; more are prose.
  if (value.find_first_of(" \t") != std::string_view::npos) return {};
  return {kind_of(text.substr(0, blank)), value};
}

/// The product token that a User-agent line begins with (section 2.2.1).
std::string_view token_of(std::string_view value) {
  const auto end = std::find_if(value.begin(), value.end(), [](char c) {
    return !(ascii::is_letter(c) || c == '_' || c == '-');
  });
  return value.substr(0, static_cast<std::size_t>(end - value.begin()));
}

bool is_global(std::string_view value) {
  return value.starts_with('*') && (value.size() == 1 || value[1] == ' ' || value[1] == '\t');
}

/// Those that the URL parser encodes in a path, in a query or in both. Where a "*" is, a rule does
/// not tell which of the two it means, so they are encoded on both sides.
constexpr std::string_view kEncoded = " \"'<>^`{}";

/// Text with the bytes encoded that `encoded` picks, and digits of escapes in upper case. Escapes
/// of letters stay: Google's parser, whose suite is the reference, does not take "%62" for "b"
/// either.
template <typename Encoded>
std::string even_out(std::string_view text, Encoded encoded) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = i >= 1 && (text[i - 1] == '%' || (i >= 2 && text[i - 2] == '%'));
    if (encoded(text[i])) {
      const auto byte = static_cast<unsigned char>(text[i]);
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    } else if (digit && text[i] >= 'a' && text[i] <= 'f') {
      out += static_cast<char>(text[i] - 'a' + 'A');
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string even_rule(std::string_view rule) {
  return even_out(rule, [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || kEncoded.find(c) != std::string_view::npos;
  });
}

/// Bytes beyond ASCII of a target are left as they are: a sent one has none.
std::string even_target(std::string_view target) {
  return even_out(target, [](char c) { return kEncoded.find(c) != std::string_view::npos; });
}

/// Where `piece` first stands in `text` from `from` on. memmem is linear whatever the two are.
std::size_t find_piece(std::string_view text, std::string_view piece, std::size_t from) {
  if (piece.empty()) return from;
  const void* found = ::memmem(text.data() + from, text.size() - from, piece.data(), piece.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

/// Whether `pattern` matches the beginning of `target`: "*" stands for anything, "$" at the end for
/// the end (section 2.2.3). Each piece between two stars is looked for where the one before ends:
/// the first place is as good as any later one.
bool matches(std::string_view pattern, std::string_view target) {
  const bool to_end = pattern.ends_with('$');
  if (to_end) pattern.remove_suffix(1);
  std::size_t star = std::min(pattern.find('*'), pattern.size());
  if (!target.starts_with(pattern.substr(0, star))) return false;
  std::size_t at = star;
  while (star < pattern.size()) {
    const std::size_t next = std::min(pattern.find('*', star + 1), pattern.size());
    const std::string_view piece = pattern.substr(star + 1, next - star - 1);
    if (to_end && next == pattern.size()) {
      return target.size() >= at + piece.size() && target.ends_with(piece);
    }
    at = find_piece(target, piece, at);
    if (at == std::string_view::npos) return false;
    at += piece.size();
    star = next;
  }
  return !to_end || at == target.size();
}

/// UTF-8, whatever the byte order mark says it was.
std::string decoded(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const bool little = text.starts_with("\xff\xfe");
  const bool big = text.starts_with("\xfe\xff");
  if (!little && !big) return std::string(text);
  std::string out;
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
    const char low = text[little ? i : i + 1];
    const char high = text[little ? i + 1 : i];
    // Rules are ASCII; what is not cannot match an address that was encoded.
    out += high == 0 ? low : '?';
  }
  return out;
}

std::optional<std::chrono::milliseconds> read_delay(std::string_view value) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc() || !(seconds >= 0)) return std::nullopt;
  const double most = std::chrono::duration<double>(kLongestCrawlDelay).count();
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::min(seconds, most) * 1000));
}

}  // namespace

/// Reads line by line and keeps apart what is for the product and what is for everybody.
class Robots::Reader {
 public:
  explicit Reader(std::string_view product) : product_(ascii::lower_case(product)) {}

  void read(std::string_view text) {
    std::uint64_t number = 0;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
      take(text.substr(0, end), ++number);
      const bool pair = text.substr(end).starts_with("\r\n");
      text.remove_prefix(std::min(end + (pair ? 2U : 1U), text.size()));
    }
  }

  Robots finish() {
    Robots out = own_seen_ ? std::move(own_) : std::move(global_);
    out.sitemaps_ = std::move(sitemaps_);
    return out;
  }

 private:
  void take(std::string_view text, std::uint64_t number) {
    const Line line = read_line(text);
    switch (line.kind) {
      case LineKind::kUserAgent:
        return begin_group(line.value);
      case LineKind::kAllow:
      case LineKind::kDisallow:
        return add_rule({line.kind == LineKind::kAllow, even_rule(line.value), number,
                         std::string(trim(text).substr(0, kLongestShownRule))});
      case LineKind::kCrawlDelay:
        return set_delay(line.value);
      case LineKind::kSitemap:
        if (sitemaps_.size() < kMostRobotsSitemaps) sitemaps_.emplace_back(line.value);
        return;
      case LineKind::kOther:
        return;
    }
  }

  /// Several User-agent lines in a row begin one group; only rules end the row.
  void begin_group(std::string_view value) {
    if (rules_seen_) in_own_ = in_global_ = rules_seen_ = false;
    if (is_global(value)) in_global_ = true;
    if (ascii::lower_case(token_of(value)) == product_) in_own_ = own_seen_ = true;
  }

  void add_rule(Rule rule) {
    rules_seen_ = true;
    // An empty value is no rule: "Disallow:" allows everything.
    if (rule.pattern.empty()) return;
    if (in_own_ && own_.rules_.size() < kMostRobotsRules) own_.rules_.push_back(rule);
    if (in_global_ && global_.rules_.size() < kMostRobotsRules) {
      global_.rules_.push_back(std::move(rule));
    }
  }

  void set_delay(std::string_view value) {
    const auto delay = read_delay(value);
    if (!delay) return;
    if (in_own_) own_.crawl_delay_ = std::max(own_.crawl_delay_.value_or(*delay), *delay);
    if (in_global_) global_.crawl_delay_ = std::max(global_.crawl_delay_.value_or(*delay), *delay);
  }

  const std::string product_;
  Robots own_;
  Robots global_;
  std::vector<std::string> sitemaps_;
  bool own_seen_ = false;
  bool in_own_ = false;
  bool in_global_ = false;
  bool rules_seen_ = false;
};

Robots Robots::parse(std::string_view text, std::string_view product) {
  Reader reader(product);
  reader.read(decoded(text.substr(0, kMostRobotsBytes)));
  return reader.finish();
}

RobotsVerdict Robots::verdict(std::string_view target) const {
  if (target == "/robots.txt") return {};
  const std::string plain = even_target(target);
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    const bool beats =
        best == nullptr || rule.pattern.size() > best->pattern.size() ||
        (rule.pattern.size() == best->pattern.size() && rule.allows && !best->allows);
    if (beats && matches(rule.pattern, plain)) best = &rule;
  }
  if (best == nullptr) return {};
  return {best->allows, best->line, best->text};
}

}  // namespace headwater
