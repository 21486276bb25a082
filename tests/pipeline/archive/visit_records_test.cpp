#include "archive/visit_records.h"

#include <gtest/gtest.h>

#include <fstream>

#include "archive/capture_fields.h"
#include "archive/capture_record.h"
#include "archive/segment_files.h"
#include "support/temp_dir.h"
#include "support/visit_samples.h"

namespace headwater {
namespace {

using testing::sample_visit;

/// A record of a capture, taken apart.
struct Taken {
  std::string type;
  std::string uri;
  std::string concurrent_to;
  std::string block;
  std::string truncated;
  std::string ip;
};

std::vector<Taken> take_apart(const PreparedCapture& capture) {
  std::vector<Taken> out;
  std::string_view rest = capture.members;
  while (!rest.empty()) {
    const auto member = gunzip_member(rest, UINT64_MAX);
    if (!member.ok()) break;
    const auto record = parse_warc_record(member->bytes);
    EXPECT_TRUE(record.ok());
    EXPECT_EQ(record->find("WARC-Block-Digest"), "sha256:" + sha256(record->block).hex());
    out.push_back({std::string(record->find("WARC-Type").value_or("")),
                   std::string(record->find("WARC-Target-URI").value_or("")),
                   field_record(*record, "WARC-Concurrent-To").value_or(""),
                   std::string(record->block),
                   std::string(record->find("WARC-Truncated").value_or("")),
                   std::string(record->find("WARC-IP-Address").value_or(""))});
    rest.remove_prefix(member->length);
  }
  EXPECT_TRUE(rest.empty());
  return out;
}

std::string types_of(const std::vector<Taken>& records) {
  std::string types;
  for (const Taken& record : records) types += record.type + " ";
  return types;
}

CaptureContent read_back(const PreparedCapture& capture) {
  const testing::TempDir dir;
  auto archive = open_capture_archive(dir.path(), ArchiveAccess::kWrite, 1 << 30);
  const auto place = (*archive)->append(capture);
  EXPECT_TRUE(place.ok());
  auto content = (*archive)->read(*place);
  EXPECT_TRUE(content.ok()) << content.error().message;
  return content.ok() ? std::move(*content) : CaptureContent{};
}

void expect_says(const CaptureContent& content, const Arrival& arrival) {
  EXPECT_EQ(content.uri, arrival.uri);
  EXPECT_EQ(content.captured_at, arrival.captured_at);
  EXPECT_EQ(content.media_type, arrival.media_type);
  EXPECT_EQ(content.charset, arrival.charset);
  EXPECT_EQ(content.content_encoding, arrival.content_encoding);
  EXPECT_EQ(content.source, arrival.source);
  EXPECT_EQ(content.http, summarise(*arrival.http, arrival.uri));
}

TEST(VisitRecords, EveryKindComesBackAsItWas) {
  const std::pair<Arrival, std::string_view> rows[] = {
      {sample_visit("Rain fell."), "request metadata response "},
      {testing::compressed_visit("Rain fell."), "request metadata response "},
      {testing::redirected_visit("Rain fell."),
       "request response request response request metadata response "},
      {testing::truncated_visit("Rain fe"), "request metadata response "},
      {testing::failed_visit(), "request metadata "},
      {sample_visit("\r\n\r\n5\r\nchunk"), "request metadata response "},
  };
  for (const auto& [arrival, types] : rows) {
    const PreparedCapture capture = prepare_capture(arrival);
    const std::vector<Taken> records = take_apart(capture);
    EXPECT_EQ(types_of(records), types) << arrival.uri;
    const CaptureContent content = read_back(capture);
    expect_says(content, arrival);
    EXPECT_EQ(content.record_id, capture.record_id);
    EXPECT_EQ(content.block, bytes_as_received(arrival));
    EXPECT_EQ(content.block_digest, sha256(bytes_as_received(arrival)));
    EXPECT_FALSE(content.revisit);
    for (std::size_t i = 0; i + 1 < records.size(); ++i) {
      EXPECT_EQ(records[i].concurrent_to, capture.record_id);
    }
    EXPECT_EQ(prepare_capture(arrival).members, capture.members);
  }
}

TEST(VisitRecords, HoldRequestsResponsesAndWhatWasMeasured) {
  const Arrival arrival = testing::redirected_visit("Rain fell.");
  const std::vector<HttpExchange>& exchanges = arrival.http->exchanges;
  const std::vector<Taken> records =
      take_apart(prepare_capture(arrival, nullptr, R"({"etag":"a%"})"));
  ASSERT_EQ(records.size(), 7u);
  EXPECT_EQ(records[0].block, exchanges[0].request);
  EXPECT_EQ(records[0].uri, exchanges[0].uri);
  EXPECT_EQ(records[1].block, exchanges[0].response + "moved");
  EXPECT_EQ(records[3].block, exchanges[1].response);
  EXPECT_EQ(records[6].block, exchanges[2].response + "Rain fell.");
  EXPECT_EQ(records[6].ip, "203.0.113.7");
  EXPECT_EQ(records[5].block,
            "via: http://kelpbay.example/older\r\n"
            "hopsFromSeed: RR\r\n"
            "headwater-redirect: 301 http://kelpbay.example/old\r\n"
            "headwater-redirect: 302 http://kelpbay.example/older\r\n"
            "fetchTimeMs: 12\r\n"
            "headwater-status: 200\r\n"
            "headwater-began: 2023-11-14T22:13:20.000000Z\r\n"
            "headwater-microseconds: 12345\r\n"
            "headwater-address: 203.0.113.7:443\r\n"
            "headwater-tls: TLSv1.3 TLS_AES_256_GCM_SHA384\r\n"
            "headwater-robots: allowed by line 12: Allow: /news\r\n"
            "headwater-detail: {\"etag\":\"a%25\"}\r\n");
}

TEST(VisitRecords, ValidatorsComeBack) {
  Arrival arrival = sample_visit("Rain fell.");
  HttpExchange& last = arrival.http->exchanges.back();
  last.request =
      "GET / HTTP/1.1\r\nIf-None-Match: W/\"4%\"\r\nIf-Modified-Since: Thu, 19 Feb 2026 08:00:00 "
      "GMT\r\n\r\n";
  last.response =
      "HTTP/1.1 200 OK\r\nlast-modified: Fri, 20 Feb 2026 08:00:00 GMT\r\netag: \"5\"\r\n\r\n";
  const PreparedCapture first = prepare_capture(arrival);
  const CaptureContent original = read_back(first);
  for (const CaptureContent& content : {original, read_back(prepare_revisit(arrival, original))}) {
    EXPECT_EQ(content.validators.sent_etag, "W/\"4%\"");
    EXPECT_EQ(content.validators.sent_last_modified, "Thu, 19 Feb 2026 08:00:00 GMT");
    EXPECT_EQ(content.validators.etag, "\"5\"");
    EXPECT_EQ(content.validators.last_modified, "Fri, 20 Feb 2026 08:00:00 GMT");
  }
  EXPECT_EQ(read_back(prepare_capture(sample_visit("Rain fell."))).validators.sent_etag, "");
}

TEST(VisitRecords, CompressedBodyIsNotCompressedAgain) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i * i);
  Arrival arrival = testing::compressed_visit(text);
  EXPECT_NE(prepare_capture(arrival).members.find(arrival.received), std::string::npos);
  arrival.received = "\x1b brotli or the like: only its coding tells";
  arrival.content_encoding = "br";
  EXPECT_NE(prepare_capture(arrival).members.find(arrival.received), std::string::npos);
}

