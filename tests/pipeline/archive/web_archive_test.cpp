#include "archive/web_archive.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>

#include "archive/gzip.h"
#include "support/encode_content.h"
#include "support/pieces.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

using testing::Pieces;
using testing::read_file;

char letter(ArchivedRecord::Type type) {
  return std::string_view("irRqmvco")[static_cast<std::size_t>(type)];
}

/// A letter a record (i warcinfo, r response, R resource, q request, m metadata, v revisit,
/// c conversion, o other), ~ behind those that are cut short, and the code of each damaged place in
/// brackets.
std::string story_of(std::string_view bytes, std::size_t piece = SIZE_MAX) {
  Pieces file(bytes, piece);
  WebArchive archive(file);
  std::string story;
  for (;;) {
    const auto found = archive.next();
    if (!found) return story + "!" + found.error().message;
    if (*found == WebArchive::Found::kEnd) return story;
    if (*found == WebArchive::Found::kRecord) {
      story += letter(archive.record().type);
      if (archive.record().truncated) story += '~';
    } else {
      story += fmt::format("[{}]", code_name(archive.damage().error.code));
    }
  }
}

/// A record of WARC 1.0 with this block and, in the header, this length.
std::string record(std::string_view type, std::string_view block, std::string_view length = {}) {
  return fmt::format(
      "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Record-ID: <urn:uuid:{}>\r\n"
      "WARC-Date: 2026-02-03T10:00:00Z\r\nWARC-Target-URI: http://a.example/\r\n"
      "Content-Length: {}\r\n\r\n{}\r\n\r\n",
      type, block.size(), length.empty() ? std::to_string(block.size()) : length, block);
}

const std::string kOne = record("response", "HTTP/1.1 200 OK\r\n\r\none");
const std::string kTwo = record("metadata", "two");

