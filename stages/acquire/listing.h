#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "record/text_span.h"
#include "stages/acquire/web_settings.h"

namespace headwater {

/// The names of an entry of a listing, so that it is known again: as ArticleKey has them.
struct EntryIdentity {
  /// "guid:<source>:<id>" and "link:<source>:<url key>", then "url:<url key>". The first two belong
  /// to the source, so a change of what it says there announces a revision; the last one belongs to
  /// everybody who links to the article.
  std::vector<std::string> keys;
  /// Of what the source says of it: title and dates.
  std::string fingerprint;
};

/// What an entry says that tells it apart.
struct EntryClaims {
  std::string_view id;    ///< Empty where it has none, or one that others of the listing have too.
  std::string_view link;  ///< Absolute, or empty.
  std::string_view title;
  std::string_view published;
  std::string_view updated;
  /// The text, where the entry itself is what is stored, or where it has neither id nor link.
  std::string_view text;
};

EntryIdentity identify_entry(std::string_view source, const EntryClaims& claims);

/// An article that a listing names.
struct ListedEntry {
  std::string uri;  ///< http or https; empty where the entry leads nowhere.
  EntryIdentity identity;
  std::string hints;  ///< What was said of it: a JSON object.
  /// Where its text stands in the listing; nothing where there is none.
  std::optional<RawSpan> text;
};

/// What a feed or a sitemap names, in the order in which it should be asked for.
struct Listing {
  std::vector<ListedEntry> entries;
  std::vector<std::string> parts;  ///< Further listings, of a sitemap index.
  std::string entry_type;          ///< Media type of an entry that is taken as it stands.
  std::string charset;             ///< In which the listing was read.
  std::int64_t asked_to_wait = 0;  ///< As VisitNews has it.
  bool cut = false;                ///< The bytes end before it does; entries may be missing.
  std::string note;                ///< What had to be mended or left out, for people.
};

/// What is known of a listing before it is read.
struct ListingContext {
  std::string_view source;  ///< Name.
  std::string_view uri;     ///< Where it was found.
  std::string_view media_type;
  std::string_view charset;
  const WebSettings& settings;
  Timestamp now;
};

/// What the first bytes of a payload look like.
enum class ListingKind : std::uint8_t { kNone, kFeed, kSitemap };
/// By the root element, or the version of a JSON feed, within the first kSniffedListing bytes.
ListingKind sniff_listing(std::string_view payload);

/// The entries of a feed (parse_feed has its errors), newest first as feeds have them.
Result<Listing> read_feed_listing(std::string_view payload, const ListingContext& context);
/// The pages of a sitemap that are young enough, newest first, or the parts of an index.
Result<Listing> read_sitemap_listing(std::string_view payload, const ListingContext& context);

/// Parts of an index that one visit follows, the newest: archives have a part a day for decades.
inline constexpr std::size_t kMostParts = 100;
/// Comments and processing instructions stand in front of some roots.
inline constexpr std::size_t kSniffedListing = 2048;

}  // namespace headwater
