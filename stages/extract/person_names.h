#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headwater {

/// Appends to `names` the people and agencies that `text` names, as publishers write them into a
/// field for authors: "By Jane Doe and John Roe, Staff Writers" are two. Left out are what
/// introduces names ("By", "Von", "Por"), roles, addresses, handles, and words that name nobody
/// ("admin", "Staff"). A name that is there already, capitals and punctuation aside, is not
/// repeated. At most kMostNames.
void add_person_names(std::string_view text, std::vector<std::string>& names);

/// Appends the people that `text`, which a reader sees, begins with: "Jane Doe, Senior Editor" or
/// "By Jane Doe and John Roe | March 3". Only what looks like names of people is taken: two to five
/// words with capitals, particles aside. Whether there were any.
bool add_leading_names(std::string_view text, std::vector<std::string>& names);

/// The same for a line that must begin with the word that introduces names ("By", "Von", "Por").
bool add_signed_names(std::string_view line, std::vector<std::string>& names);

/// Whether `text` is one word that may be somebody's name: "Brett".
bool is_single_name(std::string_view text);

/// Whether `text` is nothing but words that introduce names: "By", "Escrito por:".
bool introduces_names(std::string_view text);

/// Whether `text` begins with such words that stand before nothing but names, wherever on a page:
/// "Written by", "Scritto da".
bool begins_signature(std::string_view text);

/// The desk that `text`, which a reader sees as the author, names instead of a person: "The Courier
/// Editors" of "By The Courier Editors"; empty if it names none.
std::string_view desk_name(std::string_view text);

/// The names as one line: "Jane Doe, John Roe".
std::string join_names(const std::vector<std::string>& names);

/// A report has a handful; longer lists are all who ever wrote.
inline constexpr std::size_t kMostNames = 24;

}  // namespace headwater
