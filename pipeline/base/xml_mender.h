#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// `payload` as UTF-8: a view of it, or of `buffer`, which then holds its translation. How it was
/// encoded: see read_xml. A byte order mark is left out.
std::string_view xml_as_utf8(std::string_view payload, std::string_view charset,
                             std::string& buffer);

/// Hands out the XML document in `text` piece by piece, such that a strict parser can read it:
/// without comments, processing instructions and document type declaration, without controls,
/// ill-formed UTF-8 replaced, "&" that begins no reference and "<" that begins no tag as
/// references, and HTML's named references resolved. Linear time. One thread.
class XmlMender {
 public:
  /// Requires: `text` outlives this.
  explicit XmlMender(std::string_view text) : text_(text) {}

  /// Appends the next piece to `out`: a few KiB, unless one character, section or reference needs
  /// more. False at the end of the text.
  bool next(std::string& out);
  /// The first thing that had to be mended, with its byte in `text`; empty where there was none.
  const std::string& note() const { return note_; }

 private:
  void take_special(std::string& out);
  void take_as(std::string_view replacement, std::string& out);
  void take_reference(std::string& out);
  void take_markup(std::string& out);
  void enter_section();
  void leave_section();
  void skip_past(std::string_view end, std::string_view what);
  void skip_declaration();
  void mended(std::string_view what);

  std::string_view text_;
  std::size_t offset_ = 0;
  std::optional<std::size_t> section_end_;  ///< Of the CDATA section that is being read.
  std::string note_;
};

}  // namespace headwater
