#include "stages/acquire/listing_intake.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json.h"
#include "stages/acquire/arrival_detail.h"

namespace headwater {
namespace {

/// Members of a JSON object.
std::string detail_of(const EntryCounts& named, const Listing& listing) {
  JsonWriter json;
  json.begin_object().key("entries").number(listing.entries.size());
  json.key("new").number(named.fresh).key("revised").number(named.revised);
  json.key("known").number(named.known).key("left").number(named.left);
  if (!listing.parts.empty()) json.key("parts").number(listing.parts.size());
  if (!listing.note.empty()) json.key("note").string(listing.note);
  json.end_object();
  return std::string(json.text().substr(1, json.text().size() - 2));
}

}  // namespace

std::vector<ArticleKey> article_keys(const EntryIdentity& identity) {
  std::vector<ArticleKey> out;
  for (const std::string& key : identity.keys) {
    // The address belongs to everybody who links to it: see EntryIdentity.
    out.push_back({key, key.starts_with("url:") ? std::string() : identity.fingerprint});
  }
  return out;
}

Result<EntryCounts> ListingIntake::take(const Visit& visit, const Listing& listing,
                                        const Digest& payload, Arrival& arrival) {
  EntryCounts named;
  const auto most = static_cast<std::size_t>(visit.settings.most_pages);
  for (const ListedEntry& entry : listing.entries) {
    const Result<Standing> standing = standing_of(entry, *arrival.frontier);
    if (!standing) return standing.error();
    if (*standing == Standing::kKnown) {
      ++named.known;
    } else if (named.fresh + named.revised == most) {
      ++named.left;
    } else {
      ++(*standing == Standing::kFresh ? named.fresh : named.revised);
      take_up(visit, listing, entry, payload, arrival);
    }
  }
  arrival.aside = DropReason::kListing;
  add_members(arrival.detail, detail_of(named, listing));
  return named;
}

/// Whether an entry is new to the frontier and to this run.
Result<ListingIntake::Standing> ListingIntake::standing_of(const ListedEntry& entry,
                                                           FrontierUpdate& update) {
  const std::vector<std::string>& keys = entry.identity.keys;
  const bool taken = std::any_of(keys.begin(), keys.end(),
                                 [&](const std::string& key) { return taken_up_.contains(key); });
  if (taken) return Standing::kKnown;
  const Result<std::optional<KnownArticle>> known = frontier_.find(keys);
  if (!known) return known.error();
  const bool asked = !entry.uri.empty() && queue_.has_asked(entry.uri);
  if (!*known && !asked) return Standing::kFresh;
  if (!*known || (*known)->fingerprint.empty()) {
    name_known(entry, update);
    return Standing::kKnown;
  }
  return (*known)->fingerprint == entry.identity.fingerprint ? Standing::kKnown
                                                             : Standing::kRevised;
}

/// An article that is known by its address only gets the source's own names, so that a change of
/// what the source says of it is noticed.
void ListingIntake::name_known(const ListedEntry& entry, FrontierUpdate& update) {
  for (ArticleKey& key : article_keys(entry.identity)) {
    if (!key.fingerprint.empty()) update.keys.push_back(std::move(key));
  }
}

void ListingIntake::take_up(const Visit& visit, const Listing& listing, const ListedEntry& entry,
                            const Digest& payload, Arrival& arrival) {
  for (const std::string& key : entry.identity.keys) taken_up_.insert(key);
  const bool as_it_stands = visit.settings.takes_entries || entry.uri.empty();
  if (!as_it_stands) {
    name_page(visit, entry, *arrival.frontier);
  } else if (entry.text) {
    bring_entry(listing, entry, payload, arrival);
  }
}

/// Names a page to be fetched: now, if there is room, or by a later run.
void ListingIntake::name_page(const Visit& visit, const ListedEntry& entry,
                              FrontierUpdate& update) {
  PageTask page;
  page.uri = entry.uri;
  page.source = visit.row.spec.name;
  page.found = std::max(clock_.now(), Timestamp{queue_.start().microseconds + 1});
  page.due = page.found;
  page.keys = entry.identity.keys;
  page.fingerprint = entry.identity.fingerprint;
  page.hints = entry.hints;
  update.waiting.push_back(page);
  queue_.add_found(std::move(page));
}

/// An entry that is a document itself: its bytes as they stand in the listing.
void ListingIntake::bring_entry(const Listing& listing, const ListedEntry& entry,
                                const Digest& payload, const Arrival& feed) {
  Arrival arrival;
  arrival.source = feed.source;
  arrival.uri = entry.uri.empty() ? feed.uri + "#entry-" + entry.identity.fingerprint : entry.uri;
  arrival.container = Container{feed.uri, payload, *entry.text, 0};
  arrival.media_type = listing.entry_type;
  arrival.charset = listing.charset;
  arrival.captured_at = feed.captured_at;
  arrival.payload = feed.payload.substr(entry.text->begin, entry.text->end - entry.text->begin);
  arrival.detail = "{" + object_member("named", entry.hints) + "}";
  arrival.frontier.emplace().keys = article_keys(entry.identity);
  brought_.push_back(std::move(arrival));
}

}  // namespace headwater
