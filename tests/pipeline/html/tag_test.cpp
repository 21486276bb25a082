#include "html/tag.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

TEST(KnownTag, FindsEveryNameInAnyCase) {
  for (std::size_t i = 0; i < html::kKnownTags; ++i) {
    const auto tag = static_cast<HtmlTag>(i);
    std::string name(tag_name(tag));
    EXPECT_EQ(known_tag(name), tag) << name;
    for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    EXPECT_EQ(known_tag(name), tag) << name;
  }
}

TEST(KnownTag, TakesNoOtherName) {
  for (const std::string_view name :
       {"", "x", "h7", "h\x11", "ab", "divx", "di", "dvi", "blockquotes", "blockquoxx", "my-card",
        "annotation\rxml", "p\x01", "\x10"}) {
    EXPECT_EQ(known_tag(name), HtmlTag::kFirstUnknown) << name;
  }
}

}  // namespace
}  // namespace headwater
