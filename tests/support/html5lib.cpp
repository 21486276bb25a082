#include "support/html5lib.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace headwater::testing {
namespace {

/// The headings that can follow each other; any other line with "#" is data.
constexpr auto kHeadings =
    std::to_array<std::string_view>({"#data", "#errors", "#new-errors", "#document-fragment",
                                     "#script-off", "#script-on", "#document", "#encoding"});

bool is_heading(std::string_view line) {
  return std::ranges::find(kHeadings, line) != kHeadings.end();
}

void drop_last_line_end(std::string& text) {
  if (text.ends_with('\n')) text.pop_back();
}

}  // namespace

std::filesystem::path html5lib_folder() {
  return std::filesystem::path(HEADWATER_SOURCE_DIR) / "../shared/suites/html5lib-tests";
}

std::vector<std::filesystem::path> html5lib_files(std::string_view folder,
                                                  std::string_view extension) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path path = html5lib_folder() / folder;
  if (!std::filesystem::is_directory(path)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

const std::string* find_section(const DatTest& test, std::string_view name) {
  const auto found = std::ranges::find(test, name, &DatSection::name);
  return found == test.end() ? nullptr : &found->text;
}

std::vector<DatTest> read_dat(const std::filesystem::path& path) {
  std::vector<DatTest> tests;
  std::ifstream file(path, std::ios::binary);
  for (std::string line; std::getline(file, line);) {
    if (line == "#data") {
      // An empty line stands between two tests.
      if (!tests.empty()) drop_last_line_end(tests.back().back().text);
      tests.emplace_back();
    }
    if (tests.empty()) continue;
    if (is_heading(line)) {
      tests.back().push_back({line.substr(1), ""});
    } else {
      tests.back().back().text += line + '\n';
    }
  }
  for (DatTest& test : tests) {
    for (DatSection& section : test) drop_last_line_end(section.text);
  }
  return tests;
}

}  // namespace headwater::testing
