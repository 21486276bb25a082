#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "archive/segment_files.h"
#include "base/digest.h"
#include "record/document_map.h"
#include "store/payload_reader.h"
#include "store/sighting_reader.h"
#include "store/verify_scope.h"

namespace headwater {
namespace {

std::string subject_of(const Sighting& sighting) {
  return "capture " + std::to_string(sighting.capture);
}

/// Reads every capture's record and holds it against its row and against the documents made of it.
class CaptureCheck {
 public:
  explicit CaptureCheck(VerifyScope& scope)
      : scope_(scope), report_(scope.report), sightings_(scope.queries) {}

  /// Returns the id of the capture's record; empty if it cannot be read.
  std::string check(const Sighting& sighting) {
    ++report_.counts().captures;
    Result<CaptureContent> content = scope_.archive.read(sighting.place);
    if (!content) {
      const bool digest = content.error().code == ErrorCode::kStoreDamaged;
      report_.add(digest ? 602 : 601, subject_of(sighting), content.error().message);
      return {};
    }
    check_row(sighting, *content);
    std::string record_id = content->record_id;
    if (content->revisit) {
      check_revisit(sighting, *content);
    } else {
      check_payload(sighting, std::move(*content));
    }
    return record_id;
  }

 private:
  void check_row(const Sighting& sighting, const CaptureContent& content) {
    if (sighting.uri == content.uri && sighting.captured_at == content.captured_at &&
        sighting.media_type == content.media_type && sighting.charset == content.charset &&
        sighting.content_encoding == content.content_encoding &&
        sighting.source == content.source && sighting.http == content.http &&
        sighting.container == content.container) {
      return;
    }
    report_.add(
        604, subject_of(sighting),
        "its row says another address, time, type or container than record " + content.record_id);
  }

  void check_revisit(const Sighting& sighting, const CaptureContent& content) {
    const Result<Sighting> original = sightings_.original(sighting);
    if (!original) return report_.add(605, subject_of(sighting), original.error().message);
    const Result<CaptureContent> bytes = scope_.archive.read(original->place);
    // A record that cannot be read is a finding of its own capture.
    if (!bytes) return;
    if (!sighting.revisit || bytes->record_id != content.refers_to ||
        bytes->block_digest != content.block_digest) {
      report_.add(605, subject_of(sighting),
                  "refers to " + content.refers_to + ", which does not hold its bytes");
    }
  }

  void check_payload(const Sighting& sighting, CaptureContent content) {
    const Result<std::string> payload = decoded_block(std::move(content), sighting.payload_size);
    if (!payload) {
      if (sighting.payload_size == 0 && is_quarantined(sighting)) return;
      return report_.add(603, subject_of(sighting), payload.error().message);
    }
    report_.counts().payload_bytes += payload->size();
    if (payload->size() != sighting.payload_size || sha256(*payload) != sighting.payload) {
      return report_.add(603, subject_of(sighting),
                         "the archive's bytes are not the payload that was stored");
    }
    replay(sighting, *payload);
  }

  /// What could not be decompressed is kept as received and has no payload.
  bool is_quarantined(const Sighting& sighting) {
    return scope_.queries
        .row("SELECT 1 FROM quarantine WHERE capture = ? LIMIT 1", sighting.capture)
        .ok();
  }

  /// Makes the cleaned text of every document that was first seen in this capture once more.
  void replay(const Sighting& sighting, const std::string& payload) {
    Result<Query> query = scope_.queries.get(
        "SELECT lower(hex(d.id)), d.text_sha256, t.map FROM document d JOIN document_text t"
        " ON t.document = d.document WHERE d.id = ? AND d.capture = ?");
    if (!query) return report_.add_unreadable("maps", query.error());
    const std::string_view id(reinterpret_cast<const char*>(sighting.payload.bytes.data()), 16);
    (*query)->bind_blob(id).bind_integer(sighting.capture);
    Result<bool> row = (*query)->step();
    for (; row && *row; row = (*query)->step()) {
      ++report_.counts().maps_replayed;
      const Result<DocumentMap> map = decode_map((*query)->blob(2));
      if (!map) continue;  // finding 402
      const Result<std::string> cleaned = replay_cleaned(payload, *map);
      if (cleaned && sha256(*cleaned) == digest_column(**query, 1)) continue;
      report_.add(607, "document " + std::string((*query)->text(0)),
                  cleaned ? "replaying its map on the payload gives another cleaned text"
                          : cleaned.error().message);
    }
    if (!row) report_.add_unreadable("maps of " + subject_of(sighting), row.error());
  }

