#include "stages/extract/person_names.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

struct Row {
  const char* text;
  const char* names;
};

TEST(PersonNames, ReadsWhatPublishersWriteIntoAField) {
  constexpr Row kRows[] = {
      {"Ada Brook", "Ada Brook"},
      {"By Ada Brook", "Ada Brook"},
      {"Ada Brook and Tom Vale", "Ada Brook, Tom Vale"},
      {"Ada Brook, Tom Vale & Mira Lund", "Ada Brook, Tom Vale, Mira Lund"},
      {"Ada Brook, Senior Editor", "Ada Brook"},
      {"Ada Brook (Heron Post)", "Ada Brook"},
      {"Ada Brook | Heron Desk", "Ada Brook"},
      {"Ada Brook; ada brook", "Ada Brook"},
      {"Von Jana Roth und Lars Kern", "Jana Roth, Lars Kern"},
      {"Von Trapp", "Von Trapp"},
      {"Di Maria Rossi", "Maria Rossi"},
      {"José Ortega y Gasset", "José Ortega y Gasset"},
      {"Ana Ruiz y Luis Mar", "Ana Ruiz, Luis Mar"},
      {"Ada", "Ada"},
      {"admin", ""},
      {"https://heron.example/ada", ""},
      {"ada@heron.example", ""},
      {"(Image: Heron Pictures)", ""},
      {"", ""},
      {" , ; | ", ""},
  };
  for (const Row& row : kRows) {
    std::vector<std::string> names;
    add_person_names(row.text, names);
    EXPECT_EQ(join_names(names), row.names) << row.text;
  }
}

TEST(PersonNames, OfRunningTextOnlyWhatLooksLikePeople) {
  constexpr Row kRows[] = {
      {"Ada Brook", "Ada Brook"},
      {"By Ada Brook and Tom Vale | March 3, 2026", "Ada Brook, Tom Vale"},
      {"Ada Brook Senior Editor", "Ada Brook"},
      {"Ada Brook HERON POST", "Ada Brook"},
      {"ADA BROOK", "ADA BROOK"},
      {"Ada van der Brook, Updated March", "Ada van der Brook"},
      {"Share On Twitter", ""},
      {"The ferry returns", ""},
      {"Ada", ""},
      {"5 min read", ""},
  };
  for (const Row& row : kRows) {
    std::vector<std::string> names;
    EXPECT_EQ(add_leading_names(row.text, names), *row.names != '\0') << row.text;
    EXPECT_EQ(join_names(names), row.names) << row.text;
  }
}

TEST(PersonNames, ASignedLineBeginsWithTheWordForIt) {
  std::vector<std::string> names;
  EXPECT_FALSE(add_signed_names("Ada Brook", names));
  EXPECT_FALSE(add_signed_names("By the numbers", names));
  EXPECT_TRUE(add_signed_names("Por Ana Ruiz", names));
  EXPECT_EQ(join_names(names), "Ana Ruiz");
}

TEST(PersonNames, AListIsBounded) {
  std::string text;
  for (char c = 'A'; c <= 'Z'; ++c) text += std::string("Ada B") + c + "ook, Tom V" + c + "le, ";
  std::vector<std::string> names;
  add_person_names(text, names);
  EXPECT_EQ(names.size(), kMostNames);
}

}  // namespace
}  // namespace headwater
