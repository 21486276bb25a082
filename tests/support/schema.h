#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headwater::testing {

/// What schemas/`name`.schema.json has against `json`; empty when it is valid.
std::string schema_errors(const std::string& name, std::string_view json);

/// The keys of the outermost object of `json`, in order.
std::vector<std::string> keys_of(std::string_view json);

/// `json` without the key `key` of its outermost object.
std::string without_key(std::string_view json, std::string_view key);

}  // namespace headwater::testing
