#include "html/tokenizer.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "html/ascii.h"

namespace headwater {
namespace {

using html::starts_with_ignoring_case;

ByteRange range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

HtmlTextMode text_mode_of(HtmlContent content) {
  return content == HtmlContent::kRcdata ? HtmlTextMode::kRcdata : HtmlTextMode::kRawText;
}

constexpr std::string_view kCdataOpen = "<![CDATA[";
constexpr std::string_view kDoctypeOpen = "<!doctype";

}  // namespace

HtmlContent content_of(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::kTitle:
    case HtmlTag::kTextarea:
      return HtmlContent::kRcdata;
    case HtmlTag::kStyle:
    case HtmlTag::kXmp:
    case HtmlTag::kIframe:
    case HtmlTag::kNoembed:
    case HtmlTag::kNoframes:
      return HtmlContent::kRawText;
    case HtmlTag::kScript:
      return HtmlContent::kScript;
    case HtmlTag::kPlaintext:
      return HtmlContent::kPlaintext;
    default:
      return HtmlContent::kData;
  }
}

void HtmlTokenizer::start(std::string_view page, std::size_t offset) {
  assert(page.size() < std::numeric_limits<std::uint32_t>::max());
  page_ = page;
  offset_ = offset;
  content_ = HtmlContent::kData;
  element_ = {};
  cdata_allowed_ = false;
  attributes_.clear();
  steps_ = 0;
}

void HtmlTokenizer::enter(HtmlContent content, std::string_view element) {
  content_ = content;
  element_ = element;
}

void HtmlTokenizer::skip_line_end() {
  if (at(offset_) == '\r') {
    offset_ += at(offset_ + 1) == '\n' ? 2 : 1;
  } else if (at(offset_) == '\n') {
    ++offset_;
  }
}

const HtmlToken& HtmlTokenizer::next() {
  switch (content_) {
    case HtmlContent::kData:
      return next_in_data();
    case HtmlContent::kPlaintext:
      return rest_as_text();
    case HtmlContent::kCdata:
      return next_in_cdata();
    default:
      return next_in_element();
  }
}

const HtmlToken& HtmlTokenizer::end() {
  offset_ = page_.size();
  token_.kind = HtmlTokenKind::kEnd;
  token_.range = token_.inside = range_of(offset_, offset_);
  return token_;
}

const HtmlToken& HtmlTokenizer::text(std::size_t begin, std::size_t end, HtmlTextMode mode) {
  offset_ = end;
  token_.kind = HtmlTokenKind::kText;
  token_.text_mode = mode;
  token_.range = token_.inside = range_of(begin, end);
  return token_;
}

const HtmlToken& HtmlTokenizer::next_in_data() {
  while (offset_ < page_.size()) {
    const bool at_markup = page_[offset_] == '<' && opens_markup(offset_);
    if (!at_markup) return text(offset_, find_markup(offset_), HtmlTextMode::kData);
    if (read_markup()) return token_;
    if (content_ == HtmlContent::kCdata) return next_in_cdata();
  }
  return end();
}

/// The text of an element without markup inside, and then its end tag.
const HtmlToken& HtmlTokenizer::next_in_element() {
  const std::size_t close =
      content_ == HtmlContent::kScript ? find_script_end(offset_) : find_element_end(offset_);
  const HtmlTextMode mode = text_mode_of(content_);
  content_ = HtmlContent::kData;
  if (close > offset_) return text(offset_, close, mode);
  return next_in_data();
}

const HtmlToken& HtmlTokenizer::next_in_cdata() {
  std::size_t close = offset_;
  while (true) {
    close = find(']', close);
    if (close == page_.size() || page_.substr(close, 3) == "]]>") break;
    ++close;
  }
  const std::size_t begin = offset_;
  content_ = HtmlContent::kData;
  offset_ = std::min(close + 3, page_.size());
  if (close == begin) return next_in_data();
  const std::size_t after = offset_;
  text(begin, close, HtmlTextMode::kRawText);
  offset_ = after;
  return token_;
}

const HtmlToken& HtmlTokenizer::rest_as_text() {
  if (offset_ == page_.size()) return end();
  return text(offset_, page_.size(), HtmlTextMode::kRawText);
}

std::size_t HtmlTokenizer::find_markup(std::size_t from) {
  std::size_t hit = find('<', from);
  while (hit < page_.size() && !opens_markup(hit)) hit = find('<', hit + 1);
  return hit;
}

/// Reads the markup at offset_; false if it gives no token.
bool HtmlTokenizer::read_markup() {
  switch (page_[offset_ + 1]) {
    case '/':
      return read_end_markup();
    case '!':
      return read_declaration();
    case '?':
      return read_bogus_comment(offset_ + 1);
    default:
      return read_tag(HtmlTokenKind::kStartTag, offset_ + 1);
  }
}

bool HtmlTokenizer::read_end_markup() {
  const char c = page_[offset_ + 2];
  if (html::is_letter(c)) return read_tag(HtmlTokenKind::kEndTag, offset_ + 2);
  if (c != '>') return read_bogus_comment(offset_ + 2);
  offset_ += 3;
  return false;
}

bool HtmlTokenizer::read_declaration() {
  const std::string_view rest = page_.substr(offset_);
  if (rest.starts_with("<!--")) return read_comment();
  if (cdata_allowed_ && rest.starts_with(kCdataOpen)) {
    offset_ += kCdataOpen.size();
    content_ = HtmlContent::kCdata;
    return false;
  }
  if (!starts_with_ignoring_case(rest, kDoctypeOpen)) return read_bogus_comment(offset_ + 2);
  const std::size_t inside = offset_ + kDoctypeOpen.size();
  const std::size_t close = find('>', inside);
  return finish(HtmlTokenKind::kDoctype, std::min(close + 1, page_.size()), inside, close);
}

bool HtmlTokenizer::finish(HtmlTokenKind kind, std::size_t end, std::size_t inside_begin,
                           std::size_t inside_end) {
  token_.kind = kind;
  token_.range = range_of(offset_, end);
  token_.inside = range_of(inside_begin, inside_end);
  offset_ = end;
  return true;
}

bool HtmlTokenizer::read_bogus_comment(std::size_t data_begin) {
  const std::size_t close = find('>', data_begin);
  return finish(HtmlTokenKind::kComment, std::min(close + 1, page_.size()), data_begin, close);
}

/// 13.2.5.43 to 13.2.5.52: ends with "-->" or "--!>", or at once with ">" or "->".
bool HtmlTokenizer::read_comment() {
  const std::size_t begin = offset_ + 4;
  const std::string_view rest = page_.substr(begin);
  if (rest.starts_with(">")) return finish(HtmlTokenKind::kComment, begin + 1, begin, begin);
  if (rest.starts_with("->")) return finish(HtmlTokenKind::kComment, begin + 2, begin, begin);
  for (std::size_t close = find('>', begin); close < page_.size(); close = find('>', close + 1)) {
    const std::string_view data = page_.substr(begin, close - begin);
    if (data.ends_with("--")) {
      return finish(HtmlTokenKind::kComment, close + 1, begin, close - 2);
    }
    if (data.ends_with("--!")) {
      return finish(HtmlTokenKind::kComment, close + 1, begin, close - 3);
    }
  }
  const std::size_t unfinished = rest.ends_with("--!")  ? 3
                                 : rest.ends_with("--") ? 2
                                 : rest.ends_with("-")  ? 1
                                                        : 0;
  return finish(HtmlTokenKind::kComment, page_.size(), begin, page_.size() - unfinished);
}

}  // namespace headwater