TEST(WebArchive, ReadsWhatWritersDo) {
  std::string bare = kOne + kTwo;
  std::erase(bare, '\r');
  const std::string arc =
      "filedesc://a.arc 0.0.0.0 20260203100000 text/plain 4\n1 0 \n\n"
      "http://a.example/b c 10.0.0.1 20260203100000 text/html 3\nabc\n"
      "http://a.example/2 10.0.0.1 20260203100000 text/html 200 - - 0 a.arc 3\ndef\n";
  const std::string folded =
      "WARC/0.17\r\nWARC-Type: resource\r\nX:\r\n folded\r\nno field\r\n"
      "content-length: 1\r\n\r\nx\r\n\r\n";
  const std::pair<std::string, std::string> rows[] = {
      {"", ""},
      {"\r\n\n", ""},
      {kOne + kTwo, "rm"},
      {gzip_member(kOne) + gzip_member(kTwo), "rm"},
      {gzip_member(kOne + kTwo), "rm"},
      {gzip_member(kOne.substr(0, 40)) + gzip_member(kOne.substr(40)) + gzip_member(kTwo), "rm"},
      {kOne.substr(0, kOne.size() - 4) + kTwo, "rm"},
      {"\r\n" + kOne + "\r\n\r\n" + kTwo + "\n", "rm"},
      {folded + kTwo, "Rm"},
      {record("something", "x"), "o"},
      {arc, "irr"},
      {gzip_member(arc), "irr"},
      // The length is a lie.
      {record("response", "one", "40") + kTwo, "rm"},
      {gzip_member(record("response", "one", "300")) + gzip_member(kTwo) + gzip_member(kTwo),
       "rmm"},
      {record("response", "one and more", "3") + kTwo, "r[bad_warc]m"},
      {record("response", "one", "300"), "r~"},
      {record("response", "one", "99999999999999") + kTwo, "[truncated]m"},
      {record("response", "one", "-5") + kTwo, "[bad_warc]m"},
      {record("response", "one", "99999999999999999999") + kTwo, "[bad_warc]m"},
      // Damage.
      {"no archive at all", "[bad_warc]"},
      {kOne + "rubbish\r\n" + kTwo, "r[bad_warc]m"},
      {"WARC/1.0\r\n\r\n" + kTwo, "[bad_warc]m"},
      {"WARC/1.0\r\nWARC-Type: response\r\n", "[truncated]"},
      {"WARC/1.0\r\nX: " + std::string(300'000, 'x') + "\r\n\r\n" + kTwo, "[bad_warc]m"},
      {gzip_member(kOne) + gzip_member(kTwo).substr(0, 30), "r[truncated]"},
      {gzip_member(kOne) + "rubbish" + gzip_member(kTwo), "r[bad_gzip]m"},
  };
  for (const auto& [bytes, story] : rows) {
    EXPECT_EQ(story_of(bytes), story) << bytes.substr(0, 400);
    EXPECT_EQ(story_of(bytes, 7), story) << bytes.substr(0, 400);
  }
}

std::string zstd(std::string_view bytes) { return encode_content(bytes, "zstd"); }

// https://iipc.github.io/warc-specifications/specifications/warc-zstd/
TEST(WebArchive, ReadsZstdWithAndWithoutDictionary) {
  const std::string dictionary = kOne + kTwo;
  const auto behind = [](std::string_view content) {
    std::string frame("\x5d\x2a\x4d\x18", 4);
    for (int shift = 0; shift < 32; shift += 8) {
      frame += static_cast<char>(content.size() >> shift & 0xff);
    }
    return frame.append(content);
  };
  const std::string frames =
      encode_zstd_with(kOne, dictionary) + encode_zstd_with(kTwo, dictionary);
  EXPECT_EQ(story_of(zstd(kOne) + zstd(kTwo)), "rm");
  EXPECT_EQ(story_of(behind(dictionary) + frames), "rm");
  EXPECT_EQ(story_of(behind(zstd(dictionary)) + frames, 3), "rm");
  EXPECT_EQ(story_of(zstd(kOne).substr(0, 40) + zstd(kTwo)), "[bad_coding]m");
  EXPECT_EQ(story_of(std::string("\x5d\x2a\x4d\x18\xff\xff\xff\xff", 8) + frames), "[too_large]");
}

// A gigabyte of zeros in a megabyte.
TEST(WebArchive, IsNotBlownUp) {
  const std::string bomb = record("response", std::string(std::size_t{100} << 20U, '\0'));
  EXPECT_EQ(story_of(gzip_member(bomb) + gzip_member(kTwo)), "[too_large]m");
}

// Work that grows with the square of these would take hours.
TEST(WebArchive, TinyMembersAndLiesCostNoMoreThanTheirSize) {
  const auto times = [](std::size_t count, const std::string& part) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += part;
    return out;
  };
  const std::string letters = times(100'000, gzip_member("x"));
  const std::string lie = record("response", "", "3000000");
  const std::pair<std::string, std::string> rows[] = {
      {gzip_member(record("response", "", "50000")) + letters + gzip_member(kTwo), "r[bad_warc]m"},
      {gzip_member(kOne) + letters + gzip_member(kTwo), "r[bad_warc]m"},
      {gzip_member("WARC/1.0\r\nX: ") + letters + gzip_member("\r\nContent-Length: 0\r\n\r\n"),
       "o"},
      {times(20'000, gzip_member("x\n" + lie)) + gzip_member(kTwo),
       "[bad_warc]" + std::string(20'000, 'r') + "m"},
  };
  for (const auto& [bytes, story] : rows) EXPECT_EQ(story_of(bytes), story);
}

TEST(WebArchive, GoesOnBehindADamagedMember) {
  std::string damaged = gzip_member(kOne);
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  EXPECT_EQ(story_of(gzip_member(kTwo) + damaged + gzip_member(kOne)), "m[bad_gzip]r");
}

// Also where the reader was only looking for the next record.
TEST(WebArchive, AnErrorOfReadingStaysOne) {
  class Broken final : public ByteStream {
   public:
    explicit Broken(std::string_view bytes) : bytes_(bytes) {}
    Result<std::size_t> read(std::span<char> buffer) override {
      if (bytes_.empty()) return Error{ErrorCode::kUnreadable, "the disk is gone"};
      const std::size_t size = bytes_.copy(buffer.data(), buffer.size());
      bytes_.remove_prefix(size);
      return size;
    }

   private:
    std::string_view bytes_;
  };
  for (const std::string& bytes : {kOne, kOne + "rubbish", record("response", "x", "999999999")}) {
    Broken file(bytes);
    WebArchive archive(file);
    Result<WebArchive::Found> found = archive.next();
    while (found.ok() && *found != WebArchive::Found::kEnd) found = archive.next();
    ASSERT_FALSE(found.ok()) << bytes;
    EXPECT_EQ(found.error().code, ErrorCode::kUnreadable);
  }
}

TEST(WebArchive, LeavesWhatIsNoArchiveSoon) {
  std::string bytes;
  for (int i = 0; i < 3'000; ++i) bytes += "WARC/1.0\r\n\r\n";
  Pieces file(bytes);
  WebArchive archive(file);
  std::uint64_t damages = 0;
  while (*archive.next() == WebArchive::Found::kDamage) ++damages;
  EXPECT_EQ(damages, kMostDamage);
}

// So that a record can be read again without those before it.
TEST(WebArchive, TheRangeOfARecordHoldsIt) {
  for (const std::string& bytes :
       {kOne + kTwo + kOne, gzip_member(kOne) + gzip_member(kTwo) + gzip_member(kOne)}) {
    Pieces file(bytes, 11);
    WebArchive archive(file);
    std::uint64_t end = 0;
    while (*archive.next() == WebArchive::Found::kRecord) {
      const ArchivedRecord& found = archive.record();
      EXPECT_EQ(found.range.begin, end);
      end = found.range.end;
      Pieces part(slice(bytes, found.range));
      WebArchive again(part);
      ASSERT_EQ(*again.next(), WebArchive::Found::kRecord);
      EXPECT_EQ(again.record().fields, found.fields);
      EXPECT_EQ(again.record().block, found.block);
    }
    EXPECT_EQ(end, bytes.size());
  }
}

TEST(WebArchive, SaysWhatTheHeaderSays) {
  const std::string bytes =
      "WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
      "WARC-Target-URI: <http://a.example/b c>\r\nWARC-Date: 2026-02-03T10:00:00.5Z\r\n"
      "Content-Type: application/http; msgtype=response\r\nWARC-IP-Address: 2001:db8::1\r\n"
      "WARC-Payload-Digest: sha1:ABC\r\nWARC-Refers-To: <urn:uuid:0>\r\n"
      "WARC-Refers-To-Target-URI: http://a.example/\r\n"
      "WARC-Refers-To-Date: 2026-02-02T10:00:00Z\r\nwarc-truncated: length\r\n"
      "X-Own: 7\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
  Pieces file(bytes);
  WebArchive archive(file);
  ASSERT_EQ(*archive.next(), WebArchive::Found::kRecord);
  const ArchivedRecord& found = archive.record();
  EXPECT_EQ(found.type, ArchivedRecord::Type::kRevisit);
  EXPECT_EQ(found.id, "urn:uuid:1");
  EXPECT_EQ(found.target_uri, "http://a.example/b c");
  EXPECT_EQ(found.date, timestamp_from_rfc3339("2026-02-03T10:00:00.5Z"));
  EXPECT_EQ(found.media_type, "application/http; msgtype=response");
  EXPECT_EQ(found.ip_address, "2001:db8::1");
  EXPECT_EQ(found.payload_digest, "sha1:ABC");
  EXPECT_EQ(found.refers_to, "urn:uuid:0");
  EXPECT_EQ(found.refers_to_uri, "http://a.example/");
  EXPECT_EQ(found.refers_to_date, timestamp_from_rfc3339("2026-02-02T10:00:00Z"));
  EXPECT_TRUE(found.truncated);
  EXPECT_EQ(found.field("x-own"), "7");
  EXPECT_EQ(found.field("absent"), "");
  EXPECT_EQ(found.range, (RawSpan{0, bytes.size()}));
}

struct Fixture {
  std::string name;
  std::string story;
};
void PrintTo(const Fixture& fixture, std::ostream* out) { *out << fixture.name; }

class WebArchiveFixtures : public ::testing::TestWithParam<Fixture> {};

TEST_P(WebArchiveFixtures, AreReadOrRefusedAsTheirNamesSay) {
  const std::filesystem::path file =
      std::filesystem::path(HEADWATER_SOURCE_DIR "/../shared/suites/warc") / GetParam().name;
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "needs " << file;
  const std::string bytes = read_file(file);
  EXPECT_EQ(story_of(bytes), GetParam().story);
  EXPECT_EQ(story_of(bytes, 1000), GetParam().story);
}

const std::string kData = "warcio/test/data/";
const std::string kSamples = "revisit/specifications/warc-deduplication/samples/";

INSTANTIATE_TEST_SUITE_P(
    All, WebArchiveFixtures,
    ::testing::Values(
        Fixture{kData + "bad.arc", "[bad_warc]r[bad_warc]"},
        Fixture{kData + "example-bad-non-chunked.warc.gz", "iirqvq"},
        Fixture{kData + "example-bad.warc.gz.bad", "irqvqr"},
        Fixture{kData + "example-digest.warc", "qqqq"},
        Fixture{kData + "example-iana.org-chunked.warc", "irq"},
        Fixture{kData + "example-resource.warc.gz", "iiR"},
        Fixture{kData + "example-space-in-target-uri.warc.gz", "iR"},
        Fixture{kData + "example-space-in-url.arc", "ir~"},
        Fixture{kData + "example-trunc.warc", "iirq"},
        Fixture{kData + "example-wget-bad-target-uri.warc.gz", "iqrmRR"},
        Fixture{kData + "example-wrong-chunks.warc.gz", "rq"}, Fixture{kData + "example.arc", "ir"},
        Fixture{kData + "example.arc.gz", "ir"}, Fixture{kData + "example.warc", "iirqvq"},
        Fixture{kData + "example.warc.gz", "iirqvq"},
        Fixture{kData + "post-test.warc.gz", "rqrqrq"},
        Fixture{kSamples + "20130729-heritrix-original.warc.gz", "r"},
        Fixture{kSamples + "20130729-heritrix-revisit-with-http-headers.warc.gz", "v~"},
        Fixture{kSamples + "20141124-heritrix-server-not-modified.warc.gz", "v~"},
        Fixture{kSamples + "20141129-heritrix-original.warc.gz", "r"},
        Fixture{
            kSamples + "20141129-heritrix-revisit-with-http-headers-and-new-warc-headers.warc.gz",
            "v~"}),
    [](const ::testing::TestParamInfo<Fixture>& row) {
      std::string name = row.param.name.substr(row.param.name.rfind('/') + 1);
      for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
      return name;
    });

}  // namespace
}  // namespace headwater
