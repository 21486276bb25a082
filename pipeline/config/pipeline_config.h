#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
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
};

/// One [[stage]] entry.
struct StageEntry {
  std::string kind;
  Settings settings;
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

  std::vector<SourceEntry> sources;
  std::vector<StageEntry> stages;
  std::vector<ConfigFile> boilerplate;  ///< Contents of the rule packs, sorted by name.
  std::vector<ConfigFile> outlets;      ///< Contents of the registry files, sorted by name.
};

/// Either the configuration or all mistakes at once, never both.
struct ConfigOutcome {
  std::optional<PipelineConfig> config;
  std::vector<ConfigMistake> mistakes;
};

/// The configuration that is built in: config/headwater.toml and the packs beside it.
ConfigOutcome builtin_config();
/// Reads `file`; rule packs and registry files are found relative to it, the built-in ones where it
/// names none.
ConfigOutcome load_config(const std::filesystem::path& file);
/// Checks `text` as if it stood in a file named `name`. What load_config and the tests use.
ConfigOutcome parse_config(const std::string& text, const std::string& name,
                           const std::filesystem::path& folder);

}  // namespace headwater
