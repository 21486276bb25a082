#include "stages/acquire/read_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <optional>

#include "archive/gzip.h"
#include "base/file_uri.h"
#include "config/pipeline_config.h"
#include "support/source_fixture.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

using testing::SourceFixture;
using testing::TempDir;
using Names = std::vector<std::string>;

SourceFixture reader(const std::filesystem::path& path) {
  SourceFixture fixture(read_folder_kind());
  fixture.set("path", path.string());
  return fixture;
}

/// What arrived, as paths below `dir`; a fault's code behind its path.
Names names(const TempDir& dir, const std::vector<Arrival>& arrivals) {
  Names out;
  for (const Arrival& arrival : arrivals) {
    std::string uri =
        arrival.uri.substr(std::min(file_uri(dir.path().string()).size() + 1, arrival.uri.size()));
    if (arrival.fault) uri += " " + std::string(code_name(arrival.fault->code));
    out.push_back(std::move(uri));
  }
  return out;
}

TEST(ReadFolder, BringsFilesInOrderOfTheirBytes) {
  const TempDir dir;
  for (const char* name :
       {"b.txt", "B.txt", "a/z.txt", "a/b/c.text", "a.txt", "c.TXT", "\xff.txt", "sp ace.txt"}) {
    dir.write(name, name);
  }
  const Names expected = {"B.txt", "a/b/c.text", "a/z.txt",      "a.txt",
                          "b.txt", "c.TXT",      "sp%20ace.txt", "%FF.txt"};
  const auto arrivals = reader(dir.path()).read_all();
  EXPECT_EQ(names(dir, arrivals), expected);
  EXPECT_EQ(arrivals[0].payload, "B.txt");
  EXPECT_EQ(arrivals[0].media_type, "text/plain");
  EXPECT_EQ(arrivals[0].source, "test");
  EXPECT_FALSE(arrivals[0].container);
}

TEST(ReadFolder, BringsPagesOfHtml) {
  const TempDir dir;
  for (const char* name : {"a.html", "b.HTM", "c.xhtml"}) dir.write(name, "<p>x");
  dir.write("d.html.gz", gzip_member("<p>x"));
  const auto arrivals = reader(dir.path()).read_all();
  ASSERT_EQ(names(dir, arrivals), (Names{"a.html", "b.HTM", "c.xhtml", "d.html.gz"}));
  EXPECT_EQ(arrivals[1].media_type, "text/html");
  EXPECT_EQ(arrivals[2].media_type, "application/xhtml+xml");
  EXPECT_EQ(arrivals[3].payload, "<p>x");
}

TEST(ReadFolder, PassesOverWhatIsNoArticle) {
  const TempDir dir;
  for (const char* name :
       {".hidden.txt", ".git/a.txt", "a.txt.part", "a.txt.tmp", "a.txt~", "a.md", "noextension"}) {
    dir.write(name, "x");
  }
  std::filesystem::create_directory(dir / "folder.txt");
  EXPECT_EQ(names(dir, reader(dir.path()).read_all()), Names{});
  EXPECT_EQ(names(dir, reader(dir.path()).set("extensions", Names{"md"}).read_all()),
            Names{"a.md"});
}

TEST(ReadFolder, CountsWhatItPassesOverForItsEnding) {
  const TempDir dir;
  for (const char* name : {".hidden.jpg", "a.txt.part", "a.txt", "b.JPG", "in/c.jpg", "d.docx.gz",
                           "noending", "item.json"}) {
    dir.write(name, "x");
  }
  Settings settings = preset_settings(read_folder_kind().settings);
  settings.set("path", dir.path().string());
  EXPECT_EQ(passed_over_endings(settings),
            (std::map<std::string, std::uint64_t>{{"", 1}, {"docx", 1}, {"jpg", 2}}));
  settings.set("recursive", false);
  EXPECT_EQ(passed_over_endings(settings)["jpg"], 1U);
  settings.set("path", (dir / "b.JPG").string());
  EXPECT_TRUE(passed_over_endings(settings).empty());
}

