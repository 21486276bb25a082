#include "app/output.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "app/signals.h"

namespace headwater {
namespace {

TEST(Output, AReaderThatWentAwayIsNoFailure) {
  ignore_write_signals();
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  Output out(ends[1]);
  out.line("text");
  EXPECT_TRUE(out.finish().ok());
  EXPECT_TRUE(out.failed());
  EXPECT_TRUE(out.reader_gone());
  ::close(ends[1]);
}

TEST(Output, AFullDiskIsTold) {
  const int full = ::open("/dev/full", O_WRONLY);
  if (full == -1) GTEST_SKIP() << "no /dev/full";
  Output out(full);
  out.line("text");
  const Status status = out.finish();
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kDiskFull);
  EXPECT_NE(status.error().message.find("standard output"), std::string::npos);
  ::close(full);
}

}  // namespace
}  // namespace headwater
