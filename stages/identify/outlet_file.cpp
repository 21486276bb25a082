#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/csv.h"
#include "base/domain.h"
#include "base/text_lines.h"
#include "base/toml.h"
#include "stages/identify/outlet.h"

namespace headwater {
namespace {

enum class Key : std::uint8_t {
  kId,
  kName,
  kKind,
  kCountry,
  kLanguage,
  kDomains,
  kAliases,
  kOwner,
  kNetwork,
  kSamples,
  kOverride
};
constexpr std::array<std::string_view, 11> kKeyNames = {"id",       "name",    "kind",    "country",
                                                        "language", "domains", "aliases", "owner",
                                                        "network",  "samples", "override"};
constexpr std::string_view kCommonNames = "common_names";
constexpr char kListSeparator = '|';  // In CSV; no name or domain holds it.

const std::vector<std::string_view>& key_names() {
  static const std::vector<std::string_view> names(kKeyNames.begin(), kKeyNames.end());
  return names;
}

std::optional<Key> key_called(std::string_view name) {
  const auto found = std::find(kKeyNames.begin(), kKeyNames.end(), name);
  if (found == kKeyNames.end()) return std::nullopt;
  return static_cast<Key>(found - kKeyNames.begin());
}

/// Where a value stands: the file is that of the entry.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// One entry and the places of its values, while it is checked.
struct Draft {
  Outlet outlet;
  std::array<Place, kKeyNames.size()> places;
  bool sound = true;

  std::string& text(Key key) {
    switch (key) {
      case Key::kName:
        return outlet.name;
      case Key::kKind:
        return outlet.kind;
      case Key::kCountry:
        return outlet.country;
      case Key::kLanguage:
        return outlet.language;
      case Key::kOwner:
        return outlet.owner;
      case Key::kNetwork:
        return outlet.network;
      default:
        return outlet.id;
    }
  }
  /// The list of that key; null for keys that are no lists.
  std::vector<std::string>* list(Key key) {
    if (key == Key::kDomains) return &outlet.domains;
    if (key == Key::kAliases) return &outlet.aliases;
    return key == Key::kSamples ? &outlet.samples : nullptr;
  }
};

/// Collects what is wrong with the drafts of one file.
class DraftChecker {
 public:
  DraftChecker(const std::string& file, std::vector<ConfigMistake>& mistakes)
      : file_(file), mistakes_(mistakes) {}

  void refuse(Draft& draft, Place place, const std::string& message) {
    draft.sound = false;
    const std::string& id = draft.outlet.id;
    mistakes_.push_back({{file_, place.line, place.column},
                         (id.empty() ? "" : fmt::format("outlet \"{}\": ", id)) + message});
  }

  /// Checks what is the same for both formats and normalises domains.
  void check(Draft& draft) {
    for (const Key key : {Key::kId, Key::kName, Key::kKind}) {
      const bool given = draft.places[static_cast<std::size_t>(key)].line != 0;
      if (given || !draft.text(key).empty()) continue;
      refuse(draft, {draft.outlet.position.line, draft.outlet.position.column},
             fmt::format("\"{}\" is missing", kKeyNames[static_cast<std::size_t>(key)]));
    }
    check_words(draft);
    for (std::string& domain : draft.outlet.domains) check_domain(draft, domain);
  }

 private:
  static Place place(const Draft& draft, Key key) {
    const Place own = draft.places[static_cast<std::size_t>(key)];
    const ConfigPosition& entry = draft.outlet.position;
    return own.line == 0 ? Place{entry.line, entry.column} : own;
  }

  void check_words(Draft& draft) {
    constexpr std::string_view kIdLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
    const Outlet& outlet = draft.outlet;
    if (outlet.id.find_first_not_of(kIdLetters) != std::string::npos) {
      refuse(draft, place(draft, Key::kId),
             fmt::format("id \"{}\" may hold only a to z, 0 to 9 and '-'", outlet.id));
    }
    const auto kinds = outlet_kinds();
    if (!outlet.kind.empty() && std::find(kinds.begin(), kinds.end(), outlet.kind) == kinds.end()) {
      refuse(draft, place(draft, Key::kKind),
             fmt::format("unknown kind \"{}\"; known are {}", outlet.kind,
                         fmt::join(kinds.begin(), kinds.end(), ", ")));
    }
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (!outlet.country.empty() &&
        (outlet.country.size() != 2 ||
         !std::all_of(outlet.country.begin(), outlet.country.end(), capital))) {
      refuse(
          draft, place(draft, Key::kCountry),
          fmt::format("country \"{}\" is not two capital letters, such as \"IE\"", outlet.country));
    }
  }

