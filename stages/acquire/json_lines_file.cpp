#include "stages/acquire/json_lines_file.h"

#include <fmt/format.h>

#include <utility>

#include "base/digest.h"
#include "base/file_uri.h"
#include "stages/acquire/file_stream.h"
#include "stages/acquire/line_framer.h"
#include "stages/acquire/lines_cursor.h"
#include "stages/acquire/record_url.h"

namespace headwater {
namespace {

constexpr std::string_view kMaxLineBytes = "max_line_bytes";
constexpr std::string_view kUrlFields = "url_fields";
constexpr std::int64_t kLongestLine = std::int64_t{1} << 30;

bool is_damage(const Error& error) {
  return error.code == ErrorCode::kTruncated || error.code == ErrorCode::kBadGzip;
}

/// The digest of all that `file` holds: up to the damage, where there is one.
Result<Digest> digest_of(const RegularFile& file) {
  auto stream = FileStream::open(file);
  if (!stream) return stream.error();
  Sha256 digest;
  std::string piece(std::size_t{1} << 18, '\0');
  for (;;) {
    const auto size = (*stream)->read(piece);
    if (!size && !is_damage(size.error())) return size.error();
    if (!size || *size == 0) return digest.finish();
    digest.update(std::string_view(piece).substr(0, *size));
  }
}

}  // namespace

std::vector<SettingSpec> json_lines_settings() {
  return {
      {std::string(kMaxLineBytes), std::int64_t{16} << 20,
       "Longest line of JSON Lines, in bytes; a longer one is quarantined and the next is read.", 2,
       kLongestLine},
      {std::string(kUrlFields),
       std::vector<std::string>{"url", "link", "canonical_url", "source_url"},
       "Members of a JSON record that may hold its web address, the preferred one first."}};
}

JsonLinesOptions json_lines_options(const SourceContext& context) {
  return {context.name, &context.cursor, &context.clock,
          static_cast<std::uint64_t>(context.settings.integer(kMaxLineBytes)),
          context.settings.list(kUrlFields)};
}

struct JsonLinesFile::State {
  State(RegularFile opened, JsonLinesOptions given)
      : file(std::move(opened)),
        options(std::move(given)),
        urls(options.url_fields),
        uri(file_uri(file.path())),
        captured_at(options.clock->now()) {}

  std::optional<LinesCursor> find_cursor() const;
  Status start(const std::optional<LinesCursor>& cursor);
  Status restart();
  Arrival arrival(RawSpan range, std::uint64_t line) const;
  Arrival record(FramedLine line);
  Arrival failed(Error error);
  std::optional<Arrival> end();
  std::optional<CursorEntry> cursor_entry(const LinePosition& resume, bool complete) const;

  RegularFile file;
  JsonLinesOptions options;
  RecordUrlFinder urls;
  std::string uri;
  Timestamp captured_at;
  Digest payload;
  std::unique_ptr<FileStream> stream;
  std::unique_ptr<LineFramer> framer;  ///< Null once everything has been brought.
};

std::optional<LinesCursor> JsonLinesFile::State::find_cursor() const {
  if (options.cursor == nullptr) return std::nullopt;
  const auto text = options.cursor->find(uri);
  return text ? parse_lines_cursor(*text) : std::nullopt;
}

Status JsonLinesFile::State::restart() {
  auto opened = FileStream::open(file);
  if (!opened) return opened.error();
  stream = std::move(*opened);
  framer = std::make_unique<LineFramer>(*stream, options.max_line_bytes);
  return {};
}

Status JsonLinesFile::State::start(const std::optional<LinesCursor>& cursor) {
  if (cursor && cursor->complete && cursor->stamp == file.stamp().text()) return {};
  const auto digest = digest_of(file);
  if (!digest) return digest.error();
  payload = *digest;
  if (Status opened = restart(); !opened || !cursor) return opened;
  const auto same = framer->skip_to(cursor->resume);
  if (same.ok() && *same) return {};
  return restart();
}

std::optional<CursorEntry> JsonLinesFile::State::cursor_entry(const LinePosition& resume,
                                                              bool complete) const {
  if (options.cursor == nullptr) return std::nullopt;
  return CursorEntry{uri, to_text({file.stamp().text(), complete, resume})};
}

Arrival JsonLinesFile::State::arrival(RawSpan range, std::uint64_t line) const {
  Arrival out;
  out.source = options.source;
  out.uri = fmt::format("{}#line={}", uri, line);
  out.container = Container{uri, payload, range, line};
  out.media_type = "application/json";
  out.captured_at = captured_at;
  return out;
}

Arrival JsonLinesFile::State::record(FramedLine line) {
  Arrival out = arrival(line.range, line.number);
  out.cursor = cursor_entry(line.resume, framer->at_end());
  if (line.too_long) {
    out.fault = Error{
        ErrorCode::kTooLarge,
        fmt::format("{}: line {} has {} bytes, more than {} = {}; it was skipped", file.path(),
                    line.number, line.range.size(), kMaxLineBytes, options.max_line_bytes)};
  } else if (auto url = urls.find(line.bytes)) {
    out.uri = std::move(*url);
  }
  out.payload = std::move(line.bytes);
  return out;
}

/// The last arrival of a file that cannot be read on. Damage stays where it is, so the cursor moves
/// behind the lines before it; a failure to read is tried again.
Arrival JsonLinesFile::State::failed(Error error) {
  const LinePosition at = framer->position();
  const std::string_view rest = framer->rest();
  Arrival out = arrival({at.offset, at.offset + rest.size()}, at.line);
  out.payload = rest;
  if (is_damage(error)) {
    out.cursor = cursor_entry(at, true);
    error.message = fmt::format("{}: {}; the lines before line {} were read", file.path(),
                                error.message, at.line);
  }
  out.fault = std::move(error);
  framer.reset();
  return out;
}

/// Nothing, unless the second reading saw other bytes than the first.
std::optional<Arrival> JsonLinesFile::State::end() {
  if (framer->position().before != payload) {
    return failed({ErrorCode::kUnreadable,
                   file.path() + ": changed while it was being read; it will be read again"});
  }
  framer.reset();
  return std::nullopt;
}

JsonLinesFile::JsonLinesFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
JsonLinesFile::~JsonLinesFile() = default;

Result<std::unique_ptr<JsonLinesFile>> JsonLinesFile::open(RegularFile file,
                                                           JsonLinesOptions options) {
  auto state = std::make_unique<State>(std::move(file), std::move(options));
  if (const Status started = state->start(state->find_cursor()); !started) return started.error();
  return std::unique_ptr<JsonLinesFile>(new JsonLinesFile(std::move(state)));
}

std::optional<Arrival> JsonLinesFile::next() {
  if (!state_->framer) return std::nullopt;
  auto line = state_->framer->next();
  if (!line) return state_->failed(line.error());
  if (!*line) return state_->end();
  return state_->record(std::move(**line));
}

std::uint64_t JsonLinesFile::bytes_left() const {
  return state_->framer ? state_->stream->bytes_left() + state_->framer->rest().size() : 0;
}

}  // namespace headwater
