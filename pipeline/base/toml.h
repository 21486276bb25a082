#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/config_mistake.h"

namespace headwater {

struct TomlEntry;
struct TomlValue;

/// A table: its entries sorted by name, each name once.
struct TomlTable {
  std::vector<TomlEntry> entries;
  /// The value called `name`, or null. Valid while the table is unchanged.
  const TomlValue* find(std::string_view name) const;
};

/// A date, a time or another value that no configuration file uses: it can only be refused.
struct TomlOther {};

/// One value of a TOML file and where it stands.
struct TomlValue {
  using Data = std::variant<bool, std::int64_t, double, std::string, std::vector<TomlValue>,
                            TomlTable, TomlOther>;
  Data data;
  ConfigPosition position;

  const std::string* text() const { return std::get_if<std::string>(&data); }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&data); }
  const bool* flag() const { return std::get_if<bool>(&data); }
  const double* real() const { return std::get_if<double>(&data); }
  const std::vector<TomlValue>* list() const { return std::get_if<std::vector<TomlValue>>(&data); }
  const TomlTable* table() const { return std::get_if<TomlTable>(&data); }
  /// "a string", "a whole number", ...: for messages.
  std::string_view type_name() const;
};

/// A key, its value, and where the key stands.
struct TomlEntry {
  std::string name;
  TomlValue value;
  ConfigPosition position;
};

/// Either the file's root table or the syntax mistake that ended the reading.
struct TomlOutcome {
  std::optional<TomlTable> root;
  std::optional<ConfigMistake> mistake;
};

/// Reads `text` as TOML 1.0. `name` is the file's name in positions. Never throws.
TomlOutcome parse_toml(std::string_view text, const std::string& name);

/// " (did you mean "NAME"?)" with the name of `known` that is nearest to `word`, or nothing when
/// none is near: at most two letters inserted, deleted or replaced.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace headwater
