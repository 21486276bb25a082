#include "archive/http_head.h"

#include <algorithm>

#include "base/ascii.h"

namespace headwater {
namespace {

/// Whether `line` is a field `lower`, a name in small letters.
bool is_field(std::string_view line, std::string_view lower) {
  std::string_view name = line.substr(0, line.find(':'));
  if (name.size() == line.size()) return false;
  // No space may stand before the colon (section 5.1), but readers bear it.
  while (name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
  return ascii::equals_ignoring_case(name, lower);
}

/// The first line, its end included.
std::string_view first_line(std::string_view text) {
  return text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
}

/// "HTTP/1.1 103 Early Hints"
bool is_interim(std::string_view head) {
  const std::size_t space = head.find(' ');
  if (!head.starts_with("HTTP/") || space == std::string_view::npos) return false;
  return head.substr(space + 1, 1) == "1";
}

}  // namespace

std::size_t head_length(std::string_view message) {
  std::size_t line = 0;
  for (;;) {
    const std::size_t end = message.find('\n', line);
    if (end == std::string_view::npos) return message.size();
    const std::string_view text = message.substr(line, end - line);
    line = end + 1;
    if (text.empty() || text == "\r") return line;
  }
}

std::string_view head_field(std::string_view head, std::string_view lower) {
  head = head.substr(0, head_length(head));
  while (!head.empty()) {
    const std::string_view line = first_line(head);
    head.remove_prefix(line.size());
    if (!is_field(line, lower)) continue;
    std::string_view value = line.substr(line.find(':') + 1);
    constexpr std::string_view kSpace = " \t\r\n";
    value.remove_prefix(std::min(value.find_first_not_of(kSpace), value.size()));
    return value.substr(0, value.find_last_not_of(kSpace) + 1);
  }
  return {};
}

std::string archived_head(std::string_view head, bool with_body) {
  std::size_t length = head_length(head);
  while (is_interim(head) && length < head.size()) {
    head.remove_prefix(length);
    length = head_length(head);
  }
  head = head.substr(0, length);
  std::string out;
  out.reserve(head.size() + 32);
  bool complete = false;
  while (!head.empty()) {
    const std::string_view line = first_line(head);
    if (is_field(line, "transfer-encoding")) out += "X-Archive-Orig-";
    out += line;
    complete = line == "\n" || line == "\r\n";
    head.remove_prefix(line.size());
  }
  if (with_body && !complete) out += out.empty() || out.ends_with('\n') ? "\r\n" : "\r\n\r\n";
  return out;
}

}  // namespace headwater
