#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/dates.h"
#include "record/text_span.h"

namespace headwater {

/// What the elements of a feed hold, whatever its format. All strings are UTF-8 with references and
/// escapes undone once; those that name things are one line, without white space at the ends.
/// Addresses are resolved against the base that held there, but are otherwise as printed and of any
/// scheme: only what `web_address` accepts may be asked for.

enum class FeedFormat : std::uint8_t {
  kRss,   ///< 0.91 to 2.0 and what calls itself that.
  kRdf,   ///< RSS 0.90 and 1.0.
  kAtom,  ///< 0.3 and 1.0 (RFC 4287).
  kJson,  ///< JSON Feed 1.0 and 1.1.
};

/// The media type of an arrival whose payload is one entry of such a feed, as it stood there:
/// FeedEntry::range of the feed's payload. The arrival's charset is then the feed's encoding, its
/// container the feed. Names of our own ("application/rss+xml;item"), which no server sends.
std::string_view feed_entry_type(FeedFormat format);
/// The format of the feed whose entry has this media type; nothing for other types.
std::optional<FeedFormat> format_of_feed_entry(std::string_view media_type);

/// How the value of a text is to be read.
enum class FeedTextType : std::uint8_t {
  kText,   ///< Characters.
  kHtml,   ///< Markup that stood there escaped.
  kXhtml,  ///< Markup that stood there as elements of the feed itself.
};

/// A text with what is needed to find and read it again.
struct FeedText {
  std::string value;
  FeedTextType type = FeedTextType::kText;
  /// What stands between the tags of the element or the quotation marks of the string, escapes and
  /// all; for kXhtml inside of the enclosing div.
  RawSpan raw;
  std::string language;  ///< As declared; empty where nothing was.
  std::string base;      ///< Against which its relative addresses count; may be empty.
  bool empty() const { return value.empty(); }
};

/// What of a date was not stated.
enum class DateAssumption : std::uint8_t {
  kNothing,
  kZone,  ///< A time stood there without a zone and is taken as UTC. Only its day is sure.
  kDay,   ///< A month or a year alone: its first day.
};

/// A point in time as a feed states it.
struct FeedDate {
  /// As NormalDate::text. Empty where `printed` is no date; then nothing is made up. Not compared
  /// with the clock: a date may lie in the future or before the web.
  std::string value;
  DatePrecision precision = DatePrecision::kDay;
  DateAssumption assumed = DateAssumption::kNothing;
  std::string printed;
  RawSpan raw;
  bool empty() const { return value.empty(); }
};

struct FeedPerson {
  std::string name;
  std::string email;
  std::string uri;
};

struct FeedLink {
  std::string uri;
  std::string rel;   ///< "alternate" where nothing was said; for pictures "thumbnail".
  std::string type;  ///< Media type as declared.
  std::string title;
  std::string language;                 ///< Of what it leads to.
  std::optional<std::uint64_t> length;  ///< In bytes, as declared.
};

/// The feed that an entry was taken over from (atom:source, source of RSS 2.0).
struct FeedSourceNote {
  std::string title;
  std::string uri;   ///< Its site, or of RSS the feed.
  std::string feed;  ///< Its self link.
  std::string id;
  bool empty() const { return title.empty() && uri.empty() && feed.empty() && id.empty(); }
};

/// One entry. Lists have at most kMaxFeedList members; what is beyond is left out.
struct FeedEntry {
  RawSpan range;   ///< From the "<" of its start tag to behind its end tag; a JSON object whole.
  std::string id;  ///< guid, atom:id, rdf:about, JSON id. Not always unique.
  bool id_is_link = false;  ///< A guid that says that it is an address.
  /// Where the article stands: the first alternate link; an id that is a link where there is none.
  std::string link;
  std::vector<FeedLink> links;       ///< All of them, `link` too.
  std::vector<FeedLink> enclosures;  ///< Also media:content and media:thumbnail.
  FeedText title;
  std::vector<FeedPerson> authors;
  std::vector<FeedPerson> contributors;
  FeedDate published;
  FeedDate updated;
  FeedText summary;
  std::vector<FeedText> contents;  ///< As they stand; usually none or one.
  std::string language;
  std::string base;
  FeedSourceNote source;
  std::vector<std::string> categories;  ///< Labels, or terms where there are none.
  std::string rights;
  std::string comments;              ///< Address of the discussion.
  bool cut = false;                  ///< The payload ends inside of it.
  std::optional<bool> free_to_read;  ///< Where the feed says so.

  /// Addresses of the links whose rel is "via".
  std::vector<std::string> via() const;
  /// The text that stands for the article: the longest of `contents` that is text or HTML, else
  /// `summary`; null where there is neither.
  const FeedText* body() const;
};

/// Entries have a few dozen categories and enclosures at most.
inline constexpr std::size_t kMaxFeedList = 256;

}  // namespace headwater
