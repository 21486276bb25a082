#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace headwater::testing {

/// Where the html5lib tests are, if they are.
std::filesystem::path html5lib_folder();

/// The files in `folder` (below html5lib_folder()) with this extension, sorted by name.
std::vector<std::filesystem::path> html5lib_files(std::string_view folder,
                                                  std::string_view extension);

/// One test of a .dat file: its sections in order, without their last line end.
struct DatSection {
  std::string name;  ///< Such as "data" for "#data".
  std::string text;
};
using DatTest = std::vector<DatSection>;

/// The text of a section, or nullptr.
const std::string* find_section(const DatTest& test, std::string_view name);

/// Reads a .dat file (tree-construction/README.md of html5lib-tests).
std::vector<DatTest> read_dat(const std::filesystem::path& path);

}  // namespace headwater::testing
