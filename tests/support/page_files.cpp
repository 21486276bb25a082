#include "support/page_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "archive/gzip.h"

namespace headwater::testing {
namespace {

constexpr std::uint64_t kMaxPage = 64U << 20U;

}  // namespace

std::vector<std::filesystem::path> page_files() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path folder = HEADWATER_SOURCE_DIR "/../shared/pages";
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".gz") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read_page(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  Result<Gunzipped> page = gunzip(bytes, kMaxPage);
  return page.ok() ? std::move(page->bytes) : std::string();
}

}  // namespace headwater::testing
