#include "stages/extract/meta_tags.h"

#include <algorithm>
#include <array>

#include "html/ascii.h"

namespace headwater {
namespace {

struct MetaName {
  std::string_view name;
  MetaKey key;
};

/// Sorted by name. Open Graph, Twitter cards, schema.org microdata, Dublin Core, Highwire
/// (citation_), Parse.ly, Sailthru, and what publishers made up themselves.
constexpr std::array kNames = {
    MetaName{"article.created", MetaKey::kPublished},
    MetaName{"article.published", MetaKey::kPublished},
    MetaName{"article.section", MetaKey::kSection},
    MetaName{"article.updated", MetaKey::kModified},
    MetaName{"article:author", MetaKey::kAuthorOfArticle},
    MetaName{"article:content_tier", MetaKey::kTier},
    MetaName{"article:modified", MetaKey::kModified},
    MetaName{"article:modified_time", MetaKey::kModified},
    MetaName{"article:published", MetaKey::kPublished},
    MetaName{"article:published_time", MetaKey::kPublished},
    MetaName{"article:publisher", MetaKey::kPublisher},
    MetaName{"article:section", MetaKey::kSection},
    MetaName{"article_date_original", MetaKey::kPublished},
    MetaName{"article_section", MetaKey::kSection},
    MetaName{"author", MetaKey::kAuthor},
    MetaName{"authors", MetaKey::kAuthor},
    MetaName{"byl", MetaKey::kAuthor},
    MetaName{"byline", MetaKey::kAuthor},
    MetaName{"citation_author", MetaKey::kAuthor},
    MetaName{"citation_online_date", MetaKey::kPublished},
    MetaName{"citation_publication_date", MetaKey::kPublished},
    MetaName{"citation_title", MetaKey::kTitle},
    MetaName{"content-language", MetaKey::kLanguage},
    MetaName{"copyright", MetaKey::kPublisher},
    MetaName{"cxenseparse:author", MetaKey::kAuthor},
    MetaName{"cxenseparse:publishtime", MetaKey::kPublished},
    MetaName{"cxenseparse:recs:publishtime", MetaKey::kPublished},
    MetaName{"date", MetaKey::kDated},
    MetaName{"date.modified", MetaKey::kModified},
    MetaName{"date.published", MetaKey::kPublished},
    MetaName{"date_published", MetaKey::kPublished},
    MetaName{"datemodified", MetaKey::kModified},
    MetaName{"datepublished", MetaKey::kPublished},
    MetaName{"dc.creator", MetaKey::kAuthor},
    MetaName{"dc.date", MetaKey::kDated},
    MetaName{"dc.date.created", MetaKey::kDated},
    MetaName{"dc.date.issued", MetaKey::kPublished},
    MetaName{"dc.date.modified", MetaKey::kModified},
    MetaName{"dc.language", MetaKey::kLanguage},
    MetaName{"dc.publisher", MetaKey::kPublisher},
    MetaName{"dc.title", MetaKey::kTitleOfPage},
    MetaName{"dcterms.created", MetaKey::kDated},
    MetaName{"dcterms.creator", MetaKey::kAuthor},
    MetaName{"dcterms.date", MetaKey::kDated},
    MetaName{"dcterms.issued", MetaKey::kPublished},
    MetaName{"dcterms.modified", MetaKey::kModified},
    MetaName{"dcterms.title", MetaKey::kTitleOfPage},
    MetaName{"displaydate", MetaKey::kDated},
    MetaName{"headline", MetaKey::kTitle},
    MetaName{"inlanguage", MetaKey::kLanguage},
    MetaName{"language", MetaKey::kLanguage},
    MetaName{"last-modified", MetaKey::kModified},
    MetaName{"lastmod", MetaKey::kModified},
    MetaName{"lastmodified", MetaKey::kModified},
    MetaName{"license", MetaKey::kLicence},
    MetaName{"modified", MetaKey::kModified},
    MetaName{"og:article:author", MetaKey::kAuthor},
    MetaName{"og:article:modified_time", MetaKey::kModified},
    MetaName{"og:article:published_time", MetaKey::kPublished},
    MetaName{"og:article:section", MetaKey::kSection},
    MetaName{"og:image", MetaKey::kImage},
    MetaName{"og:image:alt", MetaKey::kImageCaption},
    MetaName{"og:image:secure_url", MetaKey::kImage},
    MetaName{"og:image:url", MetaKey::kImage},
    MetaName{"og:locale", MetaKey::kLanguage},
    MetaName{"og:modified_time", MetaKey::kModified},
    MetaName{"og:pubdate", MetaKey::kPublished},
    MetaName{"og:published_time", MetaKey::kPublished},
    MetaName{"og:section", MetaKey::kSection},
    MetaName{"og:site_name", MetaKey::kSiteName},
    MetaName{"og:title", MetaKey::kTitle},
    MetaName{"og:updated_time", MetaKey::kModified},
    MetaName{"og:url", MetaKey::kUrl},
    MetaName{"originalpublicationdate", MetaKey::kPublished},
    MetaName{"parsely-author", MetaKey::kAuthor},
    MetaName{"parsely-pub-date", MetaKey::kPublished},
    MetaName{"parsely-section", MetaKey::kSection},
    MetaName{"parsely-title", MetaKey::kTitle},
    MetaName{"pubdate", MetaKey::kPublished},
    MetaName{"publication_date", MetaKey::kPublished},
    MetaName{"publicationdate", MetaKey::kPublished},
    MetaName{"publish-date", MetaKey::kPublished},
    MetaName{"publish_date", MetaKey::kPublished},
    MetaName{"publishdate", MetaKey::kPublished},
    MetaName{"published", MetaKey::kPublished},
    MetaName{"published-date", MetaKey::kPublished},
    MetaName{"publisheddate", MetaKey::kPublished},
    MetaName{"publisher", MetaKey::kPublisher},
    MetaName{"revision_date", MetaKey::kModified},
    MetaName{"rnews:datepublished", MetaKey::kPublished},
    MetaName{"sailthru.author", MetaKey::kAuthor},
    MetaName{"sailthru.date", MetaKey::kPublished},
    MetaName{"sailthru.title", MetaKey::kTitle},
    MetaName{"shareaholic:article_author_name", MetaKey::kAuthor},
    MetaName{"shareaholic:article_modified_time", MetaKey::kModified},
    MetaName{"shareaholic:article_published_time", MetaKey::kPublished},
    MetaName{"timestamp", MetaKey::kDated},
    MetaName{"title", MetaKey::kTitleOfPage},
    MetaName{"twitter:data1", MetaKey::kLabelled},
    MetaName{"twitter:data2", MetaKey::kLabelled},
    MetaName{"twitter:image", MetaKey::kImage},
    MetaName{"twitter:image:alt", MetaKey::kImageCaption},
    MetaName{"twitter:label1", MetaKey::kLabel},
    MetaName{"twitter:label2", MetaKey::kLabel},
    MetaName{"twitter:title", MetaKey::kTitle},
    MetaName{"twitter:url", MetaKey::kUrl},
};
static_assert(std::ranges::is_sorted(kNames, {}, &MetaName::name));

constexpr std::size_t kLongestMetaName =
    std::ranges::max(kNames, {}, [](const MetaName& row) { return row.name.size(); }).name.size();

}  // namespace

std::optional<MetaKey> meta_key(std::string_view name) {
  if (name.size() > kLongestMetaName) return std::nullopt;
  std::array<char, kLongestMetaName> small{};
  std::ranges::transform(name, small.begin(), html::to_lower);
  const std::string_view wanted(small.data(), name.size());
  const auto found = std::ranges::lower_bound(kNames, wanted, {}, &MetaName::name);
  if (found == kNames.end() || found->name != wanted) return std::nullopt;
  return found->key;
}

std::string_view meta_rule(MetaKey key) {
  constexpr std::array<std::string_view, 18> kRules = {
      "meta.title",   "meta.page-title", "meta.author",  "meta.article-author", "meta.published",
      "meta.date",    "meta.modified",   "meta.section", "meta.site-name",      "meta.publisher",
      "meta.url",     "meta.image",      "meta.caption", "meta.language",       "meta.tier",
      "meta.licence", "meta.label",      "meta.labelled"};
  return kRules[static_cast<std::size_t>(key)];
}

}  // namespace headwater
