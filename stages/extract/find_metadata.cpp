#include "stages/extract/find_metadata.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/domain.h"
#include "base/json.h"
#include "record/fold_text.h"
#include "stages/extract/json_ld.h"
#include "stages/extract/json_ld_article.h"
#include "stages/extract/listed_page.h"
#include "stages/extract/page_byline.h"
#include "stages/extract/page_dates.h"
#include "stages/extract/page_facts.h"
#include "stages/extract/page_language.h"
#include "stages/extract/page_marks.h"
#include "stages/extract/page_text.h"
#include "stages/extract/page_title.h"
#include "stages/extract/visible_clues.h"

namespace headwater {
namespace {

/// What else tells which object of the linked data is the article's.
LdIndex find_article(HtmlPage& page, const PageMarks& marks, const JsonLd& data) {
  std::string address;
  if (marks.canonical) address = slice_line(page, *marks.canonical, HtmlTextMode::kAttribute);
  std::string title;
  if (const MetaTag* tag = marks.meta(MetaKey::kTitle))
    fold_text(slice_line(page, tag->content, HtmlTextMode::kAttribute), title);
  return find_ld_article(data, address, title);
}

void count_repairs(const JsonLd& data, JsonWriter& json) {
  constexpr std::pair<LdRepair, std::string_view> kNames[] = {
      {LdRepair::kMended, "mended"}, {LdRepair::kPartly, "partly"}, {LdRepair::kLost, "lost"}};
  for (const auto& [repair, name] : kNames) {
    const auto count = std::ranges::count(data.repairs(), repair);
    if (count > 0) json.key(name).number(static_cast<std::uint64_t>(count));
  }
}

/// What could not be used or contradicts, for the lineage; empty where all was well.
std::string detail_of(const JsonLd& data, const PageDates& dates, const std::string& listed) {
  const bool sound = std::ranges::all_of(data.repairs(),
                                         [](LdRepair repair) { return repair == LdRepair::kNone; });
  if (sound && dates.refused.empty() && listed.empty()) return {};
  JsonWriter json;
  json.begin_object();
  if (!sound) {
    json.key("json_ld").begin_object();
    count_repairs(data, json);
    json.end_object();
  }
  if (!dates.refused.empty()) {
    json.key("no_dates").begin_array();
    for (const PageClue& clue : dates.refused) json.string(clue.printed.substr(0, 64));
    json.end_array();
  }
  if (!listed.empty()) json.key("listed").raw(listed);
  json.end_object();
  return std::string(json.text());
}

void take_visible_dates(const Article& article, std::optional<std::size_t> block,
                        PageDates& dates) {
  VisibleDates visible = find_visible_dates(article, block);
  const Timestamp captured_at = article.arrival.captured_at;
  if (is_plausible_date(visible.published.value, captured_at))
    dates.published = std::move(visible.published);
  if (dates.modified.empty() && is_plausible_date(visible.modified.value, captured_at))
    dates.modified = std::move(visible.modified);
}

/// The name in the host that the page gives itself or was got from: "heronpost" of
/// "www.heronpost.example".
std::string house_host(const Article& article) {
  const auto& canonical = article.facts.canonical_uri;
  const auto host = host_of(canonical ? canonical->value : article.arrival.uri);
  if (!host) return {};
  const auto domain = registrable_domain(*host);
  return domain ? domain->substr(0, domain->find('.')) : std::string();
}

/// The heading that the title stands in, else the first one, else the beginning of the page.
HtmlNodeIndex title_node(const PageClue& title, const HtmlPage& page, const PageMarks& marks) {
  if (marks.headings.empty()) return 0;
  const auto holds = [&](HtmlNodeIndex node) { return text_range(page.tree, node) == title.place; };
  const auto found = std::ranges::find_if(marks.headings, holds);
  return title.kind == "heading" && found != marks.headings.end() ? *found : marks.headings.front();
}

void read_page(Article& article) {
  thread_local PageMarks marks;
  thread_local JsonLd data;
  HtmlPage& page = *article.page;
  marks.find(page.tree);
  data.read(page, marks);
  const PageSources from{page, marks, data, find_article(page, marks, data)};
  find_page_facts(from, article);
  const auto set = [&](std::optional<Field>& field, PageClue clue) {
    if (!field) field = field_of(article, std::move(clue));
  };
  const std::string site = article.facts.site_name ? article.facts.site_name->value : "";
  const std::string host = house_host(article);
  PageClue title = find_page_title(from, site, host);
  const auto& publisher = article.facts.publisher;
  const HouseNames house{site, publisher ? publisher->value : "", host};
  PageByline people = find_page_byline(from, house, title_node(title, page, marks));
  PageClue byline = std::move(people.names);
  PageDates dates = find_page_dates(from, article.arrival.uri, article.arrival.captured_at);
  if ((byline.empty() || dates.published.empty()) && !article.blocks.empty()) {
    const std::optional<std::size_t> block = find_title_block(article, title);
    if (byline.empty()) byline = find_visible_byline(article, block);
    if (house.holds(byline.value)) {
      PageClue own = std::exchange(byline, {});
      if (people.house.empty()) people.house = std::move(own);
    }
    if (dates.published.empty()) take_visible_dates(article, block, dates);
  }
  ListedPage listed = read_listed_page(article.arrival);
  if (byline.empty() && !listed.byline) byline = std::move(people.house);
  if (!article.language) set(article.language, find_page_language(from, article));
  set(article.title, std::move(title));
  set(article.byline, std::move(byline));
  set(article.published_at, std::move(dates.published));
  set(article.facts.modified_at, std::move(dates.modified));
  article.detail = detail_of(data, dates, take_from_listing(listed, article));
  data.shrink();
}

class FindMetadata final : public Stage {
 public:
  Outcome process(Article& article) const override {
    if (article.page) {
      read_page(article);
    } else if (!article.language) {
      article.language = field_of(article, find_text_language(article));
    }
    return Passed{};
  }
};

}  // namespace

StageKind find_metadata_kind() {
  StageKind kind;
  kind.name = "find_metadata";
  kind.summary = "reads title, byline, dates and more off a page, with the evidence";
  kind.version = 4;
  kind.needs = Section::kText | Section::kBlocks | Section::kPage;
  kind.gives = static_cast<Sections>(Section::kMetadata);
  kind.build = [](const StageContext&) -> Result<AnyStage> {
    return {std::make_unique<FindMetadata>()};
  };
  return kind;
}

}  // namespace headwater
