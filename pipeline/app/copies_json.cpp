#include "app/copies_json.h"

#include <string>
#include <vector>

#include "app/article_json.h"
#include "app/origin_text.h"

namespace headwater {
namespace {

std::vector<OriginMember> origins_of(const CopyStory& story) {
  std::vector<OriginMember> origins;
  for (const CopyMember& member : story.members) origins.push_back(member.member);
  return origins;
}

void text_or_null(std::string_view key, std::string_view text, JsonWriter& json) {
  json.key(key);
  text.empty() ? json.null() : json.string(text);
}

template <class Space>
void write_span_or_null(std::string_view key, const std::optional<Span<Space>>& span,
                        JsonWriter& json) {
  json.key(key);
  span ? write_span(*span, json) : static_cast<void>(json.null());
}

void write_raw(const StoredDocument& document, TextSpan span, JsonWriter& json) {
  const std::uint64_t shift = raw_shift(document.article.arrival);
  json.key("raw").begin_array();
  for (const RawSpan raw : document.article.source_map.raw_spans(span))
    write_span(RawSpan{raw.begin + shift, raw.end + shift}, json);
  json.end_array();
}

/// Evidence with the raw bytes that it stands in, wherever it was found.
void write_evidence(const Evidence& evidence, const StoredDocument& document, JsonWriter& json) {
  json.begin_object().key("kind").string(evidence.kind).key("value").string(evidence.value);
  write_span_or_null("span", evidence.span, json);
  if (evidence.span && evidence.span->end <= document.article.text.size()) {
    write_raw(document, *evidence.span, json);
  } else {
    const std::uint64_t shift = raw_shift(document.article.arrival);
    json.key("raw").begin_array();
    if (evidence.raw)
      write_span(RawSpan{evidence.raw->begin + shift, evidence.raw->end + shift}, json);
    json.end_array();
  }
  json.key("rule").string(evidence.rule).end_object();
}

void write_credits(const std::vector<Credit>& credits, const StoredDocument& document,
                   JsonWriter& json) {
  json.key("credits").begin_array();
  for (const Credit& credit : credits) {
    json.begin_object().key("outlet").string_or_null(credit.outlet);
    text_or_null("name", credit.name, json);
    json.key("meaning").string(credit_meaning_name(credit.meaning)).key("evidence").begin_array();
    for (const Evidence& evidence : credit.evidence) write_evidence(evidence, document, json);
    json.end_array().end_object();
  }
  json.end_array();
}

void write_seen(const std::vector<SeenAt>& all, JsonWriter& json) {
  json.key("seen").begin_array();
  for (const SeenAt& seen : all) {
    json.begin_object().key("outlet").string_or_null(seen.outlet);
    text_or_null("name", seen.name, json);
    json.key("first_seen").string(to_rfc3339(seen.first_seen, TimePrecision::kMicroseconds));
    json.key("uri").string(seen.uri).key("captures").number(seen.captures).end_object();
  }
  json.end_array();
}

void write_link(std::string_view key, const CopyStory& story, const CopyMember& member,
                const std::optional<std::size_t>& link, JsonWriter& json) {
  json.key(key);
  if (!link) {
    json.null();
    return;
  }
  const CopyMember::Link& found = member.links[*link];
  json.begin_object().key("document");
  json.string(story.members[found.other].member.origin.document);
  json.key("kind").string(copy_kind_name(found.edge.kind));
  json.key("jaccard").real(found.edge.jaccard).key("share_here").real(found.edge.share_here);
  json.key("share_there").real(found.edge.share_there);
  json.key("stored").boolean(found.stored).end_object();
}

/// One side of an alteration, or null where it has nothing.
void write_side(std::string_view key, const StoredDocument& document, TextSpan span,
                JsonWriter& json) {
  json.key(key);
  if (span.empty()) {
    json.null();
    return;
  }
  json.begin_object().key("begin").number(span.begin).key("end").number(span.end);
  write_raw(document, span, json);
  json.key("text").string(line_within(document.article, span)).end_object();
}

}  // namespace

void write_cluster(const CopyStory& story, JsonWriter& json) {
  const auto document = [&](std::size_t member) -> const std::string& {
    return story.members[member].member.origin.document;
  };
  std::size_t chained = 0;
  for (const std::size_t index : story.listed) chained += story.members[index].chained ? 1U : 0U;
  json.begin_object().key("type").string("cluster").key("id").string(story.cluster.id);
  json.key("document").string(document(story.asked));
  json.key("members").number(story.members.size()).key("listed").number(story.listed.size());
  json.key("complete").boolean(story.cluster.complete);
  json.key("reference").string(document(story.reference));
  json.key("reference_by").string(reference_reason(story.reason));
  json.key("chained").number(chained);
  write_origin(origins_of(story), story.origin, json);
  json.end_object();
}

void write_member(const CopyStory& story, std::size_t index, const StoredDocument& document,
                  const OutletRegistry& registry, JsonWriter& json) {
  const CopyMember& member = story.members[index];
  const DocumentOrigin& origin = member.member.origin;
  json.begin_object().key("type").string("member").key("cluster").string(story.cluster.id);
  json.key("number").number(index + 1).key("document").string(origin.document);
  json.key("outlet").string_or_null(origin.seen.front().outlet);
  text_or_null("role", outlet_role(origin.seen.front().outlet, registry), json);
  json.key("title").string_or_null(origin.title);
  write_version(member.version, json);
  json.key("published_at");
  if (origin.published_at) {
    json.string(origin.published_at->value).key("published_by");
    write_evidence(origin.published_at->evidence, document, json);
  } else {
    json.null().key("published_by").null();
  }
  write_seen(origin.seen, json);
  write_credits(member.member.credits, document, json);
  json.key("reference").boolean(index == story.reference).key("same_text_as");
  if (member.same_text_as) {
    json.string(story.members[*member.same_text_as].member.origin.document);
  } else {
    json.null();
  }
  write_link("nearest", story, member, member.nearest, json);
  write_link("to_reference", story, member, member.to_reference, json);
  json.key("chained").boolean(member.chained).end_object();
}

void write_alteration(const StoredDocument& here, const StoredDocument& there,
                      const Alteration& place, JsonWriter& json) {
  const std::string_view kind = place.adds() && place.cuts() ? "replaced"
                                : place.adds()               ? "added"
                                                             : "cut";
  json.begin_object().key("type").string("alteration").key("document").string(here.article.id);
  json.key("reference").string(there.article.id).key("kind").string(kind);
  write_side("added", here, place.here, json);
  write_side("cut", there, place.there, json);
  json.end_object();
}

void write_shared_passage(const StoredDocument& here, const PassageNeighbour& neighbour,
                          const AlignedPassage& passage, JsonWriter& json) {
  const SeenAt& seen = neighbour.origin.seen.front();
  json.begin_object().key("type").string("shared_passage");
  json.key("document").string(here.article.id).key("other").string(neighbour.origin.document);
  json.key("uri").string(seen.uri).key("outlet").string_or_null(seen.outlet);
  json.key("published_at")
      .string_or_null(neighbour.origin.published_at
                          ? std::optional(neighbour.origin.published_at->value)
                          : std::nullopt);
  json.key("begin").number(passage.here.begin).key("end").number(passage.here.end);
  write_raw(here, passage.here, json);
  json.key("other_begin").number(passage.there.begin).key("other_end").number(passage.there.end);
  json.key("text").string(line_within(here.article, passage.here)).end_object();
}

}  // namespace headwater
