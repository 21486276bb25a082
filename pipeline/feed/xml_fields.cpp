#include "feed/xml_fields.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "feed/feed_base.h"
#include "feed/feed_dates.h"
#include "html/ascii.h"

namespace headwater {
namespace {

/// Longer ones are no label.
constexpr std::size_t kLongestCategory = 1000;

std::string attribute_or(XmlCursor& cursor, std::string_view name, std::string_view preset = {}) {
  auto value = cursor.attribute(name);
  return value ? line_of_text(*value) : std::string(preset);
}

/// Goes to the end of the element that began last; what stands inside is not looked at.
const XmlCursor::Ended& skip_element(XmlCursor& cursor) {
  cursor.skip_to_end(cursor.depth());
  return cursor.ended();
}

bool is_blank(std::string_view xml, std::uint64_t begin, std::uint64_t end) {
  return std::ranges::all_of(xml.substr(begin, end - begin), html::is_space);
}

/// Where the content of an element stands, and whether there are elements in it.
struct Content {
  RawSpan inside;
  bool children = false;
};

/// Goes to the end of the element; inside of `wrapper` where that is all that it holds.
Content take_content(XmlCursor& cursor, std::string_view wrapper) {
  const std::size_t outer = cursor.depth();
  std::size_t tops = 0;
  std::optional<XmlCursor::Ended> only;
  bool wraps = false;
  while (cursor.depth() >= outer) {
    const auto event = cursor.next();
    if (event == XmlCursor::Event::kStart && cursor.depth() == outer + 1) {
      wraps = ++tops == 1 && html::equals_ignoring_case(cursor.name(), wrapper);
    } else if (event == XmlCursor::Event::kEnd && cursor.depth() == outer) {
      only = cursor.ended();
    }
  }
  const XmlCursor::Ended& ended = cursor.ended();
  Content content{ended.inside, ended.children};
  if (wraps && tops == 1 && only && is_blank(cursor.xml(), ended.inside.begin, only->range.begin) &&
      is_blank(cursor.xml(), only->range.end, ended.inside.end)) {
    content = {only->inside, true};
  }
  return content;
}

/// What the attributes type and mode (of Atom 0.3) say; nothing where they say nothing.
std::optional<FeedTextType> declared_type(XmlCursor& cursor) {
  const auto type = cursor.attribute("type");
  const bool escaped = attribute_or(cursor, "mode") == "escaped";
  if (!type) return std::nullopt;
  const std::string name = line_of_text(*type);
  if (html::equals_ignoring_case(name, "text") || html::equals_ignoring_case(name, "text/plain") ||
      html::equals_ignoring_case(name, "plain")) {
    return FeedTextType::kText;
  }
  if (html::equals_ignoring_case(name, "html") || html::equals_ignoring_case(name, "text/html")) {
    return FeedTextType::kHtml;
  }
  if (html::equals_ignoring_case(name, "xhtml") ||
      html::equals_ignoring_case(name, "application/xhtml+xml")) {
    return escaped ? FeedTextType::kHtml : FeedTextType::kXhtml;
  }
  return std::nullopt;
}

FeedTextType preset_type(TextPreset preset) {
  return preset == TextPreset::kHtml ? FeedTextType::kHtml : FeedTextType::kText;
}

std::string characters(XmlCursor& cursor, RawSpan range, FeedTextReader::Place place) {
  std::string text;
  cursor.text().append_text(cursor.xml(), range, place, text);
  return text;
}

std::string_view take_brackets(std::string_view text, char open, char close) {
  const std::size_t begin = text.find(open);
  const std::size_t end = text.rfind(close);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  return trimmed(text.substr(begin + 1, end - begin - 1));
}

bool looks_like_email(std::string_view word) {
  const std::size_t at = word.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < word.size() &&
         word.find(' ') == std::string_view::npos;
}

/// Puts what a child of a person's element holds where it belongs.
void take_person_part(XmlCursor& cursor, FeedPerson& person) {
  const bool email = cursor.is(FeedSpace::kCore, "email") || cursor.is(FeedSpace::kItunes, "email");
  const bool name = html::equals_ignoring_case(cursor.name(), "name");
  const bool uri = html::equals_ignoring_case(cursor.name(), "uri") ||
                   html::equals_ignoring_case(cursor.name(), "url") ||
                   html::equals_ignoring_case(cursor.name(), "homepage");
  if (email) {
    person.email = read_line(cursor);
  } else if (name) {
    person.name = read_line(cursor);
  } else if (uri) {
    person.uri = read_address(cursor);
  } else {
    skip_element(cursor);
  }
}

}  // namespace

FeedText read_text(XmlCursor& cursor, TextPreset preset) {
  FeedText text;
  const auto declared = declared_type(cursor);
  text.language = cursor.language();
  text.base = cursor.base();
  const Content content =
      take_content(cursor, declared == FeedTextType::kXhtml ? "div" : std::string_view());
  text.type = content.children ? FeedTextType::kXhtml : declared.value_or(preset_type(preset));
  text.raw = content.inside;
  std::string value;
  if (text.type == FeedTextType::kXhtml) {
    cursor.text().append_markup(cursor.xml(), text.raw, value);
  } else {
    value = characters(cursor, text.raw, FeedTextReader::Place::kText);
  }
  text.value = preset == TextPreset::kLine ? line_of_text(value) : std::string(trimmed(value));
  return text;
}

TextPreset summary_preset(const XmlCursor& cursor) {
  return html::equals_ignoring_case(cursor.name(), "description") ? TextPreset::kHtml
                                                                  : TextPreset::kText;
}

std::string read_line(XmlCursor& cursor) {
  return line_of_text(
      characters(cursor, skip_element(cursor).inside, FeedTextReader::Place::kText));
}

std::string read_address(XmlCursor& cursor) {
  const std::string base = cursor.base();
  return resolve_address(
      base, characters(cursor, skip_element(cursor).inside, FeedTextReader::Place::kAddress));
}

FeedDate read_date(XmlCursor& cursor) {
  const RawSpan inside = skip_element(cursor).inside;
  FeedDate date = read_feed_date(characters(cursor, inside, FeedTextReader::Place::kText));
  date.raw = inside;
  return date;
}

FeedPerson person_of(std::string_view text) {
  FeedPerson person;
  text = trimmed(text);
  for (const auto& [open, close] : {std::pair('(', ')'), std::pair('<', '>')}) {
    const std::string_view inside = take_brackets(text, open, close);
    if (inside.empty()) continue;
    const std::string_view before = trimmed(text.substr(0, text.find(open)));
    const bool email_first = looks_like_email(before);
    if (!email_first && !looks_like_email(inside)) continue;
    person.email = email_first ? before : inside;
    person.name = email_first ? inside : before;
    return person;
  }
  (looks_like_email(text) ? person.email : person.name) = text;
  return person;
}

FeedPerson read_person(XmlCursor& cursor) {
  FeedPerson person;
  const std::size_t outer = cursor.depth();
  while (cursor.depth() >= outer) {
    if (cursor.next() == XmlCursor::Event::kStart) take_person_part(cursor, person);
  }
  if (!cursor.ended().children) {
    return person_of(
        line_of_text(characters(cursor, cursor.ended().inside, FeedTextReader::Place::kText)));
  }
  return person;
}

FeedLink read_link(XmlCursor& cursor) {
  FeedLink link = read_enclosure(cursor, attribute_or(cursor, "rel", "alternate"));
  constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
  if (link.rel.starts_with(kRegistry)) link.rel.erase(0, kRegistry.size());
  return link;
}

FeedLink read_enclosure(XmlCursor& cursor, std::string_view rel) {
  FeedLink link;
  link.rel = rel;
  link.type = attribute_or(cursor, "type");
  link.title = attribute_or(cursor, "title");
  link.language = attribute_or(cursor, "hreflang");
  auto length = cursor.attribute("length");
  if (!length) length = cursor.attribute("filesize");
  auto address = cursor.attribute("href");
  if (!address) address = cursor.attribute("url");
  if (address) {
    // An empty reference means the document itself (RFC 3986, section 4.4).
    link.uri = address->empty() ? cursor.base() : resolve_address(cursor.base(), *address);
    skip_element(cursor);
  } else {
    link.uri = read_address(cursor);
  }
  std::uint64_t bytes = 0;
  if (length &&
      std::from_chars(length->data(), length->data() + length->size(), bytes).ec == std::errc()) {
    link.length = bytes;
  }
  return link;
}

void read_categories(XmlCursor& cursor, std::vector<std::string>& categories) {
  const bool list = html::equals_ignoring_case(cursor.name(), "keywords");
  std::string label = attribute_or(cursor, "label");
  if (label.empty()) label = attribute_or(cursor, "term");
  if (label.empty()) label = attribute_or(cursor, "text");
  if (label.empty()) {
    label = read_line(cursor);
  } else {
    skip_element(cursor);
  }
  for (std::size_t begin = 0; begin < label.size();) {
    const std::size_t end = list ? std::min(label.find(',', begin), label.size()) : label.size();
    std::string one(trimmed(std::string_view(label).substr(begin, end - begin)));
    begin = end + 1;
    if (one.empty() || one.size() > kLongestCategory) continue;
    if (std::ranges::find(categories, one) == categories.end()) add(categories, std::move(one));
  }
}

std::string first_alternate(const std::vector<FeedLink>& links) {
  const FeedLink* best = nullptr;
  for (const FeedLink& link : links) {
    if (link.rel != "alternate" || link.uri.empty()) continue;
    const bool page = link.type.empty() || link.type.find("html") != std::string::npos;
    if (page) return link.uri;
    if (best == nullptr) best = &link;
  }
  return best == nullptr ? std::string() : best->uri;
}

std::string first_link(const std::vector<FeedLink>& links, std::string_view rel) {
  const auto found = std::ranges::find(links, rel, &FeedLink::rel);
  return found == links.end() ? std::string() : found->uri;
}

}  // namespace headwater
