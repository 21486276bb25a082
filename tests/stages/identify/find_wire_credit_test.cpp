#include "stages/identify/find_wire_credit.h"

#include <gtest/gtest.h>

#include "config/config_files.h"
#include "stages/extract/extract_html.h"
#include "stages/extract/find_metadata.h"
#include "stages/extract/select_article.h"
#include "support/stage_runner.h"

namespace headwater {
namespace {

std::unique_ptr<Stage> built_stage() {
  const Settings settings;
  RuleTable rules;
  const std::vector<ConfigFile> files = builtin_config_files("config/outlets/");
  Result<AnyStage> built = find_wire_credit_kind().build({settings, {}, files, rules});
  EXPECT_TRUE(built.ok()) << (built.ok() ? "" : built.error().message);
  return std::move(std::get<std::unique_ptr<Stage>>(*built));
}

Article credited(std::string text, std::string byline = "") {
  static const std::unique_ptr<Stage> stage = built_stage();
  Article article;
  article.text = std::move(text);
  if (!byline.empty()) article.byline = Field{byline, {"json-field", byline, {}, {}, ""}};
  EXPECT_TRUE(passed(stage->process(article)));
  return article;
}

/// "Reuters by dateline", or "" where nobody is credited.
std::string credit(const Article& article) {
  if (!article.wire || !article.wire->agency) return "";
  return *article.wire->agency + " by " + article.wire->evidence.front().kind;
}

/// A line at the head or the tail of an invented article, and whom it credits.
struct Line {
  std::string line;
  std::string expected;
};

constexpr std::string_view kProse =
    "The harbour council voted on Tuesday to dredge the north basin before winter, after the "
    "ferries had run aground twice within a month. The work will cost nine million crowns, the "
    "harbour master said, and boats will moor at the fish quay until it is done in spring.";

std::string with_head(const std::string& line) {
  return "Council votes to dredge basin\n\n" + line + "\n\n" + std::string(kProse) + "\n";
}
std::string with_tail(const std::string& line) {
  return "Council votes to dredge basin\n\n" + std::string(kProse) + "\n\n" + line + "\n";
}

class HeadLines : public ::testing::TestWithParam<Line> {};

TEST_P(HeadLines, CreditOrDoNot) {
  EXPECT_EQ(credit(credited(with_head(GetParam().line))), GetParam().expected) << GetParam().line;
}

INSTANTIATE_TEST_SUITE_P(
    Datelines, HeadLines,
    ::testing::Values(
        Line{"OSLO (Reuters) - Boats moved.", "Reuters by dateline"},
        Line{"Nov 3 (Reuters) - Boats moved.", "Reuters by dateline"},
        Line{"PORT CLEMENT, Wash. (AP) — Boats moved.", "Associated Press by dateline"},
        Line{"Paris (AFP) – Boats moved.", "Agence France-Presse by dateline"},
        Line{"Kiel (dpa/lno) - Boote fahren.", "Deutsche Presse-Agentur by dateline"},
        Line{"(ANSA) - ROMA, 3 MAG - Barche.", "ANSA by dateline"},
        Line{"Madrid, 3 may (EFE).- Barcos.", "Agencia EFE by dateline"},
        Line{"BEIJING, Nov. 3 (Xinhua) -- Boats.", "Xinhua by dateline"},
        Line{"New Delhi, Nov 3 (PTI) The boats moved.", "Press Trust of India by dateline"},
        Line{"MOSCOW, November 3. /TASS/. Boats.", "TASS by dateline"},
        Line{"МОСКВА, 3 ноября. /ТАСС/. Суда.", "TASS by dateline"},
        Line{"Москва. 3 ноября. ИНТЕРФАКС - Суда ушли.", "Interfax by dateline"},
        Line{"新华社北京11月3日电 船只", "Xinhua by dateline"},
        Line{"(서울=연합뉴스) 김 기자 = 배", "Yonhap by dateline"},
        Line{"LEEDS, Nov. 3, 2026 /PRNewswire/ -- Kelp Ltd sells boats.",
             "PR Newswire by dateline"},
        Line{"OSLO--(BUSINESS WIRE)--Kelp Ltd sells boats.", "Business Wire by dateline"},
        Line{"NEW YORK, NY / ACCESSWIRE / November 3, 2026 / Kelp Ltd", "ACCESSWIRE by dateline"},
        Line{"Berlin (ots) - Die Kelp GmbH", "news aktuell by dateline"},
        // No datelines.
        Line{"Kelp Ltd (Reuters) said the boats moved.", ""},
        Line{"The agency founded by Paul Julius Reuter (Reuters) - now in London - grew.", ""},
        Line{"Reuters reported on Tuesday that the boats had moved.", ""},
        Line{"OSLO (Lantern) - Boats moved.", ""},
        Line{"The company told Reuters - and nobody else - that boats moved.", ""}));

INSTANTIATE_TEST_SUITE_P(
    Bylines, HeadLines,
    ::testing::Values(
        Line{"By Jane Moor, Associated Press", "Associated Press by byline"},
        Line{"By JANE MOOR and JO REED, Associated Press writers", "Associated Press by byline"},
        Line{"By The Associated Press", "Associated Press by byline"},
        Line{"By Jane Moor and Jo Reed The Canadian Press", "The Canadian Press by byline"},
        Line{"Von Jana Moor mit AP", "Associated Press by byline"},
        Line{"With files from The Associated Press and Jo Reed",
             "Associated Press by contribution"},
        Line{"Jane Moor | AP", "Associated Press by byline"},
        Line{"Reuters Staff", "Reuters by byline"},
        Line{"Por Agencia EFE", "Agencia EFE by byline"},
        Line{"Par AFP", "Agence France-Presse by byline"},
        Line{"Von dpa", "Deutsche Presse-Agentur by byline"},
        Line{"Quelle: dpa", "Deutsche Presse-Agentur by source-line"},
        Line{"By Jane Moor, Harbour Lantern", ""}, Line{"By Jane AP", ""},
        Line{"Jane Moor / Reuters", ""}, Line{"From Bloomberg:", ""},
        Line{"AP Photo / Jane Moor", ""}));

class TailLines : public ::testing::TestWithParam<Line> {};

TEST_P(TailLines, CreditOrDoNot) {
  EXPECT_EQ(credit(credited(with_tail(GetParam().line))), GetParam().expected) << GetParam().line;
}

INSTANTIATE_TEST_SUITE_P(
    SignOffs, TailLines,
    ::testing::Values(
        Line{"(Reporting by Jane Moor in Oslo; Editing by Jo Reed)", "Reuters by sign-off"},
        Line{"Boats moved. (Additional reporting by Jane Moor; Editing by Jo Reed.)",
             "Reuters by sign-off"},
        Line{"* — Additional reporting by Jane Moor; Editing by Jo Reed", "Reuters by sign-off"},
        Line{"(Reporte de Juana Mora; Editado por José Río)", "Reuters by sign-off"},
        Line{"(AFP)", "Agence France-Presse by sign-off"},
        Line{"- Reuters.", "Reuters by sign-off"},
        Line{"AFP/jm", "Agence France-Presse by sign-off"},
        Line{"The boats are back, she said. (ANI)", "ANI by sign-off"},
        Line{"The boats are back, she said. AFP", "Agence France-Presse by sign-off"},
        Line{"© 2026 AFP", "Agence France-Presse by copyright-line"},
        Line{"Copyright 2026 The Associated Press. All rights reserved.",
             "Associated Press by copyright-line"},
        Line{"(With inputs from PTI)", "Press Trust of India by contribution"},
        Line{"With files from The Canadian Press", "The Canadian Press by contribution"},
        Line{"Con información de EFE", "Agencia EFE by contribution"},
        Line{"The Associated Press contributed to this report.",
             "Associated Press by contribution"},
        Line{"(avec AFP)", "Agence France-Presse by contribution"},
        Line{"Source: Xinhua", "Xinhua by source-line"},
        Line{"This story was originally published by Reuters.", "Reuters by syndication-notice"},
        Line{"View original content: https://www.prnewswire.com/news-releases/kelp.html",
             "PR Newswire by syndication-notice"},
        // About agencies, pictures or posts.
        Line{"She told Reuters that the boats are back.", ""},
        Line{"So said the news agency Agence France-Presse (AFP).", ""},
        Line{"Bloomberg via Getty Images.", ""},
        Line{"— The Associated Press (@AP) November 3, 2026", ""},
        Line{"Why boats matter, by Jane Moor. [Bloomberg.]", ""},
        Line{"With Reuters as its largest tenant, the quay earns well.", ""}));

TEST(FindWireCredit, TakesThePlaceOfASignatureIntoAccount) {
  const std::string text = "Council votes\n\n" + std::string(kProse) + "\n\nASSOCIATED PRESS.\n\n" +
                           std::string(kProse) + "\n\n" + std::string(kProse) + "\n";
  EXPECT_EQ(credit(credited(text)), "");
}

TEST(FindWireCredit, PointsAtWhatItRead) {
  const Article article = credited(with_head("OSLO, Nov. 3 (AP) - Boats moved."));
  ASSERT_TRUE(article.wire);
  const Evidence& evidence = article.wire->evidence.front();
  EXPECT_EQ(evidence.value, "OSLO, Nov. 3 (AP)");
  ASSERT_TRUE(evidence.span);
  EXPECT_EQ(slice(article.text, *evidence.span), evidence.value);
  EXPECT_EQ(evidence.rule, "associated-press");
}

TEST(FindWireCredit, TellsPressReleasesApart) {
  const auto is_release = [](const Article& article) {
    return article.wire && article.wire->evidence.back().kind == "press-release";
  };
  EXPECT_TRUE(is_release(credited(with_head("LEEDS, Nov. 3, 2026 /PRNewswire/ -- Kelp."))));
  EXPECT_FALSE(is_release(credited(with_head("LEEDS (AP) - Boats moved."))));
}

TEST(FindWireCredit, BelievesADatelineMoreThanThanks) {
  const Article article = credited("Council votes\n\nOSLO (AFP) - Boats moved.\n\n" +
                                   std::string(kProse) + "\n\nWith inputs from PTI\n");
  EXPECT_EQ(*article.wire->agency, "Agence France-Presse");
  EXPECT_EQ(article.wire->evidence.size(), 2U);
}

TEST(FindWireCredit, ReadsTheBylineOfMetadata) {
  EXPECT_EQ(credit(credited(std::string(kProse), "Jane Moor, AFP")),
            "Agence France-Presse by byline");
  EXPECT_EQ(credit(credited(std::string(kProse), "Jane Moor")), "");
}

// The words "Reporting by ...; Editing by ..." name nobody.
TEST(FindWireCredit, BelievesAFormOnlyWhereNoSupplierIsNamed) {
  const std::string signed_text = "Boats moved.\n\n" + std::string(kProse) +
                                  "\n\n(Reporting by Jane Moor; Editing by Jo Reed)\n";
  const Article other = credited("Council votes\n\nOSLO (AFP) - " + signed_text);
  EXPECT_EQ(credit(other), "Agence France-Presse by dateline");
  EXPECT_EQ(other.wire->evidence.size(), 1U);
  EXPECT_EQ(credited("Council votes\n\nOSLO (Reuters) - " + signed_text).wire->evidence.size(), 2U);
  static const std::unique_ptr<Stage> stage = built_stage();
  Article own;
  own.text = "Council votes\n\n" + signed_text;
  own.outlet.id = "tidewire";
  EXPECT_TRUE(passed(stage->process(own)));
  EXPECT_FALSE(own.wire) << "an agency's own desk signs like that";
}

TEST(FindWireCredit, ANoticeOfOriginNamesNoAgency) {
  const std::string line = "This story originally appeared in The Harbor Ledger.";
  const Article article = credited(with_tail(line));
  ASSERT_TRUE(article.wire);
  EXPECT_FALSE(article.wire->agency);
  EXPECT_TRUE(article.wire->syndicated);
  ASSERT_EQ(article.wire->evidence.size(), 1U);
  const Evidence& evidence = article.wire->evidence.front();
  EXPECT_EQ(evidence.kind, "origin-notice");
  EXPECT_EQ(evidence.value, "The Harbor Ledger");
  EXPECT_EQ(evidence.rule, "harbor-ledger");
  ASSERT_TRUE(evidence.span);
  EXPECT_EQ(slice(article.text, *evidence.span), line);
  static const std::unique_ptr<Stage> stage = built_stage();
  for (const std::string own : {"The Harbor Ledger", "Loor Echo", "loor.example"}) {
    Article feed;
    feed.text = with_tail("The post Boats appeared first on " + own + ".");
    feed.arrival.uri = "https://www.loor.example/boats";
    feed.outlet.id = "harbor-ledger";
    feed.facts.site_name = Field{"The Loor Echo", {}};
    feed.facts.publisher = Field{"Loor Echo", {}};
    EXPECT_TRUE(passed(stage->process(feed)));
    EXPECT_FALSE(feed.wire) << own;
  }
}

TEST(FindWireCredit, ALinkToAnotherSiteIsEvidence) {
  static const std::unique_ptr<Stage> stage = built_stage();
  Article article;
  article.text = with_tail("It rained.");
  article.arrival.uri = "https://loor.example/boats";
  article.facts.canonical_uri = Field{"https://harbor-ledger.example/boats", {}};
  EXPECT_TRUE(passed(stage->process(article)));
  ASSERT_TRUE(article.wire);
  EXPECT_FALSE(article.wire->agency || article.wire->syndicated);
  EXPECT_EQ(article.wire->evidence.front().kind, "canonical-link");
}

TEST(FindWireCredit, AShortLineBelowAPageSignsIt) {
  static const StageKind kinds[] = {extract_html_kind(), find_metadata_kind(),
                                    select_article_kind(), find_wire_credit_kind()};
  static const StageRunner stages(kinds);
  const std::string prose = "<p>" + std::string(kProse) +
                            "</p><p>Nobody on the council spoke against it, and the boats that "
                            "winter there will be moved by the end of the month.</p>";
  for (const auto& [line, expected] :
       std::vector<Line>{{"(AFP)", "Agence France-Presse by sign-off"},
                         {"Source: Reuters", "Reuters by source-line"},
                         {"Quelle: dpa", "Deutsche Presse-Agentur by source-line"},
                         {"(With inputs from PTI)", "Press Trust of India by contribution"},
                         {"Foto: dpa", ""},
                         {"Share", ""},
                         {"Back to top", ""}}) {
    Article article = text_arrival("https://loor.example/boats.html",
                                   "<html><body><article><h1>Council votes to dredge basin</h1>" +
                                       prose + "<p>" + line + "</p></article></body></html>");
    article.arrival.media_type = "text/html";
    ASSERT_TRUE(passed(stages.run(article)));
    EXPECT_EQ(credit(article), expected) << line;
  }
}

TEST(FindWireCredit, EndsOnHostileText) {
  credited("");
  credited("(");
  credited(std::string(200000, '('));
  credited(std::string(100000, '/') + "\n" + std::string(100000, '-'));
  credited("\xe2\x80\n\xff\xfe(AP\n(\xe6\x96\xb0 - ");
  std::string lines;
  for (int i = 0; i < 5000; ++i) lines += "By AP and AP and AP, AP\n";
  EXPECT_EQ(credit(credited(lines)), "Associated Press by byline");
}

}  // namespace
}  // namespace headwater
