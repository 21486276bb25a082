// Files made to break readers, one row each by the name they have in the generator's manifest,
// taken in by the program as any other file.

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "net/robots.h"
#include "support/ingest_fixture.h"

namespace headwater::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kGenerator = HEADWATER_SOURCE_DIR "/../shared/tools/gen_hostile.py";

/// The generator's files, written once; empty where there is no generator.
const fs::path& hostile_folder() {
  static const TempDir folder;
  static const fs::path path = [] {
    if (!fs::exists(kGenerator)) return fs::path();
    const ProcessResult made =
        run({.program = "/usr/bin/python3", .arguments = {kGenerator.string(), folder.path()}});
    return made.exit_code == 0 ? folder.path() : fs::path();
  }();
  return path;
}

struct HostileFile {
  std::string_view name;
  int arrived = 1;
  int stored = 1;
  std::string_view dropped;      ///< "\"empty\":1"
  std::string_view quarantined;  ///< "\"truncated\":1"
  std::string_view exports;      ///< Stands in what is exported.
};

std::ostream& operator<<(std::ostream& out, const HostileFile& file) { return out << file.name; }

HostileFile stored(std::string_view name, std::string_view exports, int documents = 1) {
  return {name, documents, documents, "", "", exports};
}
HostileFile dropped(std::string_view name, std::string_view reason) {
  return {name, 1, 0, reason, "", ""};
}
HostileFile quarantined(std::string_view name, std::string_view code) {
  return {name, 1, 0, "", code, ""};
}

constexpr std::string_view kDate = "\"published_at\":\"2026-02-03T10:00:00Z\"";
constexpr std::string_view kNoDate = "\"published_at\":null";

