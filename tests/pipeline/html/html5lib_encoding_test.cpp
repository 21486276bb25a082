// The prescan tests of html5lib (encoding/*.dat).
#include <gtest/gtest.h>

#include "html/prescan_charset.h"
#include "support/html5lib.h"

namespace headwater {
namespace {

TEST(Html5libEncoding, AllPass) {
  const auto files = testing::html5lib_files("encoding", ".dat");
  if (files.empty()) GTEST_SKIP() << "no html5lib-tests next to the project";
  int passed = 0;
  for (const auto& file : files) {
    for (const testing::DatTest& test : testing::read_dat(file)) {
      const std::string& data = *testing::find_section(test, "data");
      const std::string& wanted = *testing::find_section(test, "encoding");
      // A byte order mark goes first; where a page declares nothing, the default is that of
      // browsers.
      const auto mark = byte_order_mark(data);
      const Encoding found =
          mark ? mark->encoding : prescan_charset(data).value_or(Encoding::kWindows1252);
      EXPECT_EQ(encoding_name(found), encoding_name(encoding_for_label(wanted).value()))
          << file.filename() << ": " << data;
      ++passed;
    }
  }
  EXPECT_GE(passed, 82);
}

}  // namespace
}  // namespace headwater
