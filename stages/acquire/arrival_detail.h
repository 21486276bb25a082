#pragma once

#include <string>
#include <string_view>

namespace headwater {

/// Adds members ("\"a\":1,\"b\":2") to the JSON object `object`. Requires: there is one.
void add_members(std::string& object, std::string_view members);
/// Adds a member that is a string.
void add_text(std::string& object, std::string_view name, std::string_view text);
/// The member `name` that is the JSON object `object`; nothing where that is empty.
std::string object_member(std::string_view name, std::string_view object);

}  // namespace headwater
