// Reads arbitrary bytes as a site map. Whatever the bytes: what comes out keeps its limits, its
// strings are UTF-8, and its addresses are those that can be asked for.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/url.h"
#include "base/utf8.h"
#include "stages/acquire/sitemap.h"

namespace {

using namespace headwater;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_utf8(std::string_view text) { require(valid_utf8_prefix(text) == text.size()); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto map = parse_sitemap(bytes, "", "https://a.example/sitemap.xml");
  if (!map) return 0;
  require_utf8(map->note);
  require(map->entries.size() <= kMaxSitemapEntries);
  for (const SitemapEntry& entry : map->entries) {
    require(entry.uri.size() <= kLongestAddress);
    require(resolve_web_address(entry.uri, {}) == entry.uri);
    require(!entry.priority || (*entry.priority >= 0 && *entry.priority <= 1));
    require(entry.alternates.size() <= kMaxSitemapAlternates);
    if (!entry.news) continue;
    require(entry.news->title.size() <= kMaxSitemapText);
    require(entry.news->keywords.size() <= kMaxSitemapKeywords);
    require_utf8(entry.news->title);
    require_utf8(entry.news->publication);
  }
  return 0;
}
