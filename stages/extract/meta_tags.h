#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace headwater {

/// What a meta element is about. The names that publishers use for one thing stand together.
enum class MetaKey : std::uint8_t {
  kTitle,            ///< og:title and the like: of the article alone.
  kTitleOfPage,      ///< name=title, dc.title: often with the site's name.
  kAuthor,           ///< Names of people, or what else stands in name=author.
  kAuthorOfArticle,  ///< article:author: a name, or the address of a profile.
  kPublished,        ///< When the article was published, by a name that means just that.
  kDated,            ///< A date by a loose name: "date", "dc.date".
  kModified,
  kSection,
  kSiteName,
  kPublisher,
  kUrl,
  kImage,
  kImageCaption,
  kLanguage,
  kTier,  ///< article:content_tier: "free", "metered", "locked".
  kLicence,
  kLabel,     ///< twitter:label1: what the kLabelled behind it is.
  kLabelled,  ///< twitter:data1.
};

/// The key of a meta element with the name, property or itemprop `name`, capitals aside; nothing
/// for one that says nothing about these.
std::optional<MetaKey> meta_key(std::string_view name);

/// The rule by which a meta element of that key is read, such as "meta.title".
std::string_view meta_rule(MetaKey key);

}  // namespace headwater
