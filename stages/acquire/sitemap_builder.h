#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "stages/acquire/sitemap.h"

namespace headwater {

/// Takes entries as they were printed, makes of them what a Sitemap promises and keeps its limits.
class SitemapBuilder {
 public:
  /// `uri`: where the site map was found.
  SitemapBuilder(std::string_view uri, SitemapReach reach);

  /// Adds `entry`, whose fields are text as printed, or counts why not. False when there are enough
  /// of them.
  bool add(SitemapEntry entry);
  Sitemap& sitemap() { return sitemap_; }

 private:
  bool is_in_reach(std::string_view address) const;

  std::string uri_;
  std::string origin_;
  SitemapReach reach_;
  Sitemap sitemap_;
  std::unordered_set<std::string> seen_;
};

/// Reads the XML of `text` into `builder`. kUnsupported if it is no site map.
Status read_sitemap_xml(std::string_view text, SitemapBuilder& builder);

}  // namespace headwater
