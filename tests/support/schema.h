#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headwater::testing {

/// What schemas/`name`.schema.json has against `json`; empty when it is valid.
std::string schema_errors(const std::string& name, std::string_view json);

/// Expects that `json` is valid by that schema, and refused without any one of its keys.
void expect_follows(const std::string& schema, const std::string& json);

/// Expects that each line is an object that is valid by the schema of its type.
void expect_schemas(std::string_view lines);

/// The value of "type", which stands first in what the program prints.
std::string type_of(std::string_view json);

std::vector<std::string> lines_of(std::string_view text);

/// The keys of the outermost object of `json`, in order.
std::vector<std::string> keys_of(std::string_view json);

/// `json` without the key `key` of its outermost object.
std::string without_key(std::string_view json, std::string_view key);

}  // namespace headwater::testing
