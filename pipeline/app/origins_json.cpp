#include "app/origins_json.h"

#include "app/origin_text.h"

namespace headwater {

void write_origins(std::string_view text, const OriginAnswer& answer, JsonWriter& json) {
  json.begin_object().key("type").string("origins").key("text").string(text);
  json.key("documents").number(answer.carriers.size());
  json.key("texts").number(answer.groups.size()).key("independent").number(answer.independent);
  json.key("sources").number(answer.sources);
  json.key("complete").boolean(!answer.cut);
  json.key("altered_complete").boolean(!answer.cut && !answer.alike_cut);
  write_origin(answer.members, answer.origin, json);
  json.end_object();
}

void write_origin_group(const OriginAnswer& answer, std::size_t number, JsonWriter& json) {
  const OriginGroup& group = answer.groups[number];
  json.begin_object().key("type").string("origin_group").key("number").number(number + 1);
  json.key("cluster").string(group.cluster).key("source").number(group.source + 1);
  json.key("strand").number(group.strand + 1);
  json.key("documents").number(group.documents.size());
  json.key("cluster_documents").number(group.cluster_documents);
  json.key("cluster_complete").boolean(group.complete);
  json.key("shares_passage_with").begin_array();
  for (const std::size_t other : group.shares_passage_with) json.number(other + 1);
  json.end_array();
  write_origin(answer.members_of(group), group.origin, json);
  json.end_object();
}

void write_carrier(const OriginAnswer& answer, std::size_t number, std::size_t document,
                   JsonWriter& json) {
  const Carrier& carrier = answer.carriers[document];
  const DocumentOrigin& origin = answer.members[document].origin;
  const SeenAt& seen = origin.seen.front();
  json.begin_object().key("type").string("carrier").key("group").number(number + 1);
  json.key("document").string(carrier.document).key("uri").string(seen.uri);
  json.key("outlet").string_or_null(seen.outlet).key("published_at");
  json.string_or_null(origin.published_at ? std::optional(origin.published_at->value)
                                          : std::nullopt);
  json.key("captured_at").string(to_rfc3339(seen.first_seen));
  json.key("begin").number(carrier.span.begin).key("end").number(carrier.span.end);
  json.key("similarity").real(carrier.similarity).key("text").string(carrier.text);
  json.key("also_seen_at").begin_array();
  for (std::size_t i = 1; i < origin.seen.size(); ++i) {
    json.begin_object().key("outlet").string_or_null(origin.seen[i].outlet);
    json.key("uri").string(origin.seen[i].uri).end_object();
  }
  json.end_array().end_object();
}

}  // namespace headwater
