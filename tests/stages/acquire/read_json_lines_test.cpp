#include "stages/acquire/read_json_lines.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "archive/gzip.h"
#include "base/file_uri.h"
#include "stages/acquire/spool_input.h"
#include "support/source_fixture.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

using testing::SourceFixture;
using testing::TempDir;

SourceFixture reader(const std::string& path) {
  SourceFixture fixture(read_json_lines_kind());
  fixture.set("path", path);
  return fixture;
}

std::vector<std::string> payloads(const std::vector<Arrival>& arrivals) {
  std::vector<std::string> out;
  for (const Arrival& arrival : arrivals) {
    out.push_back(arrival.fault ? std::string(code_name(arrival.fault->code)) : arrival.payload);
  }
  return out;
}

using Payloads = std::vector<std::string>;

TEST(ReadJsonLines, EachLineIsAnArrivalInItsContainer) {
  const TempDir dir;
  const std::string content = "{\"url\":\"https://a.example/1\"}\r\n\n{\"n\":2}";
  const std::string path = dir.write("a b.jsonl", content);
  const auto arrivals = reader(path).read_all();
  ASSERT_EQ(arrivals.size(), 2U);
  EXPECT_EQ(arrivals[0].uri, "https://a.example/1");
  EXPECT_EQ(arrivals[1].uri, file_uri(path) + "#line=3");
  for (const Arrival& arrival : arrivals) {
    EXPECT_EQ(arrival.source, "test");
    EXPECT_EQ(arrival.media_type, "application/json");
    EXPECT_FALSE(arrival.fault);
    ASSERT_TRUE(arrival.container);
    EXPECT_EQ(arrival.container->uri, file_uri(path));
    EXPECT_EQ(arrival.container->payload, sha256(content));
    EXPECT_EQ(slice(content, arrival.container->range), arrival.payload);
  }
  EXPECT_EQ(arrivals[1].container->line, 3U);
}

TEST(ReadJsonLines, RangesOfAGzippedFileCountInWhatItHolds) {
  const TempDir dir;
  const std::string content = "{\"n\":1}\n{\"n\":2}\n";
  const std::string path = dir.write("a.jsonl.gz", gzip_member(content));
  const auto arrivals = reader(path).read_all();
  EXPECT_EQ(payloads(arrivals), (Payloads{"{\"n\":1}", "{\"n\":2}"}));
  EXPECT_EQ(arrivals[1].container->payload, sha256(content));
  EXPECT_EQ(arrivals[1].container->range, (RawSpan{8, 15}));
  EXPECT_EQ(arrivals[1].content_encoding, "");
}

TEST(ReadJsonLines, AnUnchangedFileIsNotReadAgain) {
  const TempDir dir;
  for (const std::string content : {"{1}\n{2}\n", "{1}\n{2}", "{1}\n{2}\n\n \n"}) {
    SourceFixture fixture = reader(dir.write("a.jsonl", content));
    EXPECT_EQ(fixture.read_all().size(), 2U);
    EXPECT_EQ(fixture.read_all().size(), 0U) << content;
  }
}

TEST(ReadJsonLines, AnAppendedFileGoesOnWhereItStopped) {
  const TempDir dir;
  const std::string path = dir.write("a.jsonl", "{1}\n{2}\n");
  SourceFixture fixture = reader(path);
  fixture.read_all();
  dir.write("a.jsonl", "{1}\n{2}\n\n{3}\n");
  const auto arrivals = fixture.read_all();
  ASSERT_EQ(payloads(arrivals), Payloads{"{3}"});
  EXPECT_EQ(arrivals[0].container->line, 4U);
  EXPECT_EQ(arrivals[0].container->range, (RawSpan{9, 12}));
}

TEST(ReadJsonLines, ALastLineWithoutLineEndIsReadAgainOnceItGrows) {
  const TempDir dir;
  SourceFixture fixture = reader(dir.write("a.jsonl", "{1}\n{\"half"));
  fixture.read_all();
  dir.write("a.jsonl", "{1}\n{\"half\":2}\n{3}\n");
  EXPECT_EQ(payloads(fixture.read_all()), (Payloads{"{\"half\":2}", "{3}"}));
}

TEST(ReadJsonLines, ARewrittenOrShortenedFileStartsAnew) {
  const TempDir dir;
  for (const std::string content : {"{9}\n{2}\n{3}\n", "{1}\n", "{8}"}) {
    SourceFixture fixture = reader(dir.write("a.jsonl", "{1}\n{2}\n"));
    fixture.read_all();
    dir.write("a.jsonl", content);
    const auto again = fixture.read_all();
    ASSERT_FALSE(again.empty()) << content;
    EXPECT_EQ(again.front().container->line, 1U);
  }
}

