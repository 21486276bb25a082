// Reads the metadata of arbitrary bytes as a page, or, where the first byte says so, as the linked
// data of a page. Whatever the bytes: every field is UTF-8 on one line without controls, its
// evidence lies in the payload and in the text, dates are dates, and a second reading agrees.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/dates.h"
#include "base/utf8.h"
#include "html/page.h"
#include "stages/extract/extract_html.h"
#include "stages/extract/find_metadata.h"

namespace {

using namespace headwater;

void require(bool holds) {
  if (!holds) std::abort();
}

AnyStage build(const StageKind& kind) {
  static RuleTable rules;
  static const Settings settings;
  return std::move(*kind.build({settings, {}, {}, rules}));
}

Outcome run(Article& article) {
  static const AnyStage extract = build(extract_html_kind());
  static const AnyStage find = build(find_metadata_kind());
  const Outcome outcome = std::get<std::unique_ptr<Stage>>(extract)->process(article);
  return passed(outcome) ? std::get<std::unique_ptr<Stage>>(find)->process(article) : outcome;
}

Article arrived(std::string payload) {
  Article article;
  article.arrival.uri = "https://heron.example/a";
  article.arrival.media_type = "text/html";
  article.arrival.captured_at = *timestamp_from_rfc3339("2026-03-01T12:00:00Z");
  article.arrival.payload = std::move(payload);
  return article;
}

bool has_control(std::string_view value) {
  for (std::size_t at = 0; at < value.size();) {
    const CodePoint c = decode_utf8(value, at);
    if (c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0)) return true;
    at += c.length;
  }
  return false;
}

void check(const Article& article, const std::optional<Field>& field) {
  if (!field) return;
  require(!field->value.empty() && valid_utf8_prefix(field->value) == field->value.size());
  require(!has_control(field->value));
  const Evidence& evidence = field->evidence;
  require(valid_utf8_prefix(evidence.value) == evidence.value.size());
  require(!has_control(evidence.value) && !evidence.rule.empty() && !evidence.kind.empty());
  if (evidence.raw) {
    require(evidence.raw->begin <= evidence.raw->end);
    require(evidence.raw->end <= article.arrival.payload.size());
  }
  if (evidence.span) {
    require(evidence.span->begin < evidence.span->end);
    require(evidence.span->end <= article.text.size());
  }
}

void check_all(const Article& article) {
  for (const auto* field :
       {&article.title, &article.byline, &article.published_at, &article.language}) {
    check(article, *field);
  }
  for (const NamedFact& row : named_facts()) check(article, article.facts.*row.field);
  for (const auto* date : {&article.published_at, &article.facts.modified_at}) {
    if (*date) require(parse_date((*date)->value)->text == (*date)->value);
  }
}

std::string value(const std::optional<Field>& field) { return field ? field->value : ""; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  if (data[0] % 2 == 0) {
    bytes = "<meta charset=utf-8><script type=application/ld+json>" + bytes +
            "</script><h1>The ferry returns</h1><p>By Ada Brook</p>";
  }
  Article article = arrived(bytes);
  if (!passed(run(article))) return 0;
  check_all(article);
  Article again = arrived(bytes);
  run(again);
  require(value(again.title) == value(article.title));
  require(value(again.byline) == value(article.byline));
  require(value(again.published_at) == value(article.published_at));
  return 0;
}
