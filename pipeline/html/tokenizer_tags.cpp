// The part of the tokenizer that reads tags and their attributes (13.2.5.8, 13.2.5.32
// to 13.2.5.40).
#include <array>

#include "html/ascii.h"
#include "html/tokenizer.h"

namespace headwater {
namespace {

/// Bytes that end the name of a tag, the name of an attribute, or a value without quotes.
constexpr std::uint8_t kEndsTagName = 1;
constexpr std::uint8_t kEndsAttributeName = 2;
constexpr std::uint8_t kEndsValue = 4;

constexpr std::array<std::uint8_t, 256> kEnds = [] {
  std::array<std::uint8_t, 256> ends = {};
  for (const char c : {' ', '\t', '\n', '\f', '\r', '>'}) {
    ends[static_cast<unsigned char>(c)] = kEndsTagName | kEndsAttributeName | kEndsValue;
  }
  ends['/'] = kEndsTagName | kEndsAttributeName;
  ends['='] = kEndsAttributeName;
  return ends;
}();

std::size_t find_end(std::string_view page, std::size_t from, std::uint8_t kind) {
  while (from < page.size() && (kEnds[static_cast<unsigned char>(page[from])] & kind) == 0) ++from;
  return from;
}

ByteRange range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

/// Reads the tag at offset_; false if the page ends inside of it, which leaves no token.
bool HtmlTokenizer::read_tag(HtmlTokenKind kind, std::size_t name_begin) {
  const std::size_t name_end = find_end(page_, name_begin, kEndsTagName);
  steps_ += name_end - name_begin;
  token_.tag = known_tag(page_.substr(name_begin, name_end - name_begin));
  token_.self_closing = false;
  token_.first_attribute = static_cast<std::uint32_t>(attributes_.size());
  const std::size_t end = read_attributes(name_end);
  if (end == 0) {
    offset_ = page_.size();
    attributes_.resize(token_.first_attribute);
    return false;
  }
  // The attributes of an end tag mean nothing.
  if (kind == HtmlTokenKind::kEndTag) attributes_.resize(token_.first_attribute);
  token_.attribute_count = static_cast<std::uint32_t>(attributes_.size()) - token_.first_attribute;
  return finish(kind, end, name_begin, name_end);
}

std::size_t HtmlTokenizer::skip_spaces(std::size_t offset) {
  const std::size_t begin = offset;
  while (offset < page_.size() && html::is_space(page_[offset])) ++offset;
  steps_ += offset - begin;
  return offset;
}

/// Where the tag ends whose name ends at `offset`, or 0 if it does not.
std::size_t HtmlTokenizer::read_attributes(std::size_t offset) {
  while (true) {
    offset = skip_spaces(offset);
    if (offset == page_.size()) return 0;
    if (page_[offset] == '>') return offset + 1;
    if (page_[offset] != '/') {
      offset = read_attribute(offset);
    } else if (at(++offset) == '>') {
      token_.self_closing = true;
      return offset + 1;
    }
  }
}

/// Reads the attribute whose name begins at `offset`, and says where it ends. An unfinished one
/// ends with the page.
std::size_t HtmlTokenizer::read_attribute(std::size_t offset) {
  // A name may begin with "=".
  const std::size_t name_end = find_end(page_, offset + 1, kEndsAttributeName);
  steps_ += name_end - offset;
  HtmlAttribute& attribute = attributes_.emplace_back();
  attribute.name = range_of(offset, name_end);
  attribute.value = range_of(name_end, name_end);
  const std::size_t after = skip_spaces(name_end);
  return at(after) == '=' ? read_value(skip_spaces(after + 1), attribute.value) : after;
}

std::size_t HtmlTokenizer::read_value(std::size_t offset, ByteRange& value) {
  const char quote = at(offset);
  if (quote == '"' || quote == '\'') {
    const std::size_t close = find(quote, offset + 1);
    value = range_of(offset + 1, close);
    return close < page_.size() ? close + 1 : close;
  }
  const std::size_t end = find_end(page_, offset, kEndsValue);
  steps_ += end - offset;
  value = range_of(offset, end);
  return end;
}

}  // namespace headwater
