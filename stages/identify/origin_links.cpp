#include "stages/identify/origin_links.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/domain.h"

namespace headwater {
namespace {

/// Sites that show pages of others under their own address and leave them as they are.
constexpr std::array<std::string_view, 7> kCaches = {
    "ampproject.org", "archive.org",           "archive.ph",    "archive.today",
    "goo.gl",         "googleusercontent.com", "translate.goog"};

/// "kelpbay" of "kelpbay.example": one house often has it under several suffixes.
std::string_view first_label(std::string_view domain) { return domain.substr(0, domain.find('.')); }

/// Adds to `found` what `field` says, unless its address is the outlet's own.
void add_link(const Article& article, const std::optional<Field>& field, std::string_view kind,
              const OutletRegistry& registry, std::vector<Evidence>& found) {
  if (!field) return;
  const std::optional<std::string> here = host_of(article.arrival.uri);
  const std::optional<std::string> there = here ? host_of(field->value) : std::nullopt;
  if (!there || *here == *there) return;
  const std::string own = registrable_domain(*here).value_or(*here);
  const std::optional<std::string> other = registrable_domain(*there);
  // Templates that were not filled in leave addresses such as "http://my-first-post".
  if (!other || first_label(own) == first_label(*other)) return;
  if (std::ranges::find(kCaches, own) != kCaches.end()) return;
  const Outlet* outlet = registry.find_host(*there);
  const Outlet* shown_at = registry.find_host(*here);
  if (outlet != nullptr && (outlet == shown_at || outlet->id == article.outlet.id)) return;
  found.push_back({std::string(kind), field->value, std::nullopt, field->evidence.raw,
                   outlet == nullptr ? std::string() : outlet->id});
}

}  // namespace

std::vector<Evidence> find_origin_links(const Article& article, const OutletRegistry& registry) {
  std::vector<Evidence> found;
  add_link(article, article.facts.canonical_uri, "canonical-link", registry, found);
  add_link(article, article.facts.based_on_uri, "based-on", registry, found);
  return found;
}

}  // namespace headwater
