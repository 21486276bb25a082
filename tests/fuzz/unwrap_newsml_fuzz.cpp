// Unwraps arbitrary bytes as an agency's file. Whatever the bytes: the stage passes or sets aside;
// what passes has a map that tiles content and payload, whose copies are the bytes of the payload,
// and content in UTF-8; and every field's evidence lies in the payload.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "stages/extract/unwrap_newsml.h"
#include "stages/extract/wire_item.h"

namespace {

using namespace headwater;

void require(bool holds) {
  if (!holds) std::abort();
}

const Stage& stage() {
  static const AnyStage built = [] {
    const StageKind kind = unwrap_newsml_kind();
    RuleTable rules;
    return std::move(*kind.build({Settings{}, {}, {}, rules}));
  }();
  return *std::get<std::unique_ptr<Stage>>(built);
}

void check_map(const Article& article) {
  const std::string_view raw = article.arrival.payload;
  const std::string_view text = article.content.bytes;
  require(article.content.map.check(raw.size(), text.size()).ok());
  for (const Run& run : article.content.map.runs()) {
    if (run.kind == RunKind::kCopy) require(slice(raw, run.raw()) == slice(text, run.text()));
  }
}

void check_field(const Article& article, const std::optional<Field>& field) {
  if (!field) return;
  require(valid_utf8_prefix(field->value) == field->value.size());
  require(field->evidence.raw && field->evidence.raw->begin <= field->evidence.raw->end);
  require(field->evidence.raw->end <= article.arrival.payload.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string_view type : {kNitfType, kNewsMlType}) {
    Article article;
    article.arrival.media_type = type;
    article.arrival.payload = bytes;
    if (!passed(stage().process(article))) continue;
    require(article.content.inside);
    require(valid_utf8_prefix(article.content.bytes) == article.content.bytes.size());
    check_map(article);
    for (const auto* field : {&article.title, &article.byline, &article.dateline,
                              &article.published_at, &article.language}) {
      check_field(article, *field);
    }
  }
  return 0;
}
