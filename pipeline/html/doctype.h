#pragma once

#include <optional>
#include <string_view>

namespace headwater::html {

/// What stands in a "<!DOCTYPE ...>" (13.2.5.53 to 13.2.5.68). The views live as long as the text
/// they were read from.
struct Doctype {
  std::string_view name;
  std::optional<std::string_view> public_id;
  std::optional<std::string_view> system_id;
  bool force_quirks = false;
};

/// Reads what stands between "<!DOCTYPE" and ">". `complete` is false where the page ended before
/// the ">".
Doctype read_doctype(std::string_view inside, bool complete);

/// Whether a page with this doctype is read in quirks mode (13.2.6.4.1), in which a table may stand
/// in a paragraph.
bool means_quirks(const Doctype& doctype);

}  // namespace headwater::html
