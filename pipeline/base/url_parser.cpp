#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/percent_encoding.h"
#include "base/url.h"

namespace headwater {
namespace {

// URL Standard, section 1.3.
constexpr ByteSet kFragmentSet(ByteSet::controls(), " \"<>`");
constexpr ByteSet kQuerySet(ByteSet::controls(), " \"#<>");
constexpr ByteSet kSpecialQuerySet(kQuerySet, "'");
constexpr ByteSet kPathSet(kQuerySet, "?^`{}");
constexpr ByteSet kUserSet(kPathSet, "/:;=@[\\]|");

/// `input` without controls and spaces at its ends, and without tabs and line ends anywhere: what
/// the standard does first of all.
std::string strip(std::string_view input) {
  const auto is_edge = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!input.empty() && is_edge(input.front())) input.remove_prefix(1);
  while (!input.empty() && is_edge(input.back())) input.remove_suffix(1);
  std::string text(input);
  std::erase_if(text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return text;
}

/// The length of the scheme that `text` begins with, without its colon; 0 if there is none.
std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !ascii::is_letter(text[0])) return 0;
  const auto is_part = [](char c) {
    return ascii::is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
  };
  const auto* end = std::find_if_not(text.begin(), text.end(), is_part);
  return end != text.end() && *end == ':' ? static_cast<std::size_t>(end - text.begin()) : 0;
}

/// "c:" or "c|".
bool is_drive_letter(std::string_view text) {
  return text.size() == 2 && ascii::is_letter(text[0]) && (text[1] == ':' || text[1] == '|');
}

/// Whether `text` starts with a drive letter that is a whole segment (section 4.2).
bool starts_with_drive_letter(std::string_view text) {
  return is_drive_letter(text.substr(0, 2)) &&
         (text.size() == 2 || std::string_view("/\\?#").find(text[2]) != std::string_view::npos);
}

/// Whether `path` begins with "/c:".
bool begins_with_drive(std::string_view path) {
  return path.size() >= 3 && is_drive_letter(path.substr(1, 2)) && path[2] == ':' &&
         (path.size() == 3 || path[3] == '/');
}

/// "." or "%2e" of a segment, taken off its front.
bool take_dot(std::string_view& segment) {
  const bool plain = segment.starts_with('.');
  if (!plain && !ascii::starts_with_ignoring_case(segment, "%2e")) return false;
  segment.remove_prefix(plain ? 1 : 3);
  return true;
}

/// 1 for ".", 2 for "..", 0 for any other segment.
int dots_of(std::string_view segment) {
  int dots = 0;
  while (dots < 3 && take_dot(segment)) ++dots;
  return segment.empty() && dots < 3 ? dots : 0;
}

/// The basic URL parser (section 4.4). Its states are functions here: each takes what is left of
/// the input and goes on to the next. False is the standard's failure.
class UrlParser {
 public:
  explicit UrlParser(const Url* base) : base_(base) {}

  std::optional<Url> parse(std::string_view text) {
    return begin(text) ? std::optional(std::move(url_)) : std::nullopt;
  }

 private:
  bool begin(std::string_view text) {
    const std::size_t length = scheme_length(text);
    if (length == 0) return no_scheme(text);
    set_scheme(ascii::lower_case(text.substr(0, length)));
    const std::string_view rest = text.substr(length + 1);
    if (url_.scheme == "file") return file(rest);
    if (special_) {
      const bool same = base_ != nullptr && base_->scheme == url_.scheme;
      return same && !rest.starts_with("//") ? relative(rest) : authority_after_slashes(rest);
    }
    if (rest.starts_with("//")) return authority(rest.substr(2));
    return rest.starts_with('/') ? path(rest.substr(1)) : opaque_path(rest);
  }

  void set_scheme(std::string scheme) {
    url_.scheme = std::move(scheme);
    special_ = url_.is_special();
  }

  bool is_slash(char c) const { return c == '/' || (special_ && c == '\\'); }
  bool starts_with_slash(std::string_view text) const {
    return !text.empty() && is_slash(text.front());
  }

  bool no_scheme(std::string_view text) {
    if (base_ == nullptr) return false;
    if (base_->opaque_path) {
      if (!text.starts_with('#')) return false;
      url_ = *base_;
      return fragment(text.substr(1));
    }
    set_scheme(base_->scheme);
    return url_.scheme == "file" ? file(text) : relative(text);
  }

  bool relative(std::string_view text) {
    if (starts_with_slash(text)) return relative_slash(text.substr(1));
    url_ = *base_;
    url_.fragment.reset();
    return rest_of_base_path(text);
  }

  /// The base's path without its last segment, if there is anything to put in its place.
  bool rest_of_base_path(std::string_view text) {
    if (text.empty()) return true;
    if (text.front() == '?' || text.front() == '#') return after_path(text);
    url_.query.reset();
    shorten_path();
    return path(text);
  }

  bool relative_slash(std::string_view text) {
    if (special_ && starts_with_slash(text)) return authority_after_slashes(text);
    if (text.starts_with('/')) return authority(text.substr(1));
    url_.username = base_->username;
    url_.password = base_->password;
    url_.host = base_->host;
    url_.port = base_->port;
    return path(text);
  }

  /// A special scheme's authority begins behind any number of slashes.
  bool authority_after_slashes(std::string_view text) {
    while (starts_with_slash(text)) text.remove_prefix(1);
    return authority(text);
  }

  std::size_t authority_end(std::string_view text) const {
    return std::min(text.find_first_of(special_ ? "/\\?#" : "/?#"), text.size());
  }

