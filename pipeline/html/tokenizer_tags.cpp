// The part of the tokenizer that reads tags and their attributes (13.2.5.8, 13.2.5.32
// to 13.2.5.40).
#include <algorithm>
#include <array>

#include "html/ascii.h"
#include "html/find_byte.h"
#include "html/known_names.h"
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

ByteRange range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Reads one tag. A class of its own so that its state stays in registers.
class TagReader {
 public:
  TagReader(std::string_view page, std::size_t offset, std::vector<HtmlAttribute>& attributes)
      : page_(page), offset_(offset), attributes_(attributes) {}

  std::size_t offset() const { return offset_; }
  bool self_closing() const { return self_closing_; }

  std::size_t read_name() {
    skip_name(kEndsTagName);
    return offset_;
  }

  /// Reads up to the end of the tag; false if the page ends before.
  bool read_attributes() {
    while (true) {
      skip_spaces();
      if (offset_ == page_.size()) return false;
      if (page_[offset_] == '/') {
        ++offset_;
        self_closing_ = offset_ < page_.size() && page_[offset_] == '>';
      } else if (page_[offset_] == '>') {
        ++offset_;
        return true;
      } else {
        read_attribute();
      }
    }
  }

 private:
  /// To the end of a name: names are short, so one look at a block finds it mostly.
  void skip_name(std::uint8_t end) {
    offset_ = html::find_name_end(page_, offset_);
    skip_to(end);
  }

  void skip_to(std::uint8_t end) {
    while (offset_ < page_.size() &&
           (kEnds[static_cast<unsigned char>(page_[offset_])] & end) == 0) {
      ++offset_;
    }
  }

  void skip_spaces() {
    while (offset_ < page_.size() && html::is_space(page_[offset_])) ++offset_;
  }

  /// An unfinished attribute ends with the page.
  void read_attribute() {
    const std::size_t name_begin = offset_;
    ++offset_;  // a name may begin with "="
    skip_name(kEndsAttributeName);
    const ByteRange name = range_of(name_begin, offset_);
    ByteRange value = range_of(offset_, offset_);
    skip_spaces();
    if (offset_ < page_.size() && page_[offset_] == '=') {
      ++offset_;
      skip_spaces();
      value = read_value();
    }
    attributes_.push_back({name, value});
  }

  ByteRange read_value() {
    const std::size_t begin = offset_;
    if (begin == page_.size()) return range_of(begin, begin);
    const char quote = page_[begin];
    if (quote != '"' && quote != '\'') {
      skip_to(kEndsValue);
      return range_of(begin, offset_);
    }
    const std::size_t close = html::find_byte(page_, begin + 1, quote);
    offset_ = std::min(close + 1, page_.size());
    return range_of(begin + 1, close);
  }

  std::string_view page_;
  std::size_t offset_;
  std::vector<HtmlAttribute>& attributes_;
  bool self_closing_ = false;
};

}  // namespace

/// Reads the tag at offset_; false if the page ends inside of it, which leaves no token.
bool HtmlTokenizer::read_tag(HtmlTokenKind kind, std::size_t name_begin) {
  const std::size_t first_attribute = attributes_.size();
  TagReader reader(page_, name_begin, attributes_);
  const std::size_t name_end = reader.read_name();
  const bool complete = reader.read_attributes();
  steps_ += reader.offset() - name_begin;
  // The attributes of an end tag mean nothing.
  const bool is_dropped = !complete || kind == HtmlTokenKind::kEndTag;
  if (is_dropped && attributes_.size() > first_attribute) attributes_.resize(first_attribute);
  if (!complete) {
    offset_ = page_.size();
    return false;
  }
  token_.tag = html::tag_at(page_, range_of(name_begin, name_end));
  token_.self_closing = reader.self_closing();
  token_.first_attribute = static_cast<std::uint32_t>(first_attribute);
  token_.attribute_count = static_cast<std::uint32_t>(attributes_.size() - first_attribute);
  return finish(kind, reader.offset(), name_begin, name_end);
}

}  // namespace headwater
