#pragma once

#include <string>
#include <string_view>

namespace headwater {

/// Whether `word` begins with a capital letter (of any script that has them).
bool is_capitalised(std::string_view word);
/// Whether `word` has letters and all of them are capitals.
bool is_all_capitals(std::string_view word);
/// `text` in lower case, ASCII letters only.
std::string lower_ascii(std::string_view text);

}  // namespace headwater
