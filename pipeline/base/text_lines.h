#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace headwater {

/// A line of a text without the white space at its ends (no-break spaces included); never empty.
struct TextLine {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool after_blank =
      false;  ///< First line of the text, or at least one blank line stands before it.
  std::size_t size() const { return end - begin; }
  std::string_view of(std::string_view text) const { return text.substr(begin, size()); }
};

/// Replaces `lines` by the lines of `text` that are not blank. Linear; keeps the vector's memory.
void split_lines(std::string_view text, std::vector<TextLine>& lines);

/// `text` without white space (ASCII and U+00A0) at its ends.
std::string_view trim(std::string_view text);

/// Whether `text` ends as a sentence does: with . ! ? or an ellipsis, closing quotation marks and
/// brackets after it not counted.
bool ends_sentence(std::string_view text);

/// Whether a quotation that was opened before the end of `text` is still open there. Understands
/// straight, English, German and angle quotation marks; an apostrophe is never one.
bool ends_inside_quotation(std::string_view text);

/// Whether `text` is one address of the web: "https://...", "www....", or "name.tld/..." in one
/// word.
bool is_web_address(std::string_view text);

}  // namespace headwater
