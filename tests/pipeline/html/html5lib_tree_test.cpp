// The tree-construction tests of html5lib (tree-construction/README.md), as far as our light tree
// answers them: which texts there are, in which order, and in which blocks.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "html/tree.h"
#include "support/html5lib.h"
#include "support/html_outline.h"

namespace headwater {

/// How gtest prints a piece of an outline.
namespace testing {
static void PrintTo(const OutlineText& piece, std::ostream* out) {
  *out << piece.blocks << ": \"" << piece.text << "\"";
}
}  // namespace testing

namespace {

/// Pages that we know to read otherwise, and why.
struct KnownDifference {
  std::string_view page;
  std::string_view reason;
};
constexpr std::string_view kScripted =
    "browsers copy the text of the chosen option into <selectedcontent>: one text in two places";
constexpr KnownDifference kKnown[] = {
    {"<!DOCTYPE html><pre>&#x0a;&#x0a;A</pre>",
     "the first line end of a pre is dropped on the raw bytes, not where it is a reference"},
    {"<table><center> <font>a</center> <img> <tr><td> </td> </tr> </table>",
     "a font is not opened again after its block, so white space stays in the table"},
    {"<select><button><selectedcontent></button><option>X", kScripted},
    {"<select><button><selectedcontent></button><option>x<i>i<b>ib</i>b", kScripted},
    {"<select><button><selectedcontent></button><option>X<option>Y", kScripted},
    {"<select><button><selectedcontent></button><option>X<option selected>Y", kScripted},
};

bool is_known(std::string_view page) {
  return std::ranges::find(kKnown, page, &KnownDifference::page) != std::end(kKnown);
}

/// Fragments are parsed in the context of an element, and some tests run scripts: neither is for
/// us.
bool applies(const testing::DatTest& test) {
  return testing::find_section(test, "document-fragment") == nullptr &&
         testing::find_section(test, "script-on") == nullptr;
}

TEST(Html5libTree, TextsAndBlocks) {
  const auto files = testing::html5lib_files("tree-construction", ".dat");
  if (files.empty()) GTEST_SKIP() << "no html5lib-tests next to the project";
  int passed = 0;
  int known = 0;
  HtmlTree tree;
  for (const auto& file : files) {
    for (const testing::DatTest& test : testing::read_dat(file)) {
      if (!applies(test)) continue;
      const std::string& page = *testing::find_section(test, "data");
      tree.parse(page);
      const testing::Outline found = testing::outline_of(tree);
      const testing::Outline wanted =
          testing::outline_of_dump(*testing::find_section(test, "document"));
      EXPECT_EQ(found == wanted, !is_known(page))
          << page << ::testing::PrintToString(found) << ::testing::PrintToString(wanted);
      ++(found == wanted ? passed : known);
    }
  }
  std::cout << "tree construction: " << passed << " passed, " << known << " known to differ\n";
  EXPECT_GE(passed, 1586);
}

}  // namespace
}  // namespace headwater
