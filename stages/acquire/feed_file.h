#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "record/article.h"
#include "stages/acquire/feed.h"

namespace headwater {

/// Whether `bytes` begin like a feed, in XML or JSON. Looks at the first kilobytes.
bool begins_like_feed(std::string_view bytes);

/// Whether `bytes` begin like an item in one of the XML formats of news agencies (NITF, NewsML-G2),
/// which another stage reads.
bool begins_like_agency_item(std::string_view bytes);

/// Brings the entries of a feed in a file as arrivals: those that hold text, each with the bytes it
/// stands in as its payload and the file as its container. Its address is that of the entry's
/// article, else the file's with the number of the entry. The last one carries the file's cursor,
/// so that a run that is cut off reads all of it again. An entry inside of which the file ends has
/// the fault kTruncated; where it ends between them, the last one has such a warning. A feed
/// without such entries is one arrival, set aside as a listing.
class FeedFile {
 public:
  /// `file` is the feed as an arrival of its own; `feed` was read from its payload.
  FeedFile(Arrival file, Feed feed);

  std::optional<Arrival> next();

 private:
  std::optional<Error> warning() const;
  Arrival arrival_of(const FeedEntry& entry, std::size_t number) const;
  std::size_t next_with_text(std::size_t from) const;

  Arrival file_;
  Feed feed_;
  Digest payload_;
  std::size_t at_ = 0;  ///< The next entry to bring.
  bool listing_ = false;
};

}  // namespace headwater