  VerifyScope& scope_;
  VerifyReport& report_;
  SightingReader sightings_;
};

/// Watches for bytes of the archive that no capture refers to. Before a capture's own record may
/// lie others of the same visit, which name it. What lies behind the last capture is what a killed
/// commit left, or what a running one is about to commit: no finding.
class GapCheck {
 public:
  explicit GapCheck(VerifyScope& scope) : scope_(scope), captures_(scope.store / "captures") {
    Result<std::vector<SegmentFile>> segments = list_segments(captures_);
    if (segments) segments_ = std::move(*segments);  // else finding 201
  }

  /// `record_id` is of the record at `place`; empty if that cannot be read.
  void pass(const ArchivePlace& place, std::string_view record_id) {
    if (place.segment > end_.segment) {
      leave_segment();
      for (const SegmentFile& segment : segments_) {
        if (segment.number <= end_.segment || segment.number >= place.segment) continue;
        scope_.report.add(606, file(segment.number), "no capture refers to this segment");
      }
      end_ = {place.segment, 0, 0};
    }
    if (place.offset > end_.end()) check_before(place, record_id);
    if (place.end() > end_.end()) end_ = place;
  }

 private:
  std::string file(std::uint32_t number) const {
    return (captures_ / segment_file_name(number)).string();
  }

  /// A full segment ends with its last capture.
  void leave_segment() {
    const auto segment = std::ranges::find(segments_, end_.segment, &SegmentFile::number);
    if (segment == segments_.end() || segment->size <= end_.end()) return;
    report_gap(end_.end(), segment->size);
  }

  /// What lies between the capture before and this one.
  void check_before(const ArchivePlace& capture, std::string_view record_id) {
    std::uint64_t reached = end_.end();
    const Status read =
        for_each_record(captures_, capture.segment, {reached, capture.offset},
                        [&](const ArchivePlace& place, const WarcRecord& record) {
                          reached = place.end();
                          if (place.offset == 0) return check_head(record);
                          if (!is_block_intact(record)) {
                            scope_.report.add(609, file(place.segment),
                                              "the block at byte " + std::to_string(place.offset) +
                                                  " is not the one its digest names");
                          }
                          if (!belongs_to(record, record_id)) report_gap(place.offset, place.end());
                        });
    if (read) return;
    if (reached == 0) return scope_.report.add(608, file(capture.segment), read.error().message);
    scope_.report.add(609, file(capture.segment), read.error().message);
  }

  /// A segment begins with its `warcinfo` record.
  void check_head(const WarcRecord& record) {
    if (record.find("WARC-Type") == "warcinfo" && is_block_intact(record)) return;
    scope_.report.add(608, file(end_.segment), "begins with another record than its warcinfo");
  }

  static bool belongs_to(const WarcRecord& record, std::string_view record_id) {
    const std::string_view capture = record.find("WARC-Concurrent-To").value_or("");
    if (record_id.empty()) return !capture.empty();
    return capture == "<" + std::string(record_id) + ">";
  }

  static bool is_block_intact(const WarcRecord& record) {
    return record.find("WARC-Block-Digest") == "sha256:" + sha256(record.block).hex();
  }

  void report_gap(std::uint64_t begin, std::uint64_t end) {
    scope_.report.add(
        606, file(end_.segment),
        "no capture refers to bytes " + std::to_string(begin) + " to " + std::to_string(end));
  }

  VerifyScope& scope_;
  const std::filesystem::path captures_;
  std::vector<SegmentFile> segments_;
  ArchivePlace end_;
};

}  // namespace

void verify_captures(VerifyScope& scope) {
  CaptureCheck captures(scope);
  GapCheck gaps(scope);
  static const std::string sql = sighting_query("", "", "ORDER BY c.capture");
  const Status status = for_each_row(scope.queries, sql, [&](const SqlStatement& row) {
    const Sighting sighting = read_sighting(row);
    const std::string record_id = captures.check(sighting);
    gaps.pass(sighting.place, record_id);
  });
  if (!status) scope.report.add_unreadable("captures", status.error());
}

}  // namespace headwater
