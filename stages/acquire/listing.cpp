#include "stages/acquire/listing.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/digest.h"
#include "base/json.h"
#include "base/url.h"
#include "base/url_key.h"
#include "stages/acquire/feed.h"
#include "stages/acquire/feed_file.h"
#include "stages/acquire/sitemap.h"

namespace headwater {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kSecond = 1'000'000;

/// Ids are mostly addresses or short codes; a longer one is known by its digest.
constexpr std::size_t kLongestId = 512;
/// What is told of an entry in the lineage: enough for a title or a list of authors.
constexpr std::size_t kLongestHint = 2000;

std::string short_id(std::string_view id) {
  return id.size() <= kLongestId ? std::string(id) : "sha256-" + sha256(id).hex();
}

void add_hint(JsonWriter& json, std::string_view name, std::string_view value) {
  if (!value.empty()) json.key(name).string(value.substr(0, kLongestHint));
}

/// The ids that several entries have: some feeds give every entry the feed's own.
std::map<std::string_view, int> count_ids(const Feed& feed) {
  std::map<std::string_view, int> counts;
  for (const FeedEntry& entry : feed.entries) ++counts[entry.id];
  return counts;
}

std::string feed_hints(const FeedEntry& entry, std::string_view feed_uri) {
  JsonWriter json;
  json.begin_object().key("feed").string(feed_uri);
  add_hint(json, "id", entry.id);
  add_hint(json, "title", entry.title.value);
  add_hint(json, "published_at", entry.published.value);
  add_hint(json, "updated_at", entry.updated.value);
  std::string authors;
  for (const FeedPerson& person : entry.authors) {
    authors += (authors.empty() ? "" : "; ") + (person.name.empty() ? person.email : person.name);
  }
  add_hint(json, "byline", authors);
  add_hint(json, "language", entry.language);
  add_hint(json, "taken_from", entry.source.uri.empty() ? entry.source.title : entry.source.uri);
  const std::vector<std::string> via = entry.via();
  if (!via.empty()) add_hint(json, "via", via.front());
  json.end_object();
  return std::string(json.text());
}

ListedEntry listed(const FeedEntry& entry, bool id_is_unique, const ListingContext& context) {
  ListedEntry out;
  // As it will be asked for: without its fragment, and as the URL parser serialises it.
  out.uri = resolve_web_address(entry.link, {}).value_or("");
  const FeedText* body = entry.body();
  const bool by_text = context.settings.takes_entries || (entry.id.empty() && out.uri.empty());
  EntryClaims claims{
      id_is_unique ? std::string_view(entry.id) : std::string_view(),
      out.uri,
      entry.title.value,
      entry.published.printed,
      entry.updated.printed,
      by_text && body != nullptr ? std::string_view(body->value) : std::string_view()};
  out.identity = identify_entry(context.source, claims);
  out.hints = feed_hints(entry, context.uri);
  if (body != nullptr) out.text = entry.range;
  return out;
}

std::string sitemap_hints(const SitemapEntry& entry, std::string_view sitemap_uri) {
  JsonWriter json;
  json.begin_object().key("sitemap").string(sitemap_uri);
  add_hint(json, "updated_at", entry.modified_at);
  if (entry.news) {
    add_hint(json, "title", entry.news->title);
    add_hint(json, "published_at", entry.news->published_at);
    add_hint(json, "publication", entry.news->publication);
    add_hint(json, "language", entry.news->language);
  }
  json.end_object();
  return std::string(json.text());
}

/// The day or second that the entry is of, by which newer ones sort higher; empty if it has none.
std::string_view date_of(const SitemapEntry& entry) {
  if (entry.news && !entry.news->published_at.empty()) return entry.news->published_at;
  return entry.modified_at;
}

/// Newest first. RFC 3339 in UTC sorts as text does; what has no date comes last, in its order.
void sort_by_date(std::vector<SitemapEntry>& entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const SitemapEntry& left, const SitemapEntry& right) {
                     return date_of(left) > date_of(right);
                   });
}

/// "2026-11-18": what is older than `days` is left out. Empty: nothing is.
std::string oldest_day(const ListingContext& context) {
  if (context.settings.days == 0) return {};
  const Timestamp day{context.now.microseconds - context.settings.days * kDay * kSecond};
  return to_rfc3339(day).substr(0, 10);
}

