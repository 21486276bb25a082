#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/table_reader.h"

namespace headwater {

/// The word that stands for the files of a folder of config/ as they are built in.
inline constexpr std::string_view kBuiltinWord = "built-in";

/// The built-in files of `folder`, such as "config/outlets/", by name.
std::vector<ConfigFile> builtin_config_files(std::string_view folder);

/// The files that `list` names, an array of paths relative to `base`: a file, a folder (its *.toml,
/// and *.csv where it is about outlets, by name), or `kBuiltinWord` for the built-in ones of
/// `builtin_folder`. What cannot be read is noted.
std::vector<ConfigFile> read_config_files(const std::vector<TomlValue>& list,
                                          const std::filesystem::path& base,
                                          std::string_view builtin_folder, MistakeList& mistakes);

/// The whole of a file; kUnreadable, or kTooLarge above 16 MiB: nobody writes rules of that size.
Result<std::string> read_small_file(const std::filesystem::path& file);

}  // namespace headwater
