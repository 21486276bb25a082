#pragma once

#include <atomic>
#include <cassert>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "record/rule_table.h"
#include "stage/stage.h"

namespace headwater {

/// A section of an article that stages need and give.
enum class Section : std::uint32_t {
  kPayload = 1,       ///< arrival, payload_digest, id
  kContent = 2,       ///< content
  kText = 4,          ///< text, source_map, decoding
  kBlocks = 8,        ///< blocks
  kMetadata = 16,     ///< title, byline, dateline, published_at, language
  kOutlet = 32,       ///< outlet, wire
  kCuts = 64,         ///< proposals in edits
  kStatements = 128,  ///< statements
  kFolded = 256,      ///< folded_digest
  kCopies = 512,      ///< copies, copy_of
  kPage = 1024,       ///< page
  kSketch = 2048,     ///< sketch
};
using Sections = std::uint32_t;
constexpr Sections operator|(Section a, Section b) {
  return static_cast<Sections>(a) | static_cast<Sections>(b);
}
constexpr Sections operator|(Sections a, Section b) { return a | static_cast<Sections>(b); }
std::string_view section_name(Section section);
/// The names of all sections in the set, separated by ", ".
std::string section_names(Sections sections);

using SettingValue =
    std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// A setting that a stage or source kind understands. The type is that of `preset`, which also is
/// the value where the configuration says nothing.
struct SettingSpec {
  std::string name;
  SettingValue preset;
  std::string help;                       ///< One line, with the unit.
  std::int64_t min = 0;                   ///< For whole numbers.
  std::int64_t max = INT64_MAX;           ///< For whole numbers.
  std::vector<std::string> choices = {};  ///< For strings: the values allowed; empty: any.
};

/// The settings of one stage or source, checked against its specs: every spec has a value.
class Settings {
 public:
  void set(std::string name, SettingValue value) { values_[std::move(name)] = std::move(value); }
  /// Requires: the spec exists with that type.
  bool flag(std::string_view name) const { return get<bool>(name); }
  std::int64_t integer(std::string_view name) const { return get<std::int64_t>(name); }
  double real(std::string_view name) const { return get<double>(name); }
  const std::string& text(std::string_view name) const { return get<std::string>(name); }
  const std::vector<std::string>& list(std::string_view name) const {
    return get<std::vector<std::string>>(name);
  }
  const std::map<std::string, SettingValue, std::less<>>& values() const { return values_; }

 private:
  template <class T>
  const T& get(std::string_view name) const {
    const auto found = values_.find(name);
    assert(found != values_.end());
    return std::get<T>(found->second);
  }
  std::map<std::string, SettingValue, std::less<>> values_;
};

/// A configuration file that stages read: rule packs and the outlet registry. `name` is its path as
/// shown in messages.
struct ConfigFile {
  std::string name;
  std::string text;
};

/// What a stage may use while it is built. References live as long as the recipe being built.
struct StageContext {
  const Settings& settings;
  std::span<const ConfigFile> boilerplate;  ///< Rule packs, sorted by name.
  std::span<const ConfigFile> outlets;      ///< Outlet registry files, sorted by name.
  RuleTable& rules;                         ///< Every rule a stage may cut by is added here.
};

/// Either kind of stage.
using AnyStage = std::variant<std::unique_ptr<Stage>, std::unique_ptr<OrderedStage>>;

/// A row of the catalog: one kind of stage.
struct StageKind {
  std::string name;     ///< verb_noun, as its files.
  std::string summary;  ///< One line.
  int version = 1;      ///< Raised when the same input may give another output: part of the recipe.
  Sections needs = 0;
  Sections gives = 0;
  std::vector<SettingSpec> settings;
  std::function<Result<AnyStage>(const StageContext&)> build;
};

/// What a source may use. References outlive the source.
struct SourceContext {
  std::string name;  ///< As in the configuration, or the argument on the command line.
  const Settings& settings;
  const Cursor& cursor;
  const Clock& clock;
  /// Set when the run is to end: whoever waits for a server or for a point in time looks at it at
  /// least five times a second.
  const std::atomic<bool>& stop;
};

/// A row of the catalog: one kind of source. Every kind has the setting "path", the place of a file
/// or folder; kinds that ask servers have "uri" instead.
struct SourceKind {
  std::string name;
  std::string summary;
  std::vector<SettingSpec> settings;
  /// Null for kinds that ask servers: all of them are carried together by one source, which takes
  /// turns between hosts (see stages/acquire/web_source.h).
  std::function<Result<std::unique_ptr<Source>>(const SourceContext&)> build;
  bool on_web() const { return build == nullptr; }
};

}  // namespace headwater
