#include "stages/extract/page_facts.h"

#include <utility>

#include "base/web_address.h"
#include "html/ascii.h"
#include "stages/extract/json_ld_article.h"
#include "stages/extract/page_text.h"

namespace headwater {
namespace {

/// Reads the facts of one page.
class FactSearch {
 public:
  FactSearch(const PageSources& from, Article& article) : from_(from), article_(article) {}

  void run() {
    PageFacts& facts = article_.facts;
    set(facts.site_name, find_site_name(from_));
    set(facts.publisher, find_publisher(from_));
    set(facts.section, either(ld(LdKey::kSection, "json-ld.section"), MetaKey::kSection));
    set(facts.canonical_uri, find_canonical());
    set(facts.amp_uri, link(from_.marks.amp, "link.amphtml"));
    set(facts.based_on_uri, find_based_on());
    set(facts.free_to_read, find_access());
    set(facts.licence, find_licence());
    find_image();
  }

 private:
  void set(std::optional<Field>& field, PageClue clue) const {
    if (!field) field = field_of(article_, std::move(clue));
  }

  PageClue ld(LdKey key, std::string_view rule) const {
    if (from_.article == kNoLd) return {};
    return ld_clue(from_, first_value(from_.data.member(from_.article, key)), rule);
  }

  /// The value itself, or the first one of a list.
  LdIndex first_value(LdIndex node) const {
    if (node == kNoLd) return kNoLd;
    const LdNode& value = from_.data.nodes()[node];
    if (value.kind != LdKind::kArray) return node;
    return value.subtree_end > node + 1 ? node + 1 : kNoLd;
  }

  PageClue meta(MetaKey key) const {
    const MetaTag* tag = from_.marks.meta(key);
    return tag == nullptr ? PageClue{} : meta_clue(from_, *tag);
  }

  PageClue either(PageClue first, MetaKey second) const {
    return first.empty() ? meta(second) : std::move(first);
  }

  /// The clue with its value as an absolute address; empty if it is none.
  PageClue as_address(PageClue clue) const {
    if (clue.empty()) return clue;
    auto address = web_address(absolute(clue.value));
    if (!address) return {};
    clue.value = std::move(*address);
    return clue;
  }

  /// "//host/path" and "/path" as seen from the article's own address.
  std::string absolute(const std::string& reference) const {
    const std::string_view base = article_.arrival.uri;
    const std::size_t scheme = base.find("://");
    if (!reference.starts_with('/') || scheme == std::string_view::npos) return reference;
    const bool same_host = !reference.starts_with("//");
    const std::size_t host_end = base.find_first_of("/?#", scheme + 3);
    return std::string(base.substr(0, same_host ? host_end : scheme + 1)) + reference;
  }

  PageClue link(const std::optional<ByteRange>& href, std::string_view rule) const {
    if (!href) return {};
    std::string line = slice_line(from_.page, *href, HtmlTextMode::kAttribute);
    return as_address({line, line, *href, "link", rule});
  }

  PageClue find_canonical() const {
    PageClue clue = link(from_.marks.canonical, "link.canonical");
    if (clue.empty()) clue = as_address(meta(MetaKey::kUrl));
    if (clue.empty()) clue = as_address(ld(LdKey::kUrl, "json-ld.url"));
    return clue;
  }

  /// The address itself, or that of the work which stands there.
  PageClue find_based_on() const {
    constexpr std::string_view kRule = "json-ld.isBasedOn";
    if (from_.article == kNoLd) return {};
    const LdIndex work = first_value(from_.data.member(from_.article, LdKey::kBasedOn));
    if (work == kNoLd) return {};
    if (from_.data.nodes()[work].kind != LdKind::kObject)
      return as_address(ld_clue(from_, work, kRule));
    for (const LdKey key : {LdKey::kUrl, LdKey::kId}) {
      PageClue clue = as_address(ld_clue(from_, first_value(from_.data.member(work, key)), kRule));
      if (!clue.empty()) return clue;
    }
    return {};
  }

