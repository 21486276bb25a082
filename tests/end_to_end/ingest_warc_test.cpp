// Web archives on their way into a store.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <string_view>

#include "archive/gzip.h"
#include "support/ingest_fixture.h"
#include "support/news_corpus.h"
#include "support/warc_sample.h"

namespace headwater::testing {
namespace {

namespace fs = std::filesystem;

const std::string kText =
    "<!doctype html><title>Pier to be rebuilt</title><article><h1>Pier to be rebuilt</h1>"
    "<p>The harbour council voted on Monday to rebuild the northern pier.</p>"
    "<p>Work begins in April and will cost four million crowns, the council said.</p></article>";

class IngestWarc : public IngestFixture {
 protected:
  /// Id and text of every document, as exported.
  std::map<std::string, std::string> documents() const {
    std::istringstream lines(headwater({"export", "--format", "jsonl"}).out);
    std::map<std::string, std::string> found;
    for (std::string line; std::getline(lines, line);) {
      constexpr std::string_view kId = "\"id\":\"";
      constexpr std::size_t kDigits = 32;
      const std::size_t end = line.find(",\"cuts\":[");
      const std::size_t text = line.rfind("\"text\":\"", end);
      found[line.substr(line.find(kId) + kId.size(), kDigits)] = line.substr(text, end - text);
    }
    return found;
  }
};

TEST_F(IngestWarc, RawRangesCountInThePageAndTheContainerIsNamed) {
  const std::string page = warc_page("https://harbour.example/pier", kText);
  const fs::path file = folder_.write("crawl.warc.gz", gzip_member("\r\n") + gzip_member(page));
  const ProcessResult result = ingest(file);
  EXPECT_NE(result.out.find(R"("stored":1)"), std::string::npos) << result.out;
  expect_sound();
  const ProcessResult found =
      headwater({"trace", "Work begins in April and will cost four million crowns"});
  const std::size_t at = kText.find("Work begins");
  EXPECT_NE(found.out.find("bytes " + std::to_string(at) + "-"), std::string::npos) << found.out;
  EXPECT_NE(found.out.find("https://harbour.example/pier"), std::string::npos);
  EXPECT_NE(found.out.find("2026-02-03T10:00:00Z"), std::string::npos);
  EXPECT_NE(found.out.find("crawl.warc.gz"), std::string::npos);
  EXPECT_NE(ingest(file).out.find(R"("arrived":0)"), std::string::npos);
}

TEST_F(IngestWarc, LineageWarnsOfABlockWithAnotherDigest) {
  folder_.write("crawl.warc",
                warc_page("https://harbour.example/pier", kText,
                          "WARC-Block-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n"));
  EXPECT_NE(ingest(folder_ / "crawl.warc").out.find(R"("stored":1)"), std::string::npos);
  const std::string id = documents().begin()->first;
  const ProcessResult lineage = headwater({"lineage", "--json", id});
  EXPECT_NE(lineage.out.find(R"("warning":"block_digest_differs")"), std::string::npos)
      << lineage.out << lineage.err;
  expect_sound();
}

TEST_F(IngestWarc, AnArchiveThatGivesDocumentsIsNothingToWarnOf) {
  const std::string page = warc_page("https://harbour.example/pier", kText);
  const std::string full = folder_.write("full.warc", page).string();
  const std::string nothing =
      folder_
          .write("nothing.warc",
                 warc_record("metadata", "https://harbour.example/pier", "a: b\r\n"))
          .string();
  const ProcessResult some = headwater({"extract", full});
  EXPECT_NE(some.out.find("Pier to be rebuilt"), std::string::npos) << some.out;
  EXPECT_EQ(some.err, "");
  const ProcessResult none = headwater({"extract", nothing});
  EXPECT_EQ(none.out, "");
  EXPECT_NE(none.err.find("nothing that a feed or an archive holds is a document"),
            std::string::npos)
      << none.err;
}

TEST_F(IngestWarc, ARevisitIsASightingOfTheSameDocument) {
  const std::string id = "WARC-Record-ID: <urn:uuid:1>\r\n";
  const std::string refers = "WARC-Refers-To: <urn:uuid:1>\r\nWARC-Truncated: length\r\n";
  folder_.write("crawl.warc",
                warc_page("https://harbour.example/pier", kText, id) +
                    warc_record("revisit", "https://harbour.example/pier?again",
                                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", refers));
  const ProcessResult result = ingest(folder_ / "crawl.warc");
  EXPECT_NE(result.out.find(R"("duplicate":1)"), std::string::npos) << result.out;
  EXPECT_EQ(documents().size(), 1U);
  const ProcessResult found = headwater({"trace", "--json", "Work begins in April"});
  EXPECT_NE(found.out.find("pier?again"), std::string::npos) << found.out;
  expect_sound();
}

// As crawlers do that compare with what earlier archives hold.
TEST_F(IngestWarc, ARevisitIsASightingOfADocumentFromAnotherArchive) {
  const auto revisit = [](const std::string& uri, const std::string& date) {
    return warc_record("revisit", uri, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
                       "WARC-Refers-To-Target-URI: https://harbour.example/pier\r\n"
                       "WARC-Refers-To-Date: " +
                           date + "\r\n");
  };
  ingest(folder_.write("1.warc", warc_page("https://harbour.example/pier", kText)));
  const ProcessResult result = ingest(folder_.write(
      "2.warc", revisit("https://harbour.example/pier?again", "2026-02-03T10:00:00Z") +
                    revisit("https://harbour.example/pier?other", "2026-02-04T10:00:00Z")));
  EXPECT_NE(result.out.find(R"("unchanged":2)"), std::string::npos) << result.out;
  EXPECT_EQ(documents().size(), 1U);
  const ProcessResult found = headwater({"trace", "--json", "Work begins in April"});
  EXPECT_NE(found.out.find("pier?again"), std::string::npos) << found.out;
  EXPECT_EQ(found.out.find("pier?other"), std::string::npos) << found.out;
  expect_sound();
}

// What this program archives it reads again, to the same documents.
TEST_F(IngestWarc, ReadsItsOwnArchive) {
  const NewsCorpus corpus;
  for (std::uint64_t i = 0; i < 5; ++i) {
    folder_.write("in/" + std::to_string(i) + ".txt", corpus.plain_text(i));
  }
  folder_.write("in/packed.txt.gz", gzip_member(corpus.plain_text(7)));
  folder_.write("in/page.html", kText);
  folder_.write("in/again.html", kText);
  folder_.write("in/crawl.warc", warc_page("https://harbour.example/pier", kText + "<!-- -->"));
  ingest(folder_ / "in");
  const auto expected = documents();
  EXPECT_EQ(expected.size(), 8U);
  fs::create_directory(folder_ / "old");
  fs::rename(store() / "captures", folder_ / "old" / "captures");
  fs::remove_all(store());
  ingest(folder_ / "old");
  EXPECT_EQ(documents(), expected);
  expect_sound();
}

TEST_F(IngestWarc, DamageIsNamedWithItsPlaceAndTheRunGoesOn) {
  std::string damaged = gzip_member(warc_page("https://harbour.example/1", kText));
  damaged[damaged.size() / 2] ^= 0x55;
  const fs::path file = folder_.write(
      "crawl.warc.gz", damaged + gzip_member(warc_page("https://harbour.example/2", kText)));
  const ProcessResult result = ingest(file, 3);
  EXPECT_NE(result.out.find(R"("stored":1)"), std::string::npos) << result.out;
  EXPECT_NE(result.err.find(file.string() + ": byte 0: "), std::string::npos) << result.err;
  EXPECT_EQ(headwater({"quarantine", "list"}).out.find("bad_gzip") == std::string::npos, false);
  expect_sound();
}

TEST_F(IngestWarc, ExtractNeedsNoStore) {
  const fs::path file =
      folder_.write("crawl.warc", warc_page("https://harbour.example/pier", kText));
  const ProcessResult result = headwater({"extract", file.string()});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.out.find(R"("uri":"https://harbour.example/pier","container":{"uri":"file://)"),
            std::string::npos)
      << result.out;
}

}  // namespace
}  // namespace headwater::testing
