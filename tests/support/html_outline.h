#pragma once

#include <string>
#include <vector>

#include "html/tree.h"

namespace headwater::testing {

/// A piece of text with the blocks it stands in, such as "html/body/ul/li". Blocks are the elements
/// of the standard's "special" category and the roots of SVG and MathML; formatting and inline
/// elements are none.
struct OutlineText {
  std::string blocks;
  std::string text;
  bool operator==(const OutlineText&) const = default;
};
using Outline = std::vector<OutlineText>;

/// Appends `text`, joined to the last piece if that stands in the same blocks. White space outside
/// of the body or in a column group is passed over, as it is in no tree of ours.
void add_to_outline(const std::string& blocks, const std::string& text, Outline& outline);

/// Whether an element is one of the blocks. `name` is in small letters; `space` is "", "svg" or
/// "math".
bool is_outline_block(std::string_view space, std::string_view name);

/// The texts of a tree in the order in which a browser shows them: what is fostered out of a table
/// goes before it.
Outline outline_of(const HtmlTree& tree);

/// The texts of a "#document" section of html5lib's tree-construction tests.
Outline outline_of_dump(std::string_view dump);

}  // namespace headwater::testing
