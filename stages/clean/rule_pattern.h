#pragma once

#include <string>
#include <string_view>

namespace headwater {

/// The regular expression (RE2 syntax) that a pack's pattern stands for. Packs are written as the
/// words are printed; this fills in how printing varies:
///   a space    any white space, no-break spaces and line breaks included
///   '          either apostrophe
///   {rest}     the rest of the sentence, with its full stop
///   {names}    people's names and places, with "and", commas and semicolons between them
///   {capital}  one capital letter
///   {site}     a web address without its "https://"
/// Inside square brackets everything stands for itself.
std::string expand_pattern(std::string_view pattern);

}  // namespace headwater
