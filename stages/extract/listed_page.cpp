#include "stages/extract/listed_page.h"

#include <array>
#include <utility>

#include "base/json.h"
#include "feed/json_parts.h"
#include "record/fold_text.h"
#include "stages/extract/json_metadata.h"
#include "stages/extract/page_dates.h"
#include "stages/extract/page_text.h"

namespace headwater {
namespace {

using Differ = bool (*)(const std::string&, const std::string&);

bool differ_in_words(const std::string& a, const std::string& b) {
  return folded_text(a) != folded_text(b);
}

bool differ_in_time(const std::string& a, const std::string& b) {
  const auto at = timestamp_from_rfc3339(a);
  const auto other = timestamp_from_rfc3339(b);
  if (at && other) return at->microseconds != other->microseconds;
  constexpr std::size_t kDay = 10;  // "2026-02-19"
  return a.substr(0, kDay) != b.substr(0, kDay);
}

bool differ_in_language(const std::string& a, const std::string& b) {
  return a.substr(0, a.find('-')) != b.substr(0, b.find('-'));
}

/// A field that both have.
struct Shared {
  std::string_view name;
  std::optional<Field> ListedPage::*listed;
  std::optional<Field> Article::*own;
  Differ differ;
};
constexpr std::array kShared = {
    Shared{"title", &ListedPage::title, &Article::title, differ_in_words},
    Shared{"byline", &ListedPage::byline, &Article::byline, differ_in_words},
    Shared{"published_at", &ListedPage::published_at, &Article::published_at, differ_in_time},
    Shared{"language", &ListedPage::language, &Article::language, differ_in_language},
};

/// The value of a member as the field has it.
std::optional<std::string> meaning(std::string_view name, const std::string& printed,
                                   Timestamp captured_at) {
  if (name == "title") return metadata_line(without_markup(printed));
  if (name == "byline") return metadata_line(printed);
  if (name == "language") return metadata_language(printed);
  auto date = metadata_date(printed);
  if (date && !is_plausible_date(*date, captured_at)) date.reset();
  return date;
}

}  // namespace

ListedPage read_listed_page(const Arrival& arrival) {
  ListedPage listed;
  if (arrival.named.empty()) return listed;
  JsonParts json(arrival.named);
  const auto members = json.members({0, arrival.named.size()});
  if (!members) return listed;
  std::string kind = "feed";
  for (const JsonPart& part : *members) {
    if (part.key == "sitemap") kind = "sitemap";
  }
  for (const JsonPart& part : *members) {
    for (const Shared& shared : kShared) {
      if (part.key != shared.name) continue;
      std::string printed = json.text(part);
      std::optional<std::string> value = meaning(part.key, printed, arrival.captured_at);
      if (!value || value->empty()) continue;
      listed.*shared.listed =
          Field{std::move(*value), Evidence{kind, std::move(printed), std::nullopt, std::nullopt,
                                            "find_metadata.listed." + part.key}};
    }
  }
  return listed;
}

std::string take_from_listing(ListedPage& listed, Article& article) {
  JsonWriter json;
  bool any = false;
  json.begin_object();
  for (const Shared& shared : kShared) {
    std::optional<Field>& field = listed.*shared.listed;
    std::optional<Field>& own = article.*shared.own;
    if (!field) continue;
    if (!own) {
      own = std::move(field);
    } else if (shared.differ(own->value, field->value)) {
      if (!any) json.key("by").string(field->evidence.kind);
      any = true;
      json.key(shared.name).string(field->value);
    }
  }
  json.end_object();
  return any ? std::string(json.text()) : std::string();
}

}  // namespace headwater
