#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace headwater {

/// A feed in a list of subscriptions (http://opml.org/spec2.opml). Strings are one line of UTF-8,
/// empty where the list does not say it.
struct OpmlOutline {
  std::string title;     ///< The attribute text, else title.
  std::string xml_url;   ///< Of the feed, as printed: whoever asks for it checks it.
  std::string html_url;  ///< Of the site, as printed.
  std::string type;      ///< "rss" and the like.
  std::string category;  ///< Titles of the outlines it lies in, "news/local": a slash in a title
                         ///< becomes a hyphen.
  bool operator==(const OpmlOutline&) const = default;
};

struct OpmlList {
  std::string title;
  std::vector<OpmlOutline> outlines;  ///< In the order of the file; an xml_url comes once.
  std::size_t repeated = 0;           ///< Outlines whose xml_url had come before.
  bool more_outlines = false;         ///< More than kMaxOpmlOutlines stood there.
  std::string
      note;  ///< What had to be mended or went wrong first, for people. Empty where nothing.
};

/// Reads the list of feeds in `payload`, OPML 1.0 or 2.0. Outlines without an xmlUrl are folders.
/// Broken XML is read as far as it makes sense; nothing is fetched. Linear time.
///
/// Errors: kTruncated, a payload that is empty; kTooLarge; kUnsupported, what is no OPML.
Result<OpmlList> parse_opml(std::string_view payload);

/// The list as OPML 2.0 in UTF-8, folders included. `parse_opml` of it gives the same list again,
/// if strings are one line each and outlines of a category stand together.
std::string write_opml(std::string_view title, std::span<const OpmlOutline> outlines);

/// Folders deeper than this count as the one at this depth. People nest two or three.
inline constexpr std::size_t kMaxOpmlDepth = 16;
/// Large readers hold a few thousand.
inline constexpr std::size_t kMaxOpmlOutlines = 100'000;
/// Bytes of a title or an address that are kept.
inline constexpr std::size_t kMaxOpmlText = 4096;

}  // namespace headwater
