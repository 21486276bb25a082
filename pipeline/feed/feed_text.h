#pragma once

#include <string>
#include <string_view>

#include "base/charset.h"
#include "feed/feed_entry.h"
#include "html/decode_text.h"
#include "record/source_map.h"

namespace headwater {

/// What an element of XML holds, in UTF-8, for a document in one encoding. Keeps its buffers.
/// Linear. One thread at a time.
class FeedTextReader {
 public:
  /// Requires: not UTF-16, ISO-2022-JP or replacement.
  explicit FeedTextReader(Encoding encoding) : decoder_(encoding) {}

  /// How the "&" of a bare address is read: "&copy=1" is a parameter there.
  enum class Place : std::uint8_t { kText, kAddress };

  /// Appends the characters of `range`: references resolved, CDATA sections opened, comments left
  /// out; other tags are text. Control characters that XML forbids are left out.
  void append_text(std::string_view xml, RawSpan range, Place place, std::string& text);
  void append_text(std::string_view xml, RawSpan range, std::string& text, SourceMap& map);

  /// Appends the markup of `range` as it stands, in UTF-8, but for the prefixes of element names
  /// and the marks of CDATA sections, which HTML does not know.
  void append_markup(std::string_view xml, RawSpan range, std::string& text);
  void append_markup(std::string_view xml, RawSpan range, std::string& text, SourceMap& map);

  /// Appends the value of an attribute.
  void append_attribute(std::string_view xml, ByteRange range, std::string& text) {
    decoder_.append(xml, range, HtmlTextMode::kAttribute, text);
  }

  /// Ill-formed sequences that became U+FFFD so far.
  std::uint64_t replaced() const { return decoder_.replaced(); }

 private:
  HtmlTextDecoder decoder_;
};

/// `text` as one line: runs of ASCII white space are one space, and no white space at the ends.
std::string line_of_text(std::string_view text);
/// `text` without white space at the ends.
std::string_view trimmed(std::string_view text);

}  // namespace headwater
