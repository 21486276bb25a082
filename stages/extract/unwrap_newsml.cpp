#include "stages/extract/unwrap_newsml.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "html/ascii.h"
#include "html/tokenizer.h"
#include "stages/extract/charset_reading.h"
#include "stages/extract/front_matter.h"
#include "stages/extract/json_metadata.h"

namespace headwater {
namespace {

/// The root of a document stands within so many bytes.
constexpr std::size_t kSniffedBytes = 1024;

/// The name without its prefix, whatever the prefix.
std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

enum class Wire : std::uint8_t { kNone, kNitf, kNewsMl };

/// What the first start tag of `xml` says.
Wire wire_of(std::string_view xml) {
  HtmlTokenizer tokenizer;
  xml = xml.substr(0, kSniffedBytes);
  tokenizer.start(xml);
  for (;;) {
    const HtmlToken& token = tokenizer.next();
    if (token.kind == HtmlTokenKind::kEnd) return Wire::kNone;
    if (token.kind != HtmlTokenKind::kStartTag) continue;
    const std::string_view name = local_name(token.inside.of(xml));
    if (html::equals_ignoring_case(name, "nitf")) return Wire::kNitf;
    for (const std::string_view root : {"newsitem", "newsmessage", "packageitem"}) {
      if (html::equals_ignoring_case(name, root)) return Wire::kNewsMl;
    }
    return Wire::kNone;
  }
}

bool begins_with_tag(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != bytes.npos && bytes[first] == '<';
}

Wire wire_of(const Arrival& arrival) {
  if (arrival.media_type == kNitfType) return Wire::kNitf;
  if (arrival.media_type == kNewsMlType) return Wire::kNewsMl;
  // Files of any other name come as plain text.
  constexpr std::array kOpen = {"application/xml", "text/xml", "text/plain"};
  if (std::ranges::find(kOpen, arrival.media_type) == kOpen.end()) return Wire::kNone;
  return begins_with_tag(arrival.payload) ? wire_of(arrival.payload) : Wire::kNone;
}

enum class Part : std::uint8_t {
  kNone,
  kTitle,
  kByline,
  kDateline,
  kSupplier,
  kCreated,
  kVersion,
  kLanguage,
};

/// Where a field stands: in the text of an element, or in an attribute of it.
struct Place {
  std::string_view element;
  std::string_view attribute;  ///< Empty: the element's text.
  Part part = Part::kNone;
};

/// In small letters. The first place in the document counts.
constexpr std::array kNitfPlaces = {
    Place{"hl1", "", Part::kTitle},
    Place{"byline", "", Part::kByline},
    Place{"dateline", "", Part::kDateline},
    Place{"distributor", "", Part::kSupplier},
    Place{"doc.copyright", "holder", Part::kSupplier},
    Place{"date.issue", "norm", Part::kCreated},
    Place{"date.release", "norm", Part::kVersion},
    Place{"nitf", "xml:lang", Part::kLanguage},
};
constexpr std::array kNewsMlPlaces = {
    Place{"headline", "", Part::kTitle},
    Place{"by", "", Part::kByline},
    Place{"dateline", "", Part::kDateline},
    Place{"provider", "literal", Part::kSupplier},
    Place{"provider", "", Part::kSupplier},
    Place{"copyrightholder", "literal", Part::kSupplier},
    Place{"copyrightholder", "", Part::kSupplier},
    Place{"firstcreated", "", Part::kCreated},
    Place{"contentcreated", "", Part::kCreated},
    Place{"versioncreated", "", Part::kVersion},
    Place{"language", "tag", Part::kLanguage},
};

/// A value as it stands in the document. `range` counts in it.
struct Found {
  std::string printed;
  ByteRange range;
  bool empty() const { return printed.empty(); }
};

/// One walk over a document in UTF-8. It looks at names only, so that it copes with what is not
/// well-formed; elements of one name do not nest in these formats.
class Walk {
 public:
  Walk(std::string_view xml, Wire wire) : xml_(xml), newsml_(wire == Wire::kNewsMl) {
    tokenizer_.start(xml);
    tokenizer_.allow_cdata(true);
  }

