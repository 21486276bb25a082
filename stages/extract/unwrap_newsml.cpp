#include "stages/extract/unwrap_newsml.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>

#include "feed/feed_text.h"
#include "html/sniff_html.h"
#include "stages/extract/charset_reading.h"
#include "stages/extract/front_matter.h"
#include "stages/extract/json_metadata.h"
#include "stages/extract/nitf_names.h"
#include "stages/extract/wire_item.h"

namespace headwater {
namespace {

/// The names alone, without "By" and what else is no name.
std::optional<std::string> byline_names(std::string_view printed) {
  auto line = metadata_line(printed);
  if (!line) return line;
  auto byline = read_byline(*line);
  return byline ? std::move(byline->names) : std::move(line);
}

bool is_data(const WireItem& item) {
  return item.content == WireContent::kPlainData || item.content == WireContent::kHtmlData;
}

/// Data without a tag or a reference keeps its lines as plain text, whatever it is declared as;
/// data of any type that begins with a tag is HTML.
bool is_html(const WireItem& item, const std::string& bytes) {
  if (!is_data(item) || begins_like_html(bytes)) return true;
  return item.content == WireContent::kHtmlData && bytes.find_first_of("<&") != bytes.npos;
}

class Unwrapping {
 public:
  Unwrapping(WireFormat format, Article& article)
      : format_(format),
        kind_(format == WireFormat::kNitf ? "nitf-field" : "newsml-field"),
        article_(article) {}

  Outcome run() {
    const std::string& payload = article_.arrival.payload;
    if (payload.size() > kMaxNewsMlBytes) {
      return refuse(ErrorCode::kTooLarge, "larger than any item of an agency");
    }
    CharsetReading reading = choose_reading(payload, declared_charset(article_).encoding);
    if (is_ruined(reading.tally.replaced, reading.text.size())) {
      return Quarantined{undecodable(reading)};
    }
    map_ = map_of(reading);
    const WireItem item = read_wire_item(reading.text, format_);
    if (item.content == WireContent::kNone) {
      return refuse(ErrorCode::kMissingField, missing_text(item));
    }
    give_content(reading.text, item);
    give_fields(item);
    article_.detail = detail(item);
    return Passed{};
  }

 private:
  Outcome refuse(ErrorCode code, std::string_view what) const {
    return Quarantined{{code, article_.arrival.uri + ": " + std::string(what)}};
  }

  static std::string missing_text(const WireItem& item) {
    constexpr std::string_view kMissing = "has no inline text of an article";
    if (item.refused.empty()) return std::string(kMissing);
    return fmt::format("{}, only content that is \"{}\"", kMissing, item.refused);
  }

  void give_content(std::string_view text, const WireItem& item) {
    std::string bytes;
    SourceMap inner;
    FeedTextReader reader(Encoding::kUtf8);
    if (is_data(item)) {
      reader.append_text(text, item.body.raw(), bytes, inner);
    } else {
      reader.append_markup(text, item.body.raw(), bytes, inner);
    }
    const bool nitf = is_data(item) && keep_nitf_body(bytes, inner);
    if (nitf || !is_data(item)) name_as_html(bytes, inner);
    const bool html = is_html(item, bytes);
    article_.content = {html ? "text/html" : "text/plain", "utf-8", true, std::move(bytes),
                        SourceMap::compose(map_, inner)};
  }

  void give_fields(const WireItem& item) {
    take("title", item.part(WirePart::kTitle), metadata_line, article_.title);
    take("byline", item.part(WirePart::kByline), byline_names, article_.byline);
    take("dateline", item.part(WirePart::kDateline), metadata_line, article_.dateline);
    take("language", item.part(WirePart::kLanguage), metadata_language, article_.language);
    take("published_at", item.part(WirePart::kCreated), metadata_date, article_.published_at);
    if (!article_.published_at) {
      take("published_at", item.part(WirePart::kVersion), metadata_date, article_.published_at);
    }
    std::optional<Field> supplier;
    take("supplier", item.part(WirePart::kSupplier), metadata_line, supplier);
    if (supplier) article_.wire = WireCredit{supplier->value, true, {supplier->evidence}};
  }

  void take(std::string_view name, const WireValue& found,
            std::optional<std::string> (*read)(std::string_view),
            std::optional<Field>& field) const {
    auto value = found.printed.empty() ? std::nullopt : read(found.printed);
    if (!value) return;
    const auto raw = map_.raw_spans(TextSpan{found.range.begin, found.range.end});
    if (raw.empty()) return;
    field = Field{std::move(*value),
                  {kind_, found.printed, std::nullopt, RawSpan{raw.front().begin, raw.back().end},
                   "unwrap_newsml." + std::string(name)}};
  }

  std::string detail(const WireItem& item) const {
    if (format_ == WireFormat::kNitf) return R"({"format":"nitf"})";
    return is_data(item) ? R"({"format":"newsml-g2","content":"inlineData"})"
                         : R"({"format":"newsml-g2"})";
  }

  WireFormat format_;
  std::string kind_;
  Article& article_;
  SourceMap map_;
};

class UnwrapNewsMl final : public Stage {
 public:
  Outcome process(Article& article) const override {
    const WireFormat format = wire_format(article.arrival);
    if (format == WireFormat::kNone) return Passed{};
    return Unwrapping(format, article).run();
  }
};

}  // namespace

StageKind unwrap_newsml_kind() {
  StageKind kind;
  kind.name = "unwrap_newsml";
  kind.summary = "takes the article out of a NITF or NewsML-G2 file";
  kind.version = 2;
  kind.needs = static_cast<Sections>(Section::kPayload);
  kind.gives = Section::kContent | Section::kMetadata | Section::kOutlet;
  kind.build = [](const StageContext& /*context*/) -> Result<AnyStage> {
    return AnyStage(std::make_unique<UnwrapNewsMl>());
  };
  return kind;
}

}  // namespace headwater
