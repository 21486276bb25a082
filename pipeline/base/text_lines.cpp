#include "base/text_lines.h"

#include <array>

namespace headwater {
namespace {

constexpr std::string_view kNoBreakSpace = "\xc2\xa0";

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Removes one closing quotation mark or bracket from the end of `text`; false if there is none.
bool drop_closing(std::string_view& text) {
  constexpr std::array<std::string_view, 8> kClosing = {"\"", "'", ")", "]", "”", "’", "»", "“"};
  for (const std::string_view mark : kClosing) {
    if (text.ends_with(mark)) {
      text.remove_suffix(mark.size());
      return true;
    }
  }
  return false;
}

/// Which kinds of quotation mark are open.
struct OpenQuotes {
  bool straight = false;
  bool angle = false;
  bool german = false;
  bool curly = false;

  /// Takes note of the quotation mark that starts `mark`, if one does.
  void take(std::string_view mark) {
    if (mark[0] == '"') straight = !straight;
    if (static_cast<unsigned char>(mark[0]) < 0x80) return;
    if (mark.starts_with("«") || mark.starts_with("»")) {
      angle = !angle;
    } else if (mark.starts_with("„")) {
      german = true;
    } else if (mark.starts_with("“")) {
      // Closes a German quotation, opens an English one.
      curly = !german;
      german = false;
    } else if (mark.starts_with("”")) {
      curly = false;
      german = false;
    }
  }
};

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    if (is_space(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with(kNoBreakSpace)) {
      text.remove_prefix(kNoBreakSpace.size());
    } else {
      break;
    }
  }
  while (!text.empty()) {
    if (is_space(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with(kNoBreakSpace)) {
      text.remove_suffix(kNoBreakSpace.size());
    } else {
      break;
    }
  }
  return text;
}

void split_lines(std::string_view text, std::vector<TextLine>& lines) {
  lines.clear();
  bool after_blank = true;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t newline = text.find('\n', begin);
    const std::size_t end = newline == std::string_view::npos ? text.size() : newline;
    const std::string_view line = trim(text.substr(begin, end - begin));
    if (line.empty()) {
      after_blank = true;
    } else {
      const auto at = static_cast<std::size_t>(line.data() - text.data());
      lines.push_back({at, at + line.size(), after_blank});
      after_blank = false;
    }
    begin = end + 1;
  }
}

bool ends_sentence(std::string_view text) {
  while (drop_closing(text)) {
  }
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with("…");
}

bool ends_inside_quotation(std::string_view text) {
  OpenQuotes open;
  for (std::size_t at = 0; at < text.size(); ++at) open.take(text.substr(at));
  return open.straight || open.angle || open.german || open.curly;
}

bool is_web_address(std::string_view text) {
  for (const char c : text) {
    if (is_space(c)) return false;
  }
  if (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
    return true;
  const std::string_view host = text.substr(0, text.find('/'));
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || host.size() - dot < 3) return false;
  for (const char c : host.substr(dot + 1)) {
    if (!is_letter(c)) return false;
  }
  return true;
}

}  // namespace headwater
