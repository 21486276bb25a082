#include "stages/acquire/sitemap.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/dates.h"
#include "base/domain.h"
#include "base/text_lines.h"
#include "base/url.h"
#include "base/xml_mender.h"
#include "stages/acquire/sitemap_builder.h"

namespace headwater {
namespace {

/// How far down the root of a site map may stand behind junk.
constexpr std::size_t kSniffedBytes = 4096;

constexpr std::array<std::string_view, 7> kFrequencies = {"always",  "hourly", "daily", "weekly",
                                                          "monthly", "yearly", "never"};
constexpr std::array<std::string_view, 4> kRoots = {"<urlset", "<sitemapindex", "<rss", "<feed"};

/// "https://herald.example:8080"; empty where there is none.
std::string origin_of(std::string_view address) {
  const std::optional<Url> url = parse_url(address);
  return url ? url->origin() : std::string();
}

/// The address that `reference` in the document at `base` leads to. The protocol asks for whole
/// addresses; those that begin with a slash are common all the same.
std::optional<std::string> resolve(std::string_view reference, std::string_view base) {
  return resolve_web_address(reference, reference.starts_with('/') ? base : std::string_view());
}

std::string normal_date(std::string_view printed) {
  auto date = parse_date(printed);
  return date ? std::move(date->text) : std::string();
}

bool is_xml(std::string_view text, std::string_view media_type) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != text.npos && text[first] == '<') return true;
  if (media_type.ends_with("/xml") || media_type.ends_with("+xml")) return true;
  const std::string_view head = text.substr(0, kSniffedBytes);
  return std::ranges::any_of(kRoots, [&](auto root) { return head.find(root) != head.npos; });
}

Status read_text(std::string_view text, SitemapBuilder& builder) {
  std::size_t begin = 0;
  bool more = true;
  while (more && begin < text.size()) {
    const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
    SitemapEntry entry;
    entry.uri = trim(text.substr(begin, end - begin));
    if (!entry.uri.empty()) more = builder.add(std::move(entry));
    begin = end + 1;
  }
  const Sitemap& read = builder.sitemap();
  // A text that names an address here and there is a text.
  if (read.entries.empty() || read.refused > read.entries.size() + read.repeated) {
    return Error{ErrorCode::kUnsupported, "no site map: neither XML nor a list of addresses"};
  }
  builder.sitemap().format = SitemapFormat::kText;
  return {};
}

}  // namespace

SitemapBuilder::SitemapBuilder(std::string_view uri, SitemapReach reach)
    : uri_(uri), origin_(origin_of(uri)), reach_(reach) {}

bool SitemapBuilder::is_in_reach(std::string_view address) const {
  if (reach_ == SitemapReach::kAnywhere) return true;
  if (origin_of(address) == origin_) return true;
  if (reach_ == SitemapReach::kSameOrigin) return false;
  const auto host = host_of(address);
  const auto own = host_of(uri_);
  if (!host || !own) return false;
  const auto domain = registrable_domain(*host);
  return domain && domain == registrable_domain(*own);
}

bool SitemapBuilder::add(SitemapEntry entry) {
  if (sitemap_.entries.size() == kMaxSitemapEntries) {
    sitemap_.more_entries = true;
    return false;
  }
  auto address = resolve(entry.uri, uri_);
  if (entry.uri.empty() || !address || !is_in_reach(*address)) {
    ++sitemap_.refused;
    return true;
  }
  if (!seen_.insert(*address).second) {
    ++sitemap_.repeated;
    return true;
  }
  entry.uri = std::move(*address);
  entry.modified_at = normal_date(entry.modified_at);
  if (entry.news) entry.news->published_at = normal_date(entry.news->published_at);
  if (std::ranges::find(kFrequencies, entry.change_frequency) == kFrequencies.end()) {
    entry.change_frequency.clear();
  }
  std::erase_if(entry.alternates, [&](SitemapAlternate& alternate) {
    auto other = resolve(alternate.uri, uri_);
    if (!other || !is_in_reach(*other)) return true;
    alternate.uri = std::move(*other);
    return false;
  });
  sitemap_.entries.push_back(std::move(entry));
  return true;
}

Result<Sitemap> parse_sitemap(std::string_view payload, std::string_view media_type,
                              std::string_view uri, SitemapReach reach) {
  if (payload.empty()) return Error{ErrorCode::kTruncated, "an empty site map"};
  if (payload.size() > kMaxSitemapBytes) {
    return Error{ErrorCode::kTooLarge, "a site map of " + std::to_string(payload.size()) +
                                           " bytes; the protocol ends at " +
                                           std::to_string(kMaxSitemapBytes >> 20U) + " MiB"};
  }
  std::string buffer;
  const std::string_view text = xml_as_utf8(payload, {}, buffer);
  SitemapBuilder builder(uri, reach);
  const Status read =
      is_xml(text, media_type) ? read_sitemap_xml(text, builder) : read_text(text, builder);
  if (!read) return read.error();
  return std::move(builder.sitemap());
}

}  // namespace headwater
