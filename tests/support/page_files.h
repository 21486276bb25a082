#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace headwater::testing {

/// The gzipped pages of real web sites next to the project, sorted by path; none where there are
/// none.
std::vector<std::filesystem::path> page_files();

/// A page, unzipped; empty if it cannot be read.
std::string read_page(const std::filesystem::path& file);

}  // namespace headwater::testing
