#include "feed/feed_text.h"

#include <algorithm>

#include "base/utf8.h"
#include "html/ascii.h"
#include "html/find_byte.h"

namespace headwater {
namespace {

constexpr std::string_view kCdataBegin = "<![CDATA[";
constexpr std::string_view kCdataEnd = "]]>";
constexpr std::string_view kCommentBegin = "<!--";
constexpr std::string_view kCommentEnd = "-->";

/// Where `mark` begins in xml[from, end), or `end`.
std::size_t find_mark(std::string_view xml, std::size_t from, std::size_t end,
                      std::string_view mark) {
  return std::min(xml.substr(0, end).find(mark, from), end);
}

/// Cuts a range into what stands as it is, what CDATA sections hold and what is to be left out.
template <class Plain, class Cdata>
void walk_pieces(std::string_view xml, RawSpan range, Plain plain, Cdata cdata) {
  const std::size_t end = range.end;
  std::size_t begin = range.begin;
  std::size_t at = begin;
  while (at < end) {
    at = std::min(html::find_byte(xml, at, '<'), end);
    const std::string_view rest = xml.substr(at, end - at);
    if (rest.starts_with(kCdataBegin)) {
      plain(begin, at);
      const std::size_t inside = at + kCdataBegin.size();
      const std::size_t close = find_mark(xml, inside, end, kCdataEnd);
      cdata(inside, close);
      at = begin = std::min(close + kCdataEnd.size(), end);
    } else if (rest.starts_with(kCommentBegin)) {
      plain(begin, at);
      const std::size_t close = find_mark(xml, at + kCommentBegin.size(), end, kCommentEnd);
      at = begin = std::min(close + kCommentEnd.size(), end);
    } else if (at < end) {
      ++at;
    }
  }
  plain(begin, end);
}

ByteRange bytes(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// The length of the prefix of the element name at `at`, colon included.
std::size_t prefix_length(std::string_view xml, std::size_t at, std::size_t end) {
  std::size_t i = at;
  while (i < end && (html::is_alphanumeric(xml[i]) || xml[i] == '-' || xml[i] == '_')) ++i;
  return i > at && i < end && xml[i] == ':' ? i + 1 - at : 0;
}

/// Calls `copy` for the pieces of xml[begin, end) without the prefixes of element names.
template <class Copy>
void walk_markup(std::string_view xml, std::size_t begin, std::size_t end, Copy copy) {
  for (std::size_t at = begin; at < end;) {
    at = std::min(html::find_byte(xml, at, '<') + 1, end);
    if (at < end && xml[at] == '/') ++at;
    const std::size_t prefix = prefix_length(xml, at, end);
    if (prefix == 0) continue;
    copy(begin, at);
    at = begin = at + prefix;
  }
  copy(begin, end);
}

bool is_forbidden(char c) {
  return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n' && c != '\r';
}

}  // namespace

void FeedTextReader::append_text(std::string_view xml, RawSpan range, Place place,
                                 std::string& text) {
  const std::size_t before = text.size();
  const HtmlTextMode mode =
      place == Place::kAddress ? HtmlTextMode::kAttribute : HtmlTextMode::kData;
  walk_pieces(
      xml, range,
      [&](std::size_t begin, std::size_t end) {
        decoder_.append(xml, bytes(begin, end), mode, text);
      },
      [&](std::size_t begin, std::size_t end) {
        decoder_.append(xml, bytes(begin, end), HtmlTextMode::kRawText, text);
      });
  const auto first = text.begin() + static_cast<std::ptrdiff_t>(before);
  text.erase(std::remove_if(first, text.end(), is_forbidden), text.end());
}

void FeedTextReader::append_text(std::string_view xml, RawSpan range, std::string& text,
                                 SourceMap& map) {
  walk_pieces(
      xml, range,
      [&](std::size_t begin, std::size_t end) {
        decoder_.append(xml, bytes(begin, end), HtmlTextMode::kData, text, map);
      },
      [&](std::size_t begin, std::size_t end) {
        decoder_.append(xml, bytes(begin, end), HtmlTextMode::kRawText, text, map);
      });
}

void FeedTextReader::append_markup(std::string_view xml, RawSpan range, std::string& text) {
  const auto copy = [&](std::size_t begin, std::size_t end) {
    decoder_.append(xml, bytes(begin, end), HtmlTextMode::kRawText, text);
  };
  const auto piece = [&](std::size_t begin, std::size_t end) {
    walk_markup(xml, begin, end, copy);
  };
  walk_pieces(xml, range, piece, piece);
}

void FeedTextReader::append_markup(std::string_view xml, RawSpan range, std::string& text,
                                   SourceMap& map) {
  const auto copy = [&](std::size_t begin, std::size_t end) {
    decoder_.append(xml, bytes(begin, end), HtmlTextMode::kRawText, text, map);
  };
  const auto piece = [&](std::size_t begin, std::size_t end) {
    walk_markup(xml, begin, end, copy);
  };
  walk_pieces(xml, range, piece, piece);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = skip_space(text, 0);
  text = text.substr(0, skip_space_back(text, text.size()));
  return text.substr(std::min(begin, text.size()));
}

std::string line_of_text(std::string_view text) {
  std::string out;
  for (const char c : trimmed(text)) {
    if (!html::is_space(c) && c != '\v') {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  return out;
}

}  // namespace headwater
