#include "stages/extract/unwrap_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/json.h"
#include "base/utf8.h"
#include "html/sniff_html.h"
#include "record/json_string.h"
#include "stages/extract/json_metadata.h"
#include "stages/extract/json_record.h"
#include "stages/extract/ninjs.h"
#include "stages/extract/nitf_names.h"
#include "stages/extract/wire_item.h"

namespace headwater {
namespace {

using Names = std::vector<std::string>;
using Members = std::vector<JsonMember>;

constexpr std::string_view kMediaType = "application/json";

struct MemberNames {
  Names text;
  Names html;
  Names title;
  Names byline;
  Names date;
  Names language;
};

/// The first of `names` that the record has, and not as null.
const JsonMember* find_member(const Members& members, const Names& names) {
  for (const std::string& name : names) {
    for (const JsonMember& member : members) {
      if (member.key == name && member.kind != JsonKind::kNull) return &member;
    }
  }
  return nullptr;
}

std::string list(const Names& names) { return fmt::format("{}", fmt::join(names, ", ")); }

/// One record on its way out of its JSON.
class Unwrapping {
 public:
  Unwrapping(const MemberNames& names, Article& article) : names_(names), article_(article) {}

  Outcome run() {
    if (const auto fault = read_json_record(article_.arrival.payload, members_))
      return refuse(*fault);
    const JsonMember* text = find_text();
    NinjsItem ninjs;
    if (text == nullptr || is_blank(*text)) {
      if (const auto fault = read_lists(ninjs)) return refuse(*fault);
    }
    const auto fault = ninjs.body ? take_body(*ninjs.body) : take_text(text);
    if (fault) return refuse(*fault);
    give_fields(ninjs);
    return Passed{};
  }

 private:
  void give_fields(const NinjsItem& ninjs) {
    if (ninjs.headline) take_string("title", *ninjs.headline, "headlines", article_.title);
    if (!article_.title) take_field("title", names_.title, metadata_line, article_.title);
    take_field("byline", names_.byline, metadata_line, article_.byline);
    take_field("published_at", names_.date, metadata_date, article_.published_at);
    take_field("language", names_.language, metadata_language, article_.language);
    std::optional<Field> supplier;
    if (ninjs.supplier) take_string("supplier", *ninjs.supplier, "infosources", supplier);
    if (supplier) article_.wire = WireCredit{supplier->value, true, {supplier->evidence}};
    article_.detail = detail();
  }

  Outcome refuse(const JsonFault& fault) const {
    const Arrival& arrival = article_.arrival;
    if (!arrival.container) {
      return Quarantined{
          {fault.code, fmt::format("{}: byte {}: {}", arrival.uri, fault.offset, fault.what)}};
    }
    const Container& container = *arrival.container;
    return Quarantined{
        {fault.code, fmt::format("{}: line {}, byte {}: {}", container.uri, container.line,
                                 container.range.begin + fault.offset, fault.what)}};
  }

  /// The member with the text, or, where that is absent or blank, the one with HTML.
  const JsonMember* find_text() const {
    const JsonMember* text = find_member(members_, names_.text);
    if (text != nullptr && !is_blank(*text)) return text;
    const JsonMember* html = find_member(members_, names_.html);
    return html == nullptr ? text : html;
  }

  /// The lists of ninjs 2, where the record has one for bodies.
  std::optional<JsonFault> read_lists(NinjsItem& ninjs) const {
    const auto is_list = [](const JsonMember& member) {
      return member.key == "bodies" && member.kind == JsonKind::kArray;
    };
    if (std::ranges::none_of(members_, is_list)) return std::nullopt;
    return read_ninjs(article_.arrival.payload, ninjs);
  }

  bool is_blank(const JsonMember& member) const {
    if (member.kind != JsonKind::kString) return false;
    const std::string_view inside = slice(article_.arrival.payload, member.strings.front());
    return skip_space(inside, 0) == inside.size();
  }

  JsonFault missing_text() const {
    const auto is_bodies = [](const JsonMember& member) { return member.key == "bodies"; };
    const bool bodies = std::ranges::any_of(members_, is_bodies);
    return {ErrorCode::kMissingField, 0,
            fmt::format("has no text: none of the members {} (text_fields of unwrap_json){}",
                        list(names_.text), bodies ? ", and nothing in \"bodies\" is text" : "")};
  }

  bool is_html_member(const JsonMember& member) const {
    return std::ranges::find(names_.html, member.key) != names_.html.end();
  }

  std::optional<JsonFault> take_text(const JsonMember* member) {
    if (member == nullptr) return missing_text();
    if (member->kind != JsonKind::kString) {
      return JsonFault{
          ErrorCode::kMissingField, member->offset,
          fmt::format("\"{}\" is {}, not a string", member->key, json_kind_name(member->kind))};
    }
    return take_text(member->key, member->strings.front(), is_html_member(*member));
  }

  std::optional<JsonFault> take_body(const NinjsItem::Body& body) {
    if (auto fault = take_text("bodies", body.inside, body.html)) return fault;
    Content& content = article_.content;
    if (keep_nitf_body(content.bytes, content.map)) name_as_html(content.bytes, content.map);
    return std::nullopt;
  }

