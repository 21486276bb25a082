#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/read_file.h"
#include "base/result.h"

namespace headwater {

struct WalkOptions {
  bool recursive = true;
  Links links = Links::kRefuse;  ///< kRefuse: symbolic links below the root are passed over.
  std::function<bool(std::string_view)> wants;  ///< Whether a file of that name is wanted.
};

/// A regular file, as it stood when it was found.
struct FoundFile {
  std::string path;
  FileStamp stamp;
};

/// A file or folder that cannot be read.
struct LostFile {
  std::string path;
  Error error;
};

/// Finds the files below a folder: depth first, names in order of their bytes, so that the order
/// does not depend on the file system. Holds the names of one folder a level at a time, so a
/// million files cost some 30 MB. Names that begin with a dot are passed over. Where links are
/// followed, each folder is entered once, which makes loops harmless. One thread.
class FolderWalk {
 public:
  /// kVanished or kUnreadable if `root` cannot be listed. Requires: `root` is absolute.
  static Result<FolderWalk> start(const std::string& root, WalkOptions options);

  using Item = std::variant<FoundFile, LostFile>;
  /// The next file, or one that was lost; nothing at the end.
  std::optional<Item> next();

 private:
  /// The names of a folder, in one buffer: a million small strings would take four times as much.
  struct Level {
    std::string path;  ///< Ends with a slash.
    std::string names;
    std::vector<std::pair<std::uint32_t, std::uint16_t>> entries;  ///< Offset and length in names.
    std::size_t at = 0;
    std::string_view name(std::size_t index) const {
      return std::string_view(names).substr(entries[index].first, entries[index].second);
    }
  };

  explicit FolderWalk(WalkOptions options) : options_(std::move(options)) {}
  Status enter(std::string path);
  bool keeps(std::string_view name, unsigned char type) const;
  Item lose(const std::string& path, int error);
  std::optional<Item> visit(const std::string& path, std::string_view name);

  WalkOptions options_;
  std::vector<Level> levels_;
  std::set<std::pair<dev_t, ino_t>> entered_;
};

/// Folders nested deeper are reported, not entered: no archive of news needs them, a loop of bind
/// mounts does.
inline constexpr std::size_t kMaxFolderDepth = 128;

}  // namespace headwater
