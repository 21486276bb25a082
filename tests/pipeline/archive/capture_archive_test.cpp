#include "archive/capture_archive.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "archive/gzip.h"
#include "archive/segment_files.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

using testing::read_file;
using testing::TempDir;

constexpr std::uint64_t kLimit = std::uint64_t{1} << 30;

Arrival sample(std::string_view text, std::int64_t second = 0) {
  Arrival arrival;
  arrival.source = "morning feeds";
  arrival.uri = "file:///news/ferry%20returns.txt";
  arrival.media_type = "text/plain";
  arrival.captured_at = {1770112800000000 + second * 1000000 + 5};
  arrival.payload = text;
  return arrival;
}

void write_file(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

std::unique_ptr<CaptureArchive> open_for_writing(const std::filesystem::path& folder,
                                                 std::uint64_t limit = kLimit) {
  auto archive = open_capture_archive(folder, ArchiveAccess::kWrite, limit);
  EXPECT_TRUE(archive.ok());
  return std::move(*archive);
}

ArchivePlace append(CaptureArchive& archive, const Arrival& arrival) {
  const auto place = archive.append(prepare_capture(arrival));
  EXPECT_TRUE(place.ok());
  return place.ok() ? *place : ArchivePlace{};
}

void expect_says(const CaptureContent& content, const Arrival& arrival) {
  EXPECT_EQ(content.uri, arrival.uri);
  EXPECT_EQ(content.captured_at, arrival.captured_at);
  EXPECT_EQ(content.media_type, arrival.media_type);
  EXPECT_EQ(content.charset, arrival.charset);
  EXPECT_EQ(content.content_encoding, arrival.content_encoding);
  EXPECT_EQ(content.source, arrival.source);
  EXPECT_EQ(content.container, arrival.container);
}

TEST(CaptureArchive, CaptureComesBackAsItWas) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path());
  Arrival plain = sample("The ferry returns.");
  Arrival inside = sample("{\"text\":\"x\"}");
  inside.media_type = "application/json";
  inside.container = Container{"file:///news/all.jsonl", sha256("all"), {17, 29}, 2};
  Arrival wrapped = sample("A page in a record.");
  wrapped.container = Container{"file:///crawl.warc.gz", sha256("crawl"), {400, 900}, 0, true};
  Arrival hostile = sample(std::string("\0\r\n\r\nWARC/1.1\r\n", 15));
  hostile.charset = "utf-8\r\nWARC-Type: warcinfo";
  hostile.source = " 100 % \x7f caf\xc3\xa9 ";
  for (const Arrival& arrival : {plain, inside, wrapped, hostile, sample("")}) {
    const auto content = archive->read(append(*archive, arrival));
    ASSERT_TRUE(content.ok()) << content.error().message;
    expect_says(*content, arrival);
    EXPECT_EQ(content->block, arrival.payload);
    EXPECT_EQ(content->block_digest, sha256(arrival.payload));
    EXPECT_FALSE(content->revisit);
  }
}

TEST(CaptureArchive, CompressedFileIsKeptAsReceived) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path());
  Arrival arrival = sample("The ferry returns.");
  arrival.received = gzip_member(arrival.payload);
  arrival.content_encoding = "gzip";
  const auto content = archive->read(append(*archive, arrival));
  ASSERT_TRUE(content.ok());
  EXPECT_EQ(content->block, arrival.received);
  EXPECT_EQ(content->content_encoding, "gzip");
}

TEST(CaptureArchive, CompressedFileIsNotCompressedAgain) {
  Arrival arrival = sample("");
  for (int i = 0; i < 5000; ++i) arrival.payload += std::to_string(i * i);
  arrival.received = gzip_member(arrival.payload);
  arrival.content_encoding = "gzip";
  // The record stands in the member byte by byte.
  const std::string member = prepare_capture(arrival).members;
  EXPECT_NE(member.find(arrival.received), std::string::npos);
  EXPECT_TRUE(gunzip(member, kLimit).ok());
}

TEST(CaptureArchive, RevisitRefersToTheOriginal) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path());
  const auto original = archive->read(append(*archive, sample("The ferry returns.")));
  ASSERT_TRUE(original.ok());
  const auto place = archive->append(prepare_revisit(sample("The ferry returns.", 60), *original));
  ASSERT_TRUE(place.ok());
  const auto revisit = archive->read(*place);
  ASSERT_TRUE(revisit.ok()) << revisit.error().message;
  EXPECT_TRUE(revisit->revisit);
  EXPECT_EQ(revisit->refers_to, original->record_id);
  EXPECT_EQ(revisit->block_digest, original->block_digest);
  EXPECT_EQ(revisit->block, "");
}

