#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "net/fetcher.h"
#include "record/frontier.h"
#include "stage/stage.h"
#include "stage/stage_kind.h"

namespace headwater {

/// Kinds of sources on the web, which are all carried by one WebSource.
///
/// "read_feed" visits a feed (RSS, RDF, Atom, JSON Feed) and fetches the pages that its new entries
/// link to, or takes the entries as they stand. "read_sitemap" visits a sitemap, or the parts of an
/// index, and fetches the pages that are new there. "fetch_pages" visits one page again and again;
/// if a feed or a sitemap stands there, it is read as such.
SourceKind read_feed_kind();
SourceKind read_sitemap_kind();
SourceKind fetch_pages_kind();

/// What a run carries from the web.
struct WebRun {
  /// Sources to visit whether they are due or not; empty: all that are due.
  std::vector<std::string> sources;
  /// Pages of one host at most: one that named a whole archive must not hold up the others. What
  /// is left waits for the next run.
  std::int64_t most_pages_a_host = 1000;
};

/// All sources on the web together, turn about between hosts. Every visit is an arrival, whatever
/// came of it: listings, unchanged answers and refusals are set aside, with what they change in
/// the frontier. `clock` and `stop` must outlive the source; after `stop` nothing is asked any
/// more.
std::unique_ptr<Source> open_web_source(WebRun run, std::unique_ptr<Frontier> frontier,
                                        std::unique_ptr<Fetcher> fetcher, const Clock& clock,
                                        const std::atomic<bool>& stop);

}  // namespace headwater
