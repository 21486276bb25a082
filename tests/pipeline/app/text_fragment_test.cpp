#include "app/text_fragment.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(TextFragment, EncodesAllThatIsSyntax) {
  struct Row {
    std::string_view uri, text, link;
  };
  for (const Row& row :
       {Row{"https://a.example/x", "so-called, R&D",
            "https://a.example/x#:~:text=so%2Dcalled%2C%20R%26D"},
        {"http://a.example/", " two\n\twords ", "http://a.example/#:~:text=two%20words"},
        {"https://a.example/x#top", "a", "https://a.example/x#top:~:text=a"},
        {"https://a.example/", "caf\xc3\xa9", "https://a.example/#:~:text=caf%C3%A9"},
        {"https://a.example/", "1 2 3 4 5 6 7 8 9 10 11 12 13",
         "https://a.example/#:~:text=1%202%203%204%205,9%2010%2011%2012%2013"}}) {
    EXPECT_EQ(text_fragment_link(row.uri, row.text), row.link);
  }
}

TEST(TextFragment, FilesAndEmptyTextsHaveNone) {
  EXPECT_EQ(text_fragment_link("file:///a", "text"), std::nullopt);
  EXPECT_EQ(text_fragment_link("https://a.example/", " \n"), std::nullopt);
}

}  // namespace
}  // namespace headwater
