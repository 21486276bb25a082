#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/pipeline_config.h"

namespace headwater {

enum class TomlType : std::uint8_t { kBoolean, kInteger, kReal, kString, kArray, kTable, kDate };

/// "a string", "a table", ...: for messages.
std::string_view toml_type_name(TomlType type);

struct TomlEntry;

/// A value of a TOML document with its place: what the checks look at instead of a library's types.
struct TomlNode {
  TomlType type = TomlType::kTable;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::string string;
  std::vector<TomlNode> items;     ///< Of an array.
  std::vector<TomlEntry> entries;  ///< Of a table, in the order of the file.

  /// The value of `key` in this table, or null. Valid while this node lives unchanged.
  const TomlNode* find(std::string_view key) const;
};

struct TomlEntry {
  std::string key;
  std::uint32_t line = 0;  ///< Of the key.
  std::uint32_t column = 0;
  TomlNode value;
};

/// The document `text` (TOML 1.0); `name` is the file named in the mistake, of which there is one
/// when the text is not TOML.
struct TomlOutcome {
  std::optional<TomlNode> root;
  ConfigMistake mistake;
};
TomlOutcome read_toml(std::string_view text, const std::string& name);

}  // namespace headwater
