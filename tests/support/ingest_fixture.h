#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/process.h"
#include "support/temp_dir.h"

namespace headwater::testing {

/// A folder with a store and with articles to ingest, for tests that run the program.
class IngestFixture : public ::testing::Test {
 protected:
  /// Runs headwater on this fixture's store.
  ProcessResult headwater(std::vector<std::string> arguments) const;
  /// A command line for it, to be changed before it is run.
  Command command(std::vector<std::string> arguments) const;

  /// Ingests `source` and expects this exit code.
  ProcessResult ingest(const std::filesystem::path& source, int exit_code = 0) const;
  /// What SQLite answers when it is asked `sql` of the database, a line a row; it may change it.
  std::string query(const std::string& sql) const;
  /// Expects that `verify --read-data` finds nothing.
  void expect_sound() const;

  std::filesystem::path store() const { return folder_ / "store"; }

  TempDir folder_;
};

}  // namespace headwater::testing
