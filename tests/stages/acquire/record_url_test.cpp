#include "stages/acquire/record_url.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(RecordUrlFinder, FindsThePreferredWebAddress) {
  struct Row {
    const char* record;
    const char* expected;  ///< Null: none.
  };
  constexpr Row kRows[] = {
      {R"({"url":"https://a.example/1"})", "https://a.example/1"},
      {R"({"text":"x","url":"https:\/\/a.example\/caf\u00e9"})", "https://a.example/caf%C3%A9"},
      {R"({"link":"https://a.example/l","url":"https://a.example/u"})", "https://a.example/u"},
      {R"({"url":"/relative","link":"https://a.example/l"})", "https://a.example/l"},
      {R"({"url":null,"link":"https://a.example/l"})", "https://a.example/l"},
      {R"({"url":["https://a.example/"]})", nullptr},
      {R"({"nested":{"url":"https://a.example/"}})", nullptr},
      {R"x({"url":"javascript:alert(1)"})x", nullptr},
      {R"({"url":"https://a.example/\u0000"})", nullptr},
      {R"(["https://a.example/"])", nullptr},
      {R"({"url")", nullptr},
      {"not json", nullptr},
      {"", nullptr},
  };
  RecordUrlFinder finder({"url", "link"});
  for (const Row& row : kRows) {
    std::string record = row.record;
    const auto url = finder.find(record);
    EXPECT_EQ(url.value_or("none"), row.expected == nullptr ? "none" : row.expected) << row.record;
    EXPECT_EQ(record, row.record);
  }
}

}  // namespace
}  // namespace headwater