TEST(VisitRecords, RevisitsHoldTheHeadAndReferToTheOriginal) {
  const CaptureContent original = read_back(prepare_capture(sample_visit("Rain fell.")));
  Arrival again = sample_visit("Rain fell.", "copy");
  for (const Arrival& arrival : {again, testing::unchanged_visit(1)}) {
    const PreparedCapture capture = prepare_revisit(arrival, original);
    const std::vector<Taken> records = take_apart(capture);
    EXPECT_EQ(types_of(records), "request metadata revisit ");
    EXPECT_EQ(records.back().block, arrival.http->exchanges[0].response);
    const CaptureContent content = read_back(capture);
    expect_says(content, arrival);
    EXPECT_TRUE(content.revisit);
    EXPECT_EQ(content.block, "");
    EXPECT_EQ(content.refers_to, original.record_id);
    EXPECT_EQ(content.block_digest, original.block_digest);
  }
}

TEST(VisitRecords, SayWhyNothingOrNotAllCame) {
  Arrival silent = testing::failed_visit();
  silent.fault = Error{ErrorCode::kUnreadable, "no\r\nroute"};
  EXPECT_NE(take_apart(prepare_capture(silent))
                .back()
                .block.find("headwater-error: unreadable: no%0D%0Aroute\r\n"
                            "headwater-dropped: unreachable\r\n"),
            std::string::npos);
  Arrival forbidden = sample_visit("");  // robots.txt said no: nothing was asked
  forbidden.http->exchanges.clear();
  forbidden.aside = DropReason::kForbidden;
  EXPECT_EQ(types_of(take_apart(prepare_capture(forbidden))), "metadata ");
  expect_says(read_back(prepare_capture(forbidden)), forbidden);
  Arrival headless = sample_visit("bytes without a head");
  headless.http->exchanges[0].response.clear();
  EXPECT_EQ(types_of(take_apart(prepare_capture(headless))), "request metadata resource ");
  EXPECT_EQ(read_back(prepare_capture(headless)).block, headless.payload);
}

