#include "app/sources.h"

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "app/signals.h"
#include "stages/acquire/file_format.h"
#include "stages/catalog.h"

namespace headwater {
namespace {

class NoCursor : public Cursor {
 public:
  std::optional<std::string> find(std::string_view) const override { return std::nullopt; }
};

/// The kind of source that reads what an argument names.
std::string kind_of(std::string_view path) {
  const FileFormat format = format_of_name(path);
  if (path == "-" || format.json_lines) return "read_json_lines";
  return format.web_archive ? "read_warc" : "read_folder";
}

std::string absolute(const std::string& path) {
  if (path == "-") return path;
  std::error_code error;
  std::string whole = std::filesystem::absolute(path, error).lexically_normal().string();
  // "news/" and "news" are the same folder.
  while (whole.size() > 1 && whole.back() == '/') whole.pop_back();
  return error ? path : whole;
}

const SourceKind* find_source_kind(std::string_view name) {
  for (const SourceKind& kind : source_kinds()) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

Status check_present(const std::string& path) {
  std::error_code error;
  if (path == "-" || std::filesystem::exists(path, error)) return {};
  return error_from_errno(error ? error.value() : ENOENT, path);
}

Result<std::unique_ptr<Source>> open_source(const SourceEntry& entry, const Cursor& cursor,
                                            const Clock& clock) {
  const SourceKind* kind = find_source_kind(entry.kind);
  if (kind == nullptr) return Error{ErrorCode::kBadConfig, "unknown kind of source " + entry.kind};
  if (Status present = check_present(entry.settings.text("path")); !present) return present.error();
  return kind->build({entry.name, entry.settings, cursor, clock, stop_requested()});
}

}  // namespace

std::vector<SourceEntry> sources_from_arguments(const std::vector<std::string>& arguments) {
  std::vector<SourceEntry> entries;
  for (const std::string& argument : arguments) {
    const std::string path = absolute(argument);
    const std::string kind = kind_of(path);
    SourceEntry entry{path, kind, {}};
    if (const SourceKind* row = find_source_kind(kind)) {
      entry.settings = preset_settings(row->settings);
    }
    entry.settings.set("path", path);
    entries.push_back(std::move(entry));
  }
  return entries;
}

Result<std::unique_ptr<Cursor>> no_cursor(std::string_view) {
  return std::unique_ptr<Cursor>(std::make_unique<NoCursor>());
}

Result<OpenSources> open_sources(const std::vector<SourceEntry>& entries,
                                 const CursorLookup& cursor, const Session& session) {
  OpenSources open;
  for (const SourceEntry& entry : entries) {
    Result<std::unique_ptr<Cursor>> found = cursor(entry.name);
    if (!found) return found.error();
    open.cursors.push_back(std::move(*found));
    Result<std::unique_ptr<Source>> source =
        open_source(entry, *open.cursors.back(), session.clock);
    if (source.ok()) {
      open.sources.push_back({entry.name, std::move(*source)});
    } else {
      ++open.failed;
      session.log.error("source_failed", {{"source", entry.name},
                                          {"code", code_name(source.error().code)},
                                          {"message", source.error().message}});
    }
  }
  return open;
}

}  // namespace headwater
