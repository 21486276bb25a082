#include "stages/extract/unwrap_feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/json.h"
#include "feed/feed_charset.h"
#include "feed/feed_text.h"
#include "feed/json_entry.h"
#include "feed/xml_cursor.h"
#include "feed/xml_entry.h"
#include "html/sniff_html.h"
#include "html/tokenizer.h"
#include "record/json_string.h"
#include "stages/extract/json_metadata.h"
#include "stages/extract/page_dates.h"

namespace headwater {
namespace {

constexpr std::size_t kDayLength = 10;  ///< "2024-05-03"

/// Bytes with the map that leads back to the payload.
struct Mapped {
  std::string bytes;
  SourceMap map;
};

/// Characters of markup in one line: known tags vanish and references are resolved. Feeds put both
/// into titles, whatever they declare.
std::string line_of_markup(const std::string& markup) {
  HtmlTokenizer tokens;
  HtmlTextDecoder decoder;
  std::string text;
  tokens.start(markup);
  while (tokens.next().kind != HtmlTokenKind::kEnd) {
    const HtmlToken& token = tokens.token();
    const bool tag = token.kind == HtmlTokenKind::kStartTag || token.kind == HtmlTokenKind::kEndTag;
    if (token.kind == HtmlTokenKind::kText) {
      decoder.append(markup, token.range, HtmlTextMode::kData, text);
    } else if (tag && known_tag(token.inside.of(markup)) == HtmlTag::kFirstUnknown) {
      text += token.range.of(markup);
    }
  }
  return text;
}

/// Whether `html` shows its tags to the reader: escaped once too often.
bool is_escaped_twice(std::string_view html) {
  html = trimmed(html);
  constexpr std::size_t kBeginning = 64;  // A tag and what follows its name.
  if (!html.starts_with("&lt;") || html.find('<') != std::string_view::npos) return false;
  const auto size = static_cast<std::uint32_t>(std::min(html.size(), kBeginning));
  std::string beginning;
  HtmlTextDecoder().append(html, {0, size}, HtmlTextMode::kData, beginning);
  return begins_like_html(beginning);
}

/// One entry on its way out of its feed.
class Unwrapping {
 public:
  Unwrapping(Article& article, FeedFormat format) : article_(article), format_(format) {}

  Outcome run() {
    const Status read = format_ == FeedFormat::kJson ? read_json() : read_xml();
    if (!read) return refuse(read.error());
    const FeedText* body = entry_.body();
    if (body == nullptr) return Dropped{DropReason::kEmpty};
    Mapped content = unescape(*body);
    if (content.bytes.find('\0') != std::string::npos) {
      return refuse({ErrorCode::kBinary, "its text holds U+0000"});
    }
    give(*body, std::move(content));
    return Passed{};
  }

 private:
  Outcome refuse(const Error& error) const {
    const Arrival& arrival = article_.arrival;
    return Quarantined{
        {error.code, fmt::format("{}: {}", arrival.container ? arrival.container->uri : arrival.uri,
                                 error.message)}};
  }

  Status read_json() {
    JsonParts parts(article_.arrival.payload);
    auto entry = read_json_entry(parts, {0, parts.json().size()}, {}, {});
    if (!entry) return entry.error();
    entry_ = std::move(*entry);
    return {};
  }

  Status read_xml() {
    const std::string_view payload = article_.arrival.payload;
    const auto declared = encoding_for_label(article_.arrival.charset);
    encoding_ = declared.value_or(Encoding::kUtf8);
    if (encoding_ == Encoding::kReplacement) encoding_ = Encoding::kUtf8;
    xml_ = payload;
    if (is_transcoded_feed(encoding_)) transcode(payload);
    XmlCursor cursor(xml_, transcoded_ ? Encoding::kUtf8 : encoding_, {});
    if (cursor.next() != XmlCursor::Event::kStart || !is_xml_entry(cursor)) {
      return Error{ErrorCode::kBadFeed, "no entry of a feed: neither item nor entry"};
    }
    entry_ = read_xml_entry(cursor);
    return {};
  }

  void transcode(std::string_view payload) {
    Mapped& text = transcoded_.emplace();
    std::vector<DecodeStep> steps;
    decode(encoding_, payload, text.bytes, steps);
    for (const DecodeStep& step : steps) {
      text.map.append(step.copied ? RunKind::kCopy : RunKind::kTranscode, step.raw_begin,
                      step.raw_unit, step.text_unit, static_cast<std::uint32_t>(step.units));
    }
    xml_ = text.bytes;
  }

  Mapped unescape(const FeedText& body) {
    Mapped out;
    if (format_ == FeedFormat::kJson) {
      JsonString text = unescape_json(article_.arrival.payload, body.raw);
      out = {std::move(text.bytes), std::move(text.map)};
    } else {
      FeedTextReader reader(transcoded_ ? Encoding::kUtf8 : encoding_);
      if (body.type == FeedTextType::kXhtml) {
        reader.append_markup(xml_, body.raw, out.bytes, out.map);
      } else {
        reader.append_text(xml_, body.raw, out.bytes, out.map);
      }
      replaced_ = reader.replaced();
    }
    if (transcoded_) out.map = SourceMap::compose(transcoded_->map, out.map);
    if (body.type != FeedTextType::kXhtml && is_escaped_twice(out.bytes)) unescape_again(out);
    return out;
  }

