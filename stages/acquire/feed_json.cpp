#include "stages/acquire/feed_json.h"

#include <string>
#include <utility>
#include <vector>

#include "feed/feed_base.h"
#include "feed/json_entry.h"

namespace headwater {
namespace {

constexpr std::string_view kVersionBegin = "jsonfeed.org/version/";

/// "1.1" of "https://jsonfeed.org/version/1.1"; empty where it is no version of JSON Feed.
std::string version_of(std::string_view printed) {
  const std::size_t at = printed.find(kVersionBegin);
  return at == std::string_view::npos ? std::string()
                                      : std::string(printed.substr(at + kVersionBegin.size()));
}

FeedText text_of(JsonParts& parts, const std::vector<JsonPart>& members, std::string_view key) {
  FeedText text;
  const JsonPart* part = find_part(members, key);
  if (part == nullptr || part->first != '"') return text;
  text.value = read_json_line(parts, members, key);
  text.raw = JsonParts::inside(part->range);
  return text;
}

/// Hubs of JSON Feed are objects; the first one for WebSub counts.
std::string hub_of(JsonParts& parts, const std::vector<JsonPart>& members) {
  const JsonPart* hubs = find_part(members, "hubs");
  if (hubs == nullptr || hubs->first != '[') return {};
  const auto list = parts.elements(hubs->range);
  if (!list) return {};
  for (const JsonPart& hub : *list) {
    if (hub.first != '{') continue;
    const auto about = parts.members(hub.range);
    if (about && read_json_line(parts, *about, "type") == "WebSub") {
      return read_json_line(parts, *about, "url");
    }
  }
  return {};
}

Status take_items(JsonParts& parts, const JsonPart& items, const std::string& base, Feed& feed) {
  const auto list = parts.elements(items.range);
  if (!list) return list.error();
  for (const JsonPart& item : *list) {
    if (item.first != '{') continue;
    if (feed.entries.size() == kMaxFeedEntries) {
      feed.more_entries = true;
      break;
    }
    auto entry = read_json_entry(parts, item.range, base, feed.language);
    if (!entry) return entry.error();
    feed.entries.push_back(std::move(*entry));
  }
  return {};
}

}  // namespace

Result<Feed> parse_json_feed(std::string_view json, std::string_view uri) {
  JsonParts parts(json);
  const auto members = parts.members({0, json.size()});
  if (!members) return members.error();
  const auto line = [&](std::string_view key) { return read_json_line(parts, *members, key); };
  Feed feed;
  feed.format = FeedFormat::kJson;
  feed.encoding_evidence = "valid-utf8";
  feed.version = version_of(line("version"));
  const JsonPart* items = find_part(*members, "items");
  if (feed.version.empty() || items == nullptr || items->first != '[') {
    return Error{ErrorCode::kBadFeed,
                 "JSON, but no JSON Feed: it needs a version of jsonfeed.org and a list of items"};
  }
  const std::string base(uri);
  const auto address = [&](std::string_view key) { return resolve_address(base, line(key)); };
  feed.title = text_of(parts, *members, "title");
  feed.subtitle = text_of(parts, *members, "description");
  feed.language = line("language");
  feed.link = address("home_page_url");
  feed.self = address("feed_url");
  feed.next_page = address("next_url");
  feed.hub = hub_of(parts, *members);
  feed.authors = read_json_authors(parts, *members, base);
  if (const Status taken = take_items(parts, *items, base, feed); !taken) return taken.error();
  return feed;
}

}  // namespace headwater
