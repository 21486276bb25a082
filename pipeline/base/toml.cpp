#include "base/toml.h"

// The library asserts that a key begins as a key must, and then handles the other case as a
// mistake: hostile files reach that assertion, so it must neither abort nor (with NDEBUG) be
// assumed to hold.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace headwater {
namespace {

constexpr std::size_t kNearEnough = 2;  // letters; more would suggest unrelated names

ConfigPosition position_of(const toml::source_region& source, const std::string& name) {
  return {name, source.begin.line, source.begin.column};
}

TomlValue convert(const toml::node& node, const std::string& name);

TomlTable convert_table(const toml::table& table, const std::string& name) {
  TomlTable out;
  out.entries.reserve(table.size());
  for (const auto& [key, value] : table) {
    out.entries.push_back(
        {std::string(key.str()), convert(value, name), position_of(key.source(), name)});
  }
  return out;
}

std::vector<TomlValue> convert_list(const toml::array& list, const std::string& name) {
  std::vector<TomlValue> out;
  out.reserve(list.size());
  for (const toml::node& item : list) out.push_back(convert(item, name));
  return out;
}

// The recursion is bounded: the parser itself refuses more than 256 levels.
TomlValue::Data convert_data(const toml::node& node, const std::string& name) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return number->get();
  if (const auto* flag = node.as_boolean()) return flag->get();
  if (const auto* real = node.as_floating_point()) return real->get();
  if (const auto* list = node.as_array()) return convert_list(*list, name);
  if (const auto* table = node.as_table()) return convert_table(*table, name);
  return TomlOther{};
}

TomlValue convert(const toml::node& node, const std::string& name) {
  return {convert_data(node, name), position_of(node.source(), name)};
}

/// Levenshtein distance with one row of memory.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

const TomlValue* TomlTable::find(std::string_view name) const {
  for (const TomlEntry& entry : entries) {
    if (entry.name == name) return &entry.value;
  }
  return nullptr;
}

std::string_view TomlValue::type_name() const {
  constexpr std::array<std::string_view, 7> kNames = {"true or false", "a whole number", "a number",
                                                      "a string",      "a list",         "a table",
                                                      "a date or time"};
  static_assert(std::variant_size_v<Data> == kNames.size());
  return kNames[data.index()];
}

TomlOutcome parse_toml(std::string_view text, const std::string& name) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return {std::nullopt, ConfigMistake{position_of(error.source(), name),
                                        "not valid TOML: " + std::string(error.description())}};
  }
  return {convert_table(parsed.table(), name), std::nullopt};
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view nearest;
  std::size_t least = kNearEnough + 1;
  for (const std::string_view name : known) {
    // Long input is not compared: the table would grow with the square of a hostile key.
    const std::size_t gap = std::max(word.size(), name.size()) - std::min(word.size(), name.size());
    if (gap > kNearEnough) continue;
    const std::size_t distance = edit_distance(word, name);
    if (distance < least && distance < name.size()) {
      least = distance;
      nearest = name;
    }
  }
  return nearest.empty() ? "" : " (did you mean \"" + std::string(nearest) + "\"?)";
}

}  // namespace headwater