/// WARC 1.1, section 5.13: of the responses, first to last.
std::vector<std::string> truncations(const Arrival& arrival) {
  std::vector<std::string> out;
  for (const Taken& record : take_apart(prepare_capture(arrival))) {
    if (record.type == "response" || record.type == "resource") out.push_back(record.truncated);
  }
  return out;
}

TEST(VisitRecords, SayWhatEndedABodyBeforeItsEnd) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(truncations(testing::truncated_visit("Rain")), Names{"length"});
  Arrival aside = testing::truncated_visit("User-agent: *");
  aside.fault.reset();
  aside.aside = DropReason::kRobots;
  EXPECT_EQ(truncations(aside), Names{"length"});
  Arrival redirected = testing::redirected_visit("Rain fell.");
  redirected.http->exchanges[0].cut = BodyCut::kTime;
  redirected.http->exchanges[1].cut = BodyCut::kDisconnect;
  EXPECT_EQ(truncations(redirected), (Names{"time", "disconnect", ""}));
  // All of it came, and then it could not be read.
  Arrival unreadable = sample_visit("no feed");
  unreadable.fault = Error{ErrorCode::kBadFeed, "no feed"};
  EXPECT_EQ(truncations(unreadable), Names{""});
}

TEST(VisitRecords, SayWhatEndedAFileBeforeItsEnd) {
  struct Row {
    ErrorCode code;
    const char* coding;
    const char* truncated;
  };
  constexpr Row kRows[] = {{ErrorCode::kTooLarge, "", "length"},
                           {ErrorCode::kTruncated, "", "unspecified"},
                           {ErrorCode::kTooLarge, "gzip", ""},
                           {ErrorCode::kBadGzip, "gzip", ""},
                           {ErrorCode::kBadJson, "", ""}};
  for (const Row& row : kRows) {
    Arrival file = sample_visit("bytes");
    file.http.reset();
    file.content_encoding = row.coding;
    file.received = file.content_encoding.empty() ? "" : "coded";
    file.fault = Error{row.code, "because"};
    EXPECT_EQ(truncations(file), std::vector<std::string>{row.truncated}) << code_name(row.code);
  }
}

TEST(VisitRecords, CutNamesComeBack) {
  for (const BodyCut cut : {BodyCut::kWhole, BodyCut::kLength, BodyCut::kTime, BodyCut::kDisconnect,
                            BodyCut::kUnspecified}) {
    EXPECT_EQ(body_cut_of(body_cut_name(cut)), cut);
  }
  EXPECT_EQ(body_cut_of("boredom"), BodyCut::kUnspecified);
}

TEST(VisitRecords, NothingFromOutsideStartsAFieldOfItsOwn) {
  const std::string hostile = "https://a.example/ %\r\nWARC-Type: warcinfo\r\n\r\n\x7f ";
  Arrival arrival = testing::redirected_visit("Rain fell.");
  arrival.uri = arrival.source = arrival.media_type = arrival.charset = hostile;
  arrival.content_encoding = hostile;
  arrival.received = "x";
  arrival.http->robots = hostile;
  for (HttpExchange& exchange : arrival.http->exchanges) {
    exchange.tls = exchange.address = hostile;
  }
  arrival.http->exchanges[0].uri = hostile + "0";
  const PreparedCapture capture = prepare_capture(arrival, nullptr, hostile);
  EXPECT_EQ(types_of(take_apart(capture)),
            "request response request response request metadata response ");
  expect_says(read_back(capture), arrival);
}

