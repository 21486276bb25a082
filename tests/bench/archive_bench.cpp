// How fast web archives are read: the file in HEADWATER_BENCH_ARCHIVE (scripts/bench --archives).
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <string>

#include "archive/web_archive.h"
#include "base/read_file.h"
#include "net/http_fields.h"
#include "stages/acquire/file_stream.h"

namespace headwater {
namespace {

/// Every record with its block, and the head of every response taken apart.
void read_archive(benchmark::State& state) {
  const char* path = std::getenv("HEADWATER_BENCH_ARCHIVE");
  if (path == nullptr) {
    state.SkipWithError("HEADWATER_BENCH_ARCHIVE names no file");
    return;
  }
  const auto file = RegularFile::open(path, Links::kFollow);
  if (!file) {
    state.SkipWithError(file.error().message.c_str());
    return;
  }
  std::uint64_t records = 0;
  for ([[maybe_unused]] auto step : state) {
    FileBytes bytes(*file);
    WebArchive archive(bytes);
    while (*archive.next() == WebArchive::Found::kRecord) {
      const ArchivedRecord& record = archive.record();
      if (record.type == ArchivedRecord::Type::kResponse) {
        benchmark::DoNotOptimize(parse_response_head(record.block));
      }
      ++records;
    }
  }
  state.counters["records/s"] =
      benchmark::Counter(static_cast<double>(records), benchmark::Counter::kIsRate);
}
BENCHMARK(read_archive)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace headwater
