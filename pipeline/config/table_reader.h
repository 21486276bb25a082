#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.h"
#include "config/pipeline_config.h"

namespace headwater {

/// The mistakes of one file, as they are found.
class MistakeList {
 public:
  explicit MistakeList(std::string file) : file_(std::move(file)) {}
  void add(const ConfigPosition& position, std::string message);
  void add(const TomlValue& value, std::string message) { add(value.position, std::move(message)); }
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
  TableReader(const TomlTable& table, std::string where, MistakeList& mistakes)
      : table_(table), where_(std::move(where)), mistakes_(mistakes) {}

  /// The value of `key`, noted as known; null if it is absent.
  const TomlValue* take(std::string_view key);
  void read_text(std::string_view key, std::string& value);
  void read_whole(std::string_view key, std::int64_t least, std::int64_t most, std::int64_t& value);
  /// Reads `spec.name` into `settings`; its preset where the table says nothing or is mistaken.
  void read_setting(const SettingSpec& spec, Settings& settings);
  void finish();

  const std::string& where() const { return where_; }

 private:
  /// The value of `key` as a T; null if it is absent or, after noting it, of another type.
  template <class T>
  const T* take_typed(std::string_view key);
  bool is_within(std::string_view key, std::int64_t number, std::int64_t least, std::int64_t most);
  /// Sets `text`, or notes that it is none of the choices.
  void read_choice(const SettingSpec& spec, const std::string& text, Settings& settings);
  std::vector<std::string> strings_of(const std::vector<TomlValue>& list, std::string_view key);

  const TomlTable& table_;
  std::string where_;
  MistakeList& mistakes_;
  std::vector<std::string> known_;
};

}  // namespace headwater
