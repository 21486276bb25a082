// What hostile pages cost: ten times the page is ten times the steps, not more.

#include "stages/extract/block_choice.h"

#include <gtest/gtest.h>

#include <string>

#include "html/page.h"
#include "stages/extract/extract_html.h"
#include "support/stage_runner.h"

namespace headwater {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

constexpr const char* kProse =
    "<p>The old mill at Northfield will open again in spring, the council said on Monday, after "
    "eleven years in which nothing but pigeons went in or out.</p>";

/// Another body of the article, with all of its prose.
constexpr const char* kBody =
    "<div class=story-body><p>Its wheel was taken apart in the summer, cleaned and put together "
    "again by a workshop from Tidewater, which has done the like for three other mills.</p>";

void choose(const std::string& html, BlockChoice& choice) {
  static const StageKind kinds[] = {extract_html_kind()};
  static const StageRunner stages(kinds);
  Article article = text_arrival("https://northfield-courier.example/mill.html", html);
  article.arrival.media_type = "text/html";
  ASSERT_TRUE(passed(stages.run(article)));
  ASSERT_TRUE(article.page);
  choice.choose(article, *article.page);
}

std::uint64_t steps_of(const std::string& html) {
  BlockChoice choice;
  choose(html, choice);
  return choice.steps();
}

struct Shape {
  const char* around;  ///< Opens once per level of depth.
  const char* inside;  ///< Stands inside of it all.
  const char* after;
};

class ChoicesOnHugePages : public testing::TestWithParam<Shape> {};

TEST_P(ChoicesOnHugePages, TakeStepsInProportion) {
  const auto page = [](std::size_t size) {
    return kProse + repeated(GetParam().around, 4 * size) +
           repeated(GetParam().inside, 100 * size) + repeated("</div>", 4 * size) +
           GetParam().after;
  };
  const std::uint64_t once = steps_of(page(10));
  const std::uint64_t tenfold = steps_of(page(100));
  EXPECT_GT(once, 1000U);
  EXPECT_LE(tenfold, once * 11);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, ChoicesOnHugePages,
    testing::Values(Shape{"<div>", "<p><a href=x>a b</a>", ""},
                    Shape{"<div class=article-body>", "<p>a b", ""},
                    Shape{"<article>", "<p>a b", kProse}, Shape{"<main>", "<p>a b", kProse},
                    Shape{"<div class=story-body>", "<p>a b", kBody},
                    Shape{"<div><p><a href=x>c d</a></p>", "<p>a b", ""},
                    Shape{"<div><figure>", "<blockquote>a quotation of a few words</blockquote>",
                          ""},
                    Shape{"<div>", "<div>a b", kProse}));

TEST(BlockChoice, GivesBackWhatAHugePageTook) {
  BlockChoice choice;
  choose(kProse, choice);
  const std::size_t small = choice.kept_bytes();
  choice.shrink();
  EXPECT_EQ(choice.kept_bytes(), small) << "what is small is kept";
  EXPECT_GT(small, 0U);
  choose(repeated("<p>a b", 100'000), choice);
  EXPECT_GT(choice.kept_bytes(), std::size_t{4} << 20U);
  choice.shrink();
  EXPECT_LE(choice.kept_bytes(), small);
}

}  // namespace
}  // namespace headwater
