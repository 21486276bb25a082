// Feeds made to break readers: the files that a generator beside the project writes, with what each
// must lead to.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/utf8.h"
#include "base/web_address.h"
#include "stages/acquire/feed.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

namespace fs = std::filesystem;

const fs::path kGenerator = HEADWATER_SOURCE_DIR "/../shared/tools/gen_hostile.py";

struct Row {
  std::string file;
  std::size_t entries = 1;
  std::string title = "T";  ///< Of the first entry.
  std::string link = "http://h.example/a";
  std::string published = "2026-02-03T10:00:00Z";
  bool noted = false;  ///< Whether something had to be mended.
};

const std::vector<Row>& rows() {
  static const std::string kLink = "http://h.example/a";
  static const std::string kDate = "2026-02-03T10:00:00Z";
  static const std::vector<Row> all = {
      {"xml_billion_laughs.rss", 1, "&l9;", kLink, kDate, true},
      {"xml_xxe_file.rss", 1, "&x;", kLink, kDate, true},
      {"xml_xxe_http.rss", 1, "&x;", kLink, kDate, true},
      {"xml_xxe_param.rss", 1, "T", kLink, kDate, true},
      {"xml_external_dtd.rss"},
      {"xml_html_entities_undeclared.rss", 1, "*"},
      {"xml_bare_ampersand.rss", 1, "A & B & C"},
      {"xml_control_chars.rss", 1, "abc"},
      {"xml_nul.rss", 1, "*"},
      {"xml_truncated_cdata.rss", 1, "T", kLink, "", true},
      {"xml_leading_ws.rss"},
      {"xml_leading_junk_html.rss"},
      {"xml_deep_nesting.rss", 0, "", "", "", true},
      {"xml_huge_attr.rss", 1, "*", "http://h.example/b", ""},
      {"xml_utf16_decl_utf8.rss", 1, "*"},
      {"xml_latin1_undeclared.rss", 1, "*"},
      {"xml_win1252_smart_quotes.rss", 1, "*"},
      {"xml_utf7.rss", 1, "+ADw-script+AD4-"},
      {"xml_bom_utf8.rss", 1, "*"},
      {"xml_utf16le_bom.rss", 1, "*"},
      {"xml_lone_surrogate.rss", 1, "x\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDy"},
      {"date_none.rss", 1, "T", kLink, ""},
      {"date_future.rss", 1, "T", kLink, "2099-02-03T10:00:00Z"},
      {"date_year10000.rss", 1, "T", kLink, ""},
      {"date_no_tz.rss"},
      {"date_edt.rss", 1, "T", kLink, "2026-06-03T14:00:00Z"},
      {"date_iana.rss", 1, "T", kLink, "2026-02-03"},
      {"date_leap60.rss", 1, "T", kLink, "2026-07-01T00:00:00Z"},
      {"date_epoch0.rss", 1, "T", kLink, "1970-01-01T00:00:00Z"},
      {"date_2digit.rss", 1, "T", kLink, "2026-02-03T08:00:00Z"},
      {"date_24h.rss", 1, "T", kLink, "2026-02-04T00:00:00Z"},
      {"date_localised.rss", 1, "T", kLink, "2026-02-03T09:00:00Z"},
      {"id_same_guid_twice.rss", 2, "*", "http://h.example/1"},
      {"id_no_guid.rss", 1, "*", "*", ""},
      {"id_no_guid_no_link.rss", 1, "*", "", ""},
      {"many_items.rss", kMaxFeedEntries, "*", "*", "*"},
  };
  return all;
}

std::string file_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void check_ranges(const Feed& feed, const std::string& payload) {
  std::uint64_t last = 0;
  for (const FeedEntry& entry : feed.entries) {
    EXPECT_LE(last, entry.range.begin);
    last = entry.range.end;
    EXPECT_EQ(valid_utf8_prefix(entry.title.value), entry.title.value.size());
  }
  EXPECT_LE(last, payload.size());
}

TEST(FeedHostile, EveryFileLeadsWhereItMust) {
  if (!fs::exists(kGenerator)) GTEST_SKIP() << "no generator of hostile files next to the project";
  const testing::TempDir dir;
  const std::string command =
      "python3 '" + kGenerator.string() + "' '" + dir.path().string() + "' >/dev/null 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0);  // NOLINT(cert-env33-c): a test's own tool.
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.file);
    const std::string payload = file_text(dir.path() / row.file);
    const auto feed = parse_feed(payload, "", "", "http://h.example/feed");
    ASSERT_TRUE(feed.ok()) << feed.error().message;
    check_ranges(*feed, payload);
    EXPECT_EQ(feed->entries.size(), row.entries);
    EXPECT_EQ(!feed->note.empty(), row.noted) << feed->note;
    if (feed->entries.empty()) continue;
    const FeedEntry& entry = feed->entries.front();
    EXPECT_TRUE(row.title == "*" || entry.title.value == row.title) << entry.title.value;
    EXPECT_TRUE(row.link == "*" || entry.link == row.link) << entry.link;
    EXPECT_TRUE(row.published == "*" || entry.published.value == row.published)
        << entry.published.value;
  }
  // What is injected stays text, and no address of it may be asked for.
  for (const auto& item : fs::directory_iterator(dir.path())) {
    const std::string name = item.path().filename().string();
    if (!name.starts_with("inj_")) continue;
    const auto feed = parse_feed(file_text(item.path()), "", "", "http://h.example/feed");
    ASSERT_TRUE(feed.ok()) << name;
    ASSERT_FALSE(feed->entries.empty()) << name;
    const std::string& link = feed->entries.front().link;
    EXPECT_EQ(link.find_first_of("\r\n"), std::string::npos) << name;
    if (name == "inj_js_link.rss" || name == "inj_file_link.rss") {
      EXPECT_FALSE(web_address(link)) << link;
    }
  }
}

}  // namespace
}  // namespace headwater
