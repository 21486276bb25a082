#include "app/sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <system_error>
#include <utility>

#include "app/display.h"
#include "app/signals.h"
#include "stages/acquire/file_format.h"
#include "stages/acquire/read_folder.h"
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

/// The commonest endings, each with its number of files: ".jpg 3, .docx 1".
std::string told(const std::map<std::string, std::uint64_t>& endings) {
  constexpr std::size_t kMostTold = 5;  // of a line that is to be read
  std::vector<std::pair<std::string, std::uint64_t>> rows(endings.begin(), endings.end());
  std::ranges::stable_sort(rows, std::greater(), &decltype(rows)::value_type::second);
  const std::size_t shown = std::min(rows.size(), kMostTold);
  std::string text;
  for (const auto& [ending, files] : std::span(rows).first(shown)) {
    if (!text.empty()) text += ", ";
    text += fmt::format("{} {}", ending.empty() ? "none" : "." + ending, human_count(files));
  }
  return rows.size() > shown ? text + ", ..." : text;
}

/// Files beside the ones that are read are no failure, but nobody should think they were taken.
void tell_passed_over(const SourceEntry& entry, const Session& session) {
  if (entry.kind != "read_folder" || session.line.has("quiet")) return;
  const auto endings = passed_over_endings(entry.settings);
  std::uint64_t files = 0;
  for (const auto& [ending, count] : endings) files += count;
  if (files == 0) return;
  session.log.write(LogLevel::kNotice, "files_passed_over",
                    {{"source", entry.name},
                     {"message", fmt::format("{} file{} with other endings {} passed over ({})",
                                             human_count(files), files == 1 ? "" : "s",
                                             files == 1 ? "was" : "were", told(endings))}});
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
      tell_passed_over(entry, session);
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
