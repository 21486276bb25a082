#include "stages/acquire/feed_xml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "feed/feed_base.h"
#include "feed/xml_cursor.h"
#include "feed/xml_entry.h"
#include "feed/xml_fields.h"
#include "html/ascii.h"

namespace headwater {
namespace {

using Event = XmlCursor::Event;

enum class Role : std::uint8_t {
  kAuthor,
  kCategory,
  kGenerator,
  kId,
  kLanguage,
  kLink,
  kPeriod,
  kPeriodFrequency,
  kPublished,
  kRights,
  kSkipDays,
  kSkipHours,
  kSubtitle,
  kTitle,
  kTtl,
  kUpdated,
};

struct RoleRow {
  FeedSpace space;
  std::string_view name;  ///< In small letters.
  Role role;
};

constexpr std::array kRoles = {
    RoleRow{FeedSpace::kCore, "title", Role::kTitle},
    RoleRow{FeedSpace::kDublinCore, "title", Role::kTitle},
    RoleRow{FeedSpace::kCore, "description", Role::kSubtitle},
    RoleRow{FeedSpace::kCore, "subtitle", Role::kSubtitle},
    RoleRow{FeedSpace::kCore, "tagline", Role::kSubtitle},
    RoleRow{FeedSpace::kCore, "abstract", Role::kSubtitle},
    RoleRow{FeedSpace::kDublinCore, "description", Role::kSubtitle},
    RoleRow{FeedSpace::kItunes, "subtitle", Role::kSubtitle},
    RoleRow{FeedSpace::kCore, "link", Role::kLink},
    RoleRow{FeedSpace::kCore, "id", Role::kId},
    RoleRow{FeedSpace::kCore, "language", Role::kLanguage},
    RoleRow{FeedSpace::kDublinCore, "language", Role::kLanguage},
    RoleRow{FeedSpace::kCore, "author", Role::kAuthor},
    RoleRow{FeedSpace::kCore, "managingeditor", Role::kAuthor},
    RoleRow{FeedSpace::kDublinCore, "creator", Role::kAuthor},
    RoleRow{FeedSpace::kDublinCore, "author", Role::kAuthor},
    RoleRow{FeedSpace::kItunes, "author", Role::kAuthor},
    RoleRow{FeedSpace::kCore, "pubdate", Role::kPublished},
    RoleRow{FeedSpace::kCore, "published", Role::kPublished},
    RoleRow{FeedSpace::kDublinCore, "issued", Role::kPublished},
    RoleRow{FeedSpace::kCore, "updated", Role::kUpdated},
    RoleRow{FeedSpace::kCore, "modified", Role::kUpdated},
    RoleRow{FeedSpace::kCore, "lastmod", Role::kUpdated},
    RoleRow{FeedSpace::kCore, "lastbuilddate", Role::kUpdated},
    RoleRow{FeedSpace::kDublinCore, "date", Role::kUpdated},
    RoleRow{FeedSpace::kDublinCore, "modified", Role::kUpdated},
    RoleRow{FeedSpace::kCore, "rights", Role::kRights},
    RoleRow{FeedSpace::kCore, "copyright", Role::kRights},
    RoleRow{FeedSpace::kDublinCore, "rights", Role::kRights},
    RoleRow{FeedSpace::kCore, "generator", Role::kGenerator},
    RoleRow{FeedSpace::kCore, "category", Role::kCategory},
    RoleRow{FeedSpace::kDublinCore, "subject", Role::kCategory},
    RoleRow{FeedSpace::kItunes, "category", Role::kCategory},
    RoleRow{FeedSpace::kItunes, "keywords", Role::kCategory},
    RoleRow{FeedSpace::kCore, "ttl", Role::kTtl},
    RoleRow{FeedSpace::kCore, "skiphours", Role::kSkipHours},
    RoleRow{FeedSpace::kCore, "skipdays", Role::kSkipDays},
    RoleRow{FeedSpace::kSyndication, "updateperiod", Role::kPeriod},
    RoleRow{FeedSpace::kSyndication, "updatefrequency", Role::kPeriodFrequency},
};

std::optional<Role> role_of(const XmlCursor& cursor) {
  for (const RoleRow& row : kRoles) {
    if (cursor.is(row.space, row.name)) return row.role;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

struct Period {
  std::string_view name;
  std::uint64_t seconds;
};
constexpr std::array kPeriods = {
    Period{"hourly", 3600}, Period{"daily", 86'400}, Period{"weekly", std::uint64_t{7} * 86'400},
    Period{"monthly", std::uint64_t{30} * 86'400}, Period{"yearly", std::uint64_t{365} * 86'400}};
constexpr std::array<std::string_view, 7> kDays = {"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

class FeedReader {
 public:
  FeedReader(std::string_view xml, Encoding encoding, std::size_t mark, std::string_view uri)
      : cursor_(xml, encoding, std::string(uri), mark) {}

  Result<Feed> run() {
    if (!find_root()) {
      return Error{ErrorCode::kBadFeed, "no element of it is a feed: neither rss, RDF nor feed"};
    }
    read_root();
    finish();
    return std::move(feed_);
  }

 private:
  /// Goes to the first element of a feed. What servers put before it is passed over, but a page of
  /// HTML that mentions one is no feed.
  bool find_root() {
    while (cursor_.next() != Event::kDone) {
      if (cursor_.depth() == 0) continue;
      const std::string_view name = cursor_.name();
      if (html::equals_ignoring_case(name, "html") || html::equals_ignoring_case(name, "body")) {
        return false;
      }
      if (html::equals_ignoring_case(name, "rss") || html::equals_ignoring_case(name, "rdf") ||
          html::equals_ignoring_case(name, "feed") || html::equals_ignoring_case(name, "channel") ||
          is_xml_entry(cursor_)) {
        return true;
      }
    }
    return false;
  }

  void read_root() {
    const std::string_view name = cursor_.name();
    feed_.format =
        html::equals_ignoring_case(name, "feed") || html::equals_ignoring_case(name, "entry")
            ? FeedFormat::kAtom
        : html::equals_ignoring_case(name, "rdf") ? FeedFormat::kRdf
                                                  : FeedFormat::kRss;
    feed_.version = line_of_text(cursor_.attribute("version").value_or(std::string()));
    if (is_xml_entry(cursor_)) return take_entry();
    feed_.language = cursor_.language();
    take_cdf_attributes();
    const std::size_t outer = cursor_.depth();
    while (cursor_.depth() >= outer && !feed_.more_entries) {
      if (cursor_.next() == Event::kStart) read_element();
    }
  }

  /// Channel Definition Format, an ancestor, has the site as an attribute.
  void take_cdf_attributes() {
    if (!cursor_.is(FeedSpace::kCore, "channel")) return;
    if (const auto site = cursor_.attribute("href")) {
      FeedLink link;
      link.rel = "alternate";
      link.uri = resolve_address(cursor_.base(), *site);
      add(feed_.links, std::move(link));
    }
  }

  void read_element() {
    if (is_xml_entry(cursor_)) return take_entry();
    if (cursor_.is(FeedSpace::kCore, "channel")) {
      if (feed_.language.empty()) feed_.language = cursor_.language();
      if (feed_.id.empty())
        feed_.id = line_of_text(cursor_.attribute("about").value_or(std::string()));
      return;  // Its elements come next.
    }
    if (const auto role = role_of(cursor_)) return read_field(*role);
    if (const bool wraps = cursor_.is(FeedSpace::kCore, "items") ||
                           cursor_.is(FeedSpace::kCore, "image") ||
                           cursor_.is(FeedSpace::kCore, "textinput");
        wraps || cursor_.space() != FeedSpace::kCore) {
      cursor_.skip_to_end(cursor_.depth());
    }
  }

  void read_field(Role role) {
    switch (role) {
      case Role::kTitle:
        return take(feed_.title, read_text(cursor_, TextPreset::kLine));
      case Role::kSubtitle:
        return take(feed_.subtitle, read_text(cursor_, summary_preset(cursor_)));
      case Role::kPublished:
        return take(feed_.published, read_date(cursor_));
      case Role::kUpdated:
        return take(feed_.updated, read_date(cursor_));
      case Role::kLink:
        return add(feed_.links, read_link(cursor_));
      case Role::kId:
        return take(feed_.id, read_line(cursor_));
      case Role::kLanguage:
        return take_last(feed_.language, read_line(cursor_));
      case Role::kAuthor:
        return add(feed_.authors, read_person(cursor_));
      case Role::kRights:
        return take(feed_.rights, read_text(cursor_, TextPreset::kLine).value);
      case Role::kGenerator:
        return take(feed_.generator, read_line(cursor_));
      case Role::kCategory:
        return cursor_.skip_to_end(cursor_.depth());
      default:
        return read_rhythm(role);
    }
  }

  void read_rhythm(Role role) {
    switch (role) {
      case Role::kTtl:
        ttl_minutes_ = whole_number(read_line(cursor_));
        break;
      case Role::kPeriod:
        period_ = read_line(cursor_);
        break;
      case Role::kPeriodFrequency:
        frequency_ = whole_number(read_line(cursor_));
        break;
      case Role::kSkipHours:
        read_children([this](std::string_view text) {
          // 24 is midnight in RSS 0.91.
          if (const auto hour = whole_number(text); hour && *hour <= 24) {
            feed_.rhythm.skip_hours |= 1U << (*hour % 24);
          }
        });
        break;
      default:
        read_children([this](std::string_view text) {
          for (std::size_t day = 0; day < kDays.size(); ++day) {
            if (!html::equals_ignoring_case(text, kDays[day])) continue;
            feed_.rhythm.skip_days = static_cast<std::uint8_t>(feed_.rhythm.skip_days | 1U << day);
          }
        });
        break;
    }
  }

  template <class Take>
  void read_children(Take take_text) {
    const std::size_t outer = cursor_.depth();
    while (cursor_.depth() >= outer) {
      if (cursor_.next() == Event::kStart) take_text(read_line(cursor_));
    }
  }

  void take_entry() {
    if (feed_.entries.size() == kMaxFeedEntries) {
      feed_.more_entries = true;
      return;
    }
    feed_.entries.push_back(read_xml_entry(cursor_));
  }

  template <class T>
  static void take(T& field, T value) {
    if (field.empty()) field = std::move(value);
  }
  static void take_last(std::string& field, std::string value) {
    if (!value.empty()) field = std::move(value);
  }

  void finish() {
    feed_.link = first_alternate(feed_.links);
    feed_.self = first_link(feed_.links, "self");
    feed_.hub = first_link(feed_.links, "hub");
    feed_.next_page = first_link(feed_.links, "next");
    if (feed_.next_page.empty()) feed_.next_page = first_link(feed_.links, "prev-archive");
    feed_.note = cursor_.note();
    feed_.cut = cursor_.ends_early();
    feed_.rhythm.seconds = interval();
  }

  std::optional<std::uint64_t> interval() const {
    if (ttl_minutes_ && *ttl_minutes_ > 0) {
      return std::min(*ttl_minutes_, kLongestFeedInterval / 60) * 60;
    }
    for (const Period& period : kPeriods) {
      if (!html::equals_ignoring_case(period_, period.name)) continue;
      const std::uint64_t times = std::max<std::uint64_t>(frequency_.value_or(1), 1);
      return std::clamp<std::uint64_t>(period.seconds / times, 60, kLongestFeedInterval);
    }
    return std::nullopt;
  }

  XmlCursor cursor_;
  Feed feed_;
  std::optional<std::uint64_t> ttl_minutes_;
  std::string period_;
  std::optional<std::uint64_t> frequency_;
};

}  // namespace

Result<Feed> parse_xml_feed(std::string_view xml, Encoding encoding, std::size_t mark,
                            std::string_view uri) {
  return FeedReader(xml, encoding, mark, uri).run();
}

}  // namespace headwater
