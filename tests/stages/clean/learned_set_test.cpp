#include "stages/clean/learned_set.h"

#include <gtest/gtest.h>

#include <limits>

namespace headwater {
namespace {

LearnedPassage tide_letter() {
  LearnedPassage passage;
  passage.id = "learned.0123456789ab";
  passage.owner = "gull";
  passage.kind = PassageKind::kSentence;
  passage.verdict = Verdict::kFormulaic;
  passage.words = "the tide letter comes at 0";
  passage.sample =
      "The Tide Letter\tcomes \"at\" 7 \\ \x01\x7f \xc2\x85 \xe2\x80\xae.\r\n\"\"\"'''";
  passage.documents = 9;
  passage.owner_documents = std::numeric_limits<std::int64_t>::max();
  passage.stories = 8;
  passage.first_day = "2026-01-02";
  passage.examples = {"00", "", "\""};
  return passage;
}

/// The file of one passage, with `from` replaced by `to`.
std::string changed(const std::string& from, const std::string& to) {
  std::string text = write_learned_set({12, {tide_letter()}});
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string mistakes_of(const std::string& text) {
  std::vector<ConfigMistake> mistakes;
  parse_learned_set({"a.learned.toml", text}, mistakes);
  return describe(mistakes);
}

TEST(LearnedSet, ReadsWhatItWrote) {
  LearnedPassage other;
  other.id = "learned.other";
  other.words = "w";
  other.verdict = Verdict::kKept;
  for (const LearnedSet& set : {LearnedSet{}, LearnedSet{12, {tide_letter(), other}}}) {
    const std::string text = write_learned_set(set);
    std::vector<ConfigMistake> mistakes;
    EXPECT_EQ(parse_learned_set({"a.learned.toml", text}, mistakes), set);
    EXPECT_EQ(describe(mistakes), "") << text;
  }
}

TEST(LearnedSet, NamesThePlaceOfAMistake) {
  struct Row {
    std::string text, message;
  };
  for (const Row& row : {
           Row{"", "a.learned.toml:1:1: a learned set begins with [learned]"},
           Row{"[learned]\nformat = 2\n", "[learned] needs format = 1"},
           Row{"learned = 3\n", "[learned] needs format = 1"},
           Row{"[learned]\nformat = 1\n[[passage]]\nid = 4\n", "needs the string \"id\""},
           Row{"[learned\n", "a.learned.toml:1"},
           Row{"[learned]\nformat = 1\n[passage]\nid = \"a\"\n", "written as [[passage]]"},
           Row{"[learned]\nformat = 1\npassage = [1]\n", "unknown key \"passage\""},
           Row{"passage = [1]\n[learned]\nformat = 1\n", "written as [[passage]]"},
           Row{"[learned]\nformat = 1\n[[pasage]]\n", "(did you mean \"passage\"?)"},
           Row{changed("verdict =", "verdct ="), "(did you mean \"verdict\"?)"},
           Row{changed("verdict = \"formulaic\"", "verdict = \"real\""),
               "must be \"template\", \"formulaic\" or \"kept\""},
           Row{changed("\"learned.0", "\"copyright.0"), "begins \"learned.\""},
           Row{changed("days = 0", "days = -1"), "needs the number \"days\""},
           Row{changed("days = 0", "days = 1.5"), "needs the number \"days\""},
           Row{changed("[\"00\"", "[3"), "\"examples\" is a list of strings"},
           Row{changed("the tide letter comes at 0", ""), "\"words\" must not be empty"},
       }) {
    EXPECT_NE(mistakes_of(row.text).find(row.message), std::string::npos) << row.message << "\n"
                                                                          << mistakes_of(row.text);
  }
  const std::string twice = write_learned_set({12, {tide_letter(), tide_letter()}});
  EXPECT_NE(mistakes_of(twice).find("is there already"), std::string::npos);
}

TEST(LearnedSet, TellsOfAllMistakesAndKeepsTheRest) {
  LearnedPassage bad = tide_letter();
  bad.id = "b";
  LearnedPassage worse = tide_letter();
  worse.words.clear();
  worse.id = "learned.c";
  std::vector<ConfigMistake> mistakes;
  const LearnedSet read = parse_learned_set(
      {"a.learned.toml", write_learned_set({12, {bad, tide_letter(), worse}})}, mistakes);
  EXPECT_EQ(read, (LearnedSet{12, {tide_letter()}}));
  EXPECT_EQ(mistakes.size(), 2U) << describe(mistakes);
}

}  // namespace
}  // namespace headwater
