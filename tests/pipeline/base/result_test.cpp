#include "base/result.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace headwater {
namespace {

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> value = 5;
  EXPECT_TRUE(value.ok());
  EXPECT_EQ(*value, 5);
  const Result<int> failure = Error{ErrorCode::kTooLarge, "too much"};
  ASSERT_FALSE(failure);
  EXPECT_EQ(failure.error().message, "too much");
}

TEST(Result, EveryCodeHasANameThatReadsBack) {
  for (int i = 0; i <= static_cast<int>(ErrorCode::kInternal); ++i) {
    const auto code = static_cast<ErrorCode>(i);
    EXPECT_EQ(code_from_name(code_name(code)), code);
  }
  EXPECT_EQ(code_from_name("no such code"), ErrorCode::kInternal);
}

TEST(Result, ErrnoValuesHaveTheirCode) {
  EXPECT_EQ(error_from_errno(ENOSPC, "/store/headwater.db").code, ErrorCode::kDiskFull);
  EXPECT_EQ(error_from_errno(EROFS, "x").code, ErrorCode::kReadOnly);
  EXPECT_EQ(error_from_errno(EACCES, "/a").message, "/a: Permission denied");
}

}  // namespace
}  // namespace headwater
