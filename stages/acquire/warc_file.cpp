#include "stages/acquire/warc_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "archive/stated_digest.h"
#include "base/digest.h"
#include "base/file_uri.h"
#include "base/json.h"
#include "base/url.h"
#include "stages/acquire/file_stream.h"
#include "stages/acquire/revisit_index.h"
#include "stages/acquire/warc_cursor.h"

namespace headwater {
namespace {

constexpr std::string_view kMediaTypes = "media_types";
constexpr std::size_t kPiece = std::size_t{1} << 18U;

/// The digest of the bytes that `stream` still has.
Status digest_rest(FileBytes& stream, Sha256& digest) {
  std::string piece(kPiece, '\0');
  for (;;) {
    const auto size = stream.read(piece);
    if (!size) return size.error();
    if (*size == 0) return {};
    digest.update(std::string_view(piece).substr(0, *size));
  }
}

}  // namespace

std::vector<SettingSpec> warc_settings() {
  return {{std::string(kMediaTypes),
           std::vector<std::string>{"text/html", "application/xhtml+xml", "text/plain"},
           "Media types of the records of web archives that are documents."}};
}

WarcOptions warc_options(const SourceContext& context) {
  const std::vector<std::string>& types = context.settings.list(kMediaTypes);
  return {context.name, &context.cursor, &context.clock, {types.begin(), types.end()}};
}

struct WarcFile::State {
  State(RegularFile opened, WarcOptions given)
      : file(std::move(opened)),
        options(std::move(given)),
        uri(file_uri(file.path())),
        opened_at(options.clock->now()) {}

  Status start();
  Result<bool> continues(const WarcCursor& cursor);
  std::optional<Arrival> take(const ArchivedRecord& record);
  std::optional<Arrival> take_revisit(const ArchivedRecord& revisit, Arrival arrival);
  static void set_aside(const ArchivedRecord& revisit, Arrival& arrival);
  Status fill_from(RawSpan place, const ArchivedRecord& revisit, Arrival& arrival) const;
  void finish(const ArchivedRecord& record, Arrival& arrival);
  bool block_differs(const ArchivedRecord& record);
  Arrival arrival_of(RawSpan range, std::string address) const;
  Arrival damaged(const ArchiveDamage& damage) const;
  Arrival failed(Error error);
  Arrival end();
  std::string summary() const;

