#include "stages/acquire/walk_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <memory>

namespace headwater {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

Error lost(int error, const std::string& path) {
  const bool gone = error == ENOENT || error == ENOTDIR || error == ESTALE;
  return {gone ? ErrorCode::kVanished : ErrorCode::kUnreadable,
          error_from_errno(error, path).message};
}

/// The next entry, or null; errno then tells the end (0) from a failure.
const dirent* next_entry(DIR* folder) {
  errno = 0;
  return ::readdir(folder);
}

}  // namespace

Result<FolderWalk> FolderWalk::start(const std::string& root, WalkOptions options) {
  FolderWalk walk(std::move(options));
  if (const Status entered = walk.enter(root); !entered) return entered.error();
  return walk;
}

/// Whether an entry is worth a look. Where the file system tells no type, it is.
bool FolderWalk::keeps(std::string_view name, unsigned char type) const {
  if (name.starts_with('.')) return false;
  if (type == DT_LNK && options_.links == Links::kRefuse) return false;
  const bool may_be_folder = type == DT_DIR || type == DT_LNK || type == DT_UNKNOWN;
  return (may_be_folder && options_.recursive) || (type != DT_DIR && options_.wants(name));
}

Status FolderWalk::enter(std::string path) {
  if (levels_.size() == kMaxFolderDepth) {
    return Error{ErrorCode::kTooDeep,
                 fmt::format("{}: more than {} folders deep", path, kMaxFolderDepth)};
  }
  const Folder folder(::opendir(path.c_str()));
  struct stat status {};
  if (!folder || ::fstat(::dirfd(folder.get()), &status) != 0) return lost(errno, path);
  if (!entered_.emplace(status.st_dev, status.st_ino).second) return {};
  Level level;
  while (const dirent* entry = next_entry(folder.get())) {
    const std::string_view name = entry->d_name;
    if (!keeps(name, entry->d_type)) continue;
    if (level.names.size() > std::numeric_limits<std::uint32_t>::max()) {
      return Error{ErrorCode::kTooMany,
                   path + ": holds more names than fit into 4 GiB; split the folder"};
    }
    level.entries.emplace_back(static_cast<std::uint32_t>(level.names.size()),
                               static_cast<std::uint16_t>(name.size()));
    level.names += name;
  }
  if (errno != 0) return lost(errno, path);
  const std::string_view names = level.names;
  std::sort(level.entries.begin(), level.entries.end(), [names](const auto& a, const auto& b) {
    return names.substr(a.first, a.second) < names.substr(b.first, b.second);
  });
  level.path = std::move(path);
  if (!level.path.ends_with('/')) level.path += '/';
  levels_.push_back(std::move(level));
  return {};
}

/// One report for the whole folder where that is gone, not one for each of its files.
FolderWalk::Item FolderWalk::lose(const std::string& path, int error) {
  const std::string folder = levels_.back().path;
  if (error != ENOENT || ::access(folder.c_str(), F_OK) == 0) {
    return LostFile{path, lost(error, path)};
  }
  const std::size_t left = levels_.back().entries.size() - levels_.back().at + 1;
  levels_.pop_back();
  return LostFile{folder,
                  {ErrorCode::kVanished,
                   fmt::format("{}: vanished while it was being read; {} of its names were left",
                               folder, left)}};
}

std::optional<FolderWalk::Item> FolderWalk::visit(const std::string& path, std::string_view name) {
  struct stat status {};
  const int flags = options_.links == Links::kRefuse ? AT_SYMLINK_NOFOLLOW : 0;
  if (::fstatat(AT_FDCWD, path.c_str(), &status, flags) != 0) return lose(path, errno);
  if (S_ISDIR(status.st_mode)) {
    if (!options_.recursive) return std::nullopt;
    if (const Status entered = enter(path); !entered) return LostFile{path, entered.error()};
    return std::nullopt;
  }
  if (S_ISLNK(status.st_mode) || !options_.wants(name)) return std::nullopt;
  return FoundFile{path, stamp_of(status)};
}

std::optional<FolderWalk::Item> FolderWalk::next() {
  while (!levels_.empty()) {
    Level& level = levels_.back();
    if (level.at == level.entries.size()) {
      levels_.pop_back();
      continue;
    }
    const std::string name(level.name(level.at++));
    if (auto item = visit(level.path + name, name)) return item;
  }
  return std::nullopt;
}

}  // namespace headwater
