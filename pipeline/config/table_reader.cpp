#include "config/table_reader.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace headwater {
namespace {

template <class T>
std::string_view type_name() {
  return TomlValue{T{}, {}}.type_name();
}

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

}  // namespace

void MistakeList::add(const ConfigPosition& position, std::string message) {
  mistakes_.push_back({position, std::move(message)});
}

std::vector<ConfigMistake> MistakeList::take() {
  std::stable_sort(mistakes_.begin(), mistakes_.end(), [](const auto& left, const auto& right) {
    return std::tie(left.position.line, left.position.column) <
           std::tie(right.position.line, right.position.column);
  });
  return std::exchange(mistakes_, {});
}

const TomlValue* TableReader::take(std::string_view key) {
  known_.emplace_back(key);
  return table_.find(key);
}

template <class T>
const T* TableReader::take_typed(std::string_view key) {
  const TomlValue* value = take(key);
  if (value == nullptr) return nullptr;
  const T* typed = std::get_if<T>(&value->data);
  if (typed == nullptr) {
    mistakes_.add(*value, in_quotes(key) + " in " + where_ + " must be " +
                              std::string(type_name<T>()) + ", not " +
                              std::string(value->type_name()));
  }
  return typed;
}

bool TableReader::is_within(std::string_view key, std::int64_t number, std::int64_t least,
                            std::int64_t most) {
  if (least <= number && number <= most) return true;
  const std::string range = most == INT64_MAX
                                ? "at least " + std::to_string(least)
                                : std::to_string(least) + " to " + std::to_string(most);
  mistakes_.add(*table_.find(key), in_quotes(key) + " in " + where_ + " must be " + range +
                                       ", not " + std::to_string(number));
  return false;
}

void TableReader::read_text(std::string_view key, std::string& value) {
  const auto* text = take_typed<std::string>(key);
  if (text == nullptr) return;
  if (text->empty()) {
    mistakes_.add(*table_.find(key), in_quotes(key) + " in " + where_ + " must not be empty");
  } else {
    value = *text;
  }
}

void TableReader::read_whole(std::string_view key, std::int64_t least, std::int64_t most,
                             std::int64_t& value) {
  const auto* number = take_typed<std::int64_t>(key);
  if (number != nullptr && is_within(key, *number, least, most)) value = *number;
}

std::vector<std::string> TableReader::strings_of(const std::vector<TomlValue>& list,
                                                 std::string_view key) {
  std::vector<std::string> strings;
  for (const TomlValue& item : list) {
    if (const std::string* text = item.text()) {
      strings.push_back(*text);
    } else {
      mistakes_.add(item, in_quotes(key) + " in " + where_ + " must hold strings only, not " +
                              std::string(item.type_name()));
    }
  }
  return strings;
}

void TableReader::read_setting(const SettingSpec& spec, Settings& settings) {
  settings.set(spec.name, spec.preset);
  const std::string& name = spec.name;
  const TomlValue* value = table_.find(name);
  const bool whole_for_real = std::holds_alternative<double>(spec.preset) && value != nullptr &&
                              value->integer() != nullptr;
  if (std::holds_alternative<bool>(spec.preset)) {
    if (const auto* flag = take_typed<bool>(name)) settings.set(name, *flag);
  } else if (std::holds_alternative<std::int64_t>(spec.preset)) {
    std::int64_t number = std::get<std::int64_t>(spec.preset);
    read_whole(name, spec.min, spec.max, number);
    settings.set(name, number);
  } else if (whole_for_real) {
    settings.set(name, static_cast<double>(*take_typed<std::int64_t>(name)));
  } else if (std::holds_alternative<double>(spec.preset)) {
    if (const auto* real = take_typed<double>(name)) settings.set(name, *real);
  } else if (std::holds_alternative<std::string>(spec.preset)) {
    if (const auto* text = take_typed<std::string>(name)) read_choice(spec, *text, settings);
  } else if (const auto* list = take_typed<std::vector<TomlValue>>(name)) {
    settings.set(name, strings_of(*list, name));
  }
}

void TableReader::read_choice(const SettingSpec& spec, const std::string& text,
                              Settings& settings) {
  const std::vector<std::string_view> allowed(spec.choices.begin(), spec.choices.end());
  if (allowed.empty() || std::find(allowed.begin(), allowed.end(), text) != allowed.end()) {
    settings.set(spec.name, text);
    return;
  }
  std::string list;
  for (const std::string_view choice : allowed)
    list += (list.empty() ? "" : ", ") + in_quotes(choice);
  mistakes_.add(*table_.find(spec.name), in_quotes(spec.name) + " in " + where_ +
                                             " must be one of " + list + ", not " +
                                             in_quotes(text) + did_you_mean(text, allowed));
}

void TableReader::finish() {
  const std::vector<std::string_view> known(known_.begin(), known_.end());
  for (const TomlEntry& entry : table_.entries) {
    if (std::find(known_.begin(), known_.end(), entry.name) != known_.end()) continue;
    mistakes_.add(entry.position, "unknown key " + in_quotes(entry.name) + " in " + where_ +
                                      did_you_mean(entry.name, known));
  }
}

}  // namespace headwater
