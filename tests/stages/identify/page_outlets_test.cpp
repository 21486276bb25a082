#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>

#include "config/config_files.h"
#include "html/page.h"
#include "record/fold_text.h"
#include "stages/extract/extract_html.h"
#include "stages/extract/find_metadata.h"
#include "stages/extract/select_article.h"
#include "stages/identify/outlet_registry.h"
#include "stages/identify/tag_outlet.h"
#include "support/page_files.h"
#include "support/stage_runner.h"

// The outlet of real pages from what they say themselves, without the address they came from.

namespace headwater {
namespace {

namespace fs = std::filesystem;

/// Labels of the pages that are no name in print.
const std::map<std::string_view, std::string_view>& ids_of_labels() {
  static const std::map<std::string_view, std::string_view> ids = {
      {"anadoluajansi", "anadolu"},        {"boersenzeitung", "boersen-zeitung"},
      {"bsz", "braunschweiger-zeitung"},   {"eldiario", "eldiario-es"},
      {"mbn", "maeil-business-newspaper"}, {"pravda", "ukrainska-pravda"},
      {"tageszeitung", "tageszeitung-it"}, {"voguede", "vogue-germany"},
      {"worldtruth", "worldtruth-tv"},     {"zwanzigminuten", "20-minuten"},
  };
  return ids;
}

/// Letters and digits of `text` in folded case.
std::string squeezed(std::string_view text) {
  std::string out = folded_text(text);
  std::erase(out, ' ');
  return out;
}

/// Whether `label` ("EuronewsDE", "FAZ") means `outlet`: a name of it, perhaps with a country or a
/// language of two letters behind it.
bool means(const Outlet& outlet, std::string_view label) {
  const std::string whole = squeezed(label);
  if (const auto known = ids_of_labels().find(whole); known != ids_of_labels().end())
    return outlet.id == known->second;
  std::vector<std::string> names = {squeezed(outlet.name), squeezed(outlet.id)};
  for (const std::string& alias : outlet.aliases) names.push_back(squeezed(alias));
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return whole == name || whole == "the" + name || "the" + whole == name ||
           (whole.size() == name.size() + 2 && whole.starts_with(name));
  });
}

std::optional<std::string> outlet_of(const StageRunner& stages, const fs::path& file) {
  Article article = text_arrival("file://" + file.string(), testing::read_page(file));
  article.arrival.media_type = "text/html";
  stages.run(article);
  return article.outlet.id;
}

TEST(PageOutlets, AreRightOrUnknown) {
  const fs::path set = fs::path(HEADWATER_SOURCE_DIR "/../shared/pages/fundus");
  if (!fs::is_directory(set)) GTEST_SKIP() << "no real pages beside the project";
  const std::vector<ConfigFile> files = builtin_config_files("config/outlets/");
  const OutletRegistry::Reading reading = OutletRegistry::read(files);
  static const StageKind kinds[] = {extract_html_kind(), find_metadata_kind(),
                                    select_article_kind(), tag_outlet_kind()};
  const StageRunner stages(kinds);
  std::size_t pages = 0;
  std::size_t right = 0;
  std::string wrong;
  std::string unknown;
  simdjson::dom::parser parser;
  const simdjson::dom::object truth = parser.load((set / "ground-truth.json").string());
  for (const auto& [id, entry] : truth) {
    ++pages;
    const std::string_view label = entry["publisher"];
    const auto found = outlet_of(stages, set / "html" / (std::string(id) + ".html.gz"));
    if (!found) {
      unknown += fmt::format("{} ", id);
    } else if (means(*reading.registry.find_id(*found), label)) {
      ++right;
    } else {
      wrong += fmt::format("{} as {}\n", id, *found);
    }
  }
  RecordProperty("right", std::to_string(right));
  EXPECT_EQ(wrong, "");
  EXPECT_GE(static_cast<double>(right), 0.97 * static_cast<double>(pages))
      << right << " of " << pages << "; unknown: " << unknown;
}

}  // namespace
}  // namespace headwater
