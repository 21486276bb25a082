#include "store/prepared_document.h"

#include <array>
#include <cassert>
#include <cstring>
#include <type_traits>
#include <utility>

#include "archive/capture_archive.h"
#include "store/evidence_json.h"
#include "store/span_list.h"

namespace headwater {
namespace {

using Head = PreparedDocument::Head;
static_assert(std::is_trivially_copyable_v<Head>);

/// The parts in the order in which they are packed. The members are the largest by far and stay
/// where they were made.
constexpr std::array kParts = {&PreparedDocument::members,    &PreparedDocument::record_id,
                               &PreparedDocument::evidence,   &PreparedDocument::wire_evidence,
                               &PreparedDocument::map,        &PreparedDocument::cuts,
                               &PreparedDocument::statements, &PreparedDocument::fields};
using Sizes = std::array<std::size_t, kParts.size()>;
/// All but the members, by their place behind them.
using Rest = std::array<std::string, kParts.size() - 1>;
enum : std::size_t { kRecordId, kEvidence, kWireEvidence, kMap, kCuts, kStatements, kFields };
constexpr std::size_t kTrailer = sizeof(Sizes) + sizeof(Head);

std::size_t packed_size(const Rest& rest) {
  std::size_t size = kTrailer;
  for (const std::string& part : rest) size += part.size();
  return size;
}

std::string pack(const Head& head, std::string members, const Rest& rest) {
  Sizes sizes{members.size()};
  std::string out = std::move(members);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    sizes[i + 1] = rest[i].size();
    out += rest[i];
  }
  out.append(reinterpret_cast<const char*>(&sizes), sizeof sizes);
  return out.append(reinterpret_cast<const char*>(&head), sizeof head);
}

/// Evidence, and what only a document that passed has.
Rest make_rest(const Finished& finished, Head& head) {
  const Article& article = finished.article;
  Rest rest;
  rest[kEvidence] = evidence_to_json(article.outlet.evidence);
  rest[kWireEvidence] = article.wire ? evidence_to_json(article.wire->evidence) : "[]";
  if (!passed(finished.outcome)) return rest;
  const DocumentMap map = make_document_map(article.arrival.payload.size(), article.text,
                                            article.source_map, article.edits);
  head.bytes = account(map);
  rest[kMap] = encode_map(map);
  rest[kCuts] = cuts_to_json(map.cuts);
  rest[kStatements] = statements_to_json(article.statements);
  rest[kFields] = field_evidence_to_json(article);
  return rest;
}

}  // namespace

std::string prepare_document(const Finished& finished) {
  const Arrival& arrival = finished.article.arrival;
  Head head;
  head.payload_size = arrival.payload.size();
  Rest rest = make_rest(finished, head);
  PreparedCapture capture;
  if (!arrival.stored_capture) {
    capture = prepare_capture(arrival, &finished.article.payload_digest, source_detail(finished),
                              packed_size(rest));
    head.block = capture.block_digest;
    head.before = capture.before;
    rest[kRecordId] = std::move(capture.record_id);
  }
  return pack(head, std::move(capture.members), rest);
}

PreparedDocument unpack_prepared(std::string_view packed) {
  PreparedDocument out;
  assert(packed.size() >= kTrailer);
  Sizes sizes;
  std::memcpy(&out.head, packed.data() + packed.size() - sizeof(Head), sizeof(Head));
  std::memcpy(&sizes, packed.data() + packed.size() - kTrailer, sizeof sizes);
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    out.*kParts[i] = packed.substr(0, sizes[i]);
    packed.remove_prefix(sizes[i]);
  }
  return out;
}

}  // namespace headwater