TEST(VisitRecords, AddressesThatAreNoUrisComeBackAsTheyWere) {
  for (const std::string uri : {"", " ", "a b", "%", "\x7f"}) {
    Arrival arrival = sample_visit("x");
    arrival.uri = uri;
    EXPECT_EQ(read_back(prepare_capture(arrival)).uri, uri);
    arrival.http->exchanges[0].uri = uri;
    EXPECT_EQ(read_back(prepare_capture(arrival)).uri, uri);
  }
}

TEST(VisitRecords, AddressesAreReadInBothForms) {
  for (const auto& [address, ip] :
       {std::pair<std::string, std::string>{"203.0.113.7:443", "203.0.113.7"},
        {"[2001:db8::1]:443", "2001:db8::1"},
        {"host.example:80", ""},
        {"", ""}}) {
    Arrival arrival = sample_visit("x");
    arrival.http->exchanges[0].address = address;
    EXPECT_EQ(take_apart(prepare_capture(arrival)).back().ip, ip);
  }
}

TEST(VisitRecords, EveryFlippedByteOfTheOwnRecordIsFound) {
  const testing::TempDir dir;
  auto archive = open_capture_archive(dir.path(), ArchiveAccess::kWrite, 1 << 30);
  const auto place = (*archive)->append(prepare_capture(sample_visit("Rain fell.")));
  const std::filesystem::path path = dir.path() / segment_file_name(1);
  const std::string whole = testing::read_file(path);
  ASSERT_EQ(place->end(), whole.size());
  for (std::uint64_t i = place->offset; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] = static_cast<char>(~damaged[i]);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << damaged;
    EXPECT_FALSE((*archive)->read(*place).ok()) << i;
  }
}

TEST(VisitRecords, ACaptureCutAnywhereIsDroppedWhole) {
  const testing::TempDir dir;
  const std::filesystem::path path = dir.path() / segment_file_name(1);
  ArchivePlace kept;
  ArchivePlace torn;
  {
    auto archive = open_capture_archive(dir.path(), ArchiveAccess::kWrite, 1 << 30);
    kept = *(*archive)->append(prepare_capture(sample_visit("kept")));
    torn = *(*archive)->append(prepare_capture(testing::redirected_visit("torn")));
  }
  const std::string whole = testing::read_file(path);
  EXPECT_EQ(torn.end(), whole.size());
  EXPECT_GT(torn.offset, kept.end());
  for (std::uint64_t size = kept.end(); size <= whole.size(); size += 7) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, size);
    auto archive = open_capture_archive(dir.path(), ArchiveAccess::kWrite, 1 << 30);
    EXPECT_EQ((*archive)->cut_after(kept)->cut, size - kept.end());
    EXPECT_EQ(*(*archive)->append(prepare_capture(testing::redirected_visit("torn"))), torn);
    EXPECT_EQ(testing::read_file(path), whole);
  }
}

TEST(VisitRecords, RecordsWithoutOurFieldsAreRefused) {
  const std::string block = "HTTP/1.1 200 OK\r\n\r\nx";
  for (const std::string_view type : {"response", "metadata", "request"}) {
    CaptureFields fields(type, {1});
    fields.add_uri("WARC-Target-URI", "https://a.example/");
    fields.add_digest("WARC-Block-Digest", sha256(block))
        .add_digest("WARC-Payload-Digest", sha256("x"));
    if (type == "response") fields.add("Headwater-Redirects", "-1");
    std::string member;
    fields.finish(block, GzipEffort::kFast, member);
    const auto bytes = gunzip_member(member, 1 << 20);
    const auto record = parse_warc_record(bytes->bytes);
    EXPECT_EQ(capture_from_record(*record).error().code, ErrorCode::kBadWarc) << type;
  }
}

}  // namespace
}  // namespace headwater
