#include "config/pipeline_config.h"

#include <cstdlib>
#include <system_error>
#include <utility>

#include "base/builtin_files.h"
#include "base/toml.h"
#include "config/config_check.h"
#include "config/config_files.h"

namespace headwater {
namespace {

namespace fs = std::filesystem;

/// The value of an environment variable; empty when it is unset.
std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// https://specifications.freedesktop.org/basedir-spec: unset, empty or relative means ~/.config.
fs::path user_config_folder() {
  fs::path folder = environment("XDG_CONFIG_HOME");
  if (folder.is_absolute()) return folder;
  const fs::path home = environment("HOME");
  return home.empty() ? fs::path() : home / ".config";
}

}  // namespace

ConfigOutcome parse_config(std::string_view text, const std::string& name, const fs::path& folder,
                           const KnownKinds& kinds) {
  const TomlOutcome toml = parse_toml(text, name);
  ConfigOutcome outcome;
  if (!toml.root) {
    outcome.mistakes.push_back(*toml.mistake);
    return outcome;
  }
  MistakeList mistakes(name);
  PipelineConfig config = check_config(*toml.root, folder, kinds, mistakes);
  outcome.mistakes = mistakes.take();
  if (outcome.mistakes.empty()) outcome.config = std::move(config);
  return outcome;
}

ConfigOutcome load_config(const fs::path& file, const KnownKinds& kinds) {
  const Result<std::string> text = read_small_file(file);
  if (text.ok()) return parse_config(*text, file.string(), file.parent_path(), kinds);
  ConfigOutcome outcome;
  outcome.mistakes.push_back({{file.string(), 0, 0}, text.error().message});
  return outcome;
}

ConfigOutcome builtin_config(const KnownKinds& kinds) {
  for (const BuiltinFile& file : builtin_files()) {
    if (file.name == "config/headwater.toml") return parse_config(file.text, "built-in", "", kinds);
  }
  return parse_config("", "built-in", "", kinds);
}

Settings preset_settings(std::span<const SettingSpec> specs) {
  Settings settings;
  for (const SettingSpec& spec : specs) settings.set(spec.name, spec.preset);
  return settings;
}

std::optional<fs::path> find_config_file() {
  const fs::path below = fs::path("headwater") / "headwater.toml";
  for (const fs::path& file :
       {fs::path("headwater.toml"), user_config_folder() / below, fs::path("/etc") / below}) {
    std::error_code error;
    if (fs::is_regular_file(file, error)) return file;
  }
  return std::nullopt;
}

}  // namespace headwater
