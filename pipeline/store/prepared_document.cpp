#include "store/prepared_document.h"

#include <array>
#include <cassert>
#include <cstring>
#include <span>
#include <type_traits>

#include "archive/capture_archive.h"
#include "store/evidence_json.h"
#include "store/span_list.h"

namespace headwater {
namespace {

using Head = PreparedDocument::Head;
static_assert(std::is_trivially_copyable_v<Head>);

/// The parts in the order in which they are packed, each behind its size.
constexpr std::array kParts = {&PreparedDocument::record_id,  &PreparedDocument::members,
                               &PreparedDocument::evidence,   &PreparedDocument::wire_evidence,
                               &PreparedDocument::map,        &PreparedDocument::cuts,
                               &PreparedDocument::statements, &PreparedDocument::fields};

std::string pack(const PreparedDocument& document) {
  std::size_t size = sizeof(Head);
  for (const auto part : kParts) size += sizeof(std::size_t) + (document.*part).size();
  std::string out;
  out.reserve(size);
  out.append(reinterpret_cast<const char*>(&document.head), sizeof(Head));
  for (const auto part : kParts) {
    const std::size_t length = (document.*part).size();
    out.append(reinterpret_cast<const char*>(&length), sizeof length).append(document.*part);
  }
  return out;
}

}  // namespace

std::string prepare_document(const Finished& finished) {
  const Article& article = finished.article;
  PreparedDocument out;
  out.head.payload_size = article.arrival.payload.size();
  PreparedCapture capture;
  if (!article.arrival.stored_capture) {
    capture = prepare_capture(article.arrival, &article.payload_digest, source_detail(finished));
    out.head.block = capture.block_digest;
    out.record_id = capture.record_id;
    out.head.before = capture.before;
    out.members = capture.members;
  }
  const std::string evidence = evidence_to_json(article.outlet.evidence);
  const std::string wire_evidence =
      article.wire ? evidence_to_json(article.wire->evidence) : std::string("[]");
  out.evidence = evidence;
  out.wire_evidence = wire_evidence;
  if (!passed(finished.outcome)) return pack(out);
  const DocumentMap map = make_document_map(article.arrival.payload.size(), article.text,
                                            article.source_map, article.edits);
  out.head.bytes = account(map);
  const std::string encoded = encode_map(map);
  const std::string cuts = cuts_to_json(map.cuts);
  const std::string statements = statements_to_json(article.statements);
  const std::string fields = field_evidence_to_json(article);
  out.map = encoded;
  out.cuts = cuts;
  out.statements = statements;
  out.fields = fields;
  return pack(out);
}

PreparedDocument unpack_prepared(std::string_view packed) {
  PreparedDocument out;
  assert(packed.size() >= sizeof(Head));
  std::memcpy(&out.head, packed.data(), sizeof(Head));
  packed.remove_prefix(sizeof(Head));
  for (const auto part : kParts) {
    std::size_t length = 0;
    std::memcpy(&length, packed.data(), sizeof length);
    out.*part = packed.substr(sizeof length, length);
    packed.remove_prefix(sizeof length + length);
  }
  return out;
}

}  // namespace headwater
