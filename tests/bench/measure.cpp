// Measures the whole path on a corpus of its own: measure --documents N [--growth].
// With --growth also a tenth of N, and how the cost of a document grew.

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "bench/timed_run.h"
#include "store/store.h"
#include "support/news_corpus.h"
#include "support/temp_dir.h"

namespace headwater::testing {
namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

constexpr std::chrono::hours kLimit{3};
constexpr int kTraces = 500;

struct Options {
  std::uint64_t documents = 100'000;
  bool growth = false;
};

void report(std::string_view name, std::uint64_t documents, std::uint64_t bytes,
            const TimedRun& measured) {
  const auto count = static_cast<double>(documents);
  fmt::print(
      "{:<22} {:>9.0f} documents/s {:>8.1f} MB/s  {:>7.1f} us CPU a document  {:>6.1f} MB peak\n",
      name, count / measured.seconds, static_cast<double>(bytes) / 1e6 / measured.seconds,
      measured.process.cpu_seconds / count * 1e6,
      static_cast<double>(measured.process.peak_memory) / 1e6);
}

// The time each step took on all threads, from the last line of `ingest --json`.
void report_steps(const std::string& out, std::uint64_t documents) {
  simdjson::dom::parser parser;
  const std::size_t line = out.rfind("{\"type\":\"summary\"");
  if (line == std::string::npos) throw std::runtime_error("no summary in: " + out);
  const simdjson::dom::element summary = parser.parse(simdjson::padded_string(out.substr(line)));
  for (const simdjson::dom::element step : summary["steps"].get_array()) {
    const std::string_view name = step["stage"];
    fmt::print("  {:<22} {:>9.2f} us a document\n", name,
               double(step["seconds"].get_double()) * 1e6 / static_cast<double>(documents));
  }
}

std::uint64_t size_of(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

// A sentence from the middle of an article; most occur once, those of copies twice.
std::string some_sentence(const NewsCorpus& corpus, std::uint64_t number) {
  const std::string text = corpus.article(number).text;
  const std::size_t begin = text.find(". ", text.size() / 3) + 2;
  return text.substr(begin, text.find_first_of(".?", begin) + 1 - begin);
}

void report_traces(const NewsCorpus& corpus, std::uint64_t documents, const fs::path& store) {
  const auto reader = open_store_reader(store);
  if (!reader.ok()) throw std::runtime_error(reader.error().message);
  std::vector<double> milliseconds;
  std::uint64_t found = 0;
  for (std::uint64_t i = 0; i < kTraces; ++i) {
    const std::string sentence = some_sentence(corpus, i * 7919 % documents);
    const auto began = std::chrono::steady_clock::now();
    const auto occurrences = (*reader)->trace(sentence, 1, 100);
    milliseconds.push_back(Seconds(std::chrono::steady_clock::now() - began).count() * 1e3);
    if (occurrences.ok() && !occurrences->occurrences.empty()) ++found;
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  fmt::print("trace of a statement   p50 {:.2f} ms, p99 {:.2f} ms, {} of {} found\n",
             milliseconds[kTraces / 2], milliseconds[kTraces * 99 / 100], found, kTraces);
}

std::uint64_t write_corpus(const NewsCorpus& corpus, std::uint64_t documents,
                           const fs::path& file) {
  std::ofstream out(file, std::ios::binary);
  for (std::uint64_t number = 0; number < documents; ++number)
    out << corpus.json_line(number) << '\n';
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
  return fs::file_size(file);
}

/// Measures one size; returns the CPU seconds a document that `ingest` took.
double measure(std::uint64_t documents) {
  const TempDir folder;
  const NewsCorpus corpus;
  const std::string file = (folder / "corpus.jsonl").string();
  const std::string store = (folder / "store").string();
  const std::uint64_t bytes = write_corpus(corpus, documents, file);
  fmt::print("\n{} documents, {:.1f} MB\n", documents, static_cast<double>(bytes) / 1e6);

  const TimedRun ingest =
      timed({.arguments = {"ingest", "--json", "--store", store, file}}, kLimit);
  report("ingest", documents, bytes, ingest);
  report_steps(ingest.process.out, documents);
  report("extract, one worker", documents, bytes,
         timed({.arguments = {"extract", "--json", "--workers", "1", file}, .output = "/dev/null"},
               kLimit));
  for (const char* part : {"headwater.db", "search.db", "captures"}) {
    const fs::path path = folder / "store" / part;
    const std::uint64_t size = fs::is_directory(path) ? size_of(path) : fs::file_size(path);
    fmt::print("  {:<22} {:>9} bytes a document\n", part, size / documents);
  }
  report_traces(corpus, documents, folder / "store");
  return ingest.process.cpu_seconds / static_cast<double>(documents);
}

Options parse(int count, char** arguments) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--growth") {
      options.growth = true;
    } else if (argument == "--documents" && i + 1 < count) {
      options.documents = std::strtoull(arguments[++i], nullptr, 10);
    } else {
      throw std::runtime_error("usage: measure [--documents N] [--growth]");
    }
  }
  return options;
}

}  // namespace
}  // namespace headwater::testing

int main(int count, char** arguments) {
  using namespace headwater::testing;
  try {
    const Options options = parse(count, arguments);
    const double small = options.growth ? measure(options.documents / 10) : 0;
    const double large = measure(options.documents);
    if (options.growth)
      fmt::print("\ncost of a document at ten times the size: {:.2f} times\n", large / small);
  } catch (const std::exception& error) {
    std::cerr << "measure: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