  void unescape_again(Mapped& once) {
    Mapped twice;
    HtmlTextDecoder decoder;
    decoder.append(once.bytes, {0, static_cast<std::uint32_t>(once.bytes.size())},
                   HtmlTextMode::kData, twice.bytes, twice.map);
    twice.map = SourceMap::compose(once.map, twice.map);
    once = std::move(twice);
    escaped_twice_ = true;
  }

  /// Text without a tag or a reference keeps its lines as plain text, whatever it is declared as.
  static bool is_html(const FeedText& body, const std::string& bytes) {
    if (begins_like_html(bytes)) return true;
    return body.type != FeedTextType::kText && bytes.find_first_of("<&") != std::string::npos;
  }

  void give(const FeedText& body, Mapped content) {
    const bool html = is_html(body, content.bytes);
    article_.content = {html ? "text/html" : "text/plain", "utf-8", true, std::move(content.bytes),
                        std::move(content.map)};
    take_title();
    take_byline();
    take_date(entry_.published, "published_at", article_.published_at);
    take_date(entry_.updated, "modified_at", article_.facts.modified_at);
    if (auto tag = metadata_language(entry_.language)) {
      article_.language = field(std::move(*tag), entry_.language, std::nullopt, "language");
    }
    if (entry_.free_to_read) {
      const std::string value = *entry_.free_to_read ? "true" : "false";
      article_.facts.free_to_read = field(value, value, std::nullopt, "free_to_read");
    }
    article_.detail = detail(&body == &entry_.summary);
  }

  static Field field(std::string value, std::string printed, std::optional<RawSpan> raw,
                     std::string_view name) {
    return {std::move(value),
            {"feed", std::move(printed), std::nullopt, raw, fmt::format("unwrap_feed.{}", name)}};
  }

  /// A span of the text that was read, in the payload.
  RawSpan raw(RawSpan span) const {
    if (!transcoded_) return span;
    const SourceMap& map = transcoded_->map;
    const auto place = [&](std::uint64_t at) {
      return at < map.text_size() ? map.raw_of(at).begin : article_.arrival.payload.size();
    };
    return {place(span.begin), place(span.end)};
  }

  void take_title() {
    const FeedText& title = entry_.title;
    const bool literal = title.type == FeedTextType::kText &&
                         (format_ == FeedFormat::kAtom || format_ == FeedFormat::kJson);
    auto line = metadata_line(literal ? title.value : line_of_markup(title.value));
    if (line) article_.title = field(std::move(*line), title.value, raw(title.raw), "title");
  }

  void take_byline() {
    std::string names;
    for (const FeedPerson& person : entry_.authors) {
      if (person.name.empty()) continue;
      if (!names.empty()) names += ", ";
      names += person.name;
    }
    if (auto line = metadata_line(names)) {
      article_.byline = field(std::move(*line), names, std::nullopt, "byline");
    }
  }

  void take_date(const FeedDate& date, std::string_view name, std::optional<Field>& taken) {
    if (date.printed.empty()) return;
    if (date.assumed == DateAssumption::kDay ||
        !is_plausible_date(date.value, article_.arrival.captured_at)) {
      refused_ = date.printed;
      return;
    }
    const bool day = date.assumed == DateAssumption::kZone;
    taken = field(day ? date.value.substr(0, kDayLength) : date.value, date.printed, raw(date.raw),
                  name);
    if (day) taken->evidence.rule += ".no_zone";
  }

  std::string detail(bool summary) const {
    JsonWriter json;
    json.begin_object().key("text").string(summary ? "summary" : "content");
    if (escaped_twice_) json.key("escaped_twice").boolean(true);
    if (entry_.cut) json.key("cut").boolean(true);
    if (replaced_ > 0) json.key("replaced").number(replaced_);
    if (!refused_.empty()) json.key("refused_date").string(refused_);
    json.end_object();
    return std::string(json.text());
  }

  Article& article_;
  FeedFormat format_;
  FeedEntry entry_;
  Encoding encoding_ = Encoding::kUtf8;
  std::optional<Mapped> transcoded_;  ///< The payload in UTF-8, where its markup is not ASCII.
  std::string_view xml_;              ///< What positions of the entry count in.
  std::uint64_t replaced_ = 0;
  bool escaped_twice_ = false;
  std::string refused_;
};

class UnwrapFeed final : public Stage {
 public:
  Outcome process(Article& article) const override {
    const auto format = format_of_feed_entry(article.arrival.media_type);
    if (!format) return Passed{};
    return Unwrapping(article, *format).run();
  }
};

}  // namespace

StageKind unwrap_feed_kind() {
  StageKind kind;
  kind.name = "unwrap_feed";
  kind.summary = "takes the article out of an entry of a feed";
  kind.version = 1;
  kind.needs = static_cast<Sections>(Section::kPayload);
  kind.gives = Section::kContent | Section::kMetadata;
  kind.build = [](const StageContext&) -> Result<AnyStage> {
    return {std::make_unique<UnwrapFeed>()};
  };
  return kind;
}

}  // namespace headwater
