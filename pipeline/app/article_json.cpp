#include "app/article_json.h"

#include <algorithm>
#include <array>

namespace headwater {
namespace {

template <class Space>
void write_pair(Span<Space> span, JsonWriter& json) {
  json.begin_array().number(span.begin).number(span.end).end_array();
}

void write_raw_or_null(const std::optional<RawSpan>& raw, std::uint64_t shift, JsonWriter& json) {
  json.key("raw");
  if (raw) {
    write_span(RawSpan{raw->begin + shift, raw->end + shift}, json);
  } else {
    json.null();
  }
}

void write_evidence(const std::vector<Evidence>& evidence, JsonWriter& json) {
  json.key("evidence").begin_array();
  for (const Evidence& item : evidence) {
    json.begin_object().key("kind").string(item.kind).key("value").string(item.value);
    json.key("span");
    if (item.span) {
      write_span(*item.span, json);
    } else {
      json.null();
    }
    json.key("rule").string(item.rule).end_object();
  }
  json.end_array();
}

void write_outlet(const OutletTag& outlet, JsonWriter& json) {
  json.key("outlet");
  if (!outlet.id) {
    json.null();
    return;
  }
  json.begin_object().key("id").string(*outlet.id).key("name").string(outlet.name);
  json.key("confidence").real(outlet.confidence);
  write_evidence(outlet.evidence, json);
  json.end_object();
}

void write_wire(const std::optional<WireCredit>& wire, JsonWriter& json) {
  json.key("wire");
  if (!wire) {
    json.null();
    return;
  }
  json.begin_object().key("agency").string_or_null(wire->agency);
  json.key("syndicated").boolean(wire->syndicated);
  write_evidence(wire->evidence, json);
  json.end_object();
}

void write_field(std::string_view key, const std::optional<Field>& field, JsonWriter& json) {
  json.key(key);
  if (field) {
    json.string(field->value);
  } else {
    json.null();
  }
}

struct NamedField {
  std::string_view name;
  std::optional<Field> Article::*field;
};
constexpr std::array kFields = {
    NamedField{"title", &Article::title}, NamedField{"byline", &Article::byline},
    NamedField{"published_at", &Article::published_at}, NamedField{"language", &Article::language}};

void write_reason(std::string_view name, const std::optional<Field>& field, std::uint64_t shift,
                  JsonWriter& json) {
  if (!field) return;
  const Evidence& evidence = field->evidence;
  json.key(name).begin_object().key("kind").string(evidence.kind);
  json.key("value").string(evidence.value).key("span");
  if (evidence.span) {
    write_span(*evidence.span, json);
  } else {
    json.null();
  }
  write_raw_or_null(evidence.raw, shift, json);
  json.key("rule").string(evidence.rule).end_object();
}

/// What decided each field and fact.
void write_reasons(const Article& article, JsonWriter& json) {
  const std::uint64_t shift = raw_shift(article.arrival);
  json.key("evidence").begin_object();
  for (const NamedField& row : kFields) write_reason(row.name, article.*row.field, shift, json);
  for (const NamedFact& row : named_facts())
    write_reason(row.name, article.facts.*row.field, shift, json);
  json.end_object();
}

bool has_metadata(const Article& article) {
  const auto known = [&](const auto& row) { return (article.*row.field).has_value(); };
  const auto stated = [&](const auto& row) { return (article.facts.*row.field).has_value(); };
  return std::ranges::any_of(kFields, known) || std::ranges::any_of(named_facts(), stated);
}

void write_metadata(const Article& article, JsonWriter& json) {
  json.key("metadata");
  if (!has_metadata(article)) {
    json.null();
    return;
  }
  json.begin_object();
  for (const NamedFact& row : named_facts()) {
    const std::optional<Field>& field = article.facts.*row.field;
    if (field && row.field == &PageFacts::free_to_read) {
      json.key(row.name).boolean(field->value == "true");
    } else {
      write_field(row.name, field, json);
    }
  }
  write_reasons(article, json);
  json.end_object();
}

void write_copy(const std::optional<CopyOf>& copy, JsonWriter& json) {
  json.key("copy_of");
  if (!copy) {
    json.null();
    return;
  }
  json.begin_object().key("document").string(copy->document);
  json.key("kind").string(copy_kind_name(copy->kind)).end_object();
}

void write_map(const DocumentView& view, JsonWriter& json) {
  const std::uint64_t shift = raw_shift(view.article.arrival);
  json.key("map").begin_object().key("runs").begin_array();
  for (const Run& run : view.article.source_map.runs()) {
    json.begin_object().key("kind").string(run_kind_name(run.kind));
    json.key("raw");
    write_span(RawSpan{run.raw().begin + shift, run.raw().end + shift}, json);
    json.key("text");
    write_span(run.text(), json);
    json.key("units").number(run.units).end_object();
  }
  json.end_array().key("cuts").begin_array();
  for (const Cut& cut : view.article.edits.cuts()) {
    json.begin_object().key("text");
    write_span(cut.span, json);
    json.key("rule").string(view.rules[cut.rule].id).end_object();
  }
  json.end_array().end_object();
}

}  // namespace

std::string_view run_kind_name(RunKind kind) {
  constexpr std::array<std::string_view, 5> kNames = {"copy", "entity", "transcode", "whitespace",
                                                      "separator"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::uint64_t raw_shift(const Arrival& arrival) {
  return arrival.container ? arrival.container->shift() : 0;
}

void write_span(TextSpan span, JsonWriter& json) { write_pair(span, json); }
void write_span(RawSpan span, JsonWriter& json) { write_pair(span, json); }

void write_container(const std::optional<Container>& container, JsonWriter& json) {
  if (!container) {
    json.null();
    return;
  }
  json.begin_object().key("uri").string(container->uri);
  json.key("payload_sha256").string(container->payload.hex()).key("range");
  write_span(container->range, json);
  json.end_object();
}

void DocumentWriter::write_raw(const DocumentView& view, TextSpan span, JsonWriter& json) {
  const std::uint64_t shift = raw_shift(view.article.arrival);
  raw_.clear();
  view.article.source_map.raw_spans(span, raw_);
  json.key("raw").begin_array();
  for (const RawSpan raw : raw_) write_span(RawSpan{raw.begin + shift, raw.end + shift}, json);
  json.end_array();
}

void DocumentWriter::write_identity(const DocumentView& view, JsonWriter& json) {
  const Arrival& arrival = view.article.arrival;
  json.key("type").string("document").key("id").string(view.article.id);
  json.key("uri").string(arrival.uri).key("container");
  write_container(arrival.container, json);
  json.key("media_type").string(arrival.media_type);
  json.key("payload_sha256").string(view.article.payload_digest.hex());
  json.key("text_sha256").string(sha256(cleaned_).hex());
  json.key("recipe").string(view.recipe.hex());
}

void DocumentWriter::write_cuts(const DocumentView& view, JsonWriter& json) {
  json.key("cuts").begin_array();
  for (const Cut& cut : view.article.edits.cuts()) {
    const RuleInfo& rule = view.rules[cut.rule];
    json.begin_object().key("begin").number(cut.span.begin).key("end").number(cut.span.end);
    write_raw(view, cut.span, json);
    json.key("reason").string(reason_name(rule.reason)).key("rule").string(rule.id);
    json.key("text").string(slice(view.article.text, cut.span)).end_object();
  }
  json.end_array();
}

void DocumentWriter::write_statements(const DocumentView& view, JsonWriter& json) {
  json.key("statements").begin_array();
  std::uint64_t ordinal = 0;
  for (const Statement& statement : view.article.statements) {
    json.begin_object().key("ordinal").number(ordinal++);
    json.key("begin").number(statement.span.begin).key("end").number(statement.span.end);
    write_raw(view, statement.span, json);
    json.key("text").string(slice(view.article.text, statement.span));
    json.key("attributions").begin_array().end_array().end_object();
  }
  json.end_array();
}

void DocumentWriter::write(const DocumentView& view, JsonWriter& json) {
  const Article& article = view.article;
  cleaned_.clear();
  article.edits.append_cleaned(article.text, cleaned_);
  json.begin_object();
  write_identity(view, json);
  write_outlet(article.outlet, json);
  write_wire(article.wire, json);
  write_field("title", article.title, json);
  write_field("byline", article.byline, json);
  write_field("published_at", article.published_at, json);
  write_field("language", article.language, json);
  write_metadata(article, json);
  json.key("text").string(cleaned_);
  write_cuts(view, json);
  write_statements(view, json);
  write_copy(article.copy_of, json);
  if (view.with_visible) json.key("visible").string(article.text);
  if (view.with_map) write_map(view, json);
  json.end_object();
}

}  // namespace headwater
