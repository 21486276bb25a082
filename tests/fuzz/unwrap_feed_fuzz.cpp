// Unwraps arbitrary bytes as an entry of a feed: the first byte says of which format and charset.
// Whatever the bytes: the stage passes or sets aside; what passes has content in UTF-8 whose map
// tiles it and lies in the payload; and every field's evidence lies there too.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "feed/feed_entry.h"
#include "stages/extract/unwrap_feed.h"

namespace {

using namespace headwater;

void require(bool holds) {
  if (!holds) std::abort();
}

const Stage& stage() {
  static const AnyStage built = [] {
    const Settings settings;
    RuleTable rules;
    return std::move(*unwrap_feed_kind().build({settings, {}, {}, rules}));
  }();
  return *std::get<std::unique_ptr<Stage>>(built);
}

void check_field(const Article& article, const std::optional<Field>& field) {
  if (!field) return;
  require(valid_utf8_prefix(field->value) == field->value.size());
  if (!field->evidence.raw) return;
  require(field->evidence.raw->begin <= field->evidence.raw->end);
  require(field->evidence.raw->end <= article.arrival.payload.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array kFormats = {FeedFormat::kRss, FeedFormat::kAtom, FeedFormat::kJson};
  constexpr std::array<std::string_view, 5> kCharsets = {"UTF-8", "windows-1252", "UTF-16LE",
                                                         "Shift_JIS", "ISO-2022-JP"};
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  Article article;
  article.arrival.media_type = feed_entry_type(kFormats[data[0] % kFormats.size()]);
  article.arrival.charset = kCharsets[data[0] / kFormats.size() % kCharsets.size()];
  article.arrival.payload = bytes;
  const Outcome outcome = stage().process(article);
  require(article.arrival.payload == bytes);
  if (!passed(outcome)) return 0;
  const std::string_view text = article.content.bytes;
  require(article.content.inside && valid_utf8_prefix(text) == text.size());
  require(article.content.map.check(bytes.size(), text.size()).ok());
  for (const Run& run : article.content.map.runs()) {
    if (run.kind == RunKind::kCopy) require(slice(bytes, run.raw()) == slice(text, run.text()));
  }
  for (const auto* field :
       {&article.title, &article.byline, &article.published_at, &article.language}) {
    check_field(article, *field);
  }
  return 0;
}
