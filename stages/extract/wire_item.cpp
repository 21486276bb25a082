#include "stages/extract/wire_item.h"

#include <algorithm>
#include <utility>

#include "base/text_lines.h"
#include "html/ascii.h"
#include "html/tokenizer.h"

namespace headwater {
namespace {

/// The root of a document stands within so many bytes.
constexpr std::size_t kSniffedBytes = 1024;

/// The name without its prefix, whatever the prefix.
std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

/// What the first start tag of `xml` says.
WireFormat format_of_root(std::string_view xml) {
  HtmlTokenizer tokenizer;
  xml = xml.substr(0, kSniffedBytes);
  tokenizer.start(xml);
  for (;;) {
    const HtmlToken& token = tokenizer.next();
    if (token.kind == HtmlTokenKind::kEnd) return WireFormat::kNone;
    if (token.kind != HtmlTokenKind::kStartTag) continue;
    const std::string_view name = local_name(token.inside.of(xml));
    if (html::equals_ignoring_case(name, "nitf")) return WireFormat::kNitf;
    for (const std::string_view root : {"newsitem", "newsmessage", "packageitem"}) {
      if (html::equals_ignoring_case(name, root)) return WireFormat::kNewsMl;
    }
    return WireFormat::kNone;
  }
}

bool begins_with_tag(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != bytes.npos && bytes[first] == '<';
}

/// Where a part stands: in the text of an element, or in an attribute of it.
struct Place {
  std::string_view element;
  std::string_view attribute;  ///< Empty: the element's text.
  WirePart part = WirePart::kTitle;
};

/// In small letters. The first place in the item counts.
constexpr std::array kNitfPlaces = {
    Place{"hl1", "", WirePart::kTitle},
    Place{"byline", "", WirePart::kByline},
    Place{"dateline", "", WirePart::kDateline},
    Place{"distributor", "", WirePart::kSupplier},
    Place{"doc.copyright", "holder", WirePart::kSupplier},
    Place{"date.issue", "norm", WirePart::kCreated},
    Place{"date.release", "norm", WirePart::kVersion},
    Place{"nitf", "xml:lang", WirePart::kLanguage},
};
constexpr std::array kNewsMlPlaces = {
    Place{"headline", "", WirePart::kTitle},
    Place{"by", "", WirePart::kByline},
    Place{"dateline", "", WirePart::kDateline},
    Place{"provider", "literal", WirePart::kSupplier},
    Place{"provider", "", WirePart::kSupplier},
    Place{"copyrightholder", "literal", WirePart::kSupplier},
    Place{"copyrightholder", "", WirePart::kSupplier},
    Place{"firstcreated", "", WirePart::kCreated},
    Place{"contentcreated", "", WirePart::kCreated},
    Place{"versioncreated", "", WirePart::kVersion},
    Place{"language", "tag", WirePart::kLanguage},
};

/// One walk over a document.
class Walk {
 public:
  Walk(std::string_view xml, WireFormat format)
      : xml_(xml), newsml_(format == WireFormat::kNewsMl) {
    tokenizer_.start(xml);
    tokenizer_.allow_cdata(true);
  }

  WireItem run() {
    while (!complete_) {
      const HtmlToken& token = tokenizer_.next();
      if (token.kind == HtmlTokenKind::kStartTag) start(token);
      if (token.kind == HtmlTokenKind::kEndTag) end(token);
      if (token.kind == HtmlTokenKind::kText) text(token);
      if (token.kind == HtmlTokenKind::kEnd) {
        close_content(xml_.size());
        break;
      }
    }
    return std::move(item_);
  }

 private:
  /// An element for content that is being read.
  struct Open {
    std::string_view name;
    WireContent content = WireContent::kNone;
    std::size_t begin = 0;
  };

  WireValue& slot(WirePart part) { return item_.parts[static_cast<std::size_t>(part)]; }
  bool has_text() const { return item_.content > WireContent::kBlank; }

  void start(const HtmlToken& token) {
    const std::string_view local = local_name(token.inside.of(xml_));
    const bool inline_markup = open_ && open_->content == WireContent::kMarkup;
    if (html::equals_ignoring_case(local, "body.content") && (!open_ || inline_markup)) {
      // NITF inside of NewsML-G2 has its own body in the inline content.
      return open_content(local, WireContent::kMarkup, token);
    }
    if (open_) return;
    if (newsml_ && start_in_newsml(local, token)) return;
    if (newsml_) return take_places(kNewsMlPlaces, local, token);
    take_places(kNitfPlaces, local, token);
  }

  /// Whether the element is one for items or for content.
  bool start_in_newsml(std::string_view local, const HtmlToken& token) {
    if (html::equals_ignoring_case(local, "newsitem")) {
      // What was said of an item without content says nothing of this one.
      item_ = WireItem{};
      capture_.reset();
      return true;
    }
    if (html::equals_ignoring_case(local, "inlinexml")) {
      open_content(local, WireContent::kMarkup, token);
      return true;
    }
    if (!html::equals_ignoring_case(local, "inlinedata")) return false;
    open_content(local, data_in(token), token);
    return true;
  }

