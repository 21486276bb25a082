#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace headwater::testing {

/// A fresh folder below the system's temporary folder, removed with all it holds when this goes.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

  /// Writes `bytes` to the file `name` in this folder, making folders on the way. Returns its path.
  std::filesystem::path write(const std::filesystem::path& name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

/// The whole of `file`; throws (which fails a test) if it cannot be read.
std::string read_file(const std::filesystem::path& file);

}  // namespace headwater::testing