TEST(CaptureArchive, SameArrivalGivesSameRecord) {
  EXPECT_EQ(prepare_capture(sample("a")).members, prepare_capture(sample("a")).members);
  EXPECT_NE(prepare_capture(sample("a")).record_id, prepare_capture(sample("b")).record_id);
  EXPECT_NE(prepare_capture(sample("a")).record_id, prepare_capture(sample("a", 1)).record_id);
}

TEST(CaptureArchive, FullSegmentIsFollowedByAnother) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path(), 1000);
  std::vector<ArchivePlace> places;
  for (int i = 0; i < 12; ++i) places.push_back(append(*archive, sample(std::to_string(i), i)));
  ASSERT_TRUE(archive->sync().ok());
  EXPECT_GE(places.back().segment, 3u);
  for (std::size_t i = 0; i < places.size(); ++i) {
    EXPECT_EQ(archive->read(places[i])->block, std::to_string(i));
  }
  for (std::uint32_t segment = 1; segment <= places.back().segment; ++segment) {
    const auto head = gunzip_member(read_file(dir.path() / segment_file_name(segment)), kLimit);
    ASSERT_TRUE(head.ok());
    const auto record = parse_warc_record(head->bytes);
    ASSERT_TRUE(record.ok());
    EXPECT_EQ(record->find("WARC-Type"), "warcinfo");
  }
}

TEST(CaptureArchive, GoesOnWhereItEnded) {
  const TempDir dir;
  const ArchivePlace first = append(*open_for_writing(dir.path()), sample("one"));
  const auto archive = open_for_writing(dir.path());
  const ArchivePlace second = append(*archive, sample("two"));
  EXPECT_EQ(second.segment, first.segment);
  EXPECT_EQ(second.offset, first.end());
  EXPECT_EQ(archive->read(first)->block, "one");
  EXPECT_EQ(archive->read(second)->block, "two");
}

TEST(CaptureArchive, TornTailIsCutAtEveryByte) {
  const TempDir dir;
  ArchivePlace kept;
  ArchivePlace torn;
  {
    const auto archive = open_for_writing(dir.path());
    kept = append(*archive, sample("kept"));
    torn = append(*archive, sample("torn", 1));
  }
  const std::filesystem::path path = dir.path() / segment_file_name(1);
  const std::string whole = read_file(path);
  for (std::uint64_t size = kept.end(); size <= whole.size(); ++size) {
    write_file(path, std::string_view(whole).substr(0, size));
    const auto archive = open_for_writing(dir.path());
    const auto dropped = archive->cut_after(kept);
    ASSERT_TRUE(dropped.ok()) << dropped.error().message;
    EXPECT_EQ(dropped->cut, size - kept.end());
    EXPECT_TRUE(dropped->orphans.empty());
    EXPECT_EQ(append(*archive, sample("torn", 1)), torn);
    EXPECT_EQ(read_file(path), whole);
  }
}

TEST(CaptureArchive, CutDropsWholeSegments) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path(), 1);
  const ArchivePlace first = append(*archive, sample("one"));
  append(*archive, sample("two"));
  append(*archive, sample("three"));
  EXPECT_EQ(list_segments(dir.path())->size(), 3u);
  EXPECT_GT(archive->cut_after(first)->cut, 0u);
  EXPECT_EQ(list_segments(dir.path())->size(), 1u);
  EXPECT_EQ(append(*archive, sample("again")).segment, 2u);
  EXPECT_GT(archive->cut_after({})->cut, 0u);
  EXPECT_TRUE(list_segments(dir.path())->empty());
  EXPECT_EQ(append(*archive, sample("anew")).segment, 1u);
}

TEST(CaptureArchive, WhatWasCommittedOnceIsMovedAsideAndTheRestCut) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path());
  const ArchivePlace old = append(*archive, sample("old"));
  append(*archive, sample("newer"));
  const ArchivePlace newest = append(*archive, sample("newest"));
  archive->note_committed(newest);
  const std::string whole = read_file(dir.path() / segment_file_name(1));
  const std::uint64_t torn = append(*archive, sample("torn")).length;
  const std::string name = "000001.from-" + std::to_string(old.end());
  const auto tail = archive->cut_after(old);
  ASSERT_TRUE(tail.ok()) << tail.error().message;
  EXPECT_EQ(tail->cut, torn);
  ASSERT_EQ(tail->orphans.size(), 1u);
  EXPECT_EQ(tail->orphans[0], dir.path() / (name + ".orphan.warc.gz"));
  EXPECT_EQ(read_file(tail->orphans[0]), whole.substr(old.end()));
  EXPECT_EQ(archive->read(old)->block, "old");
  // Once more: the first orphan stays, and there is nothing to move where nothing was committed.
  append(*archive, sample("torn"));
  EXPECT_TRUE(archive->cut_after(old)->orphans.empty());
  archive->note_committed(append(*archive, sample("newer")));
  const auto again = archive->cut_after(old);
  ASSERT_EQ(again->orphans.size(), 1u);
  EXPECT_EQ(again->orphans[0], dir.path() / (name + ".2.orphan.warc.gz"));
  EXPECT_EQ(read_file(tail->orphans[0]), whole.substr(old.end()));
}

