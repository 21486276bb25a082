#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/ascii.h"
#include "html/byte_range.h"
#include "html/decode_text.h"
#include "html/find_byte.h"
#include "html/tag.h"

namespace headwater {

enum class HtmlTokenKind : std::uint8_t {
  kText,
  kStartTag,
  kEndTag,
  kComment,  ///< A bogus one, too: "<?php ... >" and the like.
  kDoctype,
  kEnd,  ///< The end of the page; every later call gives it again.
};

/// An attribute as it stands in a start tag. The value is without its quotes, and empty where there
/// is none. A name may occur twice: the first one counts.
struct HtmlAttribute {
  ByteRange name;
  ByteRange value;
  bool operator==(const HtmlAttribute&) const = default;
};

/// What the tokenizer found; ranges count in the page.
struct HtmlToken {
  HtmlTokenKind kind = HtmlTokenKind::kEnd;
  HtmlTextMode text_mode = HtmlTextMode::kData;  ///< How to decode the text of a kText.
  bool self_closing = false;
  HtmlTag tag = HtmlTag::kFirstUnknown;  ///< Of a start or end tag.
  ByteRange range;                       ///< All of the token, from "<" to ">".
  ByteRange inside;  ///< The name of a tag, the data of a comment or doctype; else as `range`.
  std::uint32_t first_attribute = 0;  ///< In HtmlTokenizer::attributes().
  std::uint32_t attribute_count = 0;
};

/// What may stand in an element: which state of the standard reads what follows its start tag.
enum class HtmlContent : std::uint8_t { kData, kRcdata, kRawText, kScript, kPlaintext, kCdata };

/// The content that a start tag of HTML begins (scripting is off).
HtmlContent content_of(HtmlTag tag);

/// Cuts a page into tokens as https://html.spec.whatwg.org/#tokenization says, on the raw bytes: in
/// every encoding but UTF-16 and ISO-2022-JP a byte of markup is never part of another character.
/// Pulled token by token; nothing is allocated per token, and buffers are reused from page to page.
/// A piece of text comes as one token as long as no markup, even one without a token such as "</>",
/// stands in between. Time is linear in the page. One thread at a time.
class HtmlTokenizer {
 public:
  /// Begins at `offset` of `page`. Requires: `page` outlives the last call of next(); below 4 GiB.
  void start(std::string_view page, std::size_t offset = 0);

  /// Reads the next token. The reference is always to the same object, which the next call fills
  /// again.
  const HtmlToken& next();
  /// The last token, for a reader that narrows it while it works on it.
  HtmlToken& token() { return token_; }

  /// Says how to read what follows; back to kData by itself at the end tag of `element` (a name in
  /// small letters that lives as long). Whoever builds a tree calls it after a start tag; others
  /// enter(content_of(tag), tag_name(tag)).
  void enter(HtmlContent content, std::string_view element);

  /// Passes over a line end that stands next: the first one in a pre or textarea is no text.
  void skip_line_end();

  /// Whether "<![CDATA[" opens a section (inside of svg and math) or a bogus comment.
  void allow_cdata(bool allowed) { cdata_allowed_ = allowed; }

  /// The attributes of all start tags so far.
  const std::vector<HtmlAttribute>& attributes() const { return attributes_; }

  /// How many bytes were looked at, some of them more than once: shows that time is linear.
  std::uint64_t steps() const { return steps_; }

 private:
  char at(std::size_t offset) const { return offset < page_.size() ? page_[offset] : '\0'; }
  std::size_t find(char byte, std::size_t from) {
    const std::size_t hit = html::find_byte(page_, from, byte);
    steps_ += hit - from + 1;
    return hit;
  }

  const HtmlToken& end();
  const HtmlToken& text(std::size_t begin, std::size_t end, HtmlTextMode mode);
  const HtmlToken& next_in_data();
  const HtmlToken& next_in_element();
  const HtmlToken& next_in_cdata();
  const HtmlToken& rest_as_text();

  /// Whether the "<" at `offset` begins anything but text (13.2.5.6, 13.2.5.7).
  bool opens_markup(std::size_t offset) const {
    const char c = at(offset + 1);
    return html::is_letter(c) || c == '!' || c == '?' || (c == '/' && offset + 2 < page_.size());
  }
  std::size_t find_markup(std::size_t from);
  bool read_markup();
  bool read_end_markup();
  bool read_declaration();
  bool read_comment();
  bool read_bogus_comment(std::size_t data_begin);
  bool read_cdata();
  bool finish(HtmlTokenKind kind, std::size_t end, std::size_t inside_begin,
              std::size_t inside_end);

  bool read_tag(HtmlTokenKind kind, std::size_t name_begin);

  bool closes_element(std::size_t offset) const;
  std::size_t find_element_end(std::size_t from);
  std::size_t find_script_end(std::size_t from);

  std::string_view page_;
  std::size_t offset_ = 0;
  HtmlContent content_ = HtmlContent::kData;
  std::string_view element_;
  bool cdata_allowed_ = false;
  HtmlToken token_;
  std::vector<HtmlAttribute> attributes_;
  std::uint64_t steps_ = 0;
};

}  // namespace headwater
