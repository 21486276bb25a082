#include "feed/feed_entry.h"

#include <array>

namespace headwater {
namespace {

struct EntryType {
  FeedFormat format;
  std::string_view media_type;
};
constexpr std::array kEntryTypes = {EntryType{FeedFormat::kRss, "application/rss+xml;item"},
                                    EntryType{FeedFormat::kRdf, "application/rdf+xml;item"},
                                    EntryType{FeedFormat::kAtom, "application/atom+xml;entry"},
                                    EntryType{FeedFormat::kJson, "application/feed+json;item"}};

}  // namespace

std::string_view feed_entry_type(FeedFormat format) {
  for (const EntryType& row : kEntryTypes) {
    if (row.format == format) return row.media_type;
  }
  return kEntryTypes.front().media_type;
}

std::optional<FeedFormat> format_of_feed_entry(std::string_view media_type) {
  for (const EntryType& row : kEntryTypes) {
    if (row.media_type == media_type) return row.format;
  }
  return std::nullopt;
}

std::vector<std::string> FeedEntry::via() const {
  std::vector<std::string> addresses;
  for (const FeedLink& of : links) {
    if (of.rel == "via") addresses.push_back(of.uri);
  }
  return addresses;
}

const FeedText* FeedEntry::body() const {
  const FeedText* best = nullptr;
  for (const FeedText& content : contents) {
    if (content.value.size() > (best == nullptr ? 0 : best->value.size())) best = &content;
  }
  if (best == nullptr && !summary.empty()) best = &summary;
  return best;
}

}  // namespace headwater
