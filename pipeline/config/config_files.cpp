#include "config/config_files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <span>
#include <sstream>
#include <system_error>
#include <utility>

#include "base/builtin_files.h"

namespace headwater {
namespace {

constexpr std::string_view kOutletFolder = "config/outlets/";
constexpr std::uintmax_t kLargestFile = std::uintmax_t{16} << 20;

namespace fs = std::filesystem;

/// The files of a folder with one of the `endings` by name, or the file itself.
std::vector<fs::path> expand(const fs::path& path, std::span<const std::string_view> endings,
                             std::error_code& error) {
  if (!fs::is_directory(path, error)) return {path};
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string ending = entry->path().extension().string();
    if (std::find(endings.begin(), endings.end(), ending) != endings.end())
      files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The endings of the files that count in a folder. Outlets are kept as tables too.
std::span<const std::string_view> endings_of(std::string_view builtin_folder) {
  static constexpr std::array<std::string_view, 2> kEndings = {".toml", ".csv"};
  return std::span(kEndings).first(builtin_folder == kOutletFolder ? 2 : 1);
}

/// What may have been meant by a path that is not there.
std::string missing_hint(const TomlValue& item, const fs::path& path) {
  if (std::string hint = did_you_mean(*item.text(), {kBuiltinWord}); !hint.empty()) return hint;
  if (path.has_extension()) return {};
  return "; a folder may be empty, but it must be there: mkdir " + path.string();
}

void append_files(const TomlValue& item, const fs::path& path,
                  std::span<const std::string_view> endings, std::vector<ConfigFile>& files,
                  MistakeList& mistakes) {
  std::error_code error;
  if (!fs::exists(path, error) && !error) {
    mistakes.add(item, path.string() + ": No such file or directory" + missing_hint(item, path));
    return;
  }
  const std::vector<fs::path> found = expand(path, endings, error);
  // An empty folder waits for its first learned set; one with other files is a slip.
  if (found.empty() && !fs::is_empty(path, error)) {
    mistakes.add(item, path.string() + ": no *.toml " + (endings.size() > 1 ? "or *.csv " : "") +
                           "file in this folder");
  }
  for (const fs::path& file : found) {
    Result<std::string> text = read_small_file(file);
    if (text.ok()) {
      files.push_back({file.string(), std::move(*text)});
    } else {
      mistakes.add(item, text.error().message);
    }
  }
}

}  // namespace

Result<std::string> read_small_file(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  if (error) return error_from_errno(error.value(), file.string());
  if (size > kLargestFile) {
    return Error{ErrorCode::kTooLarge,
                 file.string() + ": larger than 16 MiB, so not a configuration"};
  }
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (size > 0) text << in.rdbuf();
  if (!in || !text) return error_from_errno(errno == 0 ? EIO : errno, file.string());
  return std::move(text).str();
}

std::vector<ConfigFile> builtin_config_files(std::string_view folder) {
  std::vector<ConfigFile> files;
  for (const BuiltinFile& file : builtin_files()) {
    if (file.name.substr(0, folder.size()) != folder) continue;
    files.push_back({std::string(file.name), std::string(file.text)});
  }
  return files;
}

std::vector<ConfigFile> read_config_files(const std::vector<TomlValue>& list, const fs::path& base,
                                          std::string_view builtin_folder, MistakeList& mistakes) {
  std::vector<ConfigFile> files;
  for (const TomlValue& item : list) {
    if (item.text() == nullptr || item.text()->empty()) {
      mistakes.add(
          item, "must be the path of a file or folder, or \"" + std::string(kBuiltinWord) + "\"");
    } else if (*item.text() == kBuiltinWord) {
      for (ConfigFile& file : builtin_config_files(builtin_folder))
        files.push_back(std::move(file));
    } else {
      append_files(item, base / *item.text(), endings_of(builtin_folder), files, mistakes);
    }
  }
  return files;
}

}  // namespace headwater