void add_pages(const std::vector<SitemapEntry>& entries, const ListingContext& context,
               Listing& out) {
  const std::string oldest = oldest_day(context);
  std::size_t old = 0;
  for (const SitemapEntry& entry : entries) {
    const std::string_view date = date_of(entry);
    if (!date.empty() && date.substr(0, 10) < oldest) {
      ++old;
      continue;
    }
    const std::string_view title =
        entry.news ? std::string_view(entry.news->title) : std::string_view();
    ListedEntry page;
    page.uri = entry.uri;
    page.identity =
        identify_entry(context.source, {{}, entry.uri, title, date, entry.modified_at, {}});
    page.hints = sitemap_hints(entry, context.uri);
    out.entries.push_back(std::move(page));
  }
  if (old > 0) {
    out.note += (out.note.empty() ? "" : "; ") + std::to_string(old) + " pages older than " +
                std::to_string(context.settings.days) + " days were left out";
  }
}

void add_parts(const std::vector<SitemapEntry>& entries, const ListingContext& context,
               Listing& out) {
  const std::string oldest = oldest_day(context);
  for (const SitemapEntry& entry : entries) {
    if (!entry.modified_at.empty() && entry.modified_at.substr(0, 10) < oldest) continue;
    if (out.parts.size() == kMostParts) {
      out.note += (out.note.empty() ? "" : "; ") + std::string("only the newest ") +
                  std::to_string(kMostParts) + " of " + std::to_string(entries.size()) +
                  " parts were followed";
      return;
    }
    out.parts.push_back(entry.uri);
  }
}

}  // namespace

ListingKind sniff_listing(std::string_view payload) {
  const std::string_view head = payload.substr(0, kSniffedListing);
  const auto has = [&](std::string_view text) { return head.find(text) != std::string_view::npos; };
  if (has("<html") || has("<HTML")) return ListingKind::kNone;
  if (has("<urlset") || has("<sitemapindex")) return ListingKind::kSitemap;
  return begins_like_feed(payload) ? ListingKind::kFeed : ListingKind::kNone;
}

EntryIdentity identify_entry(std::string_view source, const EntryClaims& claims) {
  EntryIdentity out;
  const std::string scope = std::string(source) + ":";
  if (!claims.id.empty()) out.keys.push_back("guid:" + scope + short_id(claims.id));
  if (!claims.link.empty()) {
    const std::string key = article_url_key(claims.link);
    out.keys.push_back("link:" + scope + key);
    out.keys.push_back("url:" + key);
  }
  Sha256 hasher;
  for (const std::string_view part :
       {claims.title, claims.published, claims.updated, claims.text}) {
    hasher.update(part);
    hasher.update(std::string_view("\0", 1));
  }
  out.fingerprint = hasher.finish().hex().substr(0, 32);
  if (out.keys.empty()) out.keys.push_back("guid:" + scope + "sha256-" + out.fingerprint);
  return out;
}

Result<Listing> read_feed_listing(std::string_view payload, const ListingContext& context) {
  const Result<Feed> feed = parse_feed(payload, context.media_type, context.charset, context.uri);
  if (!feed) return feed.error();
  Listing out;
  out.entry_type = feed_entry_type(feed->format);
  out.charset = encoding_name(feed->encoding);
  out.note = feed->note;
  out.cut = feed->cut;
  out.asked_to_wait = static_cast<std::int64_t>(feed->rhythm.seconds.value_or(0));
  const std::map<std::string_view, int> ids = count_ids(*feed);
  out.entries.reserve(feed->entries.size());
  for (const FeedEntry& entry : feed->entries) {
    if (entry.cut) continue;  // The next visit will find it whole.
    out.entries.push_back(listed(entry, ids.at(entry.id) == 1, context));
  }
  return out;
}

Result<Listing> read_sitemap_listing(std::string_view payload, const ListingContext& context) {
  Result<Sitemap> sitemap =
      parse_sitemap(payload, context.media_type, context.uri, SitemapReach::kSameSite);
  if (!sitemap) return sitemap.error();
  Listing out;
  out.note = sitemap->note;
  out.cut = sitemap->cut;
  sort_by_date(sitemap->entries);
  sitemap->format == SitemapFormat::kIndex ? add_parts(sitemap->entries, context, out)
                                           : add_pages(sitemap->entries, context, out);
  return out;
}

}  // namespace headwater
