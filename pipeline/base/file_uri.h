#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// File names are bytes; addresses are ASCII. These functions turn one into the other without loss,
/// whatever the bytes are.

/// `path` with every byte but the unreserved ones of RFC 3986 (letters, digits, "-._~") and "/" as
/// %XX, so that names of any charset, or none, are safe in an address.
std::string percent_encode_path(std::string_view path);

/// The path made absolute (against the working folder) and free of "." and "..".
std::string absolute_path(std::string_view path);

/// The file URI (RFC 8089) of `path`: "file:///news/caf%C3%A9.txt". Requires: `path` is absolute.
std::string file_uri(std::string_view path);

/// The path that a file URI names, its fragment left out; nothing for any other address and for
/// broken escapes.
std::optional<std::string> path_of_file_uri(std::string_view uri);

/// `uri` for people: of a file URI the path and the fragment with the escapes undone, of any other
/// the URI itself; safe for a terminal.
std::string uri_for_display(std::string_view uri);

}  // namespace headwater
