#include "store/article_names.h"

#include <algorithm>

#include "base/domain.h"
#include "base/url_key.h"
#include "base/web_address.h"

namespace headwater {
namespace {

/// Bytes of visible text below which the same words under two addresses are more likely a notice
/// ("This page is being updated.") than one article.
constexpr std::uint64_t kLeastTextBytes = 200;

/// Nothing for a front page: it brings another article each day.
std::optional<std::string> address_key(std::string_view address) {
  std::string key = article_url_key(address);
  if (key.find('/') + 1 == key.size()) return std::nullopt;
  return key;
}

std::optional<std::string> owner_of(std::string_view address) {
  const std::optional<std::string> host = host_of(address);
  if (!host) return std::nullopt;
  const std::optional<std::string> domain = registrable_domain(*host);
  return domain ? domain : host;
}

void add_address(std::string_view address, std::vector<ArticleName>& names) {
  if (const auto key = address_key(address)) names.push_back({"url:" + *key, std::nullopt});
}

}  // namespace

std::vector<ArticleName> arrival_names(const Arrival& arrival) {
  std::vector<ArticleName> names;
  if (!arrival.frontier) return names;
  for (const ArticleKey& key : arrival.frontier->keys) names.push_back({key.key, key.fingerprint});
  return names;
}

std::vector<ArticleName> article_names(const Article& article, TextName with_text) {
  std::vector<ArticleName> names = arrival_names(article.arrival);
  const std::optional<std::string> address = web_address(article.arrival.uri);
  const std::optional<std::string> owner = address ? owner_of(*address) : std::nullopt;
  if (owner) {
    add_address(*address, names);
    const std::optional<Field>& canonical = article.facts.canonical_uri;
    if (canonical && owner_of(canonical->value) == owner) add_address(canonical->value, names);
    if (with_text == TextName::kGiven && article.text.size() >= kLeastTextBytes) {
      names.push_back({"text:" + *owner + ":" + article.folded_digest.hex(), std::nullopt});
    }
  }
  std::vector<ArticleName> once;
  for (ArticleName& name : names) {
    const bool known =
        std::ranges::any_of(once, [&](const ArticleName& other) { return other.key == name.key; });
    if (!known) once.push_back(std::move(name));
  }
  return once;
}

}  // namespace headwater
