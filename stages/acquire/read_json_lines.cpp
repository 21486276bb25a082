#include "stages/acquire/read_json_lines.h"

#include <unistd.h>

#include <memory>
#include <utility>

#include "base/file_uri.h"
#include "stages/acquire/json_lines_file.h"
#include "stages/acquire/spool_input.h"

namespace headwater {
namespace {

constexpr std::string_view kStandardInput = "-";
constexpr const char* kStandardInputName = "/dev/stdin";

class ReadJsonLines final : public Source {
 public:
  ReadJsonLines(std::string path, JsonLinesOptions options)
      : path_(std::move(path)), options_(std::move(options)) {
    // What comes through a pipe is new each time.
    if (path_ == kStandardInput) options_.cursor = nullptr;
  }

  Result<std::optional<Arrival>> next() override {
    if (!lines_) {
      auto file = open();
      if (!file) return file.error();
      auto lines = JsonLinesFile::open(std::move(*file), options_);
      if (!lines) return lines.error();
      lines_ = std::move(*lines);
    }
    return lines_->next();
  }

  std::optional<std::uint64_t> bytes_left() const override {
    if (!lines_) return std::nullopt;
    return lines_->bytes_left();
  }

 private:
  Result<RegularFile> open() const {
    if (path_ == kStandardInput)
      return spool_input(STDIN_FILENO, kStandardInputName, kMaxSpooledBytes);
    return RegularFile::open(absolute_path(path_), Links::kFollow);
  }

  std::string path_;
  JsonLinesOptions options_;
  std::unique_ptr<JsonLinesFile> lines_;
};

Result<std::unique_ptr<Source>> build(const SourceContext& context) {
  const std::string& path = context.settings.text("path");
  if (path.empty())
    return Error{ErrorCode::kBadConfig, context.name + ": path is empty; name a file or \"-\""};
  return std::unique_ptr<Source>(
      std::make_unique<ReadJsonLines>(path, json_lines_options(context)));
}

}  // namespace

SourceKind read_json_lines_kind() {
  SourceKind kind;
  kind.name = "read_json_lines";
  kind.summary = "Records of a JSON Lines file, also gzipped, or of standard input";
  kind.settings = {{"path", std::string(), "The file, or \"-\" for standard input."}};
  for (SettingSpec& spec : json_lines_settings()) kind.settings.push_back(std::move(spec));
  kind.build = build;
  return kind;
}

}  // namespace headwater
