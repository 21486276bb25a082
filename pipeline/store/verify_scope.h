#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "archive/capture_archive.h"
#include "base/result.h"
#include "store/queries.h"
#include "store/verify.h"

namespace headwater {

/// Takes the findings of all checks: hands them on, counts them, and keeps one fault that shows in
/// a million rows from filling a disk with messages.
class VerifyReport {
 public:
  VerifyReport(const std::function<void(const Finding&)>& found, VerifyCounts& counts)
      : found_(&found), counts_(&counts) {}

  void add(int number, std::string subject, std::string message);
  /// Finding 101: `check` could not be done, or not to its end.
  void add_unreadable(std::string_view check, const Error& error);
  VerifyCounts& counts() { return *counts_; }

 private:
  /// Findings of one number that are handed on; the rest are only counted.
  static constexpr std::uint64_t kMostOfANumber = 1000;

  const std::function<void(const Finding&)>* found_;
  VerifyCounts* counts_;
  std::map<int, std::uint64_t> by_number_;
};

/// What all checks work on. The database is in one read transaction, so it stands still.
struct VerifyScope {
  const std::filesystem::path& store;
  Queries& queries;
  const CaptureArchive& archive;
  VerifyReport& report;
};

/// Runs `sql` and calls `each` with every row.
template <class Each>
Status for_each_row(Queries& queries, std::string_view sql, const Each& each) {
  Result<Query> query = queries.get(sql);
  if (!query) return query.error();
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) each(std::as_const(**query));
  return row ? Status() : Status(row.error());
}

/// A check that one query makes: each row is a finding, its first column the subject, its second
/// the message.
struct QueryCheck {
  int number = 0;
  std::string_view sql;
};
void run_query_check(VerifyScope& scope, const QueryCheck& check);

// The parts of `verify_store`, by their hundreds. Each reports whatever keeps it from going on.
void verify_database(VerifyScope& scope);     ///< 1xx
void verify_places(VerifyScope& scope);       ///< 2xx
void verify_runs(VerifyScope& scope);         ///< 301
void verify_run_figures(VerifyScope& scope);  ///< 302
void verify_documents(VerifyScope& scope);    ///< 4xx
void verify_lineage(VerifyScope& scope);      ///< 5xx
void verify_captures(VerifyScope& scope);     ///< 6xx

}  // namespace headwater
