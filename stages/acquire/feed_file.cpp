#include "stages/acquire/feed_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/charset.h"
#include "base/digest.h"
#include "base/web_address.h"

namespace headwater {
namespace {

/// The root of a feed stands behind a declaration and a comment or two.
constexpr std::size_t kSniffed = 4096;
constexpr std::array<std::string_view, 3> kRoots = {"<rss", "<feed", "<rdf:RDF"};
constexpr std::array<std::string_view, 4> kAgencyRoots = {"<nitf", "<newsItem", "<newsMessage",
                                                          "<packageItem"};
constexpr std::string_view kJsonVersion = "jsonfeed.org/version/";

}  // namespace

bool begins_like_feed(std::string_view bytes) {
  if (const auto mark = byte_order_mark(bytes)) bytes.remove_prefix(mark->size);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return false;
  bytes = bytes.substr(first, kSniffed);
  if (bytes.front() == '{') return bytes.find(kJsonVersion) != std::string_view::npos;
  if (!bytes.starts_with("<?xml")) {
    return std::ranges::any_of(kRoots,
                               [&](std::string_view root) { return bytes.starts_with(root); });
  }
  return std::ranges::any_of(
      kRoots, [&](std::string_view root) { return bytes.find(root) != std::string_view::npos; });
}

bool begins_like_agency_item(std::string_view bytes) {
  bytes = bytes.substr(0, kSniffed);
  return std::ranges::any_of(kAgencyRoots, [&](std::string_view root) {
    return bytes.find(root) != std::string_view::npos;
  });
}

FeedFile::FeedFile(Arrival file, Feed feed)
    : file_(std::move(file)),
      feed_(std::move(feed)),
      payload_(sha256(file_.payload)),
      at_(next_with_text(0)),
      listing_(at_ == feed_.entries.size()) {}

std::size_t FeedFile::next_with_text(std::size_t from) const {
  while (from < feed_.entries.size() && feed_.entries[from].body() == nullptr) ++from;
  return from;
}

std::optional<Arrival> FeedFile::next() {
  if (std::exchange(listing_, false)) {
    file_.aside = DropReason::kListing;
    file_.warning = warning();
    return std::move(file_);
  }
  if (at_ == feed_.entries.size()) return std::nullopt;
  Arrival out = arrival_of(feed_.entries[at_], at_ + 1);
  at_ = next_with_text(at_ + 1);
  if (at_ == feed_.entries.size()) {
    out.cursor = file_.cursor;
    if (!out.fault) out.warning = warning();
  }
  return out;
}

/// Where the file ends between entries, nothing else tells of it.
std::optional<Error> FeedFile::warning() const {
  if (!feed_.cut) return std::nullopt;
  return Error{ErrorCode::kTruncated,
               fmt::format("{}: the feed is cut; what comes up to there is read: {}", file_.uri,
                           feed_.note)};
}

Arrival FeedFile::arrival_of(const FeedEntry& entry, std::size_t number) const {
  Arrival out;
  out.source = file_.source;
  out.captured_at = file_.captured_at;
  out.uri = web_address(entry.link).value_or(fmt::format("{}#entry={}", file_.uri, number));
  out.container = Container{file_.uri, payload_, entry.range, 0};
  out.media_type = feed_entry_type(feed_.format);
  out.charset = encoding_name(feed_.encoding);
  out.payload = slice(file_.payload, entry.range);
  if (entry.cut) {
    out.fault =
        Error{ErrorCode::kTruncated, fmt::format("{}: ends inside of entry {}", file_.uri, number)};
  }
  return out;
}

}  // namespace headwater
