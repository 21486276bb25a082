#include "stages/extract/front_matter.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

struct Row {
  std::string_view text;
  std::string_view value;  ///< Empty: nothing is read.
};

constexpr Row kBylines[] = {
    {"By Jane Doe", "Jane Doe"},
    {"BY JANE DOE", "JANE DOE"},
    {"By: José María de la Cruz", "José María de la Cruz"},
    {"By Jane Doe and John Roe, Staff writers", "Jane Doe and John Roe"},
    {"By Jane Doe, John Roe and Ann Poe", "Jane Doe, John Roe and Ann Poe"},
    {"By Jane Doe | Harbor Post", "Jane Doe"},
    {"By J. R. Doe, Associated Press", "J. R. Doe"},
    {"By The Associated Press", "The Associated Press"},
    {"By Reuters", "Reuters"},
    {"By Ludwig van der Berg", "Ludwig van der Berg"},
    {"By Staff and Agencies", "Staff"},
    {"By Jane Doe and agencies", "Jane Doe"},
    {"By our correspondent", ""},
    {"By Tuesday", ""},
    {"By The Numbers", ""},
    {"By Tuesday the bridge was open again.", ""},
    {"By Jane Doe, who was there", ""},
    {"By 2030 Doubled", ""},
    {"By ", ""},
    {"Bypass", ""},
    {"Jane Doe", ""},
};

TEST(ReadByline, Rows) {
  for (const Row& row : kBylines) {
    const auto byline = read_byline(row.text);
    EXPECT_EQ(byline ? byline->names : "", row.value) << row.text;
  }
}

TEST(IsSignatureLine, Rows) {
  for (const char* line :
       {"By our correspondent", "By Jane Doe, Ostrava Bay", "Reuters", "By Reuters"})
    EXPECT_TRUE(is_signature_line(line)) << line;
  for (const char* line : {"By Tuesday the bridge was open again.", "Bypass", "Jane Doe", "World",
                           "By the time the bridge was open again it rained", ""})
    EXPECT_FALSE(is_signature_line(line)) << line;
}

constexpr Row kStamps[] = {
    {"Published: October 21, 2022", "2022-10-21"},
    {"October 21, 2022", "2022-10-21"},
    {"2022-10-21", "2022-10-21"},
    {"Posted on 21 October 2022 | Updated 3 hours ago", "2022-10-21"},
    {"Date: 2022-10-21T14:05:00Z", "2022-10-21T14:05:00Z"},
    {"Published", ""},
    {"Published poems of October 21, 2022", ""},
    {"October 21, 2022 was a Friday.", ""},
    {"10/11/2022", ""},
};

TEST(ReadDateStamp, Rows) {
  for (const Row& row : kStamps) {
    const auto stamp = read_date_stamp(row.text);
    EXPECT_EQ(stamp ? stamp->date : "", row.value) << row.text;
  }
  EXPECT_FALSE(read_date_stamp("Updated: October 22, 2022")->is_published);
}

TEST(ReadDatePrefix, Rows) {
  EXPECT_EQ(read_date_prefix("date 2022-10-21 Mexican President")->size, 15U);
  EXPECT_EQ(read_date_prefix("date 2022-10-21 Mexican President")->date, "2022-10-21");
  EXPECT_FALSE(read_date_prefix("date 2022-10-21 was set"));
  EXPECT_FALSE(read_date_prefix("date 2022-10-21"));
  EXPECT_FALSE(read_date_prefix("date palms grow"));
}

struct DatelineRow {
  std::string_view text;
  std::string_view place;  ///< Empty: no dateline.
  std::string_view passage;
  std::string_view date = "";
};

constexpr DatelineRow kDatelines[] = {
    {"WASHINGTON (Reuters) - The bridge closed.", "WASHINGTON", "WASHINGTON (Reuters) -"},
    {"HAYWARD, Calif. (AP) — The bridge closed.", "HAYWARD, Calif.", "HAYWARD, Calif. (AP) —"},
    {"MADRID — The bridge closed.", "MADRID", "MADRID —"},
    {"CHARLESTON, S.C.\u00A0— The bridge closed.", "CHARLESTON, S.C.", "CHARLESTON, S.C.\u00A0—"},
    {"MADRID—The bridge closed.", "", ""},
    {"NEW YORK – “It closed,” she said.", "NEW YORK", "NEW YORK –"},
    {"MUNICH, Sept. 3, 2026 /PRNewswire/ -- Acme said.", "MUNICH",
     "MUNICH, Sept. 3, 2026 /PRNewswire/ --", "2026-09-03"},
    {"BEIJING, Sept. 2 (Xinhua) -- The bridge closed.", "BEIJING", "BEIJING, Sept. 2 (Xinhua) --"},
    {"ROMA (ITALPRESS) - Il ponte è chiuso.", "ROMA", "ROMA (ITALPRESS) -"},
    {"Mexico City (AP) — The bridge closed.", "Mexico City", "Mexico City (AP) —"},
    {"SÃO PAULO, Brazil (AP) — The bridge closed.", "SÃO PAULO, Brazil",
     "SÃO PAULO, Brazil (AP) —"},
    {"WASHINGTON/LONDON (Reuters) - Talks failed.", "WASHINGTON/LONDON",
     "WASHINGTON/LONDON (Reuters) -"},
    {"NASA — the agency — said so.", "", ""},
    {"BREAKING — The bridge closed.", "", ""},
    {"The bridge — The longest — closed.", "", ""},
    {"The Bridge (Acme) was closed - Nobody knew.", "", ""},
    {"He lives in Hayward, Calif. (AP) — The bridge closed.", "", ""},
    {"COVID-19 — A year later.", "", ""},
    {"MADRID", "", ""},
    {"- The bridge", "", ""},
    {"(AP) - The bridge", "", ""},
};

TEST(ReadDateline, Rows) {
  for (const DatelineRow& row : kDatelines) {
    const auto dateline = read_dateline(row.text);
    EXPECT_EQ(dateline ? dateline->place : "", row.place) << row.text;
    if (!dateline) continue;
    EXPECT_EQ(row.text.substr(0, dateline->size), row.passage);
    EXPECT_EQ(dateline->date.value_or(""), row.date) << row.text;
  }
}

TEST(IsTitleLine, Rows) {
  EXPECT_TRUE(is_title_line("AMLO asks the US to restore relations with Venezuela"));
  EXPECT_TRUE(is_title_line("‘We will stay,’ mayor tells harbor town"));
  EXPECT_TRUE(is_title_line("11 days without a bridge"));
  for (const std::string_view line :
       {"World news", "The bridge was closed.", "Why did the bridge close?", "the bridge is closed",
        "Photo by Jane Doe in Harbor Town", "The presidents of both countries. Twitter",
        "Jane Doe speaks (AP Photo/John Roe)", "Share on social media today",
        "Related stories:", "By Jane Doe and friends"}) {
    EXPECT_FALSE(is_title_line(line)) << line;
  }
}

}  // namespace
}  // namespace headwater
