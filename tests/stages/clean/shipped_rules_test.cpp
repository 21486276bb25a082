#include <gtest/gtest.h>

#include "base/text_lines.h"
#include "config/config_files.h"
#include "stages/clean/rule_pack.h"
#include "stages/clean/strip_ads.h"
#include "stages/clean/strip_boilerplate.h"
#include "support/stage_runner.h"

namespace headwater {
namespace {

TEST(ShippedRules, AllSamplesComeOutAsTheySay) {
  const std::vector<ConfigFile> packs = builtin_config_files("config/boilerplate/");
  ASSERT_GE(packs.size(), 5U);
  EXPECT_EQ(describe(check_rule_packs(packs)), "");
}

/// What the cleaning stages with the built-in packs leave of `text`.
std::string cleaned(const std::string& text) {
  static const std::vector<StageKind> kinds = {strip_boilerplate_kind(), strip_ads_kind()};
  static const StageRunner runner(kinds);
  Article article = text_arrival("file:///a.txt", text);
  article.text = text;
  std::vector<TextLine> lines;
  split_lines(text, lines);
  for (const TextLine& line : lines) article.blocks.push_back({{line.begin, line.end}});
  EXPECT_TRUE(passed(runner.run(article)));
  return article.edits.cleaned(article.text);
}

TEST(ShippedRules, ProseThatSoundsLikeBoilerplateSurvives) {
  const std::string before =
      "The bridge over the bay was closed on Monday after a crack was found.\n\n";
  const std::string after =
      "\n\nIt will stay shut until the end of the week, the county engineer said.";
  for (const std::string_view prose :
       {"Leave a comment and let us know which of the five walks you would take first.",
        "Cover image: artist's impression of the new bridge at low tide.",
        "The engineer's notes were posted on Twitter by his daughter a day later.",
        "The builder earned $2.52 a share on revenue of $31 million, more than last year.",
        "The first newsletter of the bridge club was typed by hand in 1931.",
        "\"All rights reserved,\" the old plan said, and the court took it at its word.",
        "The stamp reads “© 1931 Harbour Press. All rights reserved.” and is worth a fortune.",
        "Reporting by Reuters found that the bridge had not been inspected since 2009.",
        "“Sign up for our newsletter and get it in your inbox,” the fraudsters wrote.",
        "He said: \"Download our app today.\" Nobody did.",
        "Copyright law is older than the bridge, the curator added.",
        "Sources for this article include two former ministers who asked not to be named.",
        "Lea también los mapas antiguos, recomienda la bibliotecaria de la villa.",
        "Los vecinos descargan la aplicación del puerto y pagan allí sus recibos.",
        "Leia também quem não gosta de ler, dizia o cartaz pendurado na escola.",
        "Cet article du code a été modifié en 1931 et n'a plus jamais servi.",
        "Dieser Artikel des Vertrags wurde zuerst von beiden Häfen abgelehnt.",
        "„Melden Sie sich für unseren Newsletter an“, schrieben die Betrüger.",
        "Leggi anche il romanzo del porto, suggerisce la maestra ai suoi alunni."}) {
    const std::string text = before + std::string(prose) + after;
    EXPECT_EQ(cleaned(text), text);
    const std::string last = before + std::string(prose);
    EXPECT_EQ(cleaned(last), last);
  }
}

TEST(ShippedRules, WorkTogetherOnOneArticle) {
  EXPECT_EQ(
      cleaned(
          "Boats\nBoats wait off the quay. REUTERS/Ana Lund\n\nThe strike began at dawn.\n\n"
          "Story continues below advertisement\n\nIt ended at noon. Sign up for our newsletter.\n\n"
          "(Reporting by Ana Lund; Editing by Per de Wit)\n\n0 Comments\n"
          "You may also like\nFerry fares to rise\n© 2026 Kelp Bay Herald"),
      "The strike began at dawn.\n\nIt ended at noon.");
}

TEST(ShippedRules, EveryRemovedSampleIsRemovedByAllRulesTogether) {
  for (const Rule& rule : parse_rule_packs(builtin_config_files("config/boilerplate/")).rules) {
    for (const RuleSample& sample : rule.removes) {
      const std::string left = cleaned(sample.text);
      for (const TextSpan span : sample.marked) {
        EXPECT_EQ(left.find(slice(sample.text, span)), std::string::npos)
            << rule.id << ": " << left;
      }
      const bool all = sample.marked.empty();
      EXPECT_TRUE(!all || trim(left).empty()) << rule.id << ": " << left;
    }
  }
}

}  // namespace
}  // namespace headwater