  void check_domain(Draft& draft, std::string& domain) {
    std::optional<std::string> host = normalize_host(domain);
    if (!host || host->find('.') == std::string::npos) {
      refuse(draft, place(draft, Key::kDomains),
             fmt::format("\"{}\" is not a domain, such as \"kelpbay.example\"", domain));
    } else if (!registrable_domain(*host)) {
      refuse(draft, place(draft, Key::kDomains),
             fmt::format("\"{}\" is a public suffix, which nobody owns", domain));
    } else {
      domain = std::move(*host);
    }
  }

  const std::string& file_;
  std::vector<ConfigMistake>& mistakes_;
};

/// Reads [[outlet]] entries and the list of common names.
class TomlFileReader {
 public:
  TomlFileReader(const ConfigFile& file, std::vector<ConfigMistake>& mistakes)
      : file_(file), mistakes_(mistakes), checker_(file.name, mistakes) {}

  OutletFile read() {
    const TomlOutcome parsed = parse_toml(file_.text, file_.name);
    if (parsed.mistake) mistakes_.push_back(*parsed.mistake);
    if (!parsed.root) return {};
    for (const TomlEntry& entry : parsed.root->entries) read_top(entry);
    return std::move(out_);
  }

 private:
  static Place place_of(const ConfigPosition& position) { return {position.line, position.column}; }

  void read_top(const TomlEntry& entry) {
    if (entry.name == "outlet" && entry.value.list() != nullptr) {
      for (const TomlValue& item : *entry.value.list()) read_entry(item);
    } else if (entry.name == kCommonNames && entry.value.list() != nullptr) {
      read_common(*entry.value.list());
    } else {
      mistakes_.push_back(
          {entry.position,
           fmt::format("unknown key \"{}\"; a registry file holds [[outlet]] entries and a list "
                       "called {}",
                       entry.name, kCommonNames)});
    }
  }

  void read_common(const std::vector<TomlValue>& names) {
    for (const TomlValue& name : names) {
      if (name.text() == nullptr || trim(*name.text()).empty()) {
        mistakes_.push_back(
            {name.position, fmt::format("{} holds something that is not a string", kCommonNames)});
      } else {
        out_.common_names.push_back(*name.text());
      }
    }
  }

  void read_entry(const TomlValue& entry) {
    Draft draft;
    draft.outlet.position = entry.position;
    if (entry.table() == nullptr) {
      checker_.refuse(draft, place_of(entry.position),
                      "an outlet is a table, written as [[outlet]]");
      return;
    }
    // The id first, so that every message names its outlet.
    if (const TomlValue* id = entry.table()->find("id")) read_value(draft, Key::kId, *id);
    for (const TomlEntry& member : entry.table()->entries) {
      const std::optional<Key> key = key_called(member.name);
      if (!key) {
        checker_.refuse(draft, place_of(member.position),
                        fmt::format("unknown key \"{}\"{}", member.name,
                                    did_you_mean(member.name, key_names())));
      } else if (*key != Key::kId) {
        read_value(draft, *key, member.value);
      }
    }
    checker_.check(draft);
    if (draft.sound) out_.outlets.push_back(std::move(draft.outlet));
  }

  void read_value(Draft& draft, Key key, const TomlValue& value) {
    draft.places[static_cast<std::size_t>(key)] = place_of(value.position);
    if (key == Key::kOverride) {
      if (value.flag() == nullptr) refuse_value(draft, key, value, "true or false");
      draft.outlet.overrides = value.flag() != nullptr && *value.flag();
    } else if (std::vector<std::string>* list = draft.list(key)) {
      read_list(draft, key, value, *list);
    } else if (value.text() != nullptr && !trim(*value.text()).empty()) {
      draft.text(key) = *value.text();
    } else {
      refuse_value(draft, key, value, "a string that is not blank");
    }
  }

