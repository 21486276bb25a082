#include "stages/identify/origin_notice.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/sample_registry.h"

namespace headwater {
namespace {

struct NoticeRow {
  const char* line;
  const char* name;    // "" where it is no notice
  const char* outlet;  // id
};

TEST(OriginNotice, NamesWhereATextStoodBefore) {
  const NoticeRow rows[] = {
      {"This story originally appeared in The Kelp Bay Post.", "The Kelp Bay Post", "kelp"},
      {"(This article was first published by the Kelp Bay Post on March 3, 2026.)",
       "the Kelp Bay Post", "kelp"},
      {"*This piece originally appeared in Eel and Estuary and is reprinted with permission.*",
       "Eel and Estuary", "eel"},
      {"This essay was originally published in The Loor Echo, a weekly.", "The Loor Echo", ""},
      {"A version of this story first appeared in The Loor Echo's Friday edition under the title "
       "Eels.",
       "The Loor Echo's Friday edition", ""},
      {"The boats are back, she said. This report first ran in The Loor Echo. All rights reserved.",
       "The Loor Echo", ""},
      {"The post Boats are back appeared first on Loor Echo.", "Loor Echo", ""},
      {"Originally published at kelp.example.", "kelp.example", "kelp"},
      {"Originally published on https://www.eel.example/2026/eels", "www.eel.example", "eel"},
      {"Originally published on no-such.suffix-of-the-dns", "", ""},
      {"— First published by Kelp Bay Post", "Kelp Bay Post", "kelp"},
      {"Este artículo fue publicado originalmente en El Eco de Loor.", "El Eco de Loor", ""},
      {"Este artigo foi publicado originalmente no Eco do Loor.", "Eco do Loor", ""},
      {"Cet article a été initialement publié dans L'Écho du Loor.", "L'Écho du Loor", ""},
      {"Dieser Artikel erschien zuerst in Loorer Echo.", "Loorer Echo", ""},
      {"Questo articolo è apparso originariamente su Eco di Loor.", "Eco di Loor", ""},
      {"Dit artikel verscheen eerder in De Loorse Echo.", "De Loorse Echo", ""},
      {"THIS STORY ORIGINALLY APPEARED IN THE LOOR ECHO", "THE LOOR ECHO", ""},
      // Sentences about something else, or without a name.
      {"The book was first published in London, and nobody bought it.", "", ""},
      {"Her poem originally appeared in The Loor Echo.", "", ""},
      {"The eel first appeared in the estuary in May.", "", ""},
      {"\"This story originally appeared in The Loor Echo, and it was a lie", "", ""},
      {"This story was originally published on March 3, 2026.", "", ""},
      {"This story was originally published in 1987.", "", ""},
      {"This story was first published at noon.", "", ""},
      {"Originally published in London.", "", ""},
      {"First published in the spring", "", ""},
      {"This article originally appeared in ", "", ""},
      {"This article originally appeared in", "", ""},
      {"", "", ""},
  };
  for (const NoticeRow& row : rows) {
    const std::string line = row.line;
    const auto notice = read_origin_notice(line, testing::sample_registry());
    EXPECT_EQ(notice ? notice->name : "", row.name) << line;
    EXPECT_EQ(notice && notice->outlet != nullptr ? notice->outlet->id : "", row.outlet) << line;
    if (!notice) continue;
    EXPECT_NE(line.find(notice->printed), std::string::npos);
    EXPECT_NE(notice->printed.find(notice->name), std::string::npos) << notice->printed;
  }
}

TEST(OriginNotice, IsOneSentenceOfItsLine) {
  const std::string line =
      "The boats are back, she said. This report first ran in The Loor Echo. All rights reserved.";
  EXPECT_EQ(read_origin_notice(line, testing::sample_registry())->printed,
            "This report first ran in The Loor Echo.");
}

TEST(OriginNotice, EndsOnHostileLines) {
  const std::string phrase = " originally appeared in ";
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += phrase;
  for (const std::string& line :
       {many, "This story" + many, std::string(1 << 20, '('), "This story" + phrase + "\xff\xfe.",
        "This story" + phrase + std::string(100'000, 'A'), std::string(700, '\x80') + phrase}) {
    const auto notice = read_origin_notice(line, testing::sample_registry());
    if (notice) {
      EXPECT_FALSE(notice->name.empty());
      EXPECT_LE(notice->name.size(), 100U);
    }
  }
}

}  // namespace
}  // namespace headwater