TEST(CaptureArchive, WholeSegmentsOfANewerDatabaseAreMovedAside) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path(), 1);
  const ArchivePlace first = append(*archive, sample("one"));
  append(*archive, sample("two"));
  archive->note_committed(append(*archive, sample("three")));
  const std::string second = read_file(dir.path() / segment_file_name(2));
  append(*archive, sample("torn"));
  const auto tail = archive->cut_after(first);
  ASSERT_EQ(tail->orphans.size(), 2u);
  EXPECT_EQ(read_file(tail->orphans[0]), second);
  EXPECT_EQ(tail->orphans[1], dir.path() / "000003.from-0.orphan.warc.gz");
  EXPECT_GT(tail->cut, 0u);
  EXPECT_EQ(list_segments(dir.path())->size(), 1u);
}

TEST(CaptureArchive, AMarkThatCannotBeReadMovesNothing) {
  const TempDir dir;
  for (const char* mark : {"", "x", "9 ", "99999999999999999999 1"}) {
    const auto archive = open_for_writing(dir.path());
    append(*archive, sample("one"));
    write_file(dir.path() / "committed", mark);
    EXPECT_TRUE(archive->cut_after({})->orphans.empty()) << mark;
  }
}

TEST(CaptureArchive, EmptySegmentOfAFailedWriteIsUsed) {
  const TempDir dir;
  write_file(dir.path() / segment_file_name(1), "");
  const auto archive = open_for_writing(dir.path());
  const ArchivePlace place = append(*archive, sample("one"));
  EXPECT_GT(place.offset, 0u);
  EXPECT_EQ(archive->read(place)->block, "one");
}

TEST(CaptureArchive, ArchiveShorterThanCommittedIsDamaged) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path());
  ArchivePlace place = append(*archive, sample("one"));
  place.length += 1;
  EXPECT_EQ(archive->cut_after(place).error().code, ErrorCode::kStoreDamaged);
  EXPECT_EQ(archive->cut_after({7, 0, 1}).error().code, ErrorCode::kStoreDamaged);
}

TEST(CaptureArchive, EveryFlippedByteIsFound) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path());
  const ArchivePlace place = append(*archive, sample("The ferry returns to the harbour."));
  const std::filesystem::path path = dir.path() / segment_file_name(1);
  const std::string whole = read_file(path);
  for (std::uint64_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(~damaged[i]);
    write_file(path, damaged);
    const ArchivePlace head{1, 0, place.offset};
    const bool in_head = i < place.offset;
    const auto record = read_record(dir.path(), in_head ? head : place);
    ASSERT_FALSE(record.ok()) << i;
    EXPECT_NE(record.error().message.find(path.string()), std::string::npos);
    EXPECT_EQ(archive->read(place).ok(), in_head) << i;
  }
}

TEST(CaptureArchive, WrongPlacesAreRefused) {
  const TempDir dir;
  const auto archive = open_for_writing(dir.path());
  const ArchivePlace place = append(*archive, sample("one"));
  append(*archive, sample("two"));
  const std::array rows = {ArchivePlace{9, place.offset, place.length},
                           ArchivePlace{1, 0, place.offset},
                           ArchivePlace{1, place.offset + 1, place.length},
                           ArchivePlace{1, place.offset, place.length - 1},
                           ArchivePlace{1, place.offset, place.length + 1},
                           ArchivePlace{1, place.offset, UINT64_MAX},
                           ArchivePlace{1, UINT64_MAX, place.length},
                           ArchivePlace{1, place.offset, 0}};
  for (const ArchivePlace& row : rows) EXPECT_FALSE(archive->read(row).ok()) << row.offset;
}

TEST(CaptureArchive, OtherFilesAreLeftAlone) {
  const TempDir dir;
  for (const std::string_view name :
       {"1.warc.gz", "000000.warc.gz", "notes.txt", "00000x.warc.gz"}) {
    write_file(dir.path() / name, "x");
  }
  EXPECT_TRUE(list_segments(dir.path())->empty());
  EXPECT_TRUE(list_segments(dir.path() / "absent")->empty());
}

}  // namespace
}  // namespace headwater
