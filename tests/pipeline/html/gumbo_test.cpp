// The tree against another parser of the same standard, gumbo, on pages of real web sites.
#include <gtest/gtest.h>

#include <array>

#include "base/charset.h"
#include "base/utf8.h"
#include "html/ascii.h"
#include "support/gumbo_outline.h"
#include "support/page_files.h"

namespace headwater {
namespace {

using testing::Outline;

constexpr char32_t kReplacement = 0xFFFD;

/// What no article's text stands in, and where the standard has changed since gumbo was written.
bool is_passed_over(std::string_view blocks) {
  constexpr auto kPassed = std::to_array<std::string_view>(
      {"script", "style", "svg", "iframe", "noscript", "select", "template"});
  for (const std::string_view name : kPassed) {
    const std::size_t at = blocks.find("/" + std::string(name));
    if (at == std::string_view::npos) continue;
    const std::size_t end = at + 1 + name.size();
    if (end == blocks.size() || blocks[end] == '/') return true;
  }
  return !blocks.starts_with("/html/body");
}

/// White space folded; without control characters, which gumbo replaces, as the standard once did.
std::string folded(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const std::string_view bytes = text.substr(at, point.length);
    at += point.length;
    if (point.value < 0x80 && html::is_space(static_cast<char>(point.value))) {
      gap = true;
    } else if (point.value >= ' ' && (point.value < 0x7F || point.value > 0x9F) &&
               point.value != kReplacement) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += bytes;
    }
  }
  return out;
}

/// Without the element "search", which gumbo does not know yet.
std::string known_blocks(std::string blocks) {
  constexpr std::string_view kNew = "/search";
  for (std::size_t at = blocks.find(kNew); at != std::string::npos; at = blocks.find(kNew)) {
    blocks.erase(at, kNew.size());
  }
  return blocks;
}

struct Text {
  std::string all;    ///< All the text of the body.
  Outline in_blocks;  ///< The same with its blocks, without blank pieces.
};

Text text_of(const Outline& outline) {
  Text text;
  for (const testing::OutlineText& piece : outline) {
    if (is_passed_over(piece.blocks)) continue;
    text.all += piece.text;
    const std::string words = folded(piece.text);
    if (words.empty()) continue;
    // Blank pieces are gone, so what stood around them may be in the same blocks.
    const std::string blocks = known_blocks(piece.blocks);
    const bool goes_on = !text.in_blocks.empty() && text.in_blocks.back().blocks == blocks;
    if (goes_on) {
      text.in_blocks.back().text += " " + words;
    } else {
      text.in_blocks.push_back({blocks, words});
    }
  }
  text.all = folded(text.all);
  return text;
}

/// The page in UTF-8, the only encoding of gumbo. Which legacy encoding it was does not matter, as
/// both parsers read the result.
std::string in_utf8(std::string page) {
  if (valid_utf8_prefix(page) == page.size()) return page;
  std::string text;
  std::vector<DecodeStep> steps;
  decode(Encoding::kWindows1252, page, text, steps);
  return text;
}

TEST(HtmlTree, AgreesWithAnotherParser) {
  const auto files = testing::page_files();
  if (files.empty()) GTEST_SKIP() << "no pages next to the project";
  HtmlTree tree;
  std::size_t same_text = 0;
  std::size_t same_blocks = 0;
  std::string differing;
  for (const auto& file : files) {
    const std::string page = in_utf8(testing::read_page(file));
    ASSERT_FALSE(page.empty()) << file;
    tree.parse(page);
    const Text ours = text_of(testing::outline_of(tree));
    const Text theirs = text_of(testing::gumbo_outline(page));
    if (ours.all == theirs.all) ++same_text;
    if (ours.in_blocks == theirs.in_blocks) {
      ++same_blocks;
    } else {
      differing += file.filename().string() + "\n";
    }
  }
  const auto wanted = 0.99 * static_cast<double>(files.size());
  EXPECT_GE(static_cast<double>(same_text), wanted) << differing;
  EXPECT_GE(static_cast<double>(same_blocks), wanted) << differing;
}

}  // namespace
}  // namespace headwater
