#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/charset.h"
#include "base/result.h"
#include "feed/feed_entry.h"

namespace headwater {

/// When a feed says it is worth asking for again. Hints, not orders: feeds say anything.
struct FeedRhythm {
  std::optional<std::uint64_t> seconds;  ///< ttl, else the period of sy:; at most
                                         ///< kLongestFeedInterval.
  std::uint32_t skip_hours = 0;          ///< Bit h: not in the hour from h:00 GMT (0 to 23).
  std::uint8_t skip_days = 0;            ///< Bit d: not on that day, Sunday is bit 0.
};

/// A feed as its payload states it. Strings as in feed/feed_entry.h.
struct Feed {
  FeedFormat format = FeedFormat::kRss;
  std::string version;                  ///< As declared: "2.0", "1.1"; empty where nothing was.
  Encoding encoding = Encoding::kUtf8;  ///< In which it was read; `encoding_name` is a label.
  std::string encoding_evidence;        ///< As in Decoding.
  std::string language;
  FeedText title;
  FeedText subtitle;
  std::string id;
  std::string link;  ///< The site.
  std::vector<FeedLink> links;
  std::string self;       ///< What the feed gives as its own address.
  std::string hub;        ///< WebSub.
  std::string next_page;  ///< The next older page of entries (RFC 5005, next_url of JSON Feed).
  std::vector<FeedPerson> authors;
  FeedDate published;
  FeedDate updated;
  std::string rights;
  std::string generator;
  FeedRhythm rhythm;
  /// What had to be mended, for people: "byte 1204: the input ends inside <item>". Empty where
  /// nothing had. The first few mends are named.
  std::string note;
  /// Whether the bytes end before the feed does; entries may be missing then.
  bool cut = false;
  /// Ascending by range, which do not overlap.
  std::vector<FeedEntry> entries;
  /// More entries stood there than kMaxFeedEntries.
  bool more_entries = false;
};

/// Reads the feed in `payload`. Nothing is fetched, no entity but those of HTML is expanded, no
/// declaration of a DOCTYPE is obeyed. Broken XML is read as far as it makes sense; see
/// Feed::note. Linear time.
///
/// What the bytes begin with decides whether it is XML or JSON: servers give feeds any media type,
/// so `media_type` (which may be empty) is only for the message where it is neither.
/// `charset` is the label that was declared from outside, or empty; `uri` is where the feed was
/// found, the base of its relative addresses.
///
/// The encoding is that of the byte order mark, of `charset`, of the XML declaration, or a detected
/// one; what the bytes refute does not count. JSON is UTF-8.
///
/// Errors: kBadFeed, what is no feed (a page of HTML, say); kBadJson, with the byte; kTooLarge;
/// kTruncated, a payload that is empty.
Result<Feed> parse_feed(std::string_view payload, std::string_view media_type,
                        std::string_view charset, std::string_view uri);

/// Larger payloads are no feeds. 32 MiB.
inline constexpr std::size_t kMaxFeedBytes = std::size_t{32} << 20U;
/// In UTF-16 and ISO-2022-JP, whose map may need 40 bytes for each of the feed. 8 MiB.
inline constexpr std::size_t kMaxTranscodedFeedBytes = std::size_t{8} << 20U;
/// What is beyond is not read: real feeds have tens of entries, archives a few thousand.
inline constexpr std::size_t kMaxFeedEntries = 10'000;
/// A week: more says nothing about news.
inline constexpr std::uint64_t kLongestFeedInterval = 7 * 86'400;

}  // namespace headwater
