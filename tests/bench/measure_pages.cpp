// Measures the whole path of pages into a store: measure_pages [PAGES].
// What is measured is CPU time, user and system, of the whole program on all of its threads:
// `ingest` of folders of gzipped pages less `ingest` of an empty folder, both into new stores, each
// the middle one of several runs that take turns. So start-up does not count, and nothing that is
// done for a page is left out.

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.h"
#include "support/temp_dir.h"

namespace headwater::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 7;
constexpr std::chrono::minutes kLimit{10};

/// One ingest into a new store.
struct Ingest {
  double cpu_seconds = 0;
  std::uint64_t arrived = 0;
  std::uint64_t stored = 0;
  std::map<std::string, double> steps;  ///< Seconds by name, on all threads.
};

Ingest ingest(const std::vector<std::string>& folders) {
  const TempDir store;
  Command command{.arguments = {"ingest", "--json", "--store", (store / "store").string()}};
  command.arguments.insert(command.arguments.end(), folders.begin(), folders.end());
  const ProcessResult result = run(command, kLimit);
  const std::size_t line = result.out.rfind("{\"type\":\"summary\"");
  if (line == std::string::npos) throw std::runtime_error("no summary: " + result.err);
  simdjson::dom::parser parser;
  const simdjson::dom::element summary =
      parser.parse(simdjson::padded_string(result.out.substr(line)));
  Ingest out{result.cpu_seconds, summary["arrived"], summary["stored"], {}};
  for (const simdjson::dom::element step : summary["steps"].get_array()) {
    out.steps[std::string(std::string_view(step["stage"]))] = double(step["seconds"]);
  }
  return out;
}

/// The folders of pages in `pages`: SET/html.
std::vector<std::string> page_folders(const fs::path& pages) {
  std::vector<std::string> folders;
  for (const auto& entry : fs::directory_iterator(pages)) {
    if (fs::is_directory(entry.path() / "html")) {
      folders.push_back((entry.path() / "html").string());
    }
  }
  if (folders.empty()) throw std::runtime_error("no folder html in a folder of " + pages.string());
  std::ranges::sort(folders);
  return folders;
}

double middle(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// The time by step in the middle of all runs; much of `store` is waiting for the disk.
void report_steps(const std::vector<Ingest>& runs, double pages) {
  std::vector<std::pair<double, std::string>> steps;
  for (const auto& [name, seconds] : runs.front().steps) {
    std::vector<double> all;
    for (const Ingest& run : runs) all.push_back(run.steps.at(name));
    steps.emplace_back(middle(all) / pages * 1e6, name);
  }
  std::ranges::sort(steps, std::greater<>());
  for (const auto& [microseconds, name] : steps) {
    fmt::print("  {:<22} {:>9.1f} us a page\n", name, microseconds);
  }
}

void measure(const fs::path& pages) {
  const TempDir empty;
  const std::vector<std::string> folders = page_folders(pages);
  std::vector<Ingest> runs;
  std::vector<double> start;
  std::vector<double> whole;
  for (int round = 0; round < kRounds; ++round) {
    start.push_back(ingest({empty.path().string()}).cpu_seconds);
    runs.push_back(ingest(folders));
    whole.push_back(runs.back().cpu_seconds);
  }
  const auto count = static_cast<double>(runs.front().arrived);
  const double each = (middle(whole) - middle(start)) / count;
  const double least =
      (*std::ranges::min_element(whole) - *std::ranges::min_element(start)) / count;
  fmt::print("{} pages, {} stored; the middle of {} runs, start-up of {:.0f} ms left out\n",
             runs.front().arrived, runs.front().stored, kRounds, middle(start) * 1e3);
  fmt::print("ingest {:>25.1f} us CPU a page {:>8.0f} pages/s a core (the best runs: {:.1f} us)\n",
             each * 1e6, 1 / each, least * 1e6);
  report_steps(runs, count);
}

}  // namespace
}  // namespace headwater::testing

int main(int count, char** arguments) {
  try {
    if (count > 2) throw std::runtime_error("usage: measure_pages [PAGES]");
    headwater::testing::measure(count == 2 ? arguments[1] : "../shared/pages");
  } catch (const std::exception& error) {
    std::cerr << "measure_pages: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
