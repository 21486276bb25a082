// Unwraps arbitrary bytes as a JSON record. Whatever the bytes: the stage passes or sets aside;
// what passes has a map that tiles text and payload, whose copies are the bytes of the payload, and
// text in UTF-8; and every field's evidence lies in the payload.

#include <simdjson.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/dates.h"
#include "base/utf8.h"
#include "stages/extract/unwrap_json.h"

namespace {

using namespace headwater;

void require(bool holds) {
  if (!holds) std::abort();
}

const Stage& stage() {
  static const AnyStage built = [] {
    const StageKind kind = unwrap_json_kind();
    Settings settings;
    for (const SettingSpec& spec : kind.settings) settings.set(spec.name, spec.preset);
    RuleTable rules;
    return std::move(*kind.build({settings, {}, {}, rules}));
  }();
  return *std::get<std::unique_ptr<Stage>>(built);
}

void check_map(const Article& article) {
  const std::string_view raw = article.arrival.payload;
  const std::string_view text = article.content.bytes;
  require(article.content.map.check(raw.size(), text.size()).ok());
  for (const Run& run : article.content.map.runs()) {
    const bool copied = run.kind == RunKind::kCopy;
    const bool escaped = run.kind == RunKind::kEntity;
    require(copied || escaped || run.kind == RunKind::kSeparator);  // The last one in NITF.
    if (copied) require(slice(raw, run.raw()) == slice(text, run.text()));
    if (escaped) require(slice(raw, run.raw()).starts_with('\\'));
    require(is_code_point_edge(text, run.text_begin));
  }
}

void check_field(const Article& article, const std::optional<Field>& field) {
  if (!field) return;
  require(valid_utf8_prefix(field->value) == field->value.size());
  require(field->evidence.raw && field->evidence.raw->begin <= field->evidence.raw->end);
  require(field->evidence.raw->end <= article.arrival.payload.size());
}

void check_valid(const std::string& json) {
  static simdjson::dom::parser parser;
  const auto error = parser.parse(json).error();
  require(error == simdjson::SUCCESS || error == simdjson::STRING_ERROR ||
          error == simdjson::NUMBER_ERROR);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto date = parse_date(bytes)) require(parse_date(date->text)->text == date->text);
  Article article;
  article.arrival.media_type = "application/json";
  article.arrival.payload = bytes;
  const Outcome outcome = stage().process(article);
  require(article.arrival.payload == bytes);
  if (!passed(outcome)) return 0;
  check_valid(bytes);
  require(article.content.inside);
  require(valid_utf8_prefix(article.content.bytes) == article.content.bytes.size());
  check_map(article);
  for (const auto* field :
       {&article.title, &article.byline, &article.published_at, &article.language}) {
    check_field(article, *field);
  }
  return 0;
}
