#include <gtest/gtest.h>

#include "base/utf8.h"

namespace headwater {
namespace {

TEST(EscapeForDisplay, ControlAndBidiCharactersAreShownNotSent) {
  EXPECT_EQ(escape_for_display("a\x1b[31m\n"), "a\\x1b[31m\\x0a");
  EXPECT_EQ(escape_for_display("safe\u202egnp"), "safe\\u{202e}gnp");
  EXPECT_EQ(escape_for_display("caf\xe9"), "caf\\xe9");
  EXPECT_EQ(escape_for_display("a\nb", Lines::kKeep), "a\nb");
}

}  // namespace
}  // namespace headwater