  RegularFile file;
  WarcOptions options;
  std::string uri;
  Timestamp opened_at;
  Digest payload;
  std::unique_ptr<FileBytes> bytes;
  std::unique_ptr<WebArchive> archive;  ///< Null once everything has been brought.
  RevisitIndex originals;
  std::uint64_t done = 0;   ///< Items that earlier runs brought.
  std::uint64_t items = 0;  ///< Records and damaged places so far.
  std::uint64_t documents = 0;
  std::array<std::uint64_t, 4> passed_over{};
  std::uint64_t digests_checked = 0;  ///< Of blocks, in this run.
  std::uint64_t digests_differ = 0;
  std::string about;  ///< Block of the first warcinfo.
};

/// Whether what an earlier run read to its end is the beginning of this file. Leaves the digest of
/// all of the file in `payload`.
Result<bool> WarcFile::State::continues(const WarcCursor& cursor) {
  const std::uint64_t size = file.stamp().size;
  const std::uint64_t before = cursor.complete ? std::min(cursor.bytes, size) : 0;
  FileBytes first(file, {0, before});
  FileBytes second(file, {before, size});
  Sha256 digest;
  if (Status read = digest_rest(first, digest); !read) return read.error();
  const Digest at_end = digest.so_far();
  if (Status read = digest_rest(second, digest); !read) return read.error();
  payload = digest.finish();
  if (!cursor.complete) return cursor.stamp == file.stamp().text();
  return before == cursor.bytes && at_end == *cursor.read;
}

Status WarcFile::State::start() {
  const auto text = options.cursor->find(uri);
  const WarcCursor cursor = text ? parse_warc_cursor(*text).value_or(WarcCursor()) : WarcCursor();
  if (cursor.complete && cursor.stamp == file.stamp().text()) return {};
  const Result<bool> same = continues(cursor);
  if (!same) return same.error();
  if (*same) done = cursor.items;
  bytes = std::make_unique<FileBytes>(file);
  archive = std::make_unique<WebArchive>(*bytes);
  return {};
}

Arrival WarcFile::State::arrival_of(RawSpan range, std::string address) const {
  Arrival out;
  out.source = options.source;
  out.uri = std::move(address);
  out.container = Container{uri, payload, range, 0, true};
  out.captured_at = opened_at;
  out.cursor = CursorEntry{uri, to_text({file.stamp().text(), false, items, 0, std::nullopt})};
  return out;
}

/// Whether the archive states a digest of the block that is not that of its bytes. They are taken
/// as they are all the same: which of the two is wrong nobody knows. Of the payload's digest no
/// such thing can be said, as writers differ in what they take for the payload.
bool WarcFile::State::block_differs(const ArchivedRecord& record) {
  const DigestVerdict verdict =
      check_stated_digest(record.field("WARC-Block-Digest"), record.block);
  if (verdict == DigestVerdict::kUnchecked) return false;
  ++digests_checked;
  if (verdict == DigestVerdict::kMatches) return false;
  ++digests_differ;
  return true;
}

/// What the archive and this run say of a document.
void WarcFile::State::finish(const ArchivedRecord& record, Arrival& arrival) {
  Arrival frame = arrival_of(record.range, {});
  arrival.source = std::move(frame.source);
  arrival.container = std::move(frame.container);
  arrival.cursor = std::move(frame.cursor);
  if (!record.date) arrival.captured_at = opened_at;
  JsonWriter json;
  json.begin_object().key("record").string(record.id);
  if (record.type == ArchivedRecord::Type::kRevisit) json.key("revisit").boolean(true);
  if (block_differs(record)) json.key("warning").string("block_digest_differs");
  arrival.detail = json.end_object().text();
}

std::optional<Arrival> WarcFile::State::take(const ArchivedRecord& record) {
  if (record.type == ArchivedRecord::Type::kWarcinfo && about.empty()) about = record.block;
  ArchivedItem item = archived_item(record, options.media_types);
  if (item.passed_over) {
    ++passed_over[static_cast<std::size_t>(*item.passed_over)];
    return std::nullopt;
  }
  ++documents;
  const bool revisit = record.type == ArchivedRecord::Type::kRevisit;
  if (!revisit) originals.add(record);
  if (items <= done) return std::nullopt;
  finish(record, item.arrival);
  if (revisit) return take_revisit(record, std::move(item.arrival));
  return std::move(item.arrival);
}

/// A revisit whose original is not in this file before it.
void WarcFile::State::set_aside(const ArchivedRecord& revisit, Arrival& arrival) {
  arrival.aside = DropReason::kUnchanged;
  JsonWriter json;
  json.begin_object().key("original").string("not before it in this archive");
  if (!revisit.refers_to.empty()) json.key("refers_to").string(revisit.refers_to);
  if (!revisit.refers_to_uri.empty()) json.key("refers_to_uri").string(revisit.refers_to_uri);
  if (revisit.refers_to_date) {
    json.key("refers_to_date").string(to_rfc3339(*revisit.refers_to_date));
  }
  const std::string_view members = json.end_object().text().substr(1);
  arrival.detail.back() = ',';
  arrival.detail += members;
  // The address may be left out where it is the revisit's own (WARC 1.1, section 5.12).
  const std::string& uri = revisit.refers_to_uri;
  const std::optional<Url> url = parse_url(uri.empty() ? revisit.target_uri : uri);
  if (url && revisit.refers_to_date && arrival.http) {
    arrival.http->refers_to = CaptureReference{url->href(), *revisit.refers_to_date};
  }
}

/// Gives a revisit the bytes of the record that it refers to.
std::optional<Arrival> WarcFile::State::take_revisit(const ArchivedRecord& revisit,
                                                     Arrival arrival) {
  const std::optional<RawSpan> place = originals.find(revisit);
  const Status filled = place ? fill_from(*place, revisit, arrival) : Status();
  if (!filled) arrival.fault = filled.error();
  if (filled && arrival.payload.empty() && arrival.received.empty()) {
    set_aside(revisit, arrival);
  }
  return arrival;
}

/// Reads the record at `place` again. It stays unfilled if that is not the one referred to: places
/// are found by hashes.
Status WarcFile::State::fill_from(RawSpan place, const ArchivedRecord& revisit,
                                  Arrival& arrival) const {
  FileBytes part(file, place);
  WebArchive again(part);
  for (;;) {
    const Result<WebArchive::Found> found = again.next();
    if (!found) return found.error();
    if (*found == WebArchive::Found::kEnd) return {};
    const bool record = *found == WebArchive::Found::kRecord;
    if (!record || !RevisitIndex::answers(again.record(), revisit)) continue;
    ArchivedItem original = archived_item(again.record(), options.media_types);
    if (original.passed_over) continue;
    arrival.payload = std::move(original.arrival.payload);
    arrival.received = std::move(original.arrival.received);
    arrival.unpack_limit = original.arrival.unpack_limit;
    arrival.content_encoding = std::move(original.arrival.content_encoding);
    arrival.media_type = std::move(original.arrival.media_type);
    arrival.charset = std::move(original.arrival.charset);
    arrival.fault = std::move(original.arrival.fault);
    return {};
  }
}

Arrival WarcFile::State::damaged(const ArchiveDamage& damage) const {
  const std::uint64_t at = std::min(damage.offset, file.stamp().size);
  Arrival out = arrival_of({at, at}, fmt::format("{}#offset={}", uri, damage.offset));
  out.fault = Error{damage.error.code, fmt::format("{}: byte {}: {}", file.path(), damage.offset,
                                                   damage.error.message)};
  return out;
}

/// The last arrival of a file that cannot be read on; the next run tries again.
Arrival WarcFile::State::failed(Error error) {
  archive.reset();
  Arrival out = arrival_of({0, 0}, uri);
  out.cursor.reset();
  out.fault = std::move(error);
  return out;
}

/// What was found in the file, in numbers.
std::string WarcFile::State::summary() const {
  JsonWriter json;
  json.begin_object().key("items").number(items).key("documents").number(documents);
  json.key("passed_over").begin_object();
  for (std::size_t i = 0; i < passed_over.size(); ++i) {
    if (passed_over[i] == 0) continue;
    json.key(passed_over_name(static_cast<PassedOver>(i))).number(passed_over[i]);
  }
  json.end_object();
  if (digests_checked > 0) {
    json.key("block_digests").begin_object().key("checked").number(digests_checked);
    json.key("differ").number(digests_differ).end_object();
  }
  return std::string(json.end_object().text());
}

Arrival WarcFile::State::end() {
  if (Status same = file.check_unchanged(); !same) return failed(same.error());
  archive.reset();
  const std::uint64_t size = file.stamp().size;
  Arrival out = arrival_of({0, size}, uri);
  out.media_type = "application/warc-fields";
  out.payload = about;
  out.aside = DropReason::kListing;
  out.detail = summary();
  out.cursor->value = to_text({file.stamp().text(), true, items, size, payload});
  return out;
}

WarcFile::WarcFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
WarcFile::~WarcFile() = default;

Result<std::unique_ptr<WarcFile>> WarcFile::open(RegularFile file, WarcOptions options) {
  auto state = std::make_unique<State>(std::move(file), std::move(options));
  if (const Status started = state->start(); !started) return started.error();
  return std::unique_ptr<WarcFile>(new WarcFile(std::move(state)));
}

std::optional<Arrival> WarcFile::next() {
  while (state_->archive) {
    const Result<WebArchive::Found> found = state_->archive->next();
    if (!found) return state_->failed(found.error());
    if (*found == WebArchive::Found::kEnd) return state_->end();
    ++state_->items;
    if (*found == WebArchive::Found::kDamage) {
      if (state_->items > state_->done) return state_->damaged(state_->archive->damage());
    } else if (auto arrival = state_->take(state_->archive->record())) {
      return arrival;
    }
  }
  return std::nullopt;
}

std::uint64_t WarcFile::bytes_left() const {
  return state_->archive ? state_->bytes->bytes_left() : 0;
}

}  // namespace headwater