const std::vector<HostileFile> kFiles = {
    // An entity of the document's own is a name in the text, never what it would expand to.
    stored("xml_billion_laughs.rss", "\"title\":\"&l9;\""),
    stored("xml_quadratic_blowup.rss", kDate),
    stored("xml_xxe_file.rss", "\"title\":\"&x;\""),
    stored("xml_xxe_http.rss", "\"title\":\"&x;\""),
    stored("xml_xxe_param.rss", "\"title\":\"T\""),
    stored("xml_external_dtd.rss", "\"title\":\"T\""),
    stored("xml_html_entities_undeclared.rss", kDate),
    stored("xml_bare_ampersand.rss", "\"title\":\"A & B & C\""),
    stored("xml_control_chars.rss", "\"title\":\"abc\""),
    stored("xml_nul.rss", kDate),
    quarantined("xml_truncated_cdata.rss", "\"truncated\":1"),
    stored("xml_leading_ws.rss", kDate),
    stored("xml_leading_junk_html.rss", kDate),
    dropped("xml_deep_nesting.rss", "\"listing\":1"),
    dropped("xml_huge_attr.rss", "\"listing\":1"),
    stored("xml_utf16_decl_utf8.rss", kDate),
    stored("xml_latin1_undeclared.rss", kDate),
    stored("xml_win1252_smart_quotes.rss", "\xE2\x80\x9C"),
    stored("xml_utf7.rss", "+ADw-script+AD4-"),
    stored("xml_bom_utf8.rss", kDate),
    stored("xml_utf16le_bom.rss", kDate),
    stored("xml_lone_surrogate.rss", "x\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDy"),
    stored("inj_ansi_title.rss", "\\u009B31m red"),
    stored("inj_bidi_title.rss", kDate),
    stored("inj_html_title.rss", kDate),
    stored("inj_sql_title.rss", "DROP TABLE"),
    stored("inj_csv_formula.rss", kDate),
    stored("inj_newline_log.rss", kDate),
    // Addresses that are none of the web are no address of a document.
    stored("inj_js_link.rss", "inj_js_link.rss#entry=1\""),
    stored("inj_file_link.rss", "inj_file_link.rss#entry=1\""),
    stored("inj_crlf_link.rss", "\"uri\":\"http://h.example/aX-Evil:1\""),
    // Entries of a file are its own; that none of the addresses is asked for shows the guard's
    // test.
    stored("inj_private_links.rss", kDate, 18),
    stored("inj_path_guid.rss", kDate),
    stored("date_none.rss", kNoDate),
    stored("date_future.rss", kNoDate),  // what is printed is later than the visit
    stored("date_year10000.rss", kNoDate),
    stored("date_no_tz.rss", "\"published_at\":\"2026-02-03\""),
    stored("date_edt.rss", "\"published_at\":\"2026-06-03T14:00:00Z\""),
    stored("date_iana.rss", "\"published_at\":\"2026-02-03\""),
    stored("date_leap60.rss", "\"published_at\":\"2026-07-01T00:00:00Z\""),
    stored("date_epoch0.rss", kNoDate),
    stored("date_2digit.rss", "\"published_at\":\"2026-02-03T08:00:00Z\""),
    stored("date_24h.rss", "\"published_at\":\"2026-02-04T00:00:00Z\""),
    stored("date_localised.rss", "\"published_at\":\"2026-02-03T09:00:00Z\""),
    stored("id_same_guid_twice.rss", "\"uri\":\"http://h.example/2\"", 2),
    dropped("id_no_guid.rss", "\"listing\":1"),  // its entry has no text of its own
    stored("id_no_guid_no_link.rss", "id_no_guid_no_link.rss#entry=1\""),
    stored("id_guid_changed.rss", kDate),
    stored("id_title_edit.rss", "\"title\":\"T (updated)\""),
    stored("many_items.rss", "", 10'000),  // kMaxFeedEntries of its entries
    quarantined("bomb_1GiB.gz", "\"too_large\":1"),
    quarantined("bomb_nested.gz.gz", "\"binary\":1"),
    stored("gz_multi_member.gz", kDate),
    quarantined("gz_truncated.gz", "\"truncated\":1"),
    quarantined("gz_bad_crc.gz", "\"bad_gzip\":1"),
    stored("gz_trailing_garbage.gz", kDate),
    dropped("raw_deflate.bin", "\"empty\":1"),  // the generator writes no byte
    quarantined("not_gzip_but_labelled.gz", "\"bad_gzip\":1"),
    // ZIP is no format that is taken in: nothing of it is unpacked.
    quarantined("zip_traversal.zip", "\"binary\":1"),
    quarantined("bomb_1GiB.zip", "\"binary\":1"),
    dropped("html_deep_divs.html", "\"empty\":1"),
    dropped("html_unclosed_attr.html", "\"empty\":1"),
    dropped("html_nested_tables.html", "\"not_an_article\":1"),
    dropped("html_many_formatting.html", "\"not_an_article\":1"),
    dropped("html_comment_abrupt.html", "\"not_an_article\":1"),
    dropped("html_meta_charset_late.html", "\"not_an_article\":1"),
    dropped("html_script_json_close.html", "\"not_an_article\":1"),
    dropped("html_regex_redos.html", "\"empty\":1"),
    // As a file of text among others; as robots.txt see below.
    stored("robots_500KiB_plus.txt", ""),
    stored("robots_bom.txt", "Disallow"),
    stored("robots_html.txt", ""),
    {"jsonl_bad_lines.jsonl", 4, 2, "", "\"bad_json\":1,\"missing_field\":1", ""},
};

std::string name_of(const ::testing::TestParamInfo<HostileFile>& info) {
  std::string name(info.param.name);
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

class HostileInput : public IngestFixture, public ::testing::WithParamInterface<HostileFile> {
 protected:
  void SetUp() override {
    if (hostile_folder().empty()) GTEST_SKIP() << "needs ../shared and python3";
  }
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMeasured = false;  // Sanitizers multiply both.
#else
constexpr bool kMeasured = true;
#endif

TEST_P(HostileInput, EndsAsItsRowSays) {
  const HostileFile& file = GetParam();
  folder_.write("empty.txt", "");
  const std::uint64_t at_rest = headwater({"ingest", (folder_ / "empty.txt").string()}).peak_memory;
  const ProcessResult result =
      ingest(hostile_folder() / file.name, file.quarantined.empty() ? 0 : 3);
  std::ostringstream counts;
  counts << "\"arrived\":" << file.arrived << ",\"stored\":" << file.stored << ",\"dropped\":{"
         << file.dropped << "},\"quarantined\":{" << file.quarantined << "},\"balanced\":true";
  EXPECT_NE(result.out.find(counts.str()), std::string::npos) << result.out << result.err;
  if (kMeasured) {
    EXPECT_LT(result.cpu_seconds, 5);
    EXPECT_LT(result.peak_memory, at_rest + (std::uint64_t{64} << 20U));
  }
  const ProcessResult all = headwater({"export", "--format", "jsonl"});
  EXPECT_NE(all.out.find(file.exports), std::string::npos) << all.out.substr(0, 4000);
  EXPECT_EQ(all.out.find("root:x:"), std::string::npos);  // of /etc/passwd
  const ProcessResult list = headwater({"documents"});
  EXPECT_EQ(list.out.find('\x1b'), std::string::npos) << list.out;
  expect_sound();
}

INSTANTIATE_TEST_SUITE_P(Manifest, HostileInput, ::testing::ValuesIn(kFiles), name_of);

TEST(HostileManifest, HasARowForEveryLine) {
  if (hostile_folder().empty()) GTEST_SKIP() << "needs ../shared and python3";
  std::ifstream manifest(hostile_folder() / "MANIFEST.jsonl");
  simdjson::dom::parser parser;
  std::size_t lines = 0;
  for (std::string line; std::getline(manifest, line);) {
    const std::string_view name = parser.parse(line)["file"];
    // Web archives have their rows beside the reader of web archives.
    if (name.starts_with("warc_")) continue;
    EXPECT_EQ(std::count_if(kFiles.begin(), kFiles.end(),
                            [&](const HostileFile& file) { return file.name == name; }),
              1)
        << name;
    ++lines;
  }
  EXPECT_EQ(lines, kFiles.size());
}

TEST(HostileManifest, RobotsFilesAreReadAsRobots) {
  if (hostile_folder().empty()) GTEST_SKIP() << "needs ../shared and python3";
  const auto read = [](std::string_view name) {
    std::ifstream in(hostile_folder() / name, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return Robots::parse(text.str(), "headwater");
  };
  EXPECT_FALSE(read("robots_bom.txt").verdict("/a").allowed);
  EXPECT_TRUE(read("robots_html.txt").verdict("/a").allowed);
  // The rule behind 500 KiB is not read (RFC 9309, section 2.5).
  EXPECT_FALSE(read("robots_500KiB_plus.txt").verdict("/x").allowed);
  EXPECT_TRUE(read("robots_500KiB_plus.txt").verdict("/after-limit").allowed);
}

/// Files that tell of one article twice, taken in one after the other.
class HostileIdentity : public IngestFixture {};

TEST_F(HostileIdentity, AnEditedTitleAndAChangedGuidAreNoNewArticles) {
  if (hostile_folder().empty()) GTEST_SKIP() << "needs ../shared and python3";
  for (const char* name : {"date_no_tz.rss", "id_title_edit.rss", "id_guid_changed.rss"}) {
    ingest(hostile_folder() / name);
  }
  const auto articles =
      run({"/usr/bin/sqlite3",
           {(store() / "headwater.db").string(), "SELECT count(DISTINCT article) FROM version"}});
  EXPECT_EQ(articles.out, "1\n");
  expect_sound();
}

}  // namespace
}  // namespace headwater::testing