TEST(ReadFolder, ReadsAnAgencysItemsBesideOtherFiles) {
  const TempDir dir;
  dir.write("item.json", R"({"uri":"https://wire.example/1","headline":"Quay reopens"})");
  dir.write("item.nitf", "<nitf/>");
  const auto arrivals = reader(dir.path()).read_all();
  ASSERT_EQ(arrivals.size(), 2U);
  EXPECT_EQ(arrivals[0].media_type, "application/json");
  EXPECT_EQ(arrivals[1].media_type, "application/nitf+xml");
}

TEST(ReadFolder, StaysOnTopWhereThatIsAsked) {
  const TempDir dir;
  dir.write("a.txt", "x");
  dir.write("b/c.txt", "x");
  EXPECT_EQ(names(dir, reader(dir.path()).set("recursive", false).read_all()), Names{"a.txt"});
}

TEST(ReadFolder, EmptyFilesArrive) {
  const TempDir dir;
  dir.write("a.txt", "");
  const auto arrivals = reader(dir.path()).read_all();
  ASSERT_EQ(arrivals.size(), 1U);
  EXPECT_FALSE(arrivals[0].fault);
}

TEST(ReadFolder, UnchangedFilesAreNotReadAgain) {
  const TempDir dir;
  dir.write("a.txt", "a");
  dir.write("b.txt", "b");
  SourceFixture fixture = reader(dir.path());
  EXPECT_EQ(fixture.read_all().size(), 2U);
  EXPECT_EQ(fixture.read_all().size(), 0U);
  dir.write("b.txt", "bb");
  dir.write("c.txt", "c");
  EXPECT_EQ(names(dir, fixture.read_all()), (Names{"b.txt", "c.txt"}));
}

TEST(ReadFolder, OnePathMayBeOneFileOfAnyName) {
  const TempDir dir;
  dir.write("article", "x");
  dir.write("page.html", "<p>x");
  dir.write("lines.jsonl", "{1}\n{2}\n");
  EXPECT_EQ(names(dir, reader(dir / "article").read_all()), Names{"article"});
  EXPECT_EQ(reader(dir / "page.html").read_all()[0].media_type, "text/html");
  EXPECT_EQ(names(dir, reader(dir / "lines.jsonl").read_all()),
            (Names{"lines.jsonl#line=1", "lines.jsonl#line=2"}));
}

TEST(ReadFolder, KnowsPagesByNameOrByHowTheyBegin) {
  const TempDir dir;
  dir.write("a.html", "text");
  dir.write("b.HTM.gz", gzip_member("<p>x"));
  dir.write("c.xhtml", "<html>");
  dir.write("d.php", "<!doctype html><p>x");
  dir.write("e.php", "x <p>");
  dir.write("f.txt", "<!doctype html><p>x");
  std::string types;
  SourceFixture fixture = reader(dir.path());
  EXPECT_EQ(fixture.read_all().size(), 4U);
  const Names all = {"html", "htm", "xhtml", "php", "txt"};
  for (const Arrival& arrival : reader(dir.path()).set("extensions", all).read_all()) {
    types += arrival.media_type + " ";
  }
  EXPECT_EQ(types, "text/html text/html application/xhtml+xml text/html text/plain text/plain ");
}

TEST(ReadFolder, JsonLinesAreCarriedLineByLine) {
  const TempDir dir;
  dir.write("a.txt", "x");
  dir.write("b.jsonl", "{1}\n{2}\n");
  dir.write("c.ndjson.gz", gzip_member("{3}\n"));
  dir.write("d.txt", "x");
  SourceFixture fixture = reader(dir.path());
  const auto arrivals = fixture.read_all();
  EXPECT_EQ(names(dir, arrivals),
            (Names{"a.txt", "b.jsonl#line=1", "b.jsonl#line=2", "c.ndjson.gz#line=1", "d.txt"}));
  EXPECT_EQ(arrivals[3].payload, "{3}");
  EXPECT_TRUE(fixture.read_all().empty());
}

TEST(ReadFolder, AJsonRecordMayStateItsOwnAddress) {
  const TempDir dir;
  const std::string record = R"({"url":"https://a.example/1","text":"x"})";
  const std::string path = dir.write("a.json", record);
  const auto arrivals = reader(dir.path()).set("extensions", Names{"json"}).read_all();
  ASSERT_EQ(arrivals.size(), 1U);
  EXPECT_EQ(arrivals[0].uri, "https://a.example/1");
  EXPECT_EQ(arrivals[0].container->uri, file_uri(path));
  EXPECT_EQ(arrivals[0].container->range, (RawSpan{0, record.size()}));
}

TEST(ReadFolder, MirrorsAWebAddress) {
  const TempDir dir;
  dir.write("2026/caf\xc3\xa9.txt", "x");
  for (const char* base : {"https://herald.example/news", "https://herald.example/news/"}) {
    EXPECT_EQ(reader(dir.path()).set("uri_base", base).read_all()[0].uri,
              "https://herald.example/news/2026/caf%C3%A9.txt");
  }
  EXPECT_EQ(reader(dir / "2026/caf\xc3\xa9.txt")
                .set("uri_base", "https://herald.example")
                .read_all()[0]
                .uri,
            "https://herald.example/caf%C3%A9.txt");
  EXPECT_EQ(reader(dir.path()).set("uri_base", "herald.example").build().error().code,
            ErrorCode::kBadConfig);
}

TEST(ReadFolder, UndoesGzip) {
  const TempDir dir;
  const std::string member = gzip_member("text");
  dir.write("a.txt.gz", member);
  const auto arrivals = reader(dir.path()).set("charset", "windows-1252").read_all();
  ASSERT_EQ(arrivals.size(), 1U);
  EXPECT_EQ(arrivals[0].content_encoding, "gzip");
  EXPECT_EQ(arrivals[0].received, member);
  EXPECT_EQ(arrivals[0].payload, "text");
  EXPECT_EQ(arrivals[0].charset, "windows-1252");
  EXPECT_FALSE(arrivals[0].fault);
}

TEST(ReadFolder, DamagedGzipKeepsItsBytesAndIsNotTriedAgain) {
  const TempDir dir;
  std::string lying = gzip_member("text that is long enough");
  lying[lying.size() - 1] = 7;
  struct Row {
    std::string bytes;
    ErrorCode code;
  };
  const Row rows[] = {{"plain text", ErrorCode::kBadGzip},
                      {lying, ErrorCode::kBadGzip},
                      {gzip_member("text").substr(0, 15), ErrorCode::kTruncated}};
  for (const Row& row : rows) {
    const std::string path = dir.write("a.txt.gz", row.bytes);
    SourceFixture fixture = reader(dir.path());
    const auto arrivals = fixture.read_all();
    ASSERT_EQ(arrivals.size(), 1U);
    ASSERT_TRUE(arrivals[0].fault);
    EXPECT_EQ(arrivals[0].fault->code, row.code);
    EXPECT_TRUE(arrivals[0].fault->message.starts_with("file://" + path + ": "))
        << arrivals[0].fault->message;
    EXPECT_EQ(arrivals[0].received, row.bytes);
    EXPECT_TRUE(fixture.read_all().empty());
  }
}

TEST(ReadFolder, WhatIsTooLargeNamesTheLimitAndIsTriedAgain) {
  const TempDir dir;
  const std::string path = dir.write("a.txt", "12345");
  dir.write("b.txt.gz", gzip_member(std::string(1000, 'x')));
  SourceFixture fixture = reader(dir.path());
  fixture.set("max_file_bytes", std::int64_t{4});
  const auto arrivals = fixture.read_all();
  EXPECT_EQ(names(dir, arrivals), (Names{"a.txt too_large", "b.txt.gz too_large"}));
  EXPECT_EQ(arrivals[0].fault->message, path + ": 5 bytes are more than max_file_bytes = 4");
  EXPECT_EQ(fixture.read_all().size(), 2U);
}

TEST(ReadFolder, LinksAreFollowedOnlyWhereAskedAndLoopsEnd) {
  const TempDir dir;
  const TempDir other;
  dir.write("a/file.txt", "x");
  other.write("outside.txt", "x");
  std::filesystem::create_symlink("..", dir / "a/up");
  std::filesystem::create_symlink("self", dir / "self");
  std::filesystem::create_symlink("a", dir / "b");
  std::filesystem::create_symlink(other.path(), dir / "c");
  std::filesystem::create_symlink("a/file.txt", dir / "d.txt");
  EXPECT_EQ(names(dir, reader(dir.path()).read_all()), Names{"a/file.txt"});
  EXPECT_EQ(names(dir, reader(dir.path()).set("follow_symlinks", true).read_all()),
            (Names{"a/file.txt", "c/outside.txt", "d.txt", "self unreadable"}));
}

TEST(ReadFolder, WhatIsNoRegularFileIsReportedNotWaitedFor) {
  const TempDir dir;
  ASSERT_EQ(::mkfifo((dir / "fifo.txt").c_str(), 0600), 0);
  dir.write("z.txt", "x");
  EXPECT_EQ(names(dir, reader(dir.path()).read_all()), (Names{"fifo.txt unreadable", "z.txt"}));
}

TEST(ReadFolder, AVanishedFileAndAVanishedFolderAreOneFaultEach) {
  const TempDir dir;
  for (const char* name : {"a.txt", "b/1.txt", "b/2.txt", "b/3.txt", "c.txt", "d.txt"})
    dir.write(name, "x");
  SourceFixture fixture = reader(dir.path());
  auto source = fixture.build();
  std::vector<Arrival> arrivals;
  const auto take = [&] { arrivals.push_back(std::move(**(*source)->next())); };
  take();
  take();
  std::filesystem::remove_all(dir / "b");
  std::filesystem::remove(dir / "c.txt");
  for (int i = 0; i < 3; ++i) take();
  EXPECT_FALSE((*source)->next()->has_value());
  EXPECT_EQ(names(dir, arrivals),
            (Names{"a.txt", "b/1.txt", "b/ vanished", "c.txt vanished", "d.txt"}));
  for (const Arrival& arrival : arrivals)
    EXPECT_EQ(arrival.cursor.has_value(), !arrival.fault.has_value());
}

TEST(ReadFolder, AnUnreadableFileIsTriedAgain) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads everything";
  const TempDir dir;
  dir.write("a.txt", "x");
  std::filesystem::permissions(dir / "a.txt", std::filesystem::perms::none);
  SourceFixture fixture = reader(dir.path());
  EXPECT_EQ(names(dir, fixture.read_all()), Names{"a.txt unreadable"});
  EXPECT_EQ(fixture.read_all().size(), 1U);
}

TEST(ReadFolder, AMissingPathFailsTheSource) {
  const TempDir dir;
  const SourceFixture fixture = reader(dir / "missing");
  auto source = fixture.build();
  const auto arrival = (*source)->next();
  ASSERT_FALSE(arrival.ok());
  EXPECT_EQ(arrival.error().code, ErrorCode::kNotFound);
  EXPECT_NE(arrival.error().message.find((dir / "missing").string()), std::string::npos);
  EXPECT_EQ(reader("").build().error().code, ErrorCode::kBadConfig);
}

TEST(ReadFolder, DeepNestingIsReportedNotEntered) {
  const TempDir dir;
  std::filesystem::path deep;
  for (int i = 0; i < 140; ++i) deep /= "d";
  dir.write(deep / "a.txt", "x");
  dir.write("z.txt", "x");
  const auto arrivals = reader(dir.path()).read_all();
  ASSERT_EQ(arrivals.size(), 2U);
  EXPECT_EQ(arrivals[0].fault->code, ErrorCode::kTooDeep);
}

}  // namespace
}  // namespace headwater
