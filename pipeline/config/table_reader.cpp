#include "config/table_reader.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "config/suggestion.h"

namespace headwater {
namespace {

TomlType type_of(const SettingValue& preset) {
  constexpr TomlType kTypes[] = {TomlType::kBoolean, TomlType::kInteger, TomlType::kReal,
                                 TomlType::kString, TomlType::kArray};
  return kTypes[preset.index()];
}

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

void MistakeList::add(std::uint32_t line, std::uint32_t column, std::string message) {
  mistakes_.push_back({{file_, line, column}, std::move(message)});
}

std::vector<ConfigMistake> MistakeList::take() {
  std::stable_sort(mistakes_.begin(), mistakes_.end(), [](const auto& left, const auto& right) {
    return std::tie(left.position.line, left.position.column) <
           std::tie(right.position.line, right.position.column);
  });
  return std::exchange(mistakes_, {});
}

const TomlNode* TableReader::take(std::string_view key) {
  known_.emplace_back(key);
  return table_.find(key);
}

const TomlNode* TableReader::take_typed(std::string_view key, TomlType type) {
  const TomlNode* node = take(key);
  if (node == nullptr || node->type == type) return node;
  mistakes_.add(*node, in_quotes(key) + " in " + where_ + " must be " +
                           std::string(toml_type_name(type)) + ", not " +
                           std::string(toml_type_name(node->type)));
  return nullptr;
}

bool TableReader::is_within(std::string_view key, const TomlNode& node, std::int64_t least,
                            std::int64_t most) {
  if (least <= node.integer && node.integer <= most) return true;
  const std::string range = most == INT64_MAX
                                ? "at least " + std::to_string(least)
                                : std::to_string(least) + " to " + std::to_string(most);
  mistakes_.add(node, in_quotes(key) + " in " + where_ + " must be " + range + ", not " +
                          std::to_string(node.integer));
  return false;
}

void TableReader::read_text(std::string_view key, std::string& value) {
  const TomlNode* node = take_typed(key, TomlType::kString);
  if (node == nullptr) return;
  if (node->string.empty()) {
    mistakes_.add(*node, in_quotes(key) + " in " + where_ + " must not be empty");
  } else {
    value = node->string;
  }
}

void TableReader::read_whole(std::string_view key, std::int64_t least, std::int64_t most,
                             std::int64_t& value) {
  const TomlNode* node = take_typed(key, TomlType::kInteger);
  if (node != nullptr && is_within(key, *node, least, most)) value = node->integer;
}

SettingValue TableReader::list_value(const TomlNode& node, std::string_view key) {
  std::vector<std::string> list;
  for (const TomlNode& item : node.items) {
    if (item.type == TomlType::kString) {
      list.push_back(item.string);
    } else {
      mistakes_.add(item, in_quotes(key) + " in " + where_ + " must hold strings only, not " +
                              std::string(toml_type_name(item.type)));
    }
  }
  return list;
}

void TableReader::read_setting(const SettingSpec& spec, Settings& settings) {
  settings.set(spec.name, spec.preset);
  TomlType type = type_of(spec.preset);
  const TomlNode* whole = table_.find(spec.name);
  const bool whole_for_real =
      type == TomlType::kReal && whole != nullptr && whole->type == TomlType::kInteger;
  if (whole_for_real) type = TomlType::kInteger;
  const TomlNode* node = take_typed(spec.name, type);
  if (node == nullptr) return;
  if (whole_for_real) {
    settings.set(spec.name, static_cast<double>(node->integer));
  } else if (type == TomlType::kBoolean) {
    settings.set(spec.name, node->boolean);
  } else if (type == TomlType::kInteger) {
    if (is_within(spec.name, *node, spec.min, spec.max)) settings.set(spec.name, node->integer);
  } else if (type == TomlType::kReal) {
    settings.set(spec.name, node->real);
  } else if (type == TomlType::kString) {
    settings.set(spec.name, node->string);
  } else {
    settings.set(spec.name, list_value(*node, spec.name));
  }
}

void TableReader::finish() {
  for (const TomlEntry& entry : table_.entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    mistakes_.add(
        entry.line, entry.column,
        "unknown key " + in_quotes(entry.key) + " in " + where_ + suggestion(entry.key, known_));
  }
}

}  // namespace headwater
