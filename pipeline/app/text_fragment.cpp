#include "app/text_fragment.h"

#include <algorithm>
#include <vector>

namespace headwater {
namespace {

// Up to this many words the whole text is quoted: beyond, five on either side find the place as
// well (the specification leaves it to the author), and the address stays short.
constexpr std::size_t kWholeWords = 12;
constexpr std::size_t kEdgeWords = 5;

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = text.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return words;
    const std::size_t end = std::min(text.find_first_of(kSpace, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
}

/// Percent-encodes all but letters, digits, '.', '_' and '~': '-', ',' and '&' are syntax here.
void append_encoded(std::string_view text, std::string& out) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter_or_digit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter_or_digit || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
}

void append_words(const std::vector<std::string_view>& words, std::size_t begin, std::size_t end,
                  std::string& out) {
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) out += "%20";
    append_encoded(words[i], out);
  }
}

bool is_web(std::string_view uri) {
  return uri.substr(0, 7) == "http://" || uri.substr(0, 8) == "https://";
}

}  // namespace

std::optional<std::string> text_fragment_link(std::string_view uri, std::string_view text) {
  const std::vector<std::string_view> words = words_of(text);
  if (!is_web(uri) || words.empty()) return std::nullopt;
  std::string link(uri);
  link += uri.find('#') == std::string_view::npos ? "#:~:text=" : ":~:text=";
  if (words.size() <= kWholeWords) {
    append_words(words, 0, words.size(), link);
  } else {
    append_words(words, 0, kEdgeWords, link);
    link += ',';
    append_words(words, words.size() - kEdgeWords, words.size(), link);
  }
  return link;
}

}  // namespace headwater
