#pragma once

#include <span>
#include <string_view>

namespace headwater {

/// A file of config/ or schemas/ as it was when the program was built.
struct BuiltinFile {
  std::string_view
      name;  ///< Path from the project's root, such as "config/boilerplate/english.toml".
  std::string_view text;
};

/// All built-in files, sorted by name. They live for the whole program.
std::span<const BuiltinFile> builtin_files();

}  // namespace headwater