  WireContent data_in(const HtmlToken& token) {
    if (std::string encoding = attribute(token, "encoding").printed; !encoding.empty()) {
      item_.refused = std::move(encoding);
      return WireContent::kNone;
    }
    std::string type = attribute(token, "contenttype").printed;
    const WireContent content = content_of_type(type);
    if (content == WireContent::kNone) item_.refused = std::move(type);
    return content;
  }

  void open_content(std::string_view local, WireContent content, const HtmlToken& token) {
    capture_.reset();
    if (!token.self_closing) open_ = Open{local, content, token.range.end};
  }

  void close_content(std::size_t end) {
    if (!open_) return;
    const ByteRange inside{static_cast<std::uint32_t>(open_->begin),
                           static_cast<std::uint32_t>(end)};
    const bool blank = trim(inside.of(xml_)).empty();
    const WireContent content = blank ? WireContent::kBlank : open_->content;
    open_.reset();
    if (content <= item_.content) return;
    item_.content = content;
    item_.body = inside;
  }

  template <class Places>
  void take_places(const Places& places, std::string_view local, const HtmlToken& token) {
    for (const Place& place : places) {
      WireValue& value = slot(place.part);
      if (!value.printed.empty() || !html::equals_ignoring_case(local, place.element)) continue;
      if (!place.attribute.empty()) {
        value = attribute(token, place.attribute);
      } else if (!token.self_closing && !capture_) {
        capture_ = place.part;
        capture_name_ = local;
      }
    }
  }

  WireValue attribute(const HtmlToken& token, std::string_view name) {
    WireValue value;
    for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
      const HtmlAttribute& one = tokenizer_.attributes()[token.first_attribute + i];
      if (!html::equals_ignoring_case(one.name.of(xml_), name)) continue;
      if (one.value.size() > kMaxWireValue) break;
      decoder_.append(xml_, one.value, HtmlTextMode::kAttribute, value.printed);
      value.range = one.value;
      break;
    }
    return value;
  }

  void text(const HtmlToken& token) {
    if (!capture_ || token.range.size() > kMaxWireValue) return;
    WireValue& value = slot(*capture_);
    if (value.printed.size() > kMaxWireValue) return;
    if (value.printed.empty()) value.range.begin = token.range.begin;
    decoder_.append(xml_, token.inside, token.text_mode, value.printed);
    value.range.end = token.range.end;
  }

  void end(const HtmlToken& token) {
    const std::string_view local = local_name(token.inside.of(xml_));
    if (open_ && local == open_->name) return close_content(token.range.begin);
    if (open_) return;
    if (capture_ && local == capture_name_) capture_.reset();
    complete_ = newsml_ && has_text() && html::equals_ignoring_case(local, "newsitem");
  }

  std::string_view xml_;
  bool newsml_;
  HtmlTokenizer tokenizer_;
  HtmlTextDecoder decoder_;
  WireItem item_;
  std::optional<WirePart> capture_;  ///< Whose text is being read.
  std::string_view capture_name_;
  std::optional<Open> open_;
  bool complete_ = false;
};

}  // namespace

WireFormat wire_format(const Arrival& arrival) {
  if (arrival.media_type == kNitfType) return WireFormat::kNitf;
  if (arrival.media_type == kNewsMlType) return WireFormat::kNewsMl;
  constexpr std::array kOpen = {"application/xml", "text/xml", "text/plain"};
  if (std::ranges::find(kOpen, arrival.media_type) == kOpen.end()) return WireFormat::kNone;
  return begins_with_tag(arrival.payload) ? format_of_root(arrival.payload) : WireFormat::kNone;
}

WireContent content_of_type(std::string_view media_type) {
  media_type = trim(media_type.substr(0, media_type.find(';')));
  if (media_type.empty() || html::equals_ignoring_case(media_type, "text/plain")) {
    return WireContent::kPlainData;
  }
  constexpr std::array kMarkup = {"text/html", "application/xhtml+xml", "text/vnd.iptc.nitf",
                                  "application/nitf+xml"};
  const auto same = [&](std::string_view name) {
    return html::equals_ignoring_case(media_type, name);
  };
  return std::ranges::any_of(kMarkup, same) ? WireContent::kHtmlData : WireContent::kNone;
}

WireItem read_wire_item(std::string_view xml, WireFormat format) { return Walk(xml, format).run(); }

bool keep_nitf_body(std::string& content, SourceMap& map) {
  if (!begins_with_tag(content) || format_of_root(content) != WireFormat::kNitf) return false;
  const WireItem item = read_wire_item(content, WireFormat::kNitf);
  if (item.content != WireContent::kMarkup) return false;
  SourceMap inside;
  inside.append_copy(item.body.begin, item.body.size());
  map = SourceMap::compose(map, inside);
  content = std::string(item.body.of(content));
  return true;
}

}  // namespace headwater
