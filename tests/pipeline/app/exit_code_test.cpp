#include "app/exit_code.h"

#include <gtest/gtest.h>

#include "app/pipeline_run.h"

namespace headwater {
namespace {

TEST(ExitCode, MeaningsAscendAndAreComplete) {
  int last = -1;
  for (const ExitMeaning& exit : exit_meanings()) {
    EXPECT_GT(static_cast<int>(exit.code), last);
    last = static_cast<int>(exit.code);
  }
  EXPECT_EQ(exit_meanings().size(), 9U);
}

TEST(ExitCode, EachKindOfErrorEndsAsPromised) {
  EXPECT_EQ(exit_code_for(ErrorCode::kBadArgument), ExitCode::kUsage);
  EXPECT_EQ(exit_code_for(ErrorCode::kBadConfig), ExitCode::kBadConfig);
  EXPECT_EQ(exit_code_for(ErrorCode::kStoreMissing), ExitCode::kStoreMissing);
  EXPECT_EQ(exit_code_for(ErrorCode::kStoreOutdated), ExitCode::kStoreMissing);
  EXPECT_EQ(exit_code_for(ErrorCode::kStoreLocked), ExitCode::kStoreLocked);
  EXPECT_EQ(exit_code_for(ErrorCode::kStoreDamaged), ExitCode::kStoreDamaged);
  EXPECT_EQ(exit_code_for(ErrorCode::kDiskFull), ExitCode::kTemporary);
  EXPECT_EQ(exit_code_for(ErrorCode::kNotFound), ExitCode::kFailed);
}

TEST(ExitCode, OfARun) {
  struct Row {
    std::uint64_t arrived, stored, quarantined, sources, failed;
    bool stopped;
    ExitCode code;
  };
  for (const Row& row : {Row{0, 0, 0, 1, 0, false, ExitCode::kOk},
                         {2, 2, 0, 1, 0, false, ExitCode::kOk},
                         {2, 1, 1, 1, 0, false, ExitCode::kPartial},
                         {2, 2, 0, 2, 1, false, ExitCode::kPartial},
                         {0, 0, 0, 2, 1, false, ExitCode::kPartial},
                         {0, 0, 0, 1, 1, false, ExitCode::kFailed},
                         {2, 2, 0, 1, 0, true, ExitCode::kTemporary},
                         {3, 1, 1, 1, 0, false, ExitCode::kFailed}}) {
    RunReport report;
    report.summary.counts.arrived = row.arrived;
    report.summary.counts.stored = row.stored;
    if (row.quarantined > 0) report.summary.counts.quarantined["binary"] = row.quarantined;
    report.sources = row.sources;
    report.failed_sources = row.failed;
    report.summary.stopped = row.stopped;
    EXPECT_EQ(exit_code_for(report), row.code);
  }
}

}  // namespace
}  // namespace headwater
