#include "stages/acquire/read_folder.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "archive/unpack.h"
#include "base/digest.h"
#include "base/file_uri.h"
#include "base/web_address.h"
#include "html/sniff_html.h"
#include "stages/acquire/feed_file.h"
#include "stages/acquire/file_format.h"
#include "stages/acquire/json_lines_file.h"
#include "stages/acquire/record_url.h"
#include "stages/acquire/walk_folder.h"
#include "stages/acquire/warc_file.h"

namespace headwater {
namespace {

constexpr std::string_view kMaxFileBytes = "max_file_bytes";
constexpr std::string_view kJson = "application/json";

struct FolderOptions {
  std::string path;  ///< Absolute.
  bool recursive = true;
  Links links = Links::kRefuse;
  std::set<std::string, std::less<>> extensions;
  std::uint64_t max_file_bytes = 0;
  std::string charset;
  std::string uri_base;  ///< Empty, or ends with a slash.
};

/// The arrival whose payload is what lies on the disk, packed.
void pack(Arrival& arrival, std::uint64_t limit) {
  arrival.content_encoding = "gzip";
  arrival.received = std::exchange(arrival.payload, {});
  arrival.unpack_limit = limit;
}

/// Unpacks it into storage of its own.
void unpack_for_good(Arrival& arrival) {
  unpack(arrival);
  arrival.unpack_limit = 0;
}

class ReadFolder final : public Source {
 public:
  ReadFolder(FolderOptions options, JsonLinesOptions lines, WarcOptions archives)
      : options_(std::move(options)),
        lines_options_(std::move(lines)),
        archive_options_(std::move(archives)),
        urls_(lines_options_.url_fields) {}

  Result<std::optional<Arrival>> next() override {
    if (!started_) {
      if (const Status started = start(); !started) return started.error();
    }
    for (;;) {
      if (lines_) {
        if (auto arrival = lines_->next()) return arrival;
        lines_.reset();
      }
      if (feed_) {
        if (auto arrival = feed_->next()) return arrival;
        feed_.reset();
      }
      if (archive_) {
        if (auto arrival = archive_->next()) return arrival;
        archive_.reset();
      }
      auto item = next_item();
      if (!item) return std::optional<Arrival>();
      if (auto arrival = bring(*item)) return arrival;
    }
  }

 private:
  Status start();
  std::optional<FolderWalk::Item> next_item();
  std::optional<Arrival> bring(FolderWalk::Item& item);
  std::optional<Arrival> bring_lines(const std::string& path);
  std::optional<Arrival> bring_feed(Arrival file);
  std::optional<Arrival> bring_archive(const std::string& path);
  std::optional<Arrival> bring_file(const FoundFile& found, const FileFormat& format);
  void address_record(Arrival& record);
  Arrival arrival(const std::string& path) const;
  Arrival fault(const std::string& path, Error error) const;
  std::string address(const std::string& path) const;
  bool wants(std::string_view name) const {
    return !is_unfinished_name(name) &&
           options_.extensions.contains(format_of_name(name).extension);
  }

