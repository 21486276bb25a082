#include "support/ingest_fixture.h"

#include <utility>

namespace headwater::testing {

Command IngestFixture::command(std::vector<std::string> arguments) const {
  // The built-in configuration, whatever lies in the tester's home.
  return {.arguments = std::move(arguments),
          .environment = {{"HEADWATER_STORE", store().string()},
                          {"XDG_CONFIG_HOME", folder_.path().string()}},
          .folder = folder_.path()};
}

ProcessResult IngestFixture::headwater(std::vector<std::string> arguments) const {
  return run(command(std::move(arguments)));
}

ProcessResult IngestFixture::ingest(const std::filesystem::path& source, int exit_code) const {
  ProcessResult result = headwater({"ingest", "--json", source.string()});
  EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
  return result;
}

std::string IngestFixture::query(const std::string& sql) const {
  return run({"/usr/bin/sqlite3", {(store() / "headwater.db").string(), sql}}).out;
}

void IngestFixture::expect_sound() const {
  const ProcessResult result = headwater({"verify", "--read-data"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

}  // namespace headwater::testing