  void run() {
    for (;;) {
      const HtmlToken& token = tokenizer_.next();
      switch (token.kind) {
        case HtmlTokenKind::kStartTag:
          start(token);
          break;
        case HtmlTokenKind::kEndTag:
          end(token);
          break;
        case HtmlTokenKind::kText:
          text(token);
          break;
        case HtmlTokenKind::kEnd:
          close_body(xml_.size());
          return;
        default:
          break;
      }
    }
  }

  const Found& part(Part part) const { return found_[static_cast<std::size_t>(part)]; }
  /// What stands inside of the element with the text; nothing where there is none.
  const std::optional<ByteRange>& body() const { return body_; }

 private:
  Found& slot(Part part) { return found_[static_cast<std::size_t>(part)]; }

  void start(const HtmlToken& token) {
    const std::string_view name = token.inside.of(xml_);
    const std::string_view local = local_name(name);
    if (begins_body(local) && !token.self_closing) return open_body(local, token.range.end);
    if (open_body_) return;
    take_places(local, token);
  }

  /// NITF inside of NewsML-G2 has its own body in the inline content.
  bool begins_body(std::string_view local) const {
    if (body_) return false;
    if (html::equals_ignoring_case(local, "body.content")) return true;
    return newsml_ && !open_body_ && html::equals_ignoring_case(local, "inlinexml");
  }

  void open_body(std::string_view local, std::size_t begin) {
    open_body_ = begin;
    body_name_ = local;
    capture_ = Part::kNone;
  }

  void close_body(std::size_t end) {
    if (!open_body_) return;
    body_ = ByteRange{static_cast<std::uint32_t>(*open_body_), static_cast<std::uint32_t>(end)};
    open_body_.reset();
  }

  void take_places(std::string_view local, const HtmlToken& token) {
    if (newsml_) return take_places(kNewsMlPlaces, local, token);
    take_places(kNitfPlaces, local, token);
  }

  template <class Places>
  void take_places(const Places& places, std::string_view local, const HtmlToken& token) {
    for (const Place& place : places) {
      if (!slot(place.part).empty() || !html::equals_ignoring_case(local, place.element)) continue;
      if (!place.attribute.empty()) {
        take_attribute(place, token);
      } else if (!token.self_closing && capture_ == Part::kNone) {
        capture_ = place.part;
        capture_name_ = local;
      }
    }
  }

  void take_attribute(const Place& place, const HtmlToken& token) {
    for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
      const HtmlAttribute& one = tokenizer_.attributes()[token.first_attribute + i];
      if (!html::equals_ignoring_case(one.name.of(xml_), place.attribute)) continue;
      if (one.value.size() > kMaxNewsMlField) return;
      Found& found = slot(place.part);
      decoder_.append(xml_, one.value, HtmlTextMode::kAttribute, found.printed);
      found.range = one.value;
      return;
    }
  }

  void text(const HtmlToken& token) {
    if (capture_ == Part::kNone || token.range.size() > kMaxNewsMlField) return;
    Found& found = slot(capture_);
    if (found.printed.size() > kMaxNewsMlField) return;
    if (found.empty()) found.range.begin = token.range.begin;
    decoder_.append(xml_, token.inside, token.text_mode, found.printed);
    found.range.end = token.range.end;
  }

  void end(const HtmlToken& token) {
    const std::string_view local = local_name(token.inside.of(xml_));
    if (open_body_ && local == body_name_) return close_body(token.range.begin);
    if (capture_ != Part::kNone && local == capture_name_) capture_ = Part::kNone;
  }

