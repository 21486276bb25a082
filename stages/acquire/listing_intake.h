#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/result.h"
#include "record/article.h"
#include "record/frontier.h"
#include "stages/acquire/listing.h"
#include "stages/acquire/web_queue.h"

namespace headwater {

/// `keys` with the fingerprint of what the source says, where they are the source's own.
std::vector<ArticleKey> article_keys(const EntryIdentity& identity);

/// What became of the entries of a listing.
struct EntryCounts {
  std::size_t fresh = 0;
  std::size_t revised = 0;
  std::size_t known = 0;
  std::size_t left = 0;  ///< Beyond what one visit may name.
};

/// Takes up what listings name, each entry once a run: those that are new to the frontier, or of
/// which the source now says something else, become pages to fetch, or arrivals of their own where
/// their text is to be taken as it stands. Everything given must outlive it. One thread.
class ListingIntake {
 public:
  ListingIntake(Frontier& frontier, WebQueue& queue, const Clock& clock)
      : frontier_(frontier), queue_(queue), clock_(clock) {}

  /// Takes up the entries of `listing`, which came as `arrival` with a payload of this digest. The
  /// arrival is set aside as a listing; its lineage counts them, and its frontier names the pages.
  Result<EntryCounts> take(const Visit& visit, const Listing& listing, const Digest& payload,
                           Arrival& arrival);

  /// The entries that became arrivals since the last call.
  std::deque<Arrival> brought() { return std::exchange(brought_, {}); }

 private:
  /// What an entry is to this run.
  enum class Standing : std::uint8_t { kFresh, kRevised, kKnown };

  Result<Standing> standing_of(const ListedEntry& entry, FrontierUpdate& update);
  static void name_known(const ListedEntry& entry, FrontierUpdate& update);
  void take_up(const Visit& visit, const Listing& listing, const ListedEntry& entry,
               const Digest& payload, Arrival& arrival);
  void name_page(const Visit& visit, const ListedEntry& entry, FrontierUpdate& update);
  void bring_entry(const Listing& listing, const ListedEntry& entry, const Digest& payload,
                   const Arrival& feed);

  Frontier& frontier_;
  WebQueue& queue_;
  const Clock& clock_;
  std::deque<Arrival> brought_;
  std::unordered_set<std::string> taken_up_;  ///< Keys that this run has taken up.
};

}  // namespace headwater