  bool authority(std::string_view text) {
    const std::size_t end = authority_end(text);
    std::string_view host = text.substr(0, end);
    const std::size_t at = host.rfind('@');
    if (at != std::string_view::npos) {
      credentials(host.substr(0, at));
      host.remove_prefix(at + 1);
      if (host.empty()) return false;
    }
    return host_and_port(host) && path_start(text.substr(end));
  }

  void credentials(std::string_view text) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    append_percent_encoded(text.substr(0, colon), kUserSet, url_.username);
    if (colon < text.size())
      append_percent_encoded(text.substr(colon + 1), kUserSet, url_.password);
  }

  bool host_and_port(std::string_view text) {
    const std::size_t colon = port_colon(text);
    if (colon < text.size() && !port(text.substr(colon + 1))) return false;
    const std::string_view host = text.substr(0, colon);
    if (host.empty() && (special_ || colon < text.size())) return false;
    return set_host(host);
  }

  /// The first colon outside of brackets, or the end.
  static std::size_t port_colon(std::string_view text) {
    bool bracket = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '[') bracket = true;
      if (text[i] == ']') bracket = false;
      if (text[i] == ':' && !bracket) return i;
    }
    return text.size();
  }

  bool port(std::string_view text) {
    if (text.empty()) return true;
    std::uint32_t value = 0;
    for (const char c : text) {
      if (!ascii::is_digit(c)) return false;
      value = value * 10 + static_cast<std::uint32_t>(c - '0');
      if (value > UINT16_MAX) return false;
    }
    if (default_port(url_.scheme) != value) url_.port = static_cast<std::uint16_t>(value);
    return true;
  }

  bool set_host(std::string_view text) {
    url_.host = parse_url_host(text, special_ ? SchemeKind::kSpecial : SchemeKind::kOther);
    return url_.host.has_value();
  }

  bool file(std::string_view text) {
    url_.host = UrlHost{};
    if (starts_with_slash(text)) return file_slash(text.substr(1));
    if (base_ == nullptr || base_->scheme != "file") return path(text);
    url_.host = base_->host;
    url_.path = base_->path;
    url_.query = base_->query;
    if (starts_with_drive_letter(text)) {
      url_.path.clear();
      url_.query.reset();
      return path(text);
    }
    return rest_of_base_path(text);
  }

  bool file_slash(std::string_view text) {
    if (starts_with_slash(text)) return file_host(text.substr(1));
    if (base_ != nullptr && base_->scheme == "file") {
      url_.host = base_->host;
      if (!starts_with_drive_letter(text) && begins_with_drive(base_->path))
        url_.path = base_->path.substr(0, 3);
    }
    return path(text);
  }

  bool file_host(std::string_view text) {
    const std::size_t end = authority_end(text);
    const std::string_view host = text.substr(0, end);
    if (is_drive_letter(host)) return path(text);
    if (!host.empty() && !set_host(host)) return false;
    if (url_.host->text == "localhost") url_.host = UrlHost{};
    return path_start(text.substr(end));
  }

  bool path_start(std::string_view text) {
    if (starts_with_slash(text)) return path(text.substr(1));
    return special_ ? path(text) : after_path(text);
  }

  /// Appends the segments of `text`, which is behind a slash, to the path.
  bool path(std::string_view text) {
    while (true) {
      const std::size_t end = authority_end(text);  // The same bytes end a segment.
      const bool more = end < text.size() && is_slash(text[end]);
      segment(text.substr(0, end), more);
      if (!more) return after_path(text.substr(end));
      text.remove_prefix(end + 1);
    }
  }

  void segment(std::string_view text, bool more) {
    const int dots = dots_of(text);
    if (dots == 2) shorten_path();
    if (dots > 0) {
      if (!more) url_.path += '/';
      return;
    }
    const bool drive = url_.scheme == "file" && url_.path.empty() && is_drive_letter(text);
    url_.path += '/';
    append_percent_encoded(text, kPathSet, url_.path);
    if (drive) url_.path.back() = ':';
  }

  /// Takes the last segment off, but never a drive letter (section 4.2).
  void shorten_path() {
    const bool only_drive = url_.path.size() == 3 && begins_with_drive(url_.path);
    if (url_.path.empty() || (url_.scheme == "file" && only_drive)) return;
    url_.path.resize(url_.path.rfind('/'));
  }

  bool opaque_path(std::string_view text) {
    url_.opaque_path = true;
    const std::size_t end = std::min(text.find_first_of("?#"), text.size());
    append_percent_encoded(text.substr(0, end), ByteSet::controls(), url_.path);
    // A space in front of a query would be lost when the query is taken off.
    if (end < text.size() && url_.path.ends_with(' '))
      url_.path.replace(url_.path.size() - 1, 1, "%20");
    return after_path(text.substr(end));
  }

  /// Requires: `text` is empty or begins with "?" or "#".
  bool after_path(std::string_view text) {
    if (text.starts_with('#')) return fragment(text.substr(1));
    if (!text.starts_with('?')) return true;
    const std::size_t end = std::min(text.find('#'), text.size());
    url_.query.emplace();
    append_percent_encoded(text.substr(1, end - 1), special_ ? kSpecialQuerySet : kQuerySet,
                           *url_.query);
    return end == text.size() || fragment(text.substr(end + 1));
  }

  bool fragment(std::string_view text) {
    url_.fragment.emplace();
    append_percent_encoded(text, kFragmentSet, *url_.fragment);
    return true;
  }

  const Url* base_;
  Url url_;
  bool special_ = false;
};

}  // namespace

std::optional<Url> parse_url(std::string_view input, const Url* base) {
  if (input.size() > kLongestAddress) return std::nullopt;
  auto url = UrlParser(base).parse(strip(input));
  if (!url || url->href().size() > kLongestAddress) return std::nullopt;
  return url;
}

}  // namespace headwater
