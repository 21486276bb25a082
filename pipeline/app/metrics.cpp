#include "app/metrics.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace headwater {
namespace {

/// Writes metrics one after the other. Labels are names of our own: they need no escapes.
class MetricsText {
 public:
  void describe(std::string_view name, std::string_view help) {
    text_ += fmt::format("# HELP headwater_{0} {1}\n# TYPE headwater_{0} gauge\n", name, help);
  }
  void value(std::string_view name, double number) {
    text_ += fmt::format("headwater_{} {}\n", name, number);
  }
  void value(std::string_view name, std::string_view label, std::string_view of, double number) {
    text_ += fmt::format("headwater_{}{{{}=\"{}\"}} {}\n", name, label, of, number);
  }
  void single(std::string_view name, std::string_view help, double number) {
    describe(name, help);
    value(name, number);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

double number(std::uint64_t value) { return static_cast<double>(value); }

void add_store(const StoreStatus& status, MetricsText& out) {
  out.single("store_documents", "Documents in the store.", number(status.documents));
  out.single("store_captures", "Acts of acquiring.", number(status.captures));
  out.single("store_statements", "Sentences of the cleaned texts.", number(status.statements));
  out.single("store_quarantine_open", "Items that could not be processed.",
             number(status.quarantine_open));
  out.single("store_search_behind", "Documents that the search index does not know yet.",
             number(status.search_behind));
  out.describe("store_bytes", "Size on disk.");
  out.value("store_bytes", "part", "database", number(status.database_bytes));
  out.value("store_bytes", "part", "search", number(status.search_bytes));
  out.value("store_bytes", "part", "captures", number(status.archive_bytes));
  out.describe("sources", "Sources on the web that are listed, and how they stand.");
  out.value("sources", "state", "listed", number(status.sources));
  out.value("sources", "state", "due", number(status.sources_due));
  out.value("sources", "state", "failing", number(status.sources_failing));
  out.value("sources", "state", "silent", number(status.sources_silent));
  out.value("sources", "state", "moved", number(status.sources_moved));
  out.single("pages_waiting", "Pages that are still to be fetched.", number(status.pages_waiting));
  if (status.last_run) {
    out.single("last_run_timestamp_seconds", "When the last run began.",
               static_cast<double>(status.last_run->microseconds) / 1e6);
  }
}

void add_counts(std::string_view name, std::string_view help, std::string_view label,
                const std::map<std::string, std::uint64_t>& counts, MetricsText& out) {
  out.describe(name, help);
  for (const auto& [key, count] : counts) out.value(name, label, key, number(count));
}

void add_run(const RunReport& report, MetricsText& out) {
  const RunCounts& counts = report.summary.counts;
  out.single("run_arrived", "Arrivals of the last run.", number(counts.arrived));
  out.single("run_stored", "Documents that it stored.", number(counts.stored));
  add_counts("run_dropped", "Arrivals that it let go.", "reason", counts.dropped, out);
  add_counts("run_quarantined", "Arrivals that it could not process.", "code", counts.quarantined,
             out);
  out.single("run_failed_sources", "Sources that failed.", number(report.failed_sources));
  out.single("run_duration_seconds", "How long it took.", report.seconds);
  out.single("run_bytes", "Bytes of payload that arrived.", number(counts.bytes));
}

Status write_all(int file, std::string_view text, const std::filesystem::path& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0) return error_from_errno(errno, path.string());
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

std::string metrics_text(const StoreStatus& status, const RunReport* report) {
  MetricsText out;
  add_store(status, out);
  if (report != nullptr) add_run(*report, out);
  return out.take();
}

Status write_metrics(const std::filesystem::path& file, const StoreStatus& status,
                     const RunReport* report) {
  // The collector reads *.prom only: the unfinished file must not end so.
  const std::filesystem::path fresh = file.string() + ".new";
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return error_from_errno(errno, fresh.string());
  Status written = write_all(descriptor, metrics_text(status, report), fresh);
  ::close(descriptor);
  if (!written) return written;
  std::error_code error;
  std::filesystem::rename(fresh, file, error);
  return error ? Status(error_from_errno(error.value(), file.string())) : Status();
}

}  // namespace headwater
