#include "store/capture_rows.h"

#include <string_view>
#include <utility>

#include "store/document_rows.h"
#include "store/queries.h"

namespace headwater {
namespace {

std::optional<VisitSummary> visit_of(const Arrival& arrival) {
  if (!arrival.http) return std::nullopt;
  return summarise(*arrival.http, arrival.uri);
}

/// The last five columns. Addresses that are the arrival's own are not repeated.
void bind_visit(const std::optional<VisitSummary>& visit, const std::string& uri,
                SqlStatement& insert) {
  if (!visit) {
    insert.bind_null().bind_null().bind_null().bind_null().bind_null();
    return;
  }
  const auto other = [&](const std::string& address) {
    address == uri ? insert.bind_null() : insert.bind_text(address);
  };
  other(visit->requested_uri);
  other(visit->final_uri);
  insert.bind_integer(visit->status).bind_integer(visit->redirects).bind_text(visit->robots);
}

/// The place in the first columns of a row.
ArchivePlace place_columns(const SqlStatement& row) {
  return {static_cast<std::uint32_t>(row.integer(0)), row.unsigned_integer(1),
          row.unsigned_integer(2)};
}

}  // namespace

void CaptureRow::confirm(const EarlierCapture& earlier) {
  revisit_of = earlier.capture;
  payload = earlier.payload;
  payload_size = earlier.payload_size;
  shows_document = earlier.shows_document;
}

Result<CaptureRows> CaptureRows::open(Database& database) {
  CaptureRows rows(database);
  const Status prepared = database.prepare_all(
      {{&rows.insert_capture_,
        "INSERT INTO capture (run, source, uri, media_type, charset, content_encoding, captured_at,"
        " payload, payload_size, revisit_of, segment, offset, length, document, container,"
        " container_begin, container_end, container_line, requested_uri, final_uri, status,"
        " redirects, robots)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
       {&rows.insert_container_, "INSERT INTO container (uri, payload, wraps) VALUES (?, ?, ?)"},
       {&rows.find_container_, "SELECT container FROM container WHERE uri = ? AND payload = ?"},
       {&rows.replace_cursor_, "REPLACE INTO source_cursor (source, key, value) VALUES (?, ?, ?)"},
       {&rows.replace_tag_,
        "REPLACE INTO outlet_tag (capture, outlet, name, confidence, evidence, wire_agency,"
        " syndicated, wire_evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
       {&rows.update_document_,
        "UPDATE capture SET document = ?, revisit_of = ? WHERE capture = ? AND document IS NULL"},
       {&rows.last_place_,
        "SELECT segment, offset, length FROM capture ORDER BY capture DESC LIMIT 1"},
       {&rows.find_earlier_,
        "SELECT segment, offset, length, capture, payload, payload_size, document IS NOT NULL"
        " FROM capture WHERE capture ="
        " (SELECT coalesce(revisit_of, capture) FROM capture WHERE capture = ?)"}});
  if (!prepared) return prepared.error();
  return rows;
}

Result<std::int64_t> CaptureRows::add(const Article& article, const CaptureRow& row) {
  const Arrival& arrival = article.arrival;
  Result<std::int64_t> container = 0;
  if (arrival.container) container = container_row(*arrival.container);
  if (!container) return container.error();
  SqlStatement& insert = insert_capture_;
  insert.bind_integer(row.run).bind_integer(row.source).bind_text(arrival.uri);
  insert.bind_text(arrival.media_type).bind_text(arrival.charset);
  insert.bind_text(arrival.content_encoding).bind_integer(arrival.captured_at.microseconds);
  insert.bind_bytes(row.payload.bytes).bind_unsigned(row.payload_size);
  row.revisit_of ? insert.bind_integer(*row.revisit_of) : insert.bind_null();
  insert.bind_integer(row.place.segment).bind_unsigned(row.place.offset);
  insert.bind_unsigned(row.place.length);
  row.shows_document ? insert.bind_blob(id_bytes(row.payload)) : insert.bind_null();
  if (arrival.container) {
    insert.bind_integer(*container).bind_unsigned(arrival.container->range.begin);
    insert.bind_unsigned(arrival.container->range.end).bind_unsigned(arrival.container->line);
  } else {
    insert.bind_null().bind_null().bind_null().bind_null();
  }
  const std::optional<VisitSummary> visit = visit_of(arrival);
  bind_visit(visit, arrival.uri, insert);
  if (Status inserted = insert.run(); !inserted) return inserted.error();
  const std::int64_t capture = database_->last_row();
  if (arrival.cursor) {
    if (Status noted = note_cursor(row.source, *arrival.cursor); !noted) return noted.error();
  }
  return capture;
}

Status CaptureRows::tag_outlet(std::int64_t capture, const Article& article,
                               const PreparedDocument& prepared) {
  const OutletTag& outlet = article.outlet;
  replace_tag_.bind_integer(capture).bind_text_or_null(outlet.id).bind_text(outlet.name);
  replace_tag_.bind_real(outlet.confidence).bind_text(prepared.evidence);
  if (article.wire) {
    replace_tag_.bind_text_or_null(article.wire->agency);
    replace_tag_.bind_integer(article.wire->syndicated ? 1 : 0);
  } else {
    replace_tag_.bind_null().bind_null();
  }
  return replace_tag_.bind_text(prepared.wire_evidence).run();
}

Status CaptureRows::show_document(std::int64_t capture, const Article& article,
                                  std::optional<std::int64_t> revisit_of) {
  update_document_.bind_blob(id_bytes(article.payload_digest));
  revisit_of ? update_document_.bind_integer(*revisit_of) : update_document_.bind_null();
  return update_document_.bind_integer(capture).run();
}

Result<ArchivePlace> CaptureRows::last_place() {
  const Result<bool> row = last_place_.step();
  if (!row) return row.error();
  if (!*row) return ArchivePlace{};
  const ArchivePlace place = place_columns(last_place_);
  last_place_.reset();
  return place;
}

Result<std::optional<EarlierCapture>> CaptureRows::find_earlier(std::int64_t capture) {
  SqlStatement& select = find_earlier_.bind_integer(capture);
  const Result<bool> row = select.step();
  if (!row) return row.error();
  if (!*row) return std::optional<EarlierCapture>();
  EarlierCapture earlier{select.integer(3), place_columns(select), digest_column(select, 4),
                         select.unsigned_integer(5), select.integer(6) != 0};
  select.reset();
  return std::optional(earlier);
}

Status CaptureRows::flush_cursor() {
  if (!cursor_) return {};
  replace_cursor_.bind_integer(cursor_->source).bind_text(cursor_->entry.key);
  Status status = replace_cursor_.bind_text(cursor_->entry.value).run();
  cursor_.reset();
  return status;
}

void CaptureRows::roll_back() {
  container_.reset();
  cursor_.reset();
}

Result<std::int64_t> CaptureRows::container_row(const Container& container) {
  if (container_ && container_->payload == container.payload && container_->uri == container.uri) {
    return container_->row;
  }
  const auto bind = [&](SqlStatement& statement) -> SqlStatement& {
    return statement.bind_text(container.uri).bind_bytes(container.payload.bytes);
  };
  const Result<bool> found = bind(find_container_).step();
  if (!found) return found.error();
  std::int64_t row = *found ? find_container_.integer(0) : 0;
  find_container_.reset();
  if (row == 0) {
    bind(insert_container_).bind_integer(container.wraps ? 1 : 0);
    if (Status inserted = insert_container_.run(); !inserted) return inserted.error();
    row = database_->last_row();
  }
  container_ = KnownContainer{container.uri, container.payload, row};
  return row;
}

Status CaptureRows::note_cursor(std::int64_t source, const CursorEntry& entry) {
  const bool same = cursor_ && cursor_->source == source && cursor_->entry.key == entry.key;
  if (!same) {
    if (Status flushed = flush_cursor(); !flushed) return flushed;
  }
  cursor_ = PendingCursor{source, entry};
  return {};
}

}  // namespace headwater
