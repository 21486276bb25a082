#include "app/learned_report.h"
#include "app/rule_report.h"

namespace headwater {
namespace {

void write_span(TextSpan span, JsonWriter& json) {
  json.begin_array().number(span.begin).number(span.end).end_array();
}

/// Samples of what a rule does: `marked` stands in the text alone, or is all of it.
void write_removes(const std::vector<RuleSample>& samples, JsonWriter& json) {
  json.begin_array();
  for (const RuleSample& sample : samples) {
    json.begin_object().key("text").string(sample.text).key("removed").begin_array();
    for (const TextSpan span : sample.marked) write_span(span, json);
    if (sample.marked.empty()) write_span({0, sample.text.size()}, json);
    json.end_array().end_object();
  }
  json.end_array();
}

void write_keeps(const std::vector<RuleSample>& samples, JsonWriter& json) {
  json.begin_array();
  for (const RuleSample& sample : samples) {
    json.begin_object().key("text").string(sample.text).end_object();
  }
  json.end_array();
}

void write_pattern(const Rule& rule, JsonWriter& json) {
  json.begin_object().key("line").number(rule.position.line);
  json.key("where").string(where_name(rule.where)).key("pattern").string(rule.pattern);
  json.key("max_length").number(rule.max_length);
  json.key("removes");
  write_removes(rule.removes, json);
  json.key("keeps");
  write_keeps(rule.keeps, json);
  json.end_object();
}

void write_passages(const std::vector<PlacedPassage>& passages, JsonWriter& json) {
  json.begin_array();
  for (const PlacedPassage& passage : passages) {
    json.begin_object().key("document").string(passage.document).key("uri").string(passage.uri);
    json.key("begin").number(passage.span.begin).key("end").number(passage.span.end);
    json.key("text").string(passage.text).end_object();
  }
  json.end_array();
}

void write_effect(const std::optional<RuleEffect>& effect, JsonWriter& json) {
  if (!effect) {
    json.null();
    return;
  }
  json.begin_object().key("documents").number(effect->documents);
  json.key("passages").number(effect->passages).key("bytes").number(effect->bytes);
  json.key("samples");
  write_passages(effect->samples, json);
  json.end_object();
}

void write_learned_or_null(const KnownRule* rule, JsonWriter& json) {
  json.key("learned");
  if (rule != nullptr && rule->learned) {
    write_learned(*rule->learned, json);
  } else {
    json.null();
  }
}

std::optional<std::string> pack_of(const KnownRule& rule) {
  return rule.pack.empty() ? std::nullopt : std::optional(rule.pack);
}

}  // namespace

void write_rule(const KnownRule& rule, JsonWriter& json) {
  json.begin_object().key("type").string("rule").key("id").string(rule.info.id);
  json.key("kind").string(origin_name(rule.origin)).key("in_force").boolean(rule.in_force);
  json.key("pack").string_or_null(pack_of(rule));
  json.key("reason").string(reason_name(rule.info.reason)).key("why").string(rule.info.why);
  json.key("written");
  if (rule.written) {
    write_pattern(*rule.written, json);
  } else {
    json.null();
  }
  write_learned_or_null(&rule, json);
  json.end_object();
}

void write_explanation(const RuleExplanation& explanation, JsonWriter& json) {
  const KnownRule* rule = explanation.rule;
  json.begin_object().key("type").string("rule_explanation").key("rule").string(explanation.id);
  json.key("kind");
  rule == nullptr ? json.null() : json.string(origin_name(rule->origin));
  json.key("in_force").boolean(rule != nullptr && rule->in_force);
  json.key("pack").string_or_null(rule == nullptr ? std::nullopt : pack_of(*rule));
  json.key("reason").string(explanation.reason).key("why").string(explanation.why);
  json.key("document").string_or_null(explanation.document);
  write_learned_or_null(rule, json);
  json.key("removed");
  write_effect(explanation.removed, json);
  json.key("printed");
  write_passages(explanation.printed, json);
  json.end_object();
}

}  // namespace headwater
