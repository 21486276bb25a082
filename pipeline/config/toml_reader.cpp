#include "config/toml_reader.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace headwater {
namespace {

TomlNode convert(const toml::node& node);

bool before(const TomlEntry& left, const TomlEntry& right) {
  return std::tie(left.line, left.column) < std::tie(right.line, right.column);
}

void convert_table(const toml::table& table, TomlNode& out) {
  out.type = TomlType::kTable;
  for (const auto& [key, value] : table) {
    const toml::source_position place = key.source().begin;
    out.entries.push_back({std::string(key.str()), place.line, place.column, convert(value)});
  }
  // The library keeps keys in alphabetical order; people read mistakes from top to bottom.
  std::stable_sort(out.entries.begin(), out.entries.end(), before);
}

void convert_array(const toml::array& array, TomlNode& out) {
  out.type = TomlType::kArray;
  for (const toml::node& item : array) out.items.push_back(convert(item));
}

TomlNode convert(const toml::node& node) {
  TomlNode out;
  out.type = TomlType::kDate;
  out.line = node.source().begin.line;
  out.column = node.source().begin.column;
  if (const toml::table* table = node.as_table()) {
    convert_table(*table, out);
  } else if (const toml::array* array = node.as_array()) {
    convert_array(*array, out);
  } else if (const auto* string = node.as_string()) {
    out.type = TomlType::kString;
    out.string = string->get();
  } else if (const auto* integer = node.as_integer()) {
    out.type = TomlType::kInteger;
    out.integer = integer->get();
  } else if (const auto* real = node.as_floating_point()) {
    out.type = TomlType::kReal;
    out.real = real->get();
  } else if (const auto* boolean = node.as_boolean()) {
    out.type = TomlType::kBoolean;
    out.boolean = boolean->get();
  }
  return out;
}

}  // namespace

std::string_view toml_type_name(TomlType type) {
  constexpr std::array<std::string_view, 7> kNames = {
      "a boolean", "a whole number", "a number", "a string", "a list", "a table", "a date"};
  return kNames[static_cast<std::size_t>(type)];
}

const TomlNode* TomlNode::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const TomlEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

TomlOutcome read_toml(std::string_view text, const std::string& name) {
  const toml::parse_result parsed = toml::parse(text, name);
  TomlOutcome outcome;
  if (parsed.failed()) {
    const toml::parse_error& error = parsed.error();
    const toml::source_position place = error.source().begin;
    outcome.mistake = {{name, place.line, place.column}, std::string(error.description())};
    return outcome;
  }
  outcome.root = convert(parsed.table());
  return outcome;
}

}  // namespace headwater
