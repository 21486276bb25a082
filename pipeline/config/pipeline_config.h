#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_mistake.h"
#include "base/result.h"
#include "stage/stage_kind.h"

namespace headwater {

/// One [[source]] entry or one source argument of the command line.
struct SourceEntry {
  std::string name;
  std::string kind;
  Settings settings;
  std::uint32_t line = 0;  ///< In the configuration file; 0: an argument.
};

/// One [[stage]] entry.
struct StageEntry {
  std::string kind;
  Settings settings;
};

/// How servers are asked.
struct WebConfig {
  std::string contact;                      ///< Of the owner; stands in every request.
  std::uint32_t delay_milliseconds = 1000;  ///< Between requests to one server at least.
  std::uint32_t transfers = 64;             ///< At the same time at most, over all servers.
  std::uint32_t requests_a_day = 5000;      ///< To one server at most.
  std::uint32_t timeout_seconds = 60;       ///< For a whole response.
  std::filesystem::path ca_file;            ///< Empty: the system's certificates.
};

/// The whole configuration with every value filled in. Plain data; see config/headwater.toml for
/// what the keys mean and their units.
struct PipelineConfig {
  std::string origin;  ///< Path of the file, or "built-in".
  std::filesystem::path store = "headwater-store";
  std::uint64_t segment_bytes = std::uint64_t{1} << 30;

  std::uint32_t workers = 0;                             ///< 0: one a core.
  std::uint32_t tickets = 512;                           ///< Documents in flight at most.
  std::uint64_t memory_bytes = std::uint64_t{96} << 20;  ///< Payload bytes in flight at most.
  std::uint32_t commit_documents = 1000;
  std::uint32_t commit_milliseconds = 500;

  WebConfig web;

  std::vector<SourceEntry> sources;
  std::vector<StageEntry> stages;
  /// Contents of the rule packs and of the registry files, in the order the configuration lists
  /// them (built-in ones and those of a folder by name): later entries override earlier ones.
  std::vector<ConfigFile> boilerplate;
  std::vector<ConfigFile> outlets;
};

/// The kinds that a configuration may name, as the catalog lists them. Passed in, so that the
/// configuration need not know any stage.
struct KnownKinds {
  std::span<const StageKind> stages;
  std::span<const SourceKind> sources;
};

/// Either the configuration or all mistakes at once, never both.
struct ConfigOutcome {
  std::optional<PipelineConfig> config;
  std::vector<ConfigMistake> mistakes;
};

/// The configuration that is built in: config/headwater.toml and the packs beside it.
ConfigOutcome builtin_config(const KnownKinds& kinds);
/// Reads `file`; the store, sources, rule packs and registry files are found relative to its
/// folder, the built-in packs and registry are used where it names none.
ConfigOutcome load_config(const std::filesystem::path& file, const KnownKinds& kinds);
/// Checks `text` as if it stood in a file named `name` in `folder`. What load_config and the tests
/// use.
ConfigOutcome parse_config(std::string_view text, const std::string& name,
                           const std::filesystem::path& folder, const KnownKinds& kinds);

/// The settings of one stage or source of a kind with these `specs` where the configuration says
/// nothing: every preset.
Settings preset_settings(std::span<const SettingSpec> specs);

/// The file that holds the configuration: ./headwater.toml,
/// $XDG_CONFIG_HOME/headwater/headwater.toml
/// (~/.config where that is unset), /etc/headwater/headwater.toml; nothing if there is none.
std::optional<std::filesystem::path> find_config_file();

}  // namespace headwater
