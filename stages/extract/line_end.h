#pragma once

#include <string_view>

namespace headwater {

/// Whether a line ends in a full stop, brackets and quotation marks aside. Questions and calls do
/// not count: headlines are such.
bool ends_in_full_stop(std::string_view line);

/// Whether a line ends like a caption: with who took the picture ("Photo: A. Name/Agency"). Linear
/// in the line's last bytes. A sentence that only has the words of a credit in it is none.
bool ends_in_credit(std::string_view line);

}  // namespace headwater
