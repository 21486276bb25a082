#include <gtest/gtest.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "stages/statements/sentence_breaks.h"

namespace headwater {
namespace {

/// Statements are selected, never written: a rule that expects other white space is met.
std::string with_single_spaces(std::string_view text) {
  std::string out;
  for (std::size_t offset = skip_space(text, 0); offset < text.size();) {
    const std::size_t after = skip_space(text, offset);
    if (after > offset && after < text.size()) out += ' ';
    offset = after;
    if (offset < text.size()) out += text[offset++];
  }
  return out;
}

std::vector<std::string> sentences_of(std::string_view text) {
  std::vector<std::size_t> breaks;
  find_sentence_breaks(text, breaks);
  breaks.push_back(text.size());
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (const std::size_t end : breaks) {
    out.push_back(with_single_spaces(text.substr(begin, end - begin)));
    begin = end;
  }
  return out;
}

/// The "golden rules" of sentence segmentation for English. Those numbered 31 to 43 are about lists
/// and broken lines, which news text has hardly any of.
TEST(GoldenRules, FloorIsHeld) {
  constexpr int kFloor = 45;
  simdjson::padded_string file;
  if (simdjson::padded_string::load(HEADWATER_SOURCE_DIR
                                    "/../shared/suites/sentences/golden_rules_en.json")
          .get(file) != simdjson::SUCCESS) {
    GTEST_SKIP() << "no suites beside the project";
  }
  simdjson::dom::parser parser;
  int right = 0;
  for (simdjson::dom::element rule : parser.parse(file).get_array()) {
    std::vector<std::string> expected;
    for (simdjson::dom::element sentence : rule["expected"].get_array()) {
      expected.push_back(with_single_spaces(std::string_view(sentence)));
    }
    const auto id = std::int64_t{rule["id"]};
    const std::vector<std::string> found = sentences_of(std::string_view(rule["input"]));
    if (found == expected) {
      ++right;
      continue;
    }
    EXPECT_TRUE(id >= 31 && id <= 43) << "rule " << id << ": " << std::string_view(rule["title"]);
    std::string list;
    for (const std::string& sentence : found) list += "\n    " + sentence;
    std::printf("golden rule %d fails:%s\n", static_cast<int>(id), list.c_str());
  }
  EXPECT_GE(right, kFloor);
}

}  // namespace
}  // namespace headwater
