#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headwater {

enum class SitemapFormat : std::uint8_t {
  kUrlSet,  ///< https://www.sitemaps.org/protocol.html
  kIndex,   ///< The same: a list of site maps.
  kText,    ///< One address a line.
  kFeed,    ///< RSS or Atom, which the protocol admits: addresses and dates only.
};

/// What Google's extension for news says of an article
/// (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap). Strings are
/// one line of UTF-8, empty where the site map does not say it.
struct SitemapNews {
  std::string publication;  ///< Name of the outlet.
  std::string language;     ///< As printed: "en", "zh-cn".
  std::string title;
  std::string published_at;  ///< In the form of Article::published_at.
  std::vector<std::string> keywords;
  std::vector<std::string> stock_tickers;
};

/// The same article in another language (xhtml:link of rel="alternate").
struct SitemapAlternate {
  std::string language;  ///< hreflang as printed.
  std::string uri;
};

/// An address that a site map lists: a page, or in an index another site map.
struct SitemapEntry {
  std::string uri;  ///< Absolute http or https, as it is asked for, see resolve_web_address.
  std::string modified_at;       ///< lastmod in the form of Article::published_at; empty: not said.
  std::string change_frequency;  ///< "always" to "never"; empty: not said.
  std::optional<double> priority;  ///< 0 to 1.
  std::optional<SitemapNews> news;
  std::vector<SitemapAlternate> alternates;
};

struct Sitemap {
  SitemapFormat format = SitemapFormat::kUrlSet;
  bool cut = false;  ///< The bytes end before it does; entries may be missing then.
  std::vector<SitemapEntry> entries;  ///< In the order of the file; an address comes once.
  /// Entries that were left out: without an address, with one that is none, or of another site.
  std::size_t refused = 0;
  std::size_t repeated = 0;   ///< Entries whose address had come before.
  bool more_entries = false;  ///< More than kMaxSitemapEntries stood there.
  std::string
      note;  ///< What had to be mended or went wrong first, for people. Empty where nothing.
};

/// Which addresses a site map may list. The protocol: those of its own scheme, host and port
/// (kSameSite: and of other hosts of the same registrable domain, which is what publishers do).
enum class SitemapReach : std::uint8_t { kSameOrigin, kSameSite, kAnywhere };

/// Reads the site map in `payload`, whose compression has been undone. `media_type` is without
/// parameters and may be empty: it only decides where the bytes leave it open. `uri` is where the
/// site map was found: the base of relative addresses and what `reach` compares with. Nothing is
/// fetched. Broken XML is read as far as it makes sense, see Sitemap::note; namespaces may be wrong
/// or missing. Image and video extensions are passed over. Linear time.
///
/// Errors: kTooLarge (kMaxSitemapBytes); kTruncated, a payload that is empty; kUnsupported, what is
/// no site map (a page of HTML, say).
Result<Sitemap> parse_sitemap(std::string_view payload, std::string_view media_type,
                              std::string_view uri, SitemapReach reach = SitemapReach::kAnywhere);

/// The limits of the protocol: 50 MiB when decompressed, 50,000 addresses.
inline constexpr std::size_t kMaxSitemapBytes = std::size_t{50} << 20U;
inline constexpr std::size_t kMaxSitemapEntries = 50'000;
/// Languages an article exists in: beyond that somebody wants memory. Google's limit is lower.
inline constexpr std::size_t kMaxSitemapAlternates = 256;
/// Keywords or tickers of an article (Google reads 10 and 5).
inline constexpr std::size_t kMaxSitemapKeywords = 64;
/// Bytes of a name, title or keyword that are kept.
inline constexpr std::size_t kMaxSitemapText = 4096;

}  // namespace headwater
