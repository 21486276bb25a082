#include <algorithm>
#include <array>
#include <string>

#include "archive/segment_files.h"
#include "store/verify_scope.h"

namespace headwater {
namespace {

/// Sizes of the columns that hold digests and ids.
constexpr std::array kSizeChecks = {
    QueryCheck{105,
               "SELECT 'recipe ' || recipe, 'its id is no digest' FROM recipe"
               " WHERE length(id) <> 32"},
    QueryCheck{105,
               "SELECT 'container ' || container, 'its payload is no digest' FROM container"
               " WHERE length(payload) <> 32"},
    QueryCheck{105,
               "SELECT 'capture ' || capture, 'its payload is no digest, or its document no id'"
               " FROM capture WHERE length(payload) <> 32"
               " OR (document IS NOT NULL AND length(document) <> 16)"},
    QueryCheck{105,
               "SELECT 'document ' || document, 'its id or one of its digests has a wrong size'"
               " FROM document WHERE length(id) <> 16 OR length(text_sha256) <> 32"
               " OR length(folded) <> 32"},
    QueryCheck{105,
               "SELECT 'lineage of capture ' || capture, 'an output is no digest' FROM lineage"
               " WHERE output IS NOT NULL AND length(output) <> 32"},
};

/// Dropped and quarantined are JSON objects of counts. A run that failed has counted arrivals that
/// were never committed.
constexpr QueryCheck kBalance{
    301,
    "SELECT 'run ' || run, arrived || ' arrived, but ' || stored || ' stored + ' || dropped_total"
    " || ' dropped + ' || quarantined_total || ' quarantined' FROM (SELECT run, arrived, stored,"
    " (SELECT coalesce(sum(value), 0) FROM json_each(r.dropped)) AS dropped_total,"
    " (SELECT coalesce(sum(value), 0) FROM json_each(r.quarantined)) AS quarantined_total"
    " FROM run r WHERE state IN ('complete', 'partial', 'stopped'))"
    " WHERE arrived <> stored + dropped_total + quarantined_total"};

/// Ends in lineage by run, against what the run says.
constexpr QueryCheck kFigures{
    302,
    "SELECT 'run ' || r.run, 'it says ' || r.stored || ' stored and ' || r.arrived ||"
    " ' arrived, its lineage ' || coalesce(e.stored, 0) || ' and ' || coalesce(e.ended, 0)"
    " FROM run r LEFT JOIN (SELECT run, sum(verb IN ('stored', 'reprocessed')) AS stored,"
    " count(*) AS ended FROM lineage"
    " WHERE verb IN ('stored', 'reprocessed', 'dropped', 'quarantined') GROUP BY run) e"
    " ON e.run = r.run WHERE r.state IN ('complete', 'partial', 'stopped')"
    " AND (r.stored <> coalesce(e.stored, 0) OR r.arrived <> coalesce(e.ended, 0))"};

void check_pages(VerifyScope& scope) {
  const Status status =
      for_each_row(scope.queries, "PRAGMA quick_check", [&](const SqlStatement& row) {
        if (row.text(0) != "ok") scope.report.add(103, "headwater.db", std::string(row.text(0)));
      });
  if (!status) scope.report.add(103, "headwater.db", status.error().message);
}

/// Columns of the pragma: table, row (null for tables without row ids), table referred to.
void check_references(VerifyScope& scope) {
  const Status status =
      for_each_row(scope.queries, "PRAGMA foreign_key_check", [&](const SqlStatement& row) {
        std::string subject(row.text(0));
        if (!row.is_null(1)) subject += " " + std::to_string(row.integer(1));
        scope.report.add(104, std::move(subject),
                         "refers to a row of " + std::string(row.text(2)) + " that is not there");
      });
  if (!status) scope.report.add_unreadable("references between rows", status.error());
}

/// The archive must reach as far as the captures in each segment say.
void check_segment_ends(VerifyScope& scope) {
  const std::filesystem::path folder = scope.store / "captures";
  const Result<std::vector<SegmentFile>> segments = list_segments(folder);
  if (!segments) {
    scope.report.add(201, folder.string(), segments.error().message);
    return;
  }
  constexpr std::string_view kEnds =
      "SELECT segment, max(offset + length) FROM capture GROUP BY segment ORDER BY segment";
  const Status status = for_each_row(scope.queries, kEnds, [&](const SqlStatement& row) {
    const auto number = static_cast<std::uint32_t>(row.integer(0));
    const auto segment = std::ranges::find(*segments, number, &SegmentFile::number);
    const std::uint64_t size = segment == segments->end() ? 0 : segment->size;
    if (size >= row.unsigned_integer(1)) return;
    scope.report.add(201, (folder / segment_file_name(number)).string(),
                     "has " + std::to_string(size) + " bytes, but captures reach to byte " +
                         std::to_string(row.unsigned_integer(1)));
  });
  if (!status) scope.report.add_unreadable("ends of segments", status.error());
}

/// Captures are appended: each lies behind the one before it.
void check_order(VerifyScope& scope) {
  ArchivePlace last;
  constexpr std::string_view kPlaces =
      "SELECT capture, segment, offset, length FROM capture ORDER BY capture";
  const Status status = for_each_row(scope.queries, kPlaces, [&](const SqlStatement& row) {
    const ArchivePlace place{static_cast<std::uint32_t>(row.integer(1)), row.unsigned_integer(2),
                             row.unsigned_integer(3)};
    const bool after = place.segment > last.segment ||
                       (place.segment == last.segment && place.offset >= last.end());
    if (!after || place.length == 0) {
      scope.report.add(
          202, "capture " + std::to_string(row.integer(0)),
          "its place in the archive is empty or not behind that of the capture before");
    }
    last = place;
  });
  if (!status) scope.report.add_unreadable("places of captures", status.error());
}

}  // namespace

void verify_database(VerifyScope& scope) {
  check_pages(scope);
  check_references(scope);
  for (const QueryCheck& check : kSizeChecks) run_query_check(scope, check);
}

void verify_places(VerifyScope& scope) {
  check_segment_ends(scope);
  check_order(scope);
}

void verify_runs(VerifyScope& scope) { run_query_check(scope, kBalance); }
void verify_run_figures(VerifyScope& scope) { run_query_check(scope, kFigures); }

}  // namespace headwater