TEST(ReadJsonLines, AKilledRunGoesOnBehindItsLastCommit) {
  const TempDir dir;
  SourceFixture fixture = reader(dir.write("a.jsonl", "{1}\n{2}\n{3}\n"));
  auto source = fixture.build();
  fixture.commit(**(*source)->next());
  ASSERT_TRUE((*source)->next()->has_value());  // Brought, but never committed.
  EXPECT_EQ(payloads(fixture.read_all()), (Payloads{"{2}", "{3}"}));
}

TEST(ReadJsonLines, ALongLineIsOneFaultAndReadingGoesOn) {
  const TempDir dir;
  SourceFixture fixture =
      reader(dir.write("a.jsonl", "{1}\n" + std::string(100'000, 'x') + "\n{3}\n"));
  fixture.set("max_line_bytes", std::int64_t{1000});
  const auto arrivals = fixture.read_all();
  ASSERT_EQ(payloads(arrivals), (Payloads{"{1}", "too_large", "{3}"}));
  EXPECT_NE(arrivals[1].fault->message.find(
                "a.jsonl: line 2 has 100000 bytes, more than max_line_bytes = 1000"),
            std::string::npos)
      << arrivals[1].fault->message;
  EXPECT_EQ(arrivals[1].container->range, (RawSpan{4, 100'004}));
  EXPECT_TRUE(fixture.read_all().empty());
}

TEST(ReadJsonLines, WholeLinesBeforeDamagedGzipAreKept) {
  const TempDir dir;
  std::string content;
  for (int i = 0; i < 5000; ++i) content += "{\"n\":" + std::to_string(i * 7919 % 10007) + "}\n";
  const std::string member = gzip_member(content);
  SourceFixture fixture = reader(dir.write("a.jsonl.gz", member.substr(0, member.size() / 2)));
  const auto arrivals = fixture.read_all();
  ASSERT_GT(arrivals.size(), 1000U);
  for (const Arrival& arrival : arrivals) {
    EXPECT_EQ(slice(content, arrival.container->range), arrival.payload);
    EXPECT_EQ(arrival.fault.has_value(), &arrival == &arrivals.back());
  }
  EXPECT_EQ(arrivals.back().fault->code, ErrorCode::kTruncated);
  EXPECT_NE(arrivals.back().fault->message.find("a.jsonl.gz: gzip data ends early, after byte"),
            std::string::npos);
  EXPECT_TRUE(fixture.read_all().empty()) << "damage does not go away by reading it again";
  dir.write("a.jsonl.gz", member);
  const auto rest = fixture.read_all();
  EXPECT_EQ(arrivals.size() - 1 + rest.size(), 5000U);
}

TEST(ReadJsonLines, AFileThatCannotBeReadFailsTheSource) {
  const TempDir dir;
  for (const std::string& path : {(dir / "missing").string(), dir.path().string()}) {
    const SourceFixture fixture = reader(path);
    auto source = fixture.build();
    ASSERT_TRUE(source.ok());
    const auto arrival = (*source)->next();
    ASSERT_FALSE(arrival.ok());
    EXPECT_NE(arrival.error().message.find(path), std::string::npos);
  }
  EXPECT_EQ(reader("").build().error().code, ErrorCode::kBadConfig);
}

TEST(ReadJsonLines, NoticesAFileThatChangesUnderIt) {
  const TempDir dir;
  const std::string path = dir.write("a.jsonl", "{1}\n{2}\n");
  const SourceFixture fixture = reader(path);
  auto source = fixture.build();
  ASSERT_TRUE((*source)->next()->has_value());
  dir.write("a.jsonl", "");
  // What was read ahead may still come; then the fault does.
  std::optional<Arrival> last;
  for (auto next = (*source)->next(); next->has_value(); next = (*source)->next()) last = **next;
  ASSERT_TRUE(last.has_value());
  EXPECT_TRUE(last->fault || last->payload == "{2}");
}

TEST(SpoolInput, HoldsAllOfAPipeUpToItsLimit) {
  int ends[2] = {-1, -1};
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], "abc", 3), 3);
  ::close(ends[1]);
  const auto file = spool_input(ends[0], "/dev/stdin", 3);
  ::close(ends[0]);
  ASSERT_TRUE(file.ok()) << file.error().message;
  EXPECT_EQ(file->stamp().size, 3U);
  EXPECT_EQ(file->path(), "/dev/stdin");
}

TEST(SpoolInput, RefusesMoreThanItsLimit) {
  int ends[2] = {-1, -1};
  ASSERT_EQ(::pipe(ends), 0);
  ASSERT_EQ(::write(ends[1], "abcd", 4), 4);
  ::close(ends[1]);
  const auto file = spool_input(ends[0], "/dev/stdin", 3);
  ::close(ends[0]);
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace headwater
