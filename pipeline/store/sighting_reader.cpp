#include "store/sighting_reader.h"

#include <string>

namespace headwater {
namespace {

Container read_container(const SqlStatement& row) {
  Container container;
  container.uri = row.text(16);
  container.payload = digest_column(row, 17);
  container.range = {row.unsigned_integer(12), row.unsigned_integer(13)};
  container.line = row.unsigned_integer(14);
  container.wraps = row.integer(23) != 0;
  return container;
}

VisitSummary read_visit(const SqlStatement& row) {
  VisitSummary visit;
  visit.status = static_cast<int>(row.integer(18));
  visit.requested_uri = row.text(19);
  visit.final_uri = row.text(20);
  visit.redirects = static_cast<std::uint32_t>(row.integer(21));
  visit.robots = row.text(22);
  return visit;
}

}  // namespace

std::string sighting_query(std::string_view more, std::string_view tables, std::string_view rest) {
  std::string sql =
      "SELECT c.capture, c.uri, c.media_type, c.charset, c.content_encoding, c.captured_at,"
      " c.payload, c.payload_size, c.revisit_of, c.segment, c.offset, c.length,"
      " c.container_begin, c.container_end, c.container_line, s.name, n.uri, n.payload,"
      " c.status, coalesce(c.requested_uri, c.uri), coalesce(c.final_uri, c.uri), c.redirects,"
      " c.robots, n.wraps";
  sql.append(more).append(
      " FROM capture c JOIN source s ON s.source = c.source"
      " LEFT JOIN container n ON n.container = c.container ");
  return sql.append(tables).append(" ").append(rest);
}

Sighting read_sighting(const SqlStatement& row) {
  Sighting sighting;
  sighting.capture = row.integer(0);
  sighting.uri = row.text(1);
  sighting.media_type = row.text(2);
  sighting.charset = row.text(3);
  sighting.content_encoding = row.text(4);
  sighting.captured_at = {row.integer(5)};
  sighting.payload = digest_column(row, 6);
  sighting.payload_size = row.unsigned_integer(7);
  sighting.revisit = !row.is_null(8);
  sighting.place = {static_cast<std::uint32_t>(row.integer(9)), row.unsigned_integer(10),
                    row.unsigned_integer(11)};
  sighting.source = row.text(15);
  if (!row.is_null(16)) sighting.container = read_container(row);
  if (!row.is_null(18)) sighting.http = read_visit(row);
  return sighting;
}

Result<Sighting> SightingReader::by_capture(std::int64_t capture) {
  static const std::string sql = sighting_query("", "", "WHERE c.capture = ?");
  Result<Query> row = queries_->row(sql, capture);
  if (row) return read_sighting(**row);
  if (row.error().code != ErrorCode::kNotFound) return std::move(row.error());
  return Error{ErrorCode::kStoreDamaged,
               "capture " + std::to_string(capture) + " is referred to, but is not there"};
}

Result<std::vector<Sighting>> SightingReader::of_document(std::int64_t first_capture) {
  static const std::string sql = sighting_query(
      "", "", "WHERE c.capture = ? OR c.revisit_of = ? ORDER BY c.captured_at, c.capture");
  Result<Query> query = queries_->get(sql);
  if (!query) return std::move(query.error());
  (*query)->bind_integer(first_capture).bind_integer(first_capture);
  std::vector<Sighting> sightings;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) sightings.push_back(read_sighting(**query));
  if (!row) return std::move(row.error());
  return sightings;
}

Result<Sighting> SightingReader::original(const Sighting& sighting) {
  if (!sighting.revisit) return sighting;
  Result<Query> row =
      queries_->row("SELECT revisit_of FROM capture WHERE capture = ?", sighting.capture);
  if (!row) return std::move(row.error());
  const std::int64_t capture = (*row)->integer(0);
  Result<Sighting> original = by_capture(capture);
  if (original && original->revisit) {
    return Error{ErrorCode::kStoreDamaged, "capture " + std::to_string(sighting.capture) +
                                               " revisits capture " + std::to_string(capture) +
                                               ", which is a revisit itself"};
  }
  return original;
}

}  // namespace headwater