  PageClue find_access() const {
    PageClue clue = ld(LdKey::kFree, "json-ld.free");
    if (html::equals_ignoring_case(clue.value, "true")) {
      clue.value = "true";
    } else if (html::equals_ignoring_case(clue.value, "false")) {
      clue.value = "false";
    } else {
      clue = meta(MetaKey::kTier);
      if (clue.empty()) return clue;
      const bool free = html::equals_ignoring_case(clue.value, "free");
      const bool locked = html::equals_ignoring_case(clue.value, "locked");
      clue.value = free ? "true" : locked ? "false" : "";  // "metered" is both.
    }
    return clue;
  }

  PageClue find_licence() const {
    PageClue clue = link(from_.marks.licence, "link.license");
    return clue.empty() ? either(ld(LdKey::kLicence, "json-ld.license"), MetaKey::kLicence)
                        : std::move(clue);
  }

  void find_image() const {
    PageFacts& facts = article_.facts;
    const JsonLd& data = from_.data;
    LdIndex image =
        from_.article == kNoLd ? kNoLd : first_value(data.member(from_.article, LdKey::kImage));
    PageClue caption;
    if (image != kNoLd && data.nodes()[image].kind == LdKind::kObject) {
      image = data.resolve(image);
      caption = ld_clue(from_, data.member(image, LdKey::kCaption), "json-ld.caption");
      const LdIndex url = first_value(data.member(image, LdKey::kUrl));
      image = url != kNoLd ? url : data.member(image, LdKey::kContentUrl);
    }
    set(facts.image_uri,
        as_address(either(ld_clue(from_, image, "json-ld.image"), MetaKey::kImage)));
    if (facts.image_uri)
      set(facts.image_caption, either(std::move(caption), MetaKey::kImageCaption));
  }

  const PageSources& from_;
  Article& article_;
};

}  // namespace

std::optional<Field> field_of(const Article& article, PageClue clue) {
  if (clue.empty()) return std::nullopt;
  Evidence evidence{std::string(clue.kind), std::move(clue.printed), clue.span, std::nullopt,
                    std::string(clue.rule)};
  if (clue.span) {
    const std::vector<RawSpan> raw = article.source_map.raw_spans(*clue.span);
    if (!raw.empty()) evidence.raw = RawSpan{raw.front().begin, raw.back().end};
  } else if (!clue.place.empty()) {
    evidence.raw = raw_of_page(article, clue.place);
  }
  return Field{std::move(clue.value), std::move(evidence)};
}

PageClue find_site_name(const PageSources& from) {
  if (const MetaTag* tag = from.marks.meta(MetaKey::kSiteName)) {
    PageClue clue = meta_clue(from, *tag);
    // Some publishers fill all fields of a card with the title of the page.
    const MetaTag* title = from.marks.meta(MetaKey::kTitle);
    if (title == nullptr || meta_clue(from, *title).value != clue.value) return clue;
  }
  const LdIndex site = find_ld_thing(from.data, "WebSite");
  PageClue clue = ld_clue(from, from.data.member(site, LdKey::kName), "json-ld.site");
  return clue.empty() ? find_publisher(from) : clue;
}

PageClue find_publisher(const PageSources& from) {
  const JsonLd& data = from.data;
  const LdIndex publisher =
      from.article == kNoLd ? kNoLd : data.member(from.article, LdKey::kPublisher);
  if (publisher == kNoLd) return {};
  const LdNode& value = data.nodes()[publisher];
  if (value.kind == LdKind::kString) return ld_clue(from, publisher, "json-ld.publisher");
  LdIndex object = publisher;
  if (value.kind == LdKind::kArray)
    object = value.subtree_end > publisher + 1 ? publisher + 1 : kNoLd;
  if (object == kNoLd) return {};
  return ld_clue(from, data.member(data.resolve(object), LdKey::kName), "json-ld.publisher");
}

void find_page_facts(const PageSources& from, Article& article) { FactSearch(from, article).run(); }

}  // namespace headwater
