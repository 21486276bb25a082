#include "net/http_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "net/http_date.h"

namespace headwater {
namespace {

/// RFC 9110, section 5.6.3: space and tab.
std::string_view trim_blank(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// RFC 9110, section 5.6.2.
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return ascii::is_alphanumeric(c) ||
           (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
  });
}

/// The part of `text` in front of `separator`, trimmed; `text` becomes what is behind it.
std::string_view take_item(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view item = trim_blank(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return item;
}

std::string clean_value(std::string_view text) {
  std::string value(text);
  for (char& c : value) {
    if (c == '\r' || c == '\0') c = ' ';
  }
  return std::string(trim_blank(value));
}

Error bad_status_line(std::string_view line) {
  constexpr std::size_t kShown = 60;  // Enough to recognise what the server speaks.
  return {ErrorCode::kBadHttp,
          fmt::format("\"{}\" is no status line of HTTP", to_valid_utf8(line.substr(0, kShown)))};
}

/// "HTTP/1.1 200 OK", "HTTP/2 200": the three digits behind the version.
Result<int> parse_status_line(std::string_view line) {
  std::string_view rest = line;
  if (!take_item(rest, ' ').starts_with("HTTP/")) return bad_status_line(line);
  rest = trim_blank(rest);
  int status = 0;
  const auto read =
      std::from_chars(rest.data(), rest.data() + std::min<std::size_t>(3, rest.size()), status);
  const auto digits = static_cast<std::size_t>(read.ptr - rest.data());
  if (read.ec != std::errc() || digits != 3 || status < 100 ||
      (rest.size() > 3 && ascii::is_digit(rest[3])))
    return bad_status_line(line);
  return status;
}

/// Takes the lines of a head one by one.
class HeadReader {
 public:
  explicit HeadReader(std::string_view bytes) : bytes_(bytes) {}

  /// The next line without its end; nothing behind the last one.
  std::optional<std::string_view> next() {
    if (position_ == bytes_.size()) return std::nullopt;
    const std::size_t end = std::min(bytes_.find('\n', position_), bytes_.size());
    std::string_view line = bytes_.substr(position_, end - position_);
    position_ = std::min(end + 1, bytes_.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }
  std::size_t position() const { return position_; }

 private:
  std::string_view bytes_;
  std::size_t position_ = 0;
};

/// Adds what `line` says. `open`: whether the line before it was a field that this one can go on
/// with; updated.
void add_line(std::string_view line, std::vector<HttpField>& fields, bool& open) {
  if (line.front() == ' ' || line.front() == '\t') {
    const std::string more = clean_value(line);
    if (!open || more.empty()) return;
    std::string& value = fields.back().value;
    value += (value.empty() ? "" : " ") + more;
    return;
  }
  const std::size_t colon = line.find(':');
  const std::string_view name = trim_blank(line.substr(0, colon));
  open = colon != std::string_view::npos && is_token(name);
  if (open) fields.push_back({std::string(name), clean_value(line.substr(colon + 1))});
}

/// A quoted string (RFC 9110, section 5.6.4) that `text` begins with, unquoted; `text` becomes what
/// is behind it. One that is not closed ends with the text.
std::string take_quoted(std::string_view& text) {
  std::string value;
  std::size_t i = 1;
  for (; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    value += text[i];
  }
  text.remove_prefix(std::min(i + 1, text.size()));
  return value;
}

/// The value of a parameter, up to the next semicolon, which is taken with it.
std::string take_parameter_value(std::string_view& text) {
  if (!text.starts_with('"')) return std::string(take_item(text, ';'));
  std::string value = take_quoted(text);
  take_item(text, ';');
  return value;
}

/// The first charset among "name=value; name=value".
std::string find_charset(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::size_t end = std::min(parameters.find_first_of("=;"), parameters.size());
    const std::string_view name = trim_blank(parameters.substr(0, end));
    const bool has_value = end < parameters.size() && parameters[end] == '=';
    parameters.remove_prefix(std::min(end + 1, parameters.size()));
    if (!has_value) continue;
    std::string value = take_parameter_value(parameters);
    if (!value.empty() && ascii::equals_ignoring_case(name, "charset")) return value;
  }
  return {};
}

std::string sendable(std::optional<std::string_view> value) {
  if (!value) return {};
  auto clean = sanitize_field_value(*value);
  return clean ? std::move(*clean) : std::string();
}

}  // namespace

std::optional<std::string_view> ResponseHead::find(std::string_view name) const {
  const std::string lower = ascii::lower_case(name);
  for (const HttpField& field : fields) {
    if (ascii::equals_ignoring_case(field.name, lower)) return field.value;
  }
  return std::nullopt;
}

std::string ResponseHead::joined(std::string_view name) const {
  const std::string lower = ascii::lower_case(name);
  std::string out;
  for (const HttpField& field : fields) {
    if (!ascii::equals_ignoring_case(field.name, lower)) continue;
    if (!out.empty()) out += ", ";
    out += field.value;
  }
  return out;
}

Result<ResponseHead> parse_response_head(std::string_view bytes) {
  HeadReader reader(bytes.substr(0, kLongestHead));
  const auto status = parse_status_line(reader.next().value_or(""));
  if (!status) return status.error();
  ResponseHead head{*status, {}, 0};
  bool open = false;
  bool ended = false;
  while (!ended) {
    const auto line = reader.next();
    ended = !line || line->empty();
    if (!ended) add_line(*line, head.fields, open);
    if (head.fields.size() > kMostFields)
      return Error{ErrorCode::kTooMany,
                   fmt::format("a response with more than {} fields", kMostFields)};
    if (!line && bytes.size() > kLongestHead)
      return Error{ErrorCode::kTooLarge,
                   fmt::format("a response's head of more than {} bytes", kLongestHead)};
  }
  head.size = reader.position();
  return head;
}

Result<std::string> sanitize_field_value(std::string_view value) {
  if (value.empty() || value.size() > kLongestSentValue)
    return Error{ErrorCode::kBadArgument,
                 fmt::format("a field's value of {} bytes: it must have 1 to {}", value.size(),
                             kLongestSentValue)};
  const auto is_sendable = [](char c) { return c >= ' ' && c <= '~'; };
  if (!std::all_of(value.begin(), value.end(), is_sendable) || value != trim_blank(value))
    return Error{ErrorCode::kBadArgument,
                 fmt::format("\"{}\" can not be sent in a field: it must be visible ASCII",
                             to_valid_utf8(value))};
  return std::string(value);
}

std::optional<MediaType> parse_media_type(std::string_view value) {
  std::string_view rest = value;
  const std::string_view essence = take_item(rest, ';');
  const std::size_t slash = essence.find('/');
  if (slash == std::string_view::npos || !is_token(essence.substr(0, slash)) ||
      !is_token(essence.substr(slash + 1)))
    return std::nullopt;
  return MediaType{ascii::lower_case(essence), find_charset(rest)};
}

std::optional<std::chrono::seconds> parse_retry_after(std::string_view value, Timestamp now,
                                                      std::chrono::seconds most) {
  value = trim_blank(value);
  if (!value.empty() && std::all_of(value.begin(), value.end(), ascii::is_digit)) {
    std::int64_t seconds = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
    // Out of range: more than anybody waits.
    return read.ec == std::errc() ? std::min(std::chrono::seconds(seconds), most) : most;
  }
  const auto date = parse_http_date(value, now);
  if (!date) return std::nullopt;
  const std::chrono::seconds wait((date->microseconds - now.microseconds) / 1'000'000);
  return std::clamp(wait, std::chrono::seconds(0), most);
}

Validators validators_of(const ResponseHead& head) {
  return {sendable(head.find("etag")), sendable(head.find("last-modified"))};
}

Result<std::vector<std::string>> parse_content_codings(std::string_view value) {
  constexpr std::array<std::string_view, 4> kKnown = {"gzip", "deflate", "br", "zstd"};
  std::vector<std::string> codings;
  while (!value.empty()) {
    std::string coding = ascii::lower_case(take_item(value, ','));
    if (coding.empty() || coding == "identity") continue;
    if (coding == "x-gzip") coding = "gzip";
    if (std::find(kKnown.begin(), kKnown.end(), coding) == kKnown.end())
      return Error{ErrorCode::kUnsupported,
                   fmt::format("content coding \"{}\": gzip, deflate, br and zstd are read",
                               to_valid_utf8(coding))};
    if (codings.size() == kMostCodings)
      return Error{ErrorCode::kTooMany, fmt::format("more than {} content codings", kMostCodings)};
    codings.push_back(std::move(coding));
  }
  return codings;
}

}  // namespace headwater
