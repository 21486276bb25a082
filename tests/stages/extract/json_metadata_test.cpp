#include "stages/extract/json_metadata.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(MetadataLine, IsOneLineOfText) {
  EXPECT_EQ(metadata_line(" Bridge \n\t opens "), "Bridge opens");
  EXPECT_FALSE(metadata_line(" \n"));
  EXPECT_FALSE(metadata_line(""));
  EXPECT_TRUE(metadata_line(std::string(kLongestMetadata, 'x')));
  EXPECT_FALSE(metadata_line(std::string(kLongestMetadata + 1, 'x')));
}

TEST(MetadataLanguage, IsATagByItsForm) {
  struct Row {
    const char* value;
    const char* expected;  ///< Null: unusable.
  };
  constexpr Row kRows[] = {{"en", "en"},
                           {"EN", "en"},
                           {"pt_BR", "pt-BR"},
                           {"zh-Hant-TW", "zh-Hant-TW"},
                           {"spa", "spa"},
                           {"", nullptr},
                           {"e", nullptr},
                           {"english", nullptr},
                           {"en-", nullptr},
                           {"en--us", nullptr},
                           {"en us", nullptr},
                           {"e1", nullptr},
                           {"en-123456789", nullptr},
                           {"en\xC3\xA9", nullptr}};
  for (const Row& row : kRows) {
    EXPECT_EQ(metadata_language(row.value).value_or("none"),
              row.expected == nullptr ? "none" : row.expected)
        << row.value;
  }
  EXPECT_FALSE(metadata_language("en-" + std::string(100, 'a')));
}

}  // namespace
}  // namespace headwater