  std::string_view xml_;
  bool newsml_;
  HtmlTokenizer tokenizer_;
  HtmlTextDecoder decoder_;
  std::array<Found, 8> found_;
  Part capture_ = Part::kNone;  ///< Whose text is being read.
  std::string_view capture_name_;
  std::optional<std::size_t> open_body_;
  std::string_view body_name_;
  std::optional<ByteRange> body_;
};

/// The names alone, without "By" and what else is no name.
std::optional<std::string> byline_names(std::string_view printed) {
  auto line = metadata_line(printed);
  if (!line) return line;
  auto byline = read_byline(*line);
  return byline ? std::move(byline->names) : std::move(line);
}

class Unwrapping {
 public:
  Unwrapping(Wire wire, Article& article)
      : wire_(wire),
        kind_(wire == Wire::kNitf ? "nitf-field" : "newsml-field"),
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
    Walk walk(reading.text, wire_);
    walk.run();
    if (!walk.body()) return refuse(ErrorCode::kMissingField, "has no inline text of an article");
    give_content(reading.text, *walk.body());
    give_fields(walk);
    article_.detail = wire_ == Wire::kNitf ? R"({"format":"nitf"})" : R"({"format":"newsml-g2"})";
    return Passed{};
  }

 private:
  Outcome refuse(ErrorCode code, std::string_view what) const {
    return Quarantined{{code, article_.arrival.uri + ": " + std::string(what)}};
  }

  void give_content(std::string_view text, ByteRange body) {
    SourceMap inner;
    inner.append_copy(body.begin, body.size());
    article_.content = {"text/html", "utf-8", true, std::string(body.of(text)),
                        SourceMap::compose(map_, inner)};
  }

  void give_fields(const Walk& walk) {
    take("title", walk.part(Part::kTitle), metadata_line, article_.title);
    take("byline", walk.part(Part::kByline), byline_names, article_.byline);
    take("dateline", walk.part(Part::kDateline), metadata_line, article_.dateline);
    take("language", walk.part(Part::kLanguage), metadata_language, article_.language);
    take("published_at", walk.part(Part::kCreated), metadata_date, article_.published_at);
    if (!article_.published_at) {
      take("published_at", walk.part(Part::kVersion), metadata_date, article_.published_at);
    }
    std::optional<Field> supplier;
    take("supplier", walk.part(Part::kSupplier), metadata_line, supplier);
    if (supplier) article_.wire = WireCredit{supplier->value, true, {supplier->evidence}};
  }

  void take(std::string_view name, const Found& found,
            std::optional<std::string> (*read)(std::string_view),
            std::optional<Field>& field) const {
    auto value = found.empty() ? std::nullopt : read(found.printed);
    if (!value) return;
    const auto raw = map_.raw_spans(TextSpan{found.range.begin, found.range.end});
    if (raw.empty()) return;
    field = Field{std::move(*value),
                  {kind_, found.printed, std::nullopt, RawSpan{raw.front().begin, raw.back().end},
                   "unwrap_newsml." + std::string(name)}};
  }

  Wire wire_;
  std::string kind_;
  Article& article_;
  SourceMap map_;
};

class UnwrapNewsMl final : public Stage {
 public:
  Outcome process(Article& article) const override {
    const Wire wire = wire_of(article.arrival);
    if (wire == Wire::kNone) return Passed{};
    return Unwrapping(wire, article).run();
  }
};

}  // namespace

StageKind unwrap_newsml_kind() {
  StageKind kind;
  kind.name = "unwrap_newsml";
  kind.summary = "takes the article out of a NITF or NewsML-G2 file";
  kind.version = 1;
  kind.needs = static_cast<Sections>(Section::kPayload);
  kind.gives = Section::kContent | Section::kMetadata | Section::kOutlet;
  kind.build = [](const StageContext& /*context*/) -> Result<AnyStage> {
    return AnyStage(std::make_unique<UnwrapNewsMl>());
  };
  return kind;
}

}  // namespace headwater
