#include "store/verify.h"

#include <array>
#include <memory>

#include "store/lost_database.h"
#include "store/schema.h"
#include "store/verify_scope.h"

namespace headwater {
namespace {

using Check = void (*)(VerifyScope&);

void run_checks(VerifyScope& scope, VerifyDepth depth) {
  for (const Check check : {verify_database, verify_places, verify_runs}) check(scope);
  if (depth == VerifyDepth::kQuick) return;
  for (const Check check : {verify_run_figures, verify_documents, verify_lineage}) check(scope);
  if (depth == VerifyDepth::kDefault) return;
  verify_captures(scope);
}

}  // namespace

void VerifyReport::add(int number, std::string subject, std::string message) {
  ++counts_->findings;
  const std::uint64_t count = ++by_number_[number];
  if (count > kMostOfANumber) return;
  if (count == kMostOfANumber) message += " (further findings of this number are only counted)";
  (*found_)({number, std::move(subject), std::move(message)});
}

void VerifyReport::add_unreadable(std::string_view check, const Error& error) {
  add(101, "headwater.db", "cannot check " + std::string(check) + ": " + error.message);
}

void run_query_check(VerifyScope& scope, const QueryCheck& check) {
  const Status status = for_each_row(scope.queries, check.sql, [&](const SqlStatement& row) {
    scope.report.add(check.number, std::string(row.text(0)), std::string(row.text(1)));
  });
  if (!status)
    scope.report.add_unreadable("rows for finding " + std::to_string(check.number), status.error());
}

Status verify_store(const std::filesystem::path& store, VerifyDepth depth,
                    const std::function<void(const Finding&)>& found, VerifyCounts& counts) {
  VerifyReport report(found, counts);
  const std::filesystem::path file = store / "headwater.db";
  Result<Database> database = Database::open(file, {});
  if (!database && database.error().code == ErrorCode::kNotFound) {
    if (Status there = check_database_is_there(store); !there) return there;
    return Error{ErrorCode::kStoreMissing, "there is no store at " + store.string()};
  }
  if (!database) {
    report.add(101, "headwater.db", database.error().message);
    return {};
  }
  Status schema = check_schema(*database);
  const bool outdated = !schema && schema.error().code == ErrorCode::kStoreOutdated;
  if (!schema && !outdated) {
    report.add(102, "headwater.db", schema.error().message);
    return {};
  }
  if (Status known = check_captures_are_known(*database); !known) {
    report.add(102, "headwater.db", known.error().message);
    return {};
  }
  if (outdated) return schema;
  Result<std::unique_ptr<CaptureArchive>> archive =
      open_capture_archive(store / "captures", ArchiveAccess::kRead, 0);
  if (!archive) return archive.error();
  // One state of the store for all checks, even while another process adds to it.
  if (const Status status = database->execute("BEGIN"); !status) {
    report.add_unreadable("anything", status.error());
    return {};
  }
  Queries queries(*database);
  VerifyScope scope{store, queries, **archive, report};
  run_checks(scope, depth);
  return {};
}

}  // namespace headwater
