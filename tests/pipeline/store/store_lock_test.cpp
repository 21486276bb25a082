#include "store/store_lock.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "support/temp_dir.h"

namespace headwater {
namespace {

TEST(StoreLock, SecondHolderIsToldWhoTheFirstIs) {
  const testing::TempDir dir;
  const Result<StoreLock> first = StoreLock::acquire(dir.path());
  ASSERT_TRUE(first.ok()) << first.error().message;
  const Result<StoreLock> second = StoreLock::acquire(dir.path());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, ErrorCode::kStoreLocked);
  const std::string& message = second.error().message;
  EXPECT_NE(message.find("process " + std::to_string(::getpid())), std::string::npos) << message;
  EXPECT_NE(message.find("headwater_tests"), std::string::npos) << message;
  EXPECT_NE(message.find(dir.path().string()), std::string::npos) << message;
}

TEST(StoreLock, IsFreeAgainWhenItsHolderIsGone) {
  const testing::TempDir dir;
  { ASSERT_TRUE(StoreLock::acquire(dir.path()).ok()); }
  EXPECT_TRUE(StoreLock::acquire(dir.path()).ok());
}

TEST(StoreLock, IsFreeAgainWhenItsHolderWasKilled) {
  const testing::TempDir dir;
  const pid_t child = ::fork();
  if (child == 0) {
    const Result<StoreLock> lock = StoreLock::acquire(dir.path());
    ::kill(::getpid(), lock.ok() ? SIGKILL : SIGABRT);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(WTERMSIG(status), SIGKILL);
  EXPECT_TRUE(StoreLock::acquire(dir.path()).ok());
}

TEST(StoreLock, MissingFolderIsNamed) {
  const testing::TempDir dir;
  const Result<StoreLock> lock = StoreLock::acquire(dir / "absent");
  ASSERT_FALSE(lock.ok());
  EXPECT_EQ(lock.error().code, ErrorCode::kNotFound);
  EXPECT_NE(lock.error().message.find("absent"), std::string::npos);
}

}  // namespace
}  // namespace headwater
