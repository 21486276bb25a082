#include "stages/acquire/read_warc.h"

#include <sys/stat.h>

#include <cerrno>
#include <memory>
#include <utility>

#include "base/file_uri.h"
#include "stages/acquire/file_format.h"
#include "stages/acquire/walk_folder.h"
#include "stages/acquire/warc_file.h"

namespace headwater {
namespace {

bool is_archive_name(std::string_view name) {
  return !is_unfinished_name(name) && format_of_name(name).web_archive;
}

class ReadWarc final : public Source {
 public:
  ReadWarc(std::string path, WalkOptions walk, WarcOptions options)
      : path_(std::move(path)), walk_options_(std::move(walk)), options_(std::move(options)) {}

  Result<std::optional<Arrival>> next() override {
    if (!started_) {
      if (const Status started = start(); !started) return started.error();
    }
    for (;;) {
      if (archive_) {
        if (auto arrival = archive_->next()) return arrival;
        archive_.reset();
      }
      std::optional<FolderWalk::Item> item = next_item();
      if (!item) return std::optional<Arrival>();
      if (auto fault = open(*item)) return fault;
    }
  }

  std::optional<std::uint64_t> bytes_left() const override {
    if (walk_ || !archive_) return std::nullopt;
    return archive_->bytes_left();
  }

 private:
  Status start() {
    started_ = true;
    struct stat status {};
    if (::stat(path_.c_str(), &status) != 0) return error_from_errno(errno, path_);
    if (!S_ISDIR(status.st_mode)) {
      single_ = FoundFile{path_, stamp_of(status)};
      return {};
    }
    auto walk = FolderWalk::start(path_, walk_options_);
    if (!walk) return walk.error();
    walk_ = std::move(*walk);
    return {};
  }

  std::optional<FolderWalk::Item> next_item() {
    if (walk_) return walk_->next();
    return std::exchange(single_, std::nullopt);
  }

  /// An arrival only where that fails.
  std::optional<Arrival> open(FolderWalk::Item& item) {
    if (auto* lost = std::get_if<LostFile>(&item)) return fault(lost->path, std::move(lost->error));
    const std::string& path = std::get<FoundFile>(item).path;
    auto file = RegularFile::open(path, walk_ ? walk_options_.links : Links::kFollow);
    if (!file) return fault(path, file.error());
    auto archive = WarcFile::open(std::move(*file), options_);
    if (!archive) return fault(path, archive.error());
    archive_ = std::move(*archive);
    return std::nullopt;
  }

  Arrival fault(const std::string& path, Error error) const {
    Arrival out;
    out.source = options_.source;
    out.uri = file_uri(path);
    out.media_type = "application/warc";
    out.captured_at = options_.clock->now();
    out.fault = std::move(error);
    return out;
  }

  std::string path_;
  WalkOptions walk_options_;
  WarcOptions options_;
  bool started_ = false;
  std::optional<FolderWalk> walk_;
  std::optional<FolderWalk::Item> single_;  ///< Where the path names one file.
  std::unique_ptr<WarcFile> archive_;       ///< Whose records are being brought.
};

Result<std::unique_ptr<Source>> build(const SourceContext& context) {
  const std::string& path = context.settings.text("path");
  if (path.empty()) {
    return Error{ErrorCode::kBadConfig,
                 context.name + ": path is empty; name a web archive or a folder of them"};
  }
  const Links links = context.settings.flag("follow_symlinks") ? Links::kFollow : Links::kRefuse;
  return std::unique_ptr<Source>(std::make_unique<ReadWarc>(
      absolute_path(path), WalkOptions{context.settings.flag("recursive"), links, is_archive_name},
      warc_options(context)));
}

}  // namespace

SourceKind read_warc_kind() {
  SourceKind kind;
  kind.name = "read_warc";
  kind.summary = "Pages of web archives: WARC and ARC, also gzipped or in zstd";
  kind.settings = {
      {"path", std::string(), "The archive, or a folder of archives."},
      {"recursive", true, "Whether folders inside the folder are read too."},
      {"follow_symlinks", false, "Whether symbolic links below the folder are followed."},
  };
  for (SettingSpec& spec : warc_settings()) kind.settings.push_back(std::move(spec));
  kind.build = build;
  return kind;
}

}  // namespace headwater