  void read_list(Draft& draft, Key key, const TomlValue& value, std::vector<std::string>& list) {
    if (value.list() == nullptr) {
      refuse_value(draft, key, value, "a list of strings");
      return;
    }
    for (const TomlValue& item : *value.list()) {
      if (item.text() != nullptr && !trim(*item.text()).empty()) {
        list.push_back(*item.text());
      } else {
        checker_.refuse(draft, place_of(item.position),
                        fmt::format("\"{}\" holds something that is not a string",
                                    kKeyNames[static_cast<std::size_t>(key)]));
      }
    }
  }

  void refuse_value(Draft& draft, Key key, const TomlValue& value, std::string_view wanted) {
    checker_.refuse(
        draft, place_of(value.position),
        fmt::format("\"{}\" must be {}", kKeyNames[static_cast<std::size_t>(key)], wanted));
  }

  const ConfigFile& file_;
  std::vector<ConfigMistake>& mistakes_;
  DraftChecker checker_;
  OutletFile out_;
};

/// Reads rows under a first row that names the columns.
class CsvFileReader {
 public:
  CsvFileReader(const ConfigFile& file, std::vector<ConfigMistake>& mistakes)
      : file_(file), mistakes_(mistakes), checker_(file.name, mistakes) {}

  OutletFile read() {
    CsvReader reader(file_.text);
    CsvRow row;
    if (reader.next(row) && read_columns(row)) {
      while (reader.next(row)) read_row(row);
    }
    if (reader.mistake()) {
      const ConfigPosition& at = reader.mistake()->position;
      mistakes_.push_back({{file_.name, at.line, at.column}, reader.mistake()->message});
    }
    return std::move(out_);
  }

 private:
  bool read_columns(const CsvRow& row) {
    const std::size_t before = mistakes_.size();
    for (const CsvField& field : row.fields) {
      const std::optional<Key> key = key_called(field.text);
      if (key) {
        columns_.push_back(*key);
      } else {
        mistakes_.push_back(
            {{file_.name, row.line, field.column},
             fmt::format("unknown column \"{}\"{}; the first row names the columns: "
                         "{}",
                         field.text, did_you_mean(field.text, key_names()),
                         fmt::join(kKeyNames, ", "))});
      }
    }
    return mistakes_.size() == before;
  }

  void read_row(const CsvRow& row) {
    Draft draft;
    draft.outlet.position = {file_.name, row.line, 1};
    for (std::size_t i = 0; i < row.fields.size() && i < columns_.size(); ++i) {
      if (columns_[i] == Key::kId) draft.outlet.id = row.fields[i].text;
    }
    if (row.fields.size() > columns_.size()) {
      checker_.refuse(draft, {row.line, row.fields[columns_.size()].column},
                      fmt::format("more fields than the {} columns; a comma inside a field needs "
                                  "quotation marks",
                                  columns_.size()));
    }
    for (std::size_t i = 0; i < row.fields.size() && i < columns_.size(); ++i)
      read_field(draft, columns_[i], row.fields[i], row.line);
    checker_.check(draft);
    if (draft.sound) out_.outlets.push_back(std::move(draft.outlet));
  }

  void read_field(Draft& draft, Key key, const CsvField& field, std::uint32_t line) {
    if (field.text.empty()) return;
    draft.places[static_cast<std::size_t>(key)] = {line, field.column};
    if (key == Key::kOverride) {
      draft.outlet.overrides = field.text == "true";
      if (field.text != "true" && field.text != "false")
        checker_.refuse(draft, {line, field.column}, "\"override\" must be true or false");
    } else if (std::vector<std::string>* list = draft.list(key)) {
      split(field.text, *list);
    } else {
      draft.text(key) = field.text;
    }
  }

  static void split(std::string_view text, std::vector<std::string>& list) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(kListSeparator), text.size());
      const std::string_view item = trim(text.substr(0, end));
      if (!item.empty()) list.emplace_back(item);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  const ConfigFile& file_;
  std::vector<ConfigMistake>& mistakes_;
  DraftChecker checker_;
  std::vector<Key> columns_;
  OutletFile out_;
};

}  // namespace

OutletFile read_outlet_file(const ConfigFile& file, std::vector<ConfigMistake>& mistakes) {
  const bool csv = std::string_view(file.name).ends_with(".csv");
  return csv ? CsvFileReader(file, mistakes).read() : TomlFileReader(file, mistakes).read();
}

}  // namespace headwater
