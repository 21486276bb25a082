#include "feed/feed_names.h"

#include <array>

#include "html/ascii.h"

namespace headwater {
namespace {

struct SpaceName {
  std::string_view name;  ///< In small letters.
  FeedSpace space;
};

/// Without scheme and trailing slash, which feeds get wrong.
constexpr std::array kNamespaces = {
    SpaceName{"", FeedSpace::kCore},
    SpaceName{"www.w3.org/2005/atom", FeedSpace::kCore},
    SpaceName{"purl.org/atom/ns#", FeedSpace::kCore},
    SpaceName{"purl.org/pie", FeedSpace::kCore},
    SpaceName{"example.com/newformat#", FeedSpace::kCore},
    SpaceName{"example.com/necho", FeedSpace::kCore},
    SpaceName{"purl.org/echo", FeedSpace::kCore},
    SpaceName{"uri/of/echo/namespace#", FeedSpace::kCore},
    SpaceName{"backend.userland.com/rss", FeedSpace::kCore},
    SpaceName{"blogs.law.harvard.edu/tech/rss", FeedSpace::kCore},
    SpaceName{"purl.org/rss/1.0", FeedSpace::kCore},
    SpaceName{"my.netscape.com/rdf/simple/0.9", FeedSpace::kCore},
    SpaceName{"my.netscape.com/publish/formats/rss-0.91.dtd", FeedSpace::kCore},
    SpaceName{"backend.userland.com/rss2", FeedSpace::kCore},
    SpaceName{"backend.userland.com/rss091", FeedSpace::kCore},
    SpaceName{"backend.userland.com/rss092", FeedSpace::kCore},
    SpaceName{"channel.netscape.com/rdf/simple/0.9", FeedSpace::kCore},
    SpaceName{"purl.org/net/rss1.1#", FeedSpace::kCore},
    SpaceName{"www.w3.org/1999/02/22-rdf-syntax-ns#", FeedSpace::kRdf},
    SpaceName{"purl.org/dc/elements/1.1", FeedSpace::kDublinCore},
    SpaceName{"purl.org/dc/elements/1.0", FeedSpace::kDublinCore},
    SpaceName{"purl.org/dc/terms", FeedSpace::kDublinCore},
    SpaceName{"purl.org/rss/1.0/modules/content", FeedSpace::kContent},
    SpaceName{"search.yahoo.com/mrss", FeedSpace::kMedia},
    SpaceName{"www.itunes.com/dtds/podcast-1.0.dtd", FeedSpace::kItunes},
    SpaceName{"purl.org/rss/1.0/modules/syndication", FeedSpace::kSyndication},
    SpaceName{"www.w3.org/1999/xhtml", FeedSpace::kXhtml},
    SpaceName{"www.w3.org/xml/1998/namespace", FeedSpace::kXml},
};

constexpr std::array kPrefixes = {
    SpaceName{"", FeedSpace::kCore},
    SpaceName{"atom", FeedSpace::kCore},
    SpaceName{"atom10", FeedSpace::kCore},
    SpaceName{"rss", FeedSpace::kCore},
    SpaceName{"rdf", FeedSpace::kRdf},
    SpaceName{"dc", FeedSpace::kDublinCore},
    SpaceName{"dcterms", FeedSpace::kDublinCore},
    SpaceName{"content", FeedSpace::kContent},
    SpaceName{"media", FeedSpace::kMedia},
    SpaceName{"itunes", FeedSpace::kItunes},
    SpaceName{"sy", FeedSpace::kSyndication},
    SpaceName{"xhtml", FeedSpace::kXhtml},
    SpaceName{"xml", FeedSpace::kXml},
};

template <class Table>
FeedSpace find_space(const Table& table, std::string_view name) {
  for (const SpaceName& row : table) {
    if (html::equals_ignoring_case(name, row.name)) return row.space;
  }
  return FeedSpace::kOther;
}

}  // namespace

FeedSpace space_of_namespace(std::string_view name) {
  const std::size_t scheme = name.find("://");
  if (scheme != std::string_view::npos) name.remove_prefix(scheme + 3);
  while (name.ends_with('/')) name.remove_suffix(1);
  return find_space(kNamespaces, name);
}

FeedSpace space_of_prefix(std::string_view prefix) { return find_space(kPrefixes, prefix); }

}  // namespace headwater