  FolderOptions options_;
  JsonLinesOptions lines_options_;
  WarcOptions archive_options_;
  RecordUrlFinder urls_;
  bool started_ = false;
  std::optional<FolderWalk> walk_;
  std::optional<FolderWalk::Item> single_;  ///< Where the path names one file.
  std::unique_ptr<JsonLinesFile> lines_;    ///< The file of JSON Lines that is being read.
  std::optional<FeedFile> feed_;            ///< The feed whose entries are being brought.
  std::unique_ptr<WarcFile> archive_;       ///< The web archive whose records are being brought.
};

/// Looks what the path names. Its own last part may be a link: the user named it.
Status ReadFolder::start() {
  started_ = true;
  struct stat status {};
  if (::stat(options_.path.c_str(), &status) != 0) return error_from_errno(errno, options_.path);
  if (!S_ISDIR(status.st_mode)) {
    single_ = FoundFile{options_.path, stamp_of(status)};
    return {};
  }
  auto walk = FolderWalk::start(
      options_.path,
      {options_.recursive, options_.links, [this](std::string_view name) { return wants(name); }});
  if (!walk) return walk.error();
  walk_ = std::move(*walk);
  return {};
}

std::optional<FolderWalk::Item> ReadFolder::next_item() {
  if (walk_) return walk_->next();
  return std::exchange(single_, std::nullopt);
}

std::optional<Arrival> ReadFolder::bring(FolderWalk::Item& item) {
  if (auto* lost = std::get_if<LostFile>(&item)) return fault(lost->path, std::move(lost->error));
  const FoundFile& found = std::get<FoundFile>(item);
  const FileFormat format = format_of_name(found.path);
  if (format.json_lines) return bring_lines(found.path);
  return format.web_archive ? bring_archive(found.path) : bring_file(found, format);
}

/// Opens a file of JSON Lines, whose records then come one by one; an arrival only if that fails.
std::optional<Arrival> ReadFolder::bring_lines(const std::string& path) {
  auto file = RegularFile::open(path, walk_ ? options_.links : Links::kFollow);
  if (!file) return fault(path, file.error());
  auto lines = JsonLinesFile::open(std::move(*file), lines_options_);
  if (!lines) return fault(path, lines.error());
  lines_ = std::move(*lines);
  return std::nullopt;
}

/// Opens a web archive, whose records then come one by one; an arrival only if that fails.
std::optional<Arrival> ReadFolder::bring_archive(const std::string& path) {
  auto file = RegularFile::open(path, walk_ ? options_.links : Links::kFollow);
  if (!file) return fault(path, file.error());
  auto archive = WarcFile::open(std::move(*file), archive_options_);
  if (!archive) return fault(path, archive.error());
  archive_ = std::move(*archive);
  return std::nullopt;
}

/// The file as one arrival; nothing if it is as the cursor knows it.
std::optional<Arrival> ReadFolder::bring_file(const FoundFile& found, const FileFormat& format) {
  const std::string key = file_uri(found.path);
  if (lines_options_.cursor->find(key) == found.stamp.text()) return std::nullopt;
  auto contents = read_file(found.path, {options_.max_file_bytes, kMaxFileBytes},
                            walk_ ? options_.links : Links::kFollow);
  if (!contents) return fault(found.path, contents.error());
  Arrival out = arrival(found.path);
  out.media_type = format.media_type;
  out.charset = options_.charset;
  out.payload = std::move(contents->bytes);
  out.cursor = CursorEntry{key, contents->stamp.text()};
  if (format.gzipped) pack(out, options_.max_file_bytes);
  // Whose address, type or entries stand in it has to be looked into here.
  const bool open = format.media_type == kJson || !format.telling;
  if (open || format.feed) unpack_for_good(out);
  const bool feed = format.feed || (open && begins_like_feed(out.payload));
  if (!out.fault && feed) return bring_feed(std::move(out));
  if (format.media_type == kJson) address_record(out);
  if (!format.telling && begins_like_html(out.payload)) out.media_type = "text/html";
  return out;
}

/// Opens a feed, whose entries then come one by one; an arrival only where it is none.
std::optional<Arrival> ReadFolder::bring_feed(Arrival file) {
  auto feed = parse_feed(file.payload, {}, file.charset, file.uri);
  if (feed) {
    feed_.emplace(std::move(file), std::move(*feed));
    return std::nullopt;
  }
  if (begins_like_html(file.payload)) {
    file.media_type = "text/html";
  } else if (!begins_like_agency_item(file.payload)) {
    file.fault = Error{feed.error().code, file.uri + ": " + feed.error().message};
  }
  return file;
}

/// A JSON record may state its own address; the file then is what held it.
void ReadFolder::address_record(Arrival& record) {
  auto url = urls_.find(record.payload);
  if (!url) return;
  record.container = Container{record.uri, sha256(record.payload), {0, record.payload.size()}, 0};
  record.uri = std::move(*url);
}

Arrival ReadFolder::arrival(const std::string& path) const {
  Arrival out;
  out.source = lines_options_.source;
  out.uri = address(path);
  out.media_type = "text/plain";
  out.captured_at = lines_options_.clock->now();
  return out;
}

Arrival ReadFolder::fault(const std::string& path, Error error) const {
  Arrival out = arrival(path);
  out.fault = std::move(error);
  return out;
}

/// The public address that mirrors `path`, or its file URI.
std::string ReadFolder::address(const std::string& path) const {
  if (options_.uri_base.empty()) return file_uri(path);
  const std::size_t folder = walk_ ? options_.path.size() : options_.path.rfind('/');
  const std::string_view below = std::string_view(path).substr(std::min(folder, path.size()));
  return options_.uri_base +
         percent_encode_path(below.substr(std::min(below.find_first_not_of('/'), below.size())));
}

/// The endings that are read, as format_of_name tells them.
std::set<std::string, std::less<>> extensions_of(const Settings& settings) {
  std::set<std::string, std::less<>> extensions;
  for (const std::string& extension : settings.list("extensions")) {
    extensions.insert(format_of_name("x." + extension).extension);
  }
  return extensions;
}

Result<FolderOptions> folder_options(const SourceContext& context) {
  const Settings& settings = context.settings;
  FolderOptions out;
  if (settings.text("path").empty()) {
    return Error{ErrorCode::kBadConfig, context.name + ": path is empty; name a folder or a file"};
  }
  out.path = absolute_path(settings.text("path"));
  out.recursive = settings.flag("recursive");
  out.links = settings.flag("follow_symlinks") ? Links::kFollow : Links::kRefuse;
  out.max_file_bytes = static_cast<std::uint64_t>(settings.integer(kMaxFileBytes));
  out.charset = settings.text("charset");
  out.extensions = extensions_of(settings);
  if (const std::string& base = settings.text("uri_base"); !base.empty()) {
    const auto address = web_address(base);
    if (!address) {
      return Error{ErrorCode::kBadConfig,
                   context.name + ": uri_base is \"" + base + "\"; give an http or https address"};
    }
    out.uri_base = address->ends_with('/') ? *address : *address + '/';
  }
  return out;
}

Result<std::unique_ptr<Source>> build(const SourceContext& context) {
  auto options = folder_options(context);
  if (!options) return options.error();
  return std::unique_ptr<Source>(std::make_unique<ReadFolder>(
      std::move(*options), json_lines_options(context), warc_options(context)));
}

}  // namespace

SourceKind read_folder_kind() {
  SourceKind kind;
  kind.name = "read_folder";
  kind.summary = "Text, HTML, JSON Lines, feed and web archive files of a folder, also gzipped";
  kind.settings = {
      {"path", std::string(), "The folder, or one file."},
      {"recursive", true, "Whether folders inside the folder are read too."},
      {"extensions",
       std::vector<std::string>{"txt", "text", "html", "htm", "xhtml", "json", "jsonl", "ndjson",
                                "nitf", "rss", "atom", "rdf", "xml", "warc", "arc"},
       "Endings of the names that are read, without dot; each also with .gz behind it."},
      {std::string(kMaxFileBytes), std::int64_t{64} << 20,
       "Largest file, in bytes, compressed or not; JSON Lines and web archives have no limit.", 1},
      {"follow_symlinks", false, "Whether symbolic links below the folder are followed."},
      {"charset", std::string(), "Charset of the files, where it is known; JSON is always UTF-8."},
      {"uri_base", std::string(),
       "Web address that the folder mirrors; documents then have addresses below it."},
  };
  for (SettingSpec& spec : json_lines_settings()) kind.settings.push_back(std::move(spec));
  for (SettingSpec& spec : warc_settings()) kind.settings.push_back(std::move(spec));
  kind.build = build;
  return kind;
}

std::map<std::string, std::uint64_t> passed_over_endings(const Settings& settings) {
  std::map<std::string, std::uint64_t> endings;
  const auto extensions = extensions_of(settings);
  const auto passed = [&](std::string_view name) {
    return !is_unfinished_name(name) && !extensions.contains(format_of_name(name).extension);
  };
  const Links links = settings.flag("follow_symlinks") ? Links::kFollow : Links::kRefuse;
  auto walk = FolderWalk::start(absolute_path(settings.text("path")),
                                {settings.flag("recursive"), links, passed});
  if (!walk) return endings;
  while (const auto item = walk->next()) {
    // What is lost on the way is told by the run.
    if (const auto* file = std::get_if<FoundFile>(&*item)) {
      ++endings[format_of_name(file->path).extension];
    }
  }
  return endings;
}

}  // namespace headwater
