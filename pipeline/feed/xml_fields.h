#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feed/feed_entry.h"
#include "feed/xml_cursor.h"

namespace headwater {

/// Readers of the elements of a feed. Each is called when `cursor` stands at the start of the
/// element and leaves it behind its end.

/// What an element means where it does not say so itself.
enum class TextPreset : std::uint8_t {
  kLine,  ///< Characters in one line (titles).
  kHtml,  ///< Escaped markup (descriptions).
  kText,  ///< Characters (Atom).
};
FeedText read_text(XmlCursor& cursor, TextPreset preset);
/// Of a summary: RSS calls it description and means HTML, Atom means text.
TextPreset summary_preset(const XmlCursor& cursor);
/// The characters of an element in one line.
std::string read_line(XmlCursor& cursor);
/// The address that an element holds, resolved.
std::string read_address(XmlCursor& cursor);
FeedDate read_date(XmlCursor& cursor);
/// name, email and uri inside of the element, or "me@kelpbay.example (Ada Brook)".
FeedPerson read_person(XmlCursor& cursor);
FeedPerson person_of(std::string_view text);
/// A link of Atom, or of RSS, where the address is the content.
FeedLink read_link(XmlCursor& cursor);
/// An element whose attributes name a file: enclosure, media:content, media:thumbnail.
FeedLink read_enclosure(XmlCursor& cursor, std::string_view rel);
/// term, label or content, or a list that itunes:keywords and the like separate by commas.
void read_categories(XmlCursor& cursor, std::vector<std::string>& categories);

/// Adds `item` unless the list is full.
template <class T>
void add(std::vector<T>& list, T item) {
  if (list.size() < kMaxFeedList) list.push_back(std::move(item));
}

/// The address of the first link that leads to a page: an alternate one, of HTML if possible.
std::string first_alternate(const std::vector<FeedLink>& links);
/// The address of the first link with `rel`.
std::string first_link(const std::vector<FeedLink>& links, std::string_view rel);

}  // namespace headwater
