#include "store/evidence_json.h"

#include <simdjson.h>

#include <array>
#include <optional>

#include "base/json.h"

namespace headwater {
namespace {

namespace dom = simdjson::dom;

struct NamedField {
  std::string_view name;
  std::optional<Field> Article::*field;
};
constexpr std::array kFields = {
    NamedField{"title", &Article::title},       NamedField{"byline", &Article::byline},
    NamedField{"dateline", &Article::dateline}, NamedField{"published_at", &Article::published_at},
    NamedField{"language", &Article::language},
};

/// Under which the facts of a page stand, and in each of them what it means.
constexpr std::string_view kFactsKey = "facts";
constexpr std::string_view kMeansKey = "means";

template <class Space>
void write_span(const std::optional<Span<Space>>& span, JsonWriter& json) {
  if (!span) {
    json.null();
    return;
  }
  json.begin_array().number(span->begin).number(span->end).end_array();
}

void write_members(const Evidence& evidence, JsonWriter& json) {
  json.key("kind").string(evidence.kind);
  json.key("value").string(evidence.value);
  json.key("span");
  write_span(evidence.span, json);
  json.key("raw");
  write_span(evidence.raw, json);
  json.key("rule").string(evidence.rule);
}

void write_evidence(const Evidence& evidence, JsonWriter& json) {
  json.begin_object();
  write_members(evidence, json);
  json.end_object();
}

void write_facts(const PageFacts& facts, JsonWriter& json) {
  bool any = false;
  for (const NamedFact& row : named_facts()) {
    const std::optional<Field>& field = facts.*row.field;
    if (!field) continue;
    if (!any) json.key(kFactsKey).begin_object();
    any = true;
    json.key(row.name).begin_object().key(kMeansKey).string(field->value);
    write_members(field->evidence, json);
    json.end_object();
  }
  if (any) json.end_object();
}

Error damaged(std::string_view what) {
  return {ErrorCode::kStoreDamaged,
          "stored evidence is not as it was written: " + std::string(what)};
}

/// The string under `key`; `ok` becomes false if there is none.
std::string read_string(const dom::object& object, std::string_view key, bool& ok) {
  std::string_view value;
  if (object[key].get_string().get(value) != simdjson::SUCCESS) ok = false;
  return std::string(value);
}

template <class SpanType>
std::optional<SpanType> read_span(const dom::object& object, std::string_view key, bool& ok) {
  dom::element value;
  if (object[key].get(value) != simdjson::SUCCESS) {
    ok = false;
    return std::nullopt;
  }
  if (value.is_null()) return std::nullopt;
  SpanType span;
  dom::array pair;
  if (value.get_array().get(pair) != simdjson::SUCCESS || pair.size() != 2 ||
      pair.at(0).get_uint64().get(span.begin) != simdjson::SUCCESS ||
      pair.at(1).get_uint64().get(span.end) != simdjson::SUCCESS) {
    ok = false;
    return std::nullopt;
  }
  return span;
}

Result<Evidence> read_evidence(const dom::element& element) {
  dom::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS)
    return damaged("an entry is no object");
  bool ok = true;
  Evidence evidence;
  evidence.kind = read_string(object, "kind", ok);
  evidence.value = read_string(object, "value", ok);
  evidence.span = read_span<TextSpan>(object, "span", ok);
  evidence.raw = read_span<RawSpan>(object, "raw", ok);
  evidence.rule = read_string(object, "rule", ok);
  if (!ok) return damaged("an entry lacks a key or has one of the wrong type");
  return evidence;
}

Status read_facts(const dom::object& fields, PageFacts& facts) {
  dom::element element;
  if (fields[kFactsKey].get(element) != simdjson::SUCCESS) return {};
  dom::object object;
  if (element.get_object().get(object) != simdjson::SUCCESS) return damaged("facts is no object");
  for (const NamedFact& row : named_facts()) {
    dom::element entry;
    if (object[row.name].get(entry) != simdjson::SUCCESS) continue;
    Result<Evidence> evidence = read_evidence(entry);
    if (!evidence) return std::move(evidence.error());
    std::string_view means;
    if (entry[kMeansKey].get_string().get(means) != simdjson::SUCCESS)
      return damaged(std::string(row.name) + " means nothing");
    facts.*row.field = Field{std::string(means), std::move(*evidence)};
  }
  return {};
}

/// The parser owns what it parsed: valid until the thread's next call.
Result<dom::element> parse(std::string_view json) {
  thread_local dom::parser parser;
  dom::element root;
  if (const auto error = parser.parse(json.data(), json.size()).get(root)) {
    return damaged(simdjson::error_message(error));
  }
  return root;
}

}  // namespace

std::string evidence_to_json(const std::vector<Evidence>& evidence) {
  if (evidence.empty()) return "[]";
  JsonWriter json;
  json.begin_array();
  for (const Evidence& entry : evidence) write_evidence(entry, json);
  json.end_array();
  return std::string(json.text());
}

Result<std::vector<Evidence>> evidence_from_json(std::string_view json) {
  std::vector<Evidence> out;
  if (json == "[]") return out;
  Result<dom::element> root = parse(json);
  if (!root) return std::move(root.error());
  dom::array entries;
  if (root->get_array().get(entries) != simdjson::SUCCESS) return damaged("no array");
  for (const dom::element entry : entries) {
    Result<Evidence> evidence = read_evidence(entry);
    if (!evidence) return std::move(evidence.error());
    out.push_back(std::move(*evidence));
  }
  return out;
}

std::string field_evidence_to_json(const Article& article) {
  JsonWriter json;
  json.begin_object();
  for (const NamedField& row : kFields) {
    const std::optional<Field>& field = article.*row.field;
    if (!field) continue;
    json.key(row.name);
    write_evidence(field->evidence, json);
  }
  write_facts(article.facts, json);
  json.end_object();
  return std::string(json.text());
}

Status field_evidence_from_json(std::string_view json, Article& article) {
  Result<dom::element> root = parse(json);
  if (!root) return std::move(root.error());
  dom::object object;
  if (root->get_object().get(object) != simdjson::SUCCESS) return damaged("no object");
  for (const NamedField& row : kFields) {
    std::optional<Field>& field = article.*row.field;
    dom::element entry;
    const bool found = object[row.name].get(entry) == simdjson::SUCCESS;
    if (found != field.has_value())
      return damaged(std::string(row.name) + " has no value or no evidence");
    if (!found) continue;
    Result<Evidence> evidence = read_evidence(entry);
    if (!evidence) return std::move(evidence.error());
    field->evidence = std::move(*evidence);
  }
  return read_facts(object, article.facts);
}

}  // namespace headwater
