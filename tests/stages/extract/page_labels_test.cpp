// How often find_metadata is right on real pages with labels, where they are beside the project.
// Each test prints its figures and fails below a floor just under what is reached. Counted so:
//
// * Texts are compared as fold_text makes them, character references resolved first: case, white
//   space, quotation marks and dashes do not count.
// * A title is right if it is the label, or one is the other up to a part behind " | ", " - " or
// the
//   like. Labels are what the labellers took for the title: on a good fifth of the pages that is a
//   variant for search engines or networks, not the heading that a reader sees, so no rule for all
//   pages reaches more than some nine in ten.
// * A date is right if its day is the label's, in UTC or as printed, as labels are in either.
// * Authors are compared as sets of names: equal sets are right.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "base/dates.h"
#include "record/fold_text.h"
#include "stages/extract/extract_html.h"
#include "stages/extract/find_metadata.h"
#include "stages/extract/page_text.h"
#include "stages/extract/person_names.h"
#include "support/page_files.h"
#include "support/page_fixture.h"
#include "support/stage_fixture.h"

namespace headwater {
namespace {

namespace fs = std::filesystem;
namespace dom = simdjson::dom;

std::string folded(std::string_view text) {
  std::string out;
  fold_text(without_markup(std::string(text)), out);
  return out;
}

bool is_title(std::string_view value, std::string_view label) {
  if (folded(value) == folded(label)) return true;
  const auto parts_match = [](std::string_view whole, std::string_view part) {
    for (const std::string_view sign : {" | ", " - ", " – ", " :: ", " • "}) {
      const std::size_t at = whole.rfind(sign);
      if (at != std::string_view::npos && folded(whole.substr(0, at)) == folded(part)) return true;
    }
    return false;
  };
  return parts_match(value, label) || parts_match(label, value);
}

bool is_day(const Field& field, std::string_view label) {
  const std::string day(label.substr(0, 10));
  const auto instant = parse_date(label);
  const std::string utc = instant ? instant->text.substr(0, 10) : day;
  const std::string value = field.value.substr(0, 10);
  const std::string printed = field.evidence.value.substr(0, 10);
  return value == day || value == utc || printed == day || printed == utc;
}

/// The names in a list as labels and bylines are written: "Ada Brook, Tom Vale and Mira Lund".
void add_names(std::string_view text, std::set<std::string>& names) {
  constexpr std::string_view kSigns[] = {",", ";", " and ", " & ", " und ", " y "};
  while (!text.empty()) {
    std::size_t at = text.size();
    std::size_t size = 0;
    for (const std::string_view sign : kSigns) {
      const std::size_t found = text.find(sign);
      if (found < at) {
        at = found;
        size = sign.size();
      }
    }
    std::string name = folded(text.substr(0, at));
    if (!name.empty()) names.insert(std::move(name));
    text.remove_prefix(std::min(at + size, text.size()));
  }
}

std::set<std::string> label_names(const dom::element& label) {
  std::set<std::string> names;
  dom::array list;
  if (label.get_array().get(list) == simdjson::SUCCESS) {
    for (const dom::element name : list) add_names(std::string_view(name.get_string()), names);
  } else if (label.is_string()) {
    add_names(std::string_view(label.get_string()), names);
  }
  return names;
}

struct Tally {
  int labelled = 0;
  int right = 0;
  int silent = 0;  ///< Nothing was found.

  void count(bool found, bool is_right) {
    ++labelled;
    right += is_right ? 1 : 0;
    silent += found ? 0 : 1;
  }
  double share() const { return labelled == 0 ? 1 : static_cast<double>(right) / labelled; }
  std::string text(std::string_view name) const {
    return std::string(name) + ": " + std::to_string(right) + " of " + std::to_string(labelled) +
           " right, " + std::to_string(labelled - right - silent) + " other, " +
           std::to_string(silent) + " none\n";
  }
};

/// What the labels of one page are called in the two sets.
struct LabelNames {
  const char* date;
  const char* authors;
};

struct Figures {
  Tally title;
  Tally date;
  Tally either_date;  ///< Published or changed on the label's day.
  Tally authors;
};

std::string_view string_of(const dom::object& page, std::string_view key) {
  std::string_view value;
  if (page[key].get_string().get(value) != simdjson::SUCCESS) return {};
  return value;
}

void count_page(const Article& article, const dom::object& labels, const LabelNames& names,
                Figures& figures) {
  if (const std::string_view title = string_of(labels, "title"); !title.empty())
    figures.title.count(article.title.has_value(),
                        article.title && is_title(article.title->value, title));
  if (const std::string_view date = string_of(labels, names.date); !date.empty()) {
    const auto& published = article.published_at;
    const auto& modified = article.facts.modified_at;
    const bool right = published && is_day(*published, date);
    figures.date.count(published.has_value(), right);
    figures.either_date.count(published || modified,
                              right || (modified && is_day(*modified, date)));
  }
  dom::element authors;
  if (labels[names.authors].get(authors) != simdjson::SUCCESS) return;
  const std::set<std::string> wanted = label_names(authors);
  if (wanted.empty()) return;
  std::set<std::string> found;
  if (article.byline) add_names(article.byline->value, found);
  figures.authors.count(article.byline.has_value(), found == wanted);
}

Figures count_set(const fs::path& folder, const LabelNames& names) {
  static const BuiltStage stage(find_metadata_kind());
  dom::parser parser;
  const dom::object labels = parser.load((folder / "ground-truth.json").string()).get_object();
  Figures figures;
  for (const auto& [id, page] : labels) {
    const auto article = testing::page_article(
        testing::read_page(folder / "html" / (std::string(id) + ".html.gz")), "file:///page.html");
    article->arrival.captured_at = {};
    EXPECT_TRUE(passed(stage.parallel().process(*article)));
    count_page(*article, page.get_object(), names, figures);
  }
  std::printf("%s", (figures.title.text("title") + figures.date.text("date") +
                     figures.either_date.text("date or change") + figures.authors.text("authors"))
                        .c_str());
  return figures;
}

class PageLabels : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(kPages / "fundus")) GTEST_SKIP() << "no labelled pages beside the project";
  }
  const fs::path kPages = HEADWATER_SOURCE_DIR "/../shared/pages";
};

TEST_F(PageLabels, NewsPages) {
  const Figures figures = count_set(kPages / "fundus", {"published_at", "authors"});
  EXPECT_GE(figures.title.share(), 0.82);
  EXPECT_GE(figures.date.share(), 0.98);
  EXPECT_GE(figures.authors.share(), 0.86);
}

TEST_F(PageLabels, PagesOfAllKinds) {
  const Figures figures = count_set(kPages / "wcxb", {"publish_date", "author"});
  EXPECT_GE(figures.title.share(), 0.85);
  EXPECT_GE(figures.date.share(), 0.78);
  EXPECT_GE(figures.either_date.share(), 0.87);
  EXPECT_GE(figures.authors.share(), 0.73);
}

}  // namespace
}  // namespace headwater
