// Reads arbitrary bytes as a feed. Whatever the bytes: a feed or an error; ranges of entries lie in
// the payload, ascend and do not overlap; what stands inside an entry lies in it; every string is
// UTF-8; and a second reading says the same.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "stages/acquire/feed.h"

namespace {

using namespace headwater;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_string(std::string_view text) { require(valid_utf8_prefix(text) == text.size()); }

void check_text(const FeedText& text, RawSpan outer) {
  check_string(text.value);
  check_string(text.base);
  check_string(text.language);
  if (!text.empty()) require(outer.contains(text.raw) && text.raw.begin <= text.raw.end);
}

void check_links(const std::vector<FeedLink>& links) {
  for (const FeedLink& link : links) {
    check_string(link.uri);
    check_string(link.rel);
    check_string(link.type);
    check_string(link.title);
  }
}

void check_entry(const FeedEntry& entry) {
  for (const std::string* text : {&entry.id, &entry.link, &entry.language, &entry.base,
                                  &entry.rights, &entry.comments, &entry.source.title}) {
    check_string(*text);
  }
  check_text(entry.title, entry.range);
  check_text(entry.summary, entry.range);
  for (const FeedText& content : entry.contents) check_text(content, entry.range);
  check_links(entry.links);
  check_links(entry.enclosures);
  for (const FeedPerson& person : entry.authors) check_string(person.name);
  for (const std::string& category : entry.categories) check_string(category);
  check_string(entry.published.printed);
  check_string(entry.updated.printed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto feed = parse_feed(bytes, "", "", "https://kelpbay.example/feed");
  const auto again = parse_feed(bytes, "", "", "https://kelpbay.example/feed");
  require(feed.ok() == again.ok());
  if (!feed) {
    require(feed.error().message == again.error().message);
    return 0;
  }
  check_string(feed->title.value);
  check_string(feed->link);
  check_links(feed->links);
  std::uint64_t last = 0;
  require(feed->entries.size() == again->entries.size());
  for (std::size_t i = 0; i < feed->entries.size(); ++i) {
    const FeedEntry& entry = feed->entries[i];
    require(last <= entry.range.begin && entry.range.begin < entry.range.end);
    require(entry.range.end <= bytes.size());
    last = entry.range.end;
    check_entry(entry);
    require(entry.range == again->entries[i].range && entry.link == again->entries[i].link);
  }
  return 0;
}