  std::optional<JsonFault> take_text(std::string_view name, RawSpan inside, bool declared_html) {
    JsonString text = unescape_json(article_.arrival.payload, inside);
    if (text.nul)
      return JsonFault{ErrorCode::kBinary, *text.nul, fmt::format("\"{}\" holds U+0000", name)};
    text_name_ = name;
    replaced_ = text.replaced;
    // Feeds put markup into members of any name; no text begins with a tag.
    const bool html = declared_html || begins_like_html(text.bytes);
    article_.content = {html ? "text/html" : "text/plain", "utf-8", true, std::move(text.bytes),
                        std::move(text.map)};
    return std::nullopt;
  }

  /// The strings of a member, joined as one would read them out, with the bytes they stand in.
  std::string joined(const JsonMember& member) const {
    std::string out;
    for (const RawSpan& inside : member.strings) {
      if (!out.empty()) out += ", ";
      out += unescape_json(article_.arrival.payload, inside).bytes;
    }
    return out;
  }

  void take_field(std::string_view name, const Names& names,
                  std::optional<std::string> (*read)(std::string_view),
                  std::optional<Field>& field) {
    const JsonMember* member = find_member(members_, names);
    if (member == nullptr) return;
    std::string printed = joined(*member);
    auto value = printed.find('\0') == std::string::npos ? read(printed) : std::nullopt;
    if (!value) {
      ignored_.push_back(member->key);
      return;
    }
    const RawSpan raw = {member->strings.front().begin, member->strings.back().end};
    field = json_field(name, std::move(*value), std::move(printed), raw);
  }

  /// A field of one line from a string in the list `list`.
  void take_string(std::string_view name, RawSpan inside, std::string_view list,
                   std::optional<Field>& field) {
    std::string printed = unescape_json(article_.arrival.payload, inside).bytes;
    auto value = printed.find('\0') == std::string::npos ? metadata_line(printed) : std::nullopt;
    if (!value) {
      ignored_.emplace_back(list);
      return;
    }
    field = json_field(name, std::move(*value), std::move(printed), inside);
  }

  static Field json_field(std::string_view name, std::string value, std::string printed,
                          RawSpan raw) {
    return {
        std::move(value),
        {"json-field", std::move(printed), std::nullopt, raw, fmt::format("unwrap_json.{}", name)}};
  }

  std::string detail() const {
    JsonWriter json;
    const bool html = article_.content.media_type == "text/html";
    json.begin_object().key(html ? "html" : "text").string(text_name_);
    if (replaced_ > 0) json.key("replaced").number(replaced_);
    if (!ignored_.empty()) {
      json.key("ignored").begin_array();
      for (const std::string& key : ignored_) json.string(key);
      json.end_array();
    }
    json.end_object();
    return std::string(json.text());
  }

  const MemberNames& names_;
  Article& article_;
  Members members_;
  std::string text_name_;  ///< The member that the text was taken from.
  Names ignored_;
  std::uint64_t replaced_ = 0;
};

class UnwrapJson final : public Stage {
 public:
  explicit UnwrapJson(MemberNames names) : names_(std::move(names)) {}

  Outcome process(Article& article) const override {
    if (article.arrival.media_type != kMediaType) return Passed{};
    return Unwrapping(names_, article).run();
  }

 private:
  MemberNames names_;
};

/// The presets are the names that feeds (JSON Feed), news-please, Common Crawl extracts,
/// schema.org and agencies (ninjs) use, the most specific first.
std::vector<SettingSpec> settings() {
  return {
      {"text_fields",
       Names{"text", "maintext", "articleBody", "article_body", "body", "content_text", "body_text",
             "content"},
       "Members of a JSON record that may hold the text, the preferred one first."},
      {"html_fields", Names{"html", "content_html", "body_html", "body_xhtml", "raw_html"},
       "Members that may hold HTML, read where there is no text."},
      {"title_fields", Names{"title", "headline"}, "Members that may hold the title."},
      {"byline_fields", Names{"byline", "by", "author", "authors"},
       "Members that may hold the byline: a string or a list of names."},
      {"date_fields",
       Names{"published_at", "date_published", "date_publish", "datePublished", "published",
             "publish_date", "pub_date", "date", "firstcreated", "firstCreated", "contentcreated",
             "contentCreated", "versioncreated", "versionCreated"},
       "Members that may hold the date of publication."},
      {"language_fields", Names{"language", "lang"}, "Members that may hold the language tag."},
  };
}

Result<AnyStage> build(const StageContext& context) {
  const Settings& from = context.settings;
  MemberNames names{from.list("text_fields"),  from.list("html_fields"),
                    from.list("title_fields"), from.list("byline_fields"),
                    from.list("date_fields"),  from.list("language_fields")};
  if (names.text.empty()) {
    return Error{ErrorCode::kBadConfig,
                 "unwrap_json: text_fields is empty; name the member that holds the text"};
  }
  return AnyStage(std::make_unique<UnwrapJson>(std::move(names)));
}

}  // namespace

StageKind unwrap_json_kind() {
  StageKind kind;
  kind.name = "unwrap_json";
  kind.summary = "takes the article out of a JSON record";
  kind.version = 2;
  kind.needs = static_cast<Sections>(Section::kPayload);
  kind.gives = Section::kContent | Section::kMetadata | Section::kOutlet;
  kind.settings = settings();
  kind.build = build;
  return kind;
}

}  // namespace headwater
