#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/pipeline_config.h"
#include "config/toml_reader.h"

namespace headwater {

/// The mistakes of one file, as they are found.
class MistakeList {
 public:
  explicit MistakeList(std::string file) : file_(std::move(file)) {}
  void add(std::uint32_t line, std::uint32_t column, std::string message);
  void add(const TomlNode& node, std::string message) {
    add(node.line, node.column, std::move(message));
  }
  const std::string& file() const { return file_; }
  /// All of them by line and column; the list is then empty.
  std::vector<ConfigMistake> take();

 private:
  std::string file_;
  std::vector<ConfigMistake> mistakes_;
};

/// Reads the known keys of one table. A key that is absent leaves the value as it is; one with a
/// value of the wrong type or out of range leaves it too and is noted. `finish` notes every key
/// that nobody asked for. The table and the list must outlive the reader.
class TableReader {
 public:
  /// `where` names the table in messages, such as "[run]".
  TableReader(const TomlNode& table, std::string where, MistakeList& mistakes)
      : table_(table), where_(std::move(where)), mistakes_(mistakes) {}

  /// The value of `key`, noted as known; null if it is absent.
  const TomlNode* take(std::string_view key);
  void read_text(std::string_view key, std::string& value);
  void read_whole(std::string_view key, std::int64_t least, std::int64_t most, std::int64_t& value);
  /// Reads `spec.name` into `settings`; its preset where the table says nothing or is mistaken.
  void read_setting(const SettingSpec& spec, Settings& settings);
  void finish();

  const std::string& where() const { return where_; }

 private:
  const TomlNode* take_typed(std::string_view key, TomlType type);
  bool is_within(std::string_view key, const TomlNode& node, std::int64_t least, std::int64_t most);
  SettingValue list_value(const TomlNode& node, std::string_view key);

  const TomlNode& table_;
  std::string where_;
  MistakeList& mistakes_;
  std::vector<std::string> known_;
};

}  // namespace headwater
