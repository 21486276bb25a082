#include "stages/extract/find_blocks.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

std::vector<std::string> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  find_blocks(text, blocks);
  std::vector<std::string> out;
  for (const Block& block : blocks) out.emplace_back(slice(text, block.span));
  return out;
}

using Texts = std::vector<std::string>;

TEST(FindBlocks, BlankLinesSeparate) {
  EXPECT_EQ(blocks_of(" One. \n\n\n Two.\n \t\nThree."), (Texts{"One.", "Two.", "Three."}));
  EXPECT_EQ(blocks_of("One.\r\n\r\nTwo.\r\n"), (Texts{"One.", "Two."}));
  EXPECT_EQ(blocks_of("One.\r\rTwo."), (Texts{"One.", "Two."}));
  EXPECT_EQ(blocks_of(""), Texts{});
  EXPECT_EQ(blocks_of("\n \n"), Texts{});
}

TEST(FindBlocks, LinesAreParagraphs) {
  EXPECT_EQ(blocks_of("AMLO and Biden\nThe presidents of two countries. Twitter\n\nProse."),
            (Texts{"AMLO and Biden", "The presidents of two countries. Twitter", "Prose."}));
  EXPECT_EQ(blocks_of("A long caption of a picture\nJane Doe"),
            (Texts{"A long caption of a picture", "Jane Doe"}));
  const std::string paragraph(300, 'x');
  EXPECT_EQ(blocks_of(paragraph + ".\n" + paragraph + ".\nShort."),
            (Texts{paragraph + ".", paragraph + ".", "Short."}));
}

constexpr std::string_view kWrapped =
    "The bridge over the harbor was closed for eleven days in March, city\n"
    "officials said on Monday, after inspectors had found cracks in two of\n"
    "its piers that nobody had reported before.\n"
    "Repairs will take until the summer and cost four million crowns, the\n"
    "mayor told the council, which had asked for a report about the bridge\n"
    "and its sisters up the river.";

TEST(FindBlocks, WrappedLinesAreOneParagraphEach) {
  const auto blocks = blocks_of(kWrapped);
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_TRUE(blocks[0].ends_with("reported before."));
  EXPECT_TRUE(blocks[1].starts_with("Repairs"));
}

TEST(FindBlocks, ALineThatIsCutApartGoesOn) {
  EXPECT_EQ(blocks_of("This is a sentence\ncut off in the middle because."),
            (Texts{"This is a sentence\ncut off in the middle because."}));
}

TEST(FindBlocks, ListsStayLists) {
  EXPECT_EQ(blocks_of("- One thing\n- Another thing\n- A third thing\n- And more").size(), 4U);
  std::vector<Block> blocks;
  find_blocks("• One\n• Two", blocks);
  EXPECT_EQ(blocks[0].kind, BlockKind::kListItem);
}

}  // namespace
}  // namespace headwater
