#include "html/doctype.h"

#include <algorithm>
#include <array>

#include "html/ascii.h"

namespace headwater::html {
namespace {

/// Beginnings of public identifiers that mean quirks mode, in small letters.
constexpr auto kQuirksPrefixes = std::to_array<std::string_view>({
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
});

/// Public identifiers that mean quirks mode as they stand.
constexpr auto kQuirksIds = std::to_array<std::string_view>({
    "-//w3o//dtd w3 html strict 3.0//en//",
    "-/w3c/dtd html 4.0 transitional/en",
    "html",
});

/// Beginnings that mean it only without a system identifier.
constexpr auto kQuirksPrefixesAlone = std::to_array<std::string_view>({
    "-//w3c//dtd html 4.01 frameset//",
    "-//w3c//dtd html 4.01 transitional//",
});

constexpr std::string_view kQuirksSystemId =
    "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd";

template <class Prefixes>
bool begins_with_any(std::string_view id, const Prefixes& prefixes) {
  return std::ranges::any_of(
      prefixes, [id](std::string_view prefix) { return starts_with_ignoring_case(id, prefix); });
}

void skip_spaces(std::string_view& rest) {
  while (!rest.empty() && is_space(rest[0])) rest.remove_prefix(1);
}

/// A quoted identifier; nothing where no quote stands. One that is not closed before the end makes
/// the page quirky.
std::optional<std::string_view> read_quoted(std::string_view& rest, bool& force_quirks) {
  if (!rest.starts_with('"') && !rest.starts_with('\'')) return std::nullopt;
  const std::size_t close = rest.find(rest[0], 1);
  const std::string_view id = rest.substr(1, std::min(close, rest.size()) - 1);
  force_quirks |= close == std::string_view::npos;
  rest.remove_prefix(std::min(id.size() + 2, rest.size()));
  return id;
}

void read_identifiers(std::string_view rest, Doctype& doctype) {
  const bool is_public = starts_with_ignoring_case(rest, "public");
  if (!is_public && !starts_with_ignoring_case(rest, "system")) {
    doctype.force_quirks |= !rest.empty();
    return;
  }
  rest.remove_prefix(6);
  skip_spaces(rest);
  if (is_public) {
    doctype.public_id = read_quoted(rest, doctype.force_quirks);
    doctype.force_quirks |= !doctype.public_id;
    skip_spaces(rest);
    if (!doctype.public_id || rest.empty()) return;
  }
  doctype.system_id = read_quoted(rest, doctype.force_quirks);
  doctype.force_quirks |= !doctype.system_id;
  skip_spaces(rest);
  // What follows both identifiers is passed over, the end of the page included.
  if (doctype.system_id && !rest.empty()) doctype.force_quirks = false;
}

}  // namespace

Doctype read_doctype(std::string_view inside, bool complete) {
  Doctype doctype;
  doctype.force_quirks = !complete;
  skip_spaces(inside);
  const auto name_end = std::ranges::find_if(inside, is_space);
  doctype.name = {inside.begin(), name_end};
  doctype.force_quirks |= doctype.name.empty();
  inside.remove_prefix(doctype.name.size());
  skip_spaces(inside);
  read_identifiers(inside, doctype);
  return doctype;
}

bool means_quirks(const Doctype& doctype) {
  if (doctype.force_quirks || !equals_ignoring_case(doctype.name, "html")) return true;
  const std::string_view public_id = doctype.public_id.value_or("");
  if (doctype.system_id && equals_ignoring_case(*doctype.system_id, kQuirksSystemId)) return true;
  if (begins_with_any(public_id, kQuirksPrefixes)) return true;
  if (!doctype.system_id && begins_with_any(public_id, kQuirksPrefixesAlone)) return true;
  return std::ranges::any_of(
      kQuirksIds, [public_id](std::string_view id) { return equals_ignoring_case(public_id, id); });
}

}  // namespace headwater::html
