#include "stages/acquire/read_warc.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "archive/gzip.h"
#include "archive/unpack.h"
#include "base/file_uri.h"
#include "support/encode_content.h"
#include "support/source_fixture.h"
#include "support/temp_dir.h"
#include "support/warc_sample.h"

namespace headwater {
namespace {

using testing::SourceFixture;
using testing::TempDir;
using testing::warc_page;
using testing::warc_record;

const std::string kPage = "<p>The ferry sails again in June.</p>";

SourceFixture reader(const std::string& path) {
  SourceFixture fixture(read_warc_kind());
  fixture.set("path", path);
  return fixture;
}

/// What each arrival is: its payload unpacked, its reason to be set aside, or its fault.
std::vector<std::string> stories(std::vector<Arrival> arrivals) {
  std::vector<std::string> out;
  for (Arrival& arrival : arrivals) {
    unpack(arrival);
    std::string story = arrival.aside ? std::string(drop_reason_name(*arrival.aside)) + " " : "";
    if (arrival.fault) story += std::string(code_name(arrival.fault->code)) + " ";
    out.push_back(story + (arrival.aside == DropReason::kListing ? "" : arrival.payload));
  }
  return out;
}
using Stories = std::vector<std::string>;

TEST(ReadWarc, APageIsAnArrivalInItsContainer) {
  const TempDir dir;
  const std::string page =
      warc_page("http://a.example/x", kPage,
                "WARC-Record-ID: <urn:uuid:1>\r\nWARC-IP-Address: 2001:db8::7\r\n");
  for (const std::string& bytes :
       {warc_record("request", "http://a.example/x", "GET /x HTTP/1.1\r\n\r\n") + page,
        gzip_member("\r\n") + gzip_member(page)}) {
    const std::string path = dir.write("a b.warc", bytes);
    const auto arrivals = reader(path).read_all();
    ASSERT_EQ(arrivals.size(), 2U);
    const Arrival& arrival = arrivals[0];
    EXPECT_EQ(arrival.source, "test");
    EXPECT_EQ(arrival.uri, "http://a.example/x");
    EXPECT_EQ(arrival.media_type, "text/html");
    EXPECT_EQ(arrival.charset, "utf-8");
    EXPECT_EQ(arrival.payload, kPage);
    EXPECT_EQ(arrival.captured_at, timestamp_from_rfc3339("2026-02-03T10:00:00Z"));
    EXPECT_EQ(arrival.detail, R"({"record":"urn:uuid:1"})");
    ASSERT_TRUE(arrival.container);
    EXPECT_EQ(arrival.container->uri, file_uri(path));
    EXPECT_EQ(arrival.container->payload, sha256(bytes));
    EXPECT_TRUE(arrival.container->wraps);
    EXPECT_EQ(arrival.container->range.end, bytes.size());
    ASSERT_TRUE(arrival.http);
    ASSERT_EQ(arrival.http->exchanges.size(), 1U);
    const HttpExchange& exchange = arrival.http->exchanges[0];
    EXPECT_EQ(exchange.status, 200);
    EXPECT_EQ(exchange.address, "[2001:db8::7]:80");
    EXPECT_TRUE(exchange.response.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(exchange.response.ends_with("\r\n\r\n"));
  }
}

TEST(ReadWarc, BodiesAreTakenWithTheirCodings) {
  const TempDir dir;
  const std::string chunked = fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", kPage.size(), kPage);
  const std::string packed = gzip_member(kPage);
  const std::string both = fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", packed.size(), packed);
  const std::string chunks = "Transfer-Encoding: chunked\r\n";
  const std::tuple<std::string, std::string, std::string> rows[] = {
      {"", kPage, ""},
      {chunks, chunked, ""},
      {chunks, kPage, ""},  // Archived without its chunks.
      {"Content-Encoding: gzip\r\n", packed, "gzip"},
      {"Content-Encoding: gzip\r\n", kPage, ""},  // Archived as it was unpacked.
      {"Content-Encoding: x-gzip\r\n" + chunks, both, "gzip"},
      {"Content-Encoding: br\r\n", encode_content(kPage, "br"), "br"},
      {"Content-Encoding: zstd, gzip\r\n", gzip_member(encode_content(kPage, "zstd")),
       "zstd, gzip"},
  };
  for (const auto& [fields, body, coding] : rows) {
    const std::string block =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + fields + "\r\n" + body;
    const auto arrivals =
        reader(dir.write("a.warc", warc_record("response", "http://a.example/", block))).read_all();
    ASSERT_EQ(arrivals.size(), 2U) << fields;
    EXPECT_EQ(arrivals[0].content_encoding, coding) << fields;
    EXPECT_EQ(stories(arrivals), (Stories{kPage, "listing "})) << fields;
  }
}

TEST(ReadWarc, WhatIsNoDocumentIsCounted) {
  const TempDir dir;
  const std::string html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
  const std::string bytes =
      warc_record("warcinfo", "", "software: a crawler\r\n") +
      warc_record("request", "http://a.example/", "GET / HTTP/1.1\r\n\r\n") +
      warc_record("response", "dns:a.example", "10.0.0.1") +
      warc_record("response", "http://a.example/n", "HTTP/1.1 404 No\r\n\r\n" + kPage) +
      warc_record("response", "http://a.example/p.png",
                  "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\npng") +
      warc_record("response", "http://a.example/robots.txt",
                  "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *") +
      warc_record("response", "http://a.example/e", html) +
      warc_record("response", "http://a.example/u", "HTTP/1.1 200 OK\r\n\r\n" + kPage) +
      warc_record("conversion", "http://a.example/t", "The ferry sails.",
                  "Content-Type: text/plain\r\n") +
      warc_record("resource", "file:///a.html", kPage, "Content-Type: text/html\r\n");
  const auto arrivals = reader(dir.write("a.warc", bytes)).read_all();
  ASSERT_EQ(arrivals.size(), 4U);
  EXPECT_EQ(arrivals[0].uri, "http://a.example/u");
  EXPECT_EQ(arrivals[0].media_type, "text/html");
  EXPECT_EQ(arrivals[1].payload, "The ferry sails.");
  EXPECT_EQ(arrivals[2].uri, "file:///a.html");
  EXPECT_FALSE(arrivals[2].http);
  EXPECT_EQ(arrivals[3].aside, DropReason::kListing);
  EXPECT_EQ(arrivals[3].payload, "software: a crawler\r\n");
  EXPECT_EQ(arrivals[3].detail, R"({"items":10,"documents":3,"passed_over":)"
                                R"({"record_type":3,"status":1,"media_type":2,"no_body":1}})");
}

TEST(ReadWarc, WarnsOfBlocksWithAnotherDigestAndTakesThem) {
  const TempDir dir;
  const auto conversion = [](const std::string& text, const std::string& digest) {
    return warc_record("conversion", "http://a.example/" + text, text,
                       "Content-Type: text/plain\r\nWARC-Block-Digest: " + digest + "\r\n");
  };
  // Of "abc", but for the last one.
  const std::string bytes = conversion("abc", "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5") +
                            conversion("abd", "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5") +
                            conversion("abe", "md5:900150983cd24fb0d6963f7d28e17f72");
  const auto arrivals = reader(dir.write("a.warc", bytes)).read_all();
  EXPECT_EQ(stories(arrivals), (Stories{"abc", "abd", "abe", "listing "}));
  EXPECT_EQ(arrivals[0].detail, R"({"record":""})");
  EXPECT_EQ(arrivals[1].detail, R"({"record":"","warning":"block_digest_differs"})");
  EXPECT_EQ(arrivals[2].detail, R"({"record":""})");
  EXPECT_EQ(arrivals[3].detail, R"({"items":3,"documents":3,"passed_over":{},)"
                                R"("block_digests":{"checked":2,"differ":1}})");
}

TEST(ReadWarc, ARevisitIsAnotherSightingOfItsOriginal) {
  const TempDir dir;
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
  const std::string original =
      warc_page("http://a.example/x", kPage,
                "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Payload-Digest: sha1:AAA\r\n");
  const std::pair<std::string, std::string> rows[] = {
      {"WARC-Refers-To: <urn:uuid:1>\r\n", kPage},
      {"WARC-Refers-To-Target-URI: http://a.example/x\r\n"
       "WARC-Refers-To-Date: 2026-02-03T10:00:00Z\r\n",
       kPage},
      {"WARC-Payload-Digest: sha1:AAA\r\n", kPage},
      {"WARC-Refers-To: <urn:uuid:1>\r\nWARC-Payload-Digest: sha1:BBB\r\n", "unchanged "},
      {"WARC-Refers-To: <urn:uuid:2>\r\n", "unchanged "},
      {"", "unchanged "},
  };
  for (const auto& [fields, story] : rows) {
    const std::string revisit =
        warc_record("revisit", "http://a.example/y", head,
                    "WARC-Record-ID: <urn:uuid:3>\r\nWARC-Truncated: length\r\n" + fields);
    for (const std::string& bytes :
         {original + revisit, gzip_member(original) + gzip_member(revisit)}) {
      const auto arrivals = reader(dir.write("a.warc", bytes)).read_all();
      ASSERT_EQ(arrivals.size(), 3U);
      EXPECT_EQ(stories(arrivals), (Stories{kPage, story, "listing "})) << fields;
      EXPECT_EQ(arrivals[1].uri, "http://a.example/y");
      const std::string detail = R"({"record":"urn:uuid:3","revisit":true)";
      const std::string absent = R"(,"original":"not before it in this archive")";
      EXPECT_TRUE(arrivals[1].detail.starts_with(detail + (story == kPage ? "}" : absent)))
          << arrivals[1].detail;
    }
  }
}

TEST(ReadWarc, ARevisitNamesWhatIsElsewhere) {
  const TempDir dir;
  const std::string fields =
      "WARC-Refers-To: <urn:uuid:2>\r\nWARC-Refers-To-Date: 2026-01-03T10:00:00Z\r\n";
  for (const std::string target : {"http://A.example/x", ""}) {
    const std::string more = target.empty() ? "" : "WARC-Refers-To-Target-URI: " + target + "\r\n";
    const std::string bytes =
        warc_record("revisit", "http://a.example/y",
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", fields + more);
    const auto arrivals = reader(dir.write("a.warc", bytes)).read_all();
    ASSERT_EQ(arrivals.size(), 2U);
    ASSERT_TRUE(arrivals[0].http && arrivals[0].http->refers_to);
    const CaptureReference& reference = *arrivals[0].http->refers_to;
    EXPECT_EQ(reference.uri, target.empty() ? "http://a.example/y" : "http://a.example/x");
    EXPECT_EQ(reference.date, timestamp_from_rfc3339("2026-01-03T10:00:00Z"));
    EXPECT_NE(arrivals[0].detail.find(R"("refers_to":"urn:uuid:2",)"), std::string::npos);
    EXPECT_TRUE(arrivals[0].detail.ends_with(R"("refers_to_date":"2026-01-03T10:00:00Z"})"))
        << arrivals[0].detail;
  }
}

TEST(ReadWarc, DamageIsNamedWithItsPlaceAndReadingGoesOn) {
  const TempDir dir;
  const std::string path =
      dir.write("a.warc", "rubbish\r\n" + warc_page("http://a.example/", kPage) +
                              "WARC/1.1\r\nContent-Length: -5\r\n\r\n");
  const auto arrivals = reader(path).read_all();
  EXPECT_EQ(stories(arrivals), (Stories{"bad_warc ", kPage, "bad_warc ", "listing "}));
  EXPECT_EQ(arrivals[0].uri, file_uri(path) + "#offset=0");
  EXPECT_EQ(arrivals[0].fault->message, path + ": byte 0: here no record of a web archive begins");
  EXPECT_TRUE(arrivals[2].fault->message.ends_with("Content-Length of the record is \"-5\""));
}

TEST(ReadWarc, CutRecordsAreQuarantined) {
  const TempDir dir;
  const std::string page = warc_page("http://a.example/", kPage);
  const std::string declared = warc_page("http://a.example/", kPage, "WARC-Truncated: length\r\n");
  const std::pair<std::string, BodyCut> rows[] = {
      {page.substr(0, page.size() - 20), BodyCut::kUnspecified}, {declared, BodyCut::kLength}};
  for (const auto& [bytes, cut] : rows) {
    const auto arrivals = reader(dir.write("a.warc", bytes)).read_all();
    ASSERT_EQ(arrivals.size(), 2U);
    ASSERT_TRUE(arrivals[0].fault);
    EXPECT_EQ(arrivals[0].fault->code, ErrorCode::kTruncated);
    EXPECT_EQ(arrivals[0].http->exchanges.back().cut, cut);
  }
}

TEST(ReadWarc, ARunGoesOnWhereAnotherStopped) {
  const TempDir dir;
  std::string bytes = warc_page("http://a.example/1", "<p>1") +
                      warc_record("request", "http://a.example/2", "GET") +
                      warc_page("http://a.example/2", "<p>2");
  const std::string path = dir.write("a.warc", bytes);
  SourceFixture fixture = reader(path);
  auto source = fixture.build();
  ASSERT_TRUE(source.ok());
  fixture.commit(**(*source)->next());
  ASSERT_TRUE((*source)->next()->has_value());  // Brought, but never committed.
  EXPECT_EQ(stories(fixture.read_all()), (Stories{"<p>2", "listing "}));
  EXPECT_EQ(fixture.read_all().size(), 0U);
  bytes += warc_page("http://a.example/3", "<p>3");
  dir.write("a.warc", bytes);
  EXPECT_EQ(stories(fixture.read_all()), (Stories{"<p>3", "listing "}));
  dir.write("a.warc", warc_page("http://a.example/4", "<p>4") + bytes);
  EXPECT_EQ(fixture.read_all().size(), 5U);
}

TEST(ReadWarc, AFolderIsReadByName) {
  const TempDir dir;
  const std::string page = warc_page("http://a.example/", kPage);
  dir.write("b/2.warc.gz", gzip_member(page));
  dir.write("b/1.warc.zst", encode_content(page, "zstd"));
  dir.write("c.arc", "filedesc://c 0.0.0.0 20260203100000 text/plain 1\nx\n");
  dir.write("d.warc.gz.part", page);
  dir.write("e.txt", page);
  EXPECT_EQ(stories(reader(dir.path()).read_all()),
            (Stories{kPage, "listing ", kPage, "listing ", "listing "}));
}

struct HostileRow {
  std::string file;
  Stories stories;
};
void PrintTo(const HostileRow& row, std::ostream* out) { *out << row.file; }

class HostileWarc : public ::testing::TestWithParam<HostileRow> {};

// The archives that a generator beside the project writes.
TEST_P(HostileWarc, IsReadAsFarAsItGoes) {
  const std::filesystem::path generator = HEADWATER_SOURCE_DIR "/../shared/tools/gen_hostile.py";
  if (!std::filesystem::exists(generator)) GTEST_SKIP() << "needs " << generator;
  const TempDir dir;
  const std::string command = "python3 " + generator.string() + " " + dir.path().string();
  ASSERT_EQ(std::system((command + " > /dev/null").c_str()), 0);
  EXPECT_EQ(stories(reader(dir / GetParam().file).read_all()), GetParam().stories);
}

INSTANTIATE_TEST_SUITE_P(
    All, HostileWarc,
    ::testing::Values(HostileRow{"warc_len_huge.warc", {"truncated ", "listing "}},
                      HostileRow{"warc_len_negative.warc", {"bad_warc ", "listing "}},
                      HostileRow{"warc_no_len.warc", {"bad_warc ", "listing "}},
                      HostileRow{"warc_folded_header.warc", {"<p>x</p>", "listing "}},
                      // No type is stated, and what there is does not begin like HTML.
                      HostileRow{"warc_chunk_overflow.warc", {"listing "}}),
    [](const ::testing::TestParamInfo<HostileRow>& row) {
      return row.param.file.substr(0, row.param.file.find('.'));
    });

TEST(ReadWarc, AFileThatIsNotThereIsAnError) {
  const TempDir dir;
  auto source = reader(dir / "none.warc").build();
  ASSERT_TRUE(source.ok());
  EXPECT_EQ((*source)->next().error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace headwater
