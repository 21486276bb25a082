#include "stages/acquire/web_settings.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

TEST(WebSettings, HoldEveryPresetWhereNothingIsSaid) {
  for (const char* kind : {"read_feed", "read_sitemap", "fetch_pages"}) {
    const Result<Settings> settings = settings_from_json(kind, "");
    ASSERT_TRUE(settings.ok()) << kind;
    EXPECT_EQ(settings_to_json(kind, *settings), "{}") << kind;
    EXPECT_EQ(web_settings(*settings).robots, RobotsUse::kPages) << kind;
  }
  EXPECT_EQ(web_settings(*settings_from_json("fetch_pages", "")).every_minutes, 1440);
}

TEST(WebSettings, ComeBackAsTheyWereWritten) {
  const std::string json = R"({"any_address":true,"every_minutes":15,"take":"entries"})";
  const Result<Settings> settings = settings_from_json("read_feed", json);
  ASSERT_TRUE(settings.ok());
  const WebSettings read = web_settings(*settings);
  EXPECT_TRUE(read.any_address);
  EXPECT_TRUE(read.takes_entries);
  EXPECT_EQ(read.pace().first, 900);
  EXPECT_EQ(read.pace().least, 225);
  EXPECT_EQ(read.pace().most, 21'600);
  const Result<Settings> again =
      settings_from_json("read_feed", settings_to_json("read_feed", *settings));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->values(), settings->values());
}

TEST(WebSettings, RefuseWhatTheKindDoesNotUnderstand) {
  struct Row {
    const char* json;
    const char* named;
  };
  const Row rows[] = {
      {"[]", "no JSON object"},
      {"{", "no JSON object"},
      {R"({"take":"pictures"})", "\"take\""},
      {R"({"every_minutes":0})", "\"every_minutes\""},
      {R"({"every_minutes":"5"})", "\"every_minutes\""},
      {R"({"days":3})", "no \"days\""},
      {R"({"uri":"https://kelpbay.example/"})", "no \"uri\""},
  };
  for (const Row& row : rows) {
    const Result<Settings> settings = settings_from_json("read_feed", row.json);
    ASSERT_FALSE(settings.ok()) << row.json;
    EXPECT_EQ(settings.error().code, ErrorCode::kBadArgument);
    EXPECT_NE(settings.error().message.find(row.named), std::string::npos)
        << settings.error().message;
  }
}

}  // namespace
}  // namespace headwater
