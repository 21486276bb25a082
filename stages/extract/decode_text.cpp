#include "stages/extract/decode_text.h"

#include <fmt/format.h>

#include <utility>

#include "base/json.h"
#include "base/utf8.h"
#include "stages/extract/binary_signature.h"
#include "stages/extract/charset_reading.h"
#include "stages/extract/content_type.h"

namespace headwater {
namespace {

/// Whether there is nothing to read. Looks no further than the first other character.
bool is_blank(std::string_view text) { return skip_space(text, 0) == text.size(); }

bool is_utf16(Encoding encoding) {
  return encoding == Encoding::kUtf16Le || encoding == Encoding::kUtf16Be;
}

std::string detail_of(const Article& article, const DeclaredCharset& declared) {
  const Decoding& decoding = article.decoding;
  const bool unused = declared.encoding && encoding_name(*declared.encoding) != decoding.charset;
  if (declared.unknown_label.empty() && !unused && decoding.replaced == 0) return {};
  JsonWriter json;
  json.begin_object();
  if (!declared.unknown_label.empty()) {
    json.key("unknown_charset").string(declared.unknown_label);
  }
  if (unused) json.key("refuted_charset").string(encoding_name(*declared.encoding));
  if (decoding.replaced > 0) json.key("replaced").number(decoding.replaced);
  json.end_object();
  return std::string(json.text());
}

class DecodeText final : public Stage {
 public:
  Outcome process(Article& article) const override {
    if (holds_html(article)) return Passed{};
    const bool inside = article.content.inside;
    const std::string& bytes = inside ? article.content.bytes : article.arrival.payload;
    if (is_blank(bytes)) return Dropped{DropReason::kEmpty};
    const DeclaredCharset declared = declared_charset(article);
    if (is_clean_utf8(bytes, declared)) return take_as_it_is(article, declared);
    return take(article, choose_reading(bytes, declared.encoding), declared);
  }

 private:
  /// The usual case: UTF-8 without a byte order mark, and nothing that says otherwise.
  static bool is_clean_utf8(std::string_view bytes, const DeclaredCharset& declared) {
    if (declared.encoding && *declared.encoding != Encoding::kUtf8) return false;
    return valid_utf8_prefix(bytes) == bytes.size() && !byte_order_mark(bytes) &&
           binary_evidence(bytes).empty() && !has_japanese_escapes(bytes);
  }

  static Outcome take_as_it_is(Article& article, const DeclaredCharset& declared) {
    if (article.content.inside) {
      article.text = std::move(article.content.bytes);
      article.source_map = std::move(article.content.map);
    } else {
      article.text = article.arrival.payload;
      article.source_map = SourceMap::identity(article.text.size());
    }
    article.decoding = {"UTF-8", declared.encoding ? "declared" : "valid-utf8", 0};
    article.detail = detail_of(article, declared);
    return Passed{};
  }

  static Outcome take(Article& article, CharsetReading reading, const DeclaredCharset& declared) {
    const bool inside = article.content.inside;
    const std::string& bytes = inside ? article.content.bytes : article.arrival.payload;
    // UTF-16 is judged by its characters, everything else by its bytes.
    const std::string binary =
        binary_evidence(is_utf16(reading.encoding) ? std::string_view(reading.text) : bytes);
    if (!binary.empty()) {
      return Quarantined{{ErrorCode::kBinary, fmt::format("no text: {}", binary)}};
    }
    if (is_blank(reading.text)) return Dropped{DropReason::kEmpty};
    if (is_ruined(reading.tally.replaced, reading.text.size()) ||
        (reading.evidence == "fallback" && !is_plausible_western(reading.text))) {
      return Quarantined{undecodable(reading)};
    }
    SourceMap map = map_of(reading);
    article.source_map = inside ? SourceMap::compose(article.content.map, map) : std::move(map);
    article.decoding = {std::string(encoding_name(reading.encoding)), std::string(reading.evidence),
                        reading.tally.replaced};
    article.text = std::move(reading.text);
    article.detail = detail_of(article, declared);
    return Passed{};
  }
};

}  // namespace

StageKind decode_text_kind() {
  return {"decode_text",
          "turns bytes into visible text, whatever their charset",
          1,
          static_cast<Sections>(Section::kPayload),
          static_cast<Sections>(Section::kText),
          {},
          [](const StageContext&) -> Result<AnyStage> { return {std::make_unique<DecodeText>()}; }};
}

}  // namespace headwater
