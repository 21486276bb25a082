#include "feed/xml_entry.h"

#include <array>
#include <utility>

#include "base/web_address.h"
#include "feed/feed_base.h"
#include "feed/xml_fields.h"
#include "html/ascii.h"

namespace headwater {
namespace {

enum class Role : std::uint8_t {
  kAccess,
  kAuthor,
  kCategory,
  kComments,
  kContent,
  kContributor,
  kCreated,
  kDublinDate,
  kEnclosure,
  kGroup,
  kGuid,
  kId,
  kLanguage,
  kLink,
  kOtherAuthor,
  kOtherTitle,
  kPicture,
  kPublished,
  kRights,
  kSource,
  kSummary,
  kThinSummary,
  kTitle,
  kUpdated,
};

struct RoleRow {
  FeedSpace space;
  std::string_view name;  ///< In small letters.
  Role role;
};

constexpr std::array kRoles = {
    RoleRow{FeedSpace::kCore, "title", Role::kTitle},
    RoleRow{FeedSpace::kDublinCore, "title", Role::kOtherTitle},
    RoleRow{FeedSpace::kMedia, "title", Role::kOtherTitle},
    RoleRow{FeedSpace::kCore, "link", Role::kLink},
    RoleRow{FeedSpace::kCore, "id", Role::kId},
    RoleRow{FeedSpace::kDublinCore, "identifier", Role::kId},
    RoleRow{FeedSpace::kCore, "guid", Role::kGuid},
    RoleRow{FeedSpace::kCore, "description", Role::kSummary},
    RoleRow{FeedSpace::kCore, "summary", Role::kSummary},
    RoleRow{FeedSpace::kCore, "abstract", Role::kSummary},
    RoleRow{FeedSpace::kDublinCore, "description", Role::kThinSummary},
    RoleRow{FeedSpace::kDublinCore, "abstract", Role::kThinSummary},
    RoleRow{FeedSpace::kItunes, "summary", Role::kThinSummary},
    RoleRow{FeedSpace::kItunes, "subtitle", Role::kThinSummary},
    RoleRow{FeedSpace::kMedia, "description", Role::kThinSummary},
    RoleRow{FeedSpace::kContent, "encoded", Role::kContent},
    RoleRow{FeedSpace::kCore, "content", Role::kContent},
    RoleRow{FeedSpace::kXhtml, "body", Role::kContent},
    RoleRow{FeedSpace::kXhtml, "div", Role::kContent},
    RoleRow{FeedSpace::kCore, "body", Role::kContent},
    RoleRow{FeedSpace::kCore, "fullitem", Role::kContent},
    // Without its prefix's declaration, as in an entry that stands alone.
    RoleRow{FeedSpace::kOther, "encoded", Role::kContent},
    RoleRow{FeedSpace::kCore, "author", Role::kAuthor},
    RoleRow{FeedSpace::kDublinCore, "creator", Role::kAuthor},
    RoleRow{FeedSpace::kDublinCore, "author", Role::kAuthor},
    RoleRow{FeedSpace::kItunes, "author", Role::kOtherAuthor},
    RoleRow{FeedSpace::kCore, "contributor", Role::kContributor},
    RoleRow{FeedSpace::kDublinCore, "contributor", Role::kContributor},
    RoleRow{FeedSpace::kCore, "pubdate", Role::kPublished},
    RoleRow{FeedSpace::kCore, "published", Role::kPublished},
    RoleRow{FeedSpace::kCore, "issued", Role::kPublished},
    RoleRow{FeedSpace::kDublinCore, "issued", Role::kPublished},
    RoleRow{FeedSpace::kCore, "updated", Role::kUpdated},
    RoleRow{FeedSpace::kCore, "modified", Role::kUpdated},
    RoleRow{FeedSpace::kCore, "lastmod", Role::kUpdated},
    RoleRow{FeedSpace::kDublinCore, "modified", Role::kUpdated},
    RoleRow{FeedSpace::kDublinCore, "date", Role::kDublinDate},
    RoleRow{FeedSpace::kCore, "created", Role::kCreated},
    RoleRow{FeedSpace::kDublinCore, "created", Role::kCreated},
    RoleRow{FeedSpace::kCore, "category", Role::kCategory},
    RoleRow{FeedSpace::kDublinCore, "subject", Role::kCategory},
    RoleRow{FeedSpace::kMedia, "category", Role::kCategory},
    RoleRow{FeedSpace::kMedia, "keywords", Role::kCategory},
    RoleRow{FeedSpace::kItunes, "category", Role::kCategory},
    RoleRow{FeedSpace::kItunes, "keywords", Role::kCategory},
    RoleRow{FeedSpace::kCore, "keywords", Role::kCategory},
    RoleRow{FeedSpace::kCore, "enclosure", Role::kEnclosure},
    RoleRow{FeedSpace::kMedia, "content", Role::kEnclosure},
    RoleRow{FeedSpace::kMedia, "thumbnail", Role::kPicture},
    RoleRow{FeedSpace::kMedia, "group", Role::kGroup},
    RoleRow{FeedSpace::kCore, "source", Role::kSource},
    RoleRow{FeedSpace::kCore, "rights", Role::kRights},
    RoleRow{FeedSpace::kCore, "copyright", Role::kRights},
    RoleRow{FeedSpace::kDublinCore, "rights", Role::kRights},
    RoleRow{FeedSpace::kCore, "language", Role::kLanguage},
    RoleRow{FeedSpace::kDublinCore, "language", Role::kLanguage},
    RoleRow{FeedSpace::kCore, "comments", Role::kComments},
    RoleRow{FeedSpace::kCore, "isaccessibleforfree", Role::kAccess},
    RoleRow{FeedSpace::kOther, "isaccessibleforfree", Role::kAccess},
    RoleRow{FeedSpace::kDublinCore, "accessrights", Role::kAccess},
};

std::optional<Role> role_of(const XmlCursor& cursor) {
  for (const RoleRow& row : kRoles) {
    if (cursor.is(row.space, row.name)) return row.role;
  }
  return std::nullopt;
}

bool is_false(std::string_view text) {
  return html::equals_ignoring_case(text, "false") || html::equals_ignoring_case(text, "no");
}

class EntryReader {
 public:
  explicit EntryReader(XmlCursor& cursor) : cursor_(cursor) {}

  FeedEntry run() {
    const std::size_t outer = cursor_.depth();
    entry_.base = cursor_.base();
    entry_.language = cursor_.language();
    const std::string about = cursor_.attribute("about").value_or(std::string());
    read_children(outer);
    entry_.range = cursor_.ended().range;
    entry_.cut = cursor_.is_cut();
    finish(about);
    return std::move(entry_);
  }

 private:
  /// Reads the elements inside the one that made the depth `outer`, up to its end.
  void read_children(std::size_t outer) {
    while (cursor_.depth() >= outer) {
      if (cursor_.next() != XmlCursor::Event::kStart) continue;
      if (const auto role = role_of(cursor_)) {
        read_child(*role);
      } else {
        cursor_.skip_to_end(cursor_.depth());
      }
    }
  }

  void read_child(Role role) {
    switch (role) {
      case Role::kTitle:
        return take(entry_.title, read_text(cursor_, TextPreset::kLine));
      case Role::kOtherTitle:
        return take(other_title_, read_text(cursor_, TextPreset::kLine));
      case Role::kSummary:
        return take_summary(read_text(cursor_, summary_preset(cursor_)));
      case Role::kThinSummary:
        return take(thin_summary_, read_text(cursor_, TextPreset::kHtml));
      case Role::kContent:
        return take_content();
      case Role::kPublished:
        return take(entry_.published, read_date(cursor_));
      case Role::kUpdated:
        return take(entry_.updated, read_date(cursor_));
      case Role::kDublinDate:
        return take(dublin_date_, read_date(cursor_));
      case Role::kCreated:
        return take(created_, read_date(cursor_));
      default:
        return read_rest(role);
    }
  }

  void read_rest(Role role) {
    switch (role) {
      case Role::kLink:
        return take_link(read_link(cursor_));
      case Role::kId:
        return take_id(read_line(cursor_));
      case Role::kGuid:
        return take_guid();
      case Role::kAuthor:
        return take_person(entry_.authors);
      case Role::kOtherAuthor:
        return take_person(other_authors_);
      case Role::kContributor:
        return take_person(entry_.contributors);
      case Role::kCategory:
        return read_categories(cursor_, entry_.categories);
      case Role::kEnclosure:
        return add(entry_.enclosures, read_enclosure(cursor_, "enclosure"));
      case Role::kPicture:
        return add(entry_.enclosures, read_enclosure(cursor_, "thumbnail"));
      case Role::kGroup:
        return read_children(cursor_.depth());
      case Role::kSource:
        return take_source();
      case Role::kRights:
        return take_line(entry_.rights, read_text(cursor_, TextPreset::kLine).value);
      case Role::kLanguage:
        return take_line(entry_.language, read_line(cursor_));
      case Role::kComments:
        return take_line(entry_.comments, read_address(cursor_));
      default:
        return take_access();
    }
  }

  /// The first value that is one stays.
  template <class T>
  static void take(T& field, T value) {
    if (field.empty() && !(value.empty() && field.raw.end > 0)) field = std::move(value);
  }
  static void take_line(std::string& field, std::string value) {
    if (!value.empty()) field = std::move(value);
  }

  /// RSS has a description and Atom a summary: of two the second is the fuller text (Atom 0.3, and
  /// RSS items that repeat the element).
  void take_summary(FeedText text) {
    if (text.empty()) return;
    if (entry_.summary.empty()) {
      entry_.summary = std::move(text);
    } else {
      add(entry_.contents, std::move(text));
    }
  }

  void take_content() {
    const bool core =
        cursor_.space() == FeedSpace::kCore && cursor_.is(FeedSpace::kCore, "content");
    // Its "src" leads to the content, which stands elsewhere (RFC 4287, section 4.1.3.2).
    if (core && cursor_.attribute("src")) {
      FeedLink link;
      link.uri = resolve_address(cursor_.base(), *cursor_.attribute("src"));
      link.type = cursor_.attribute("type").value_or(std::string());
      link.rel = "content";
      add(entry_.links, std::move(link));
      return cursor_.skip_to_end(cursor_.depth());
    }
    FeedText text = read_text(cursor_, core ? TextPreset::kText : TextPreset::kHtml);
    if (!text.empty()) add(entry_.contents, std::move(text));
  }

  void take_link(FeedLink link) {
    if (link.uri.empty()) return;
    if (link.rel == "enclosure") {
      add(entry_.enclosures, link);
    }
    add(entry_.links, std::move(link));
  }

  void take_id(std::string id) {
    if (entry_.id.empty()) entry_.id = std::move(id);
  }

  void take_guid() {
    const bool permalink = !is_false(cursor_.attribute("ispermalink").value_or("true"));
    const std::string base = cursor_.base();
    std::string id = read_line(cursor_);
    if (id.empty()) return;
    entry_.id_is_link = permalink && web_address(resolve_address(base, id)).has_value();
    entry_.id = std::move(id);
  }

  void take_person(std::vector<FeedPerson>& people) {
    FeedPerson person = read_person(cursor_);
    if (person.name.empty() && person.email.empty() && person.uri.empty()) return;
    add(people, std::move(person));
  }

  void take_access() {
    const std::string text = read_line(cursor_);
    if (is_false(text)) entry_.free_to_read = false;
    if (html::equals_ignoring_case(text, "true")) entry_.free_to_read = true;
  }

  /// RSS has the address in an attribute and the title as content; Atom has elements.
  void take_source() {
    FeedSourceNote& source = entry_.source;
    if (const auto url = cursor_.attribute("url")) {
      source.uri = resolve_address(cursor_.base(), *url);
    }
    std::vector<FeedLink> links;
    const std::size_t outer = cursor_.depth();
    while (cursor_.depth() >= outer) {
      if (cursor_.next() != XmlCursor::Event::kStart) continue;
      if (cursor_.is(FeedSpace::kCore, "title")) {
        source.title = read_text(cursor_, TextPreset::kLine).value;
      } else if (cursor_.is(FeedSpace::kCore, "id")) {
        source.id = read_line(cursor_);
      } else if (cursor_.is(FeedSpace::kCore, "link")) {
        add(links, read_link(cursor_));
      } else {
        cursor_.skip_to_end(cursor_.depth());
      }
    }
    const XmlCursor::Ended& ended = cursor_.ended();
    if (!ended.children) {
      std::string title;
      cursor_.text().append_text(cursor_.xml(), ended.inside, FeedTextReader::Place::kText, title);
      source.title = line_of_text(title);
    }
    if (source.uri.empty()) source.uri = first_alternate(links);
    source.feed = first_link(links, "self");
  }

  void finish(const std::string& about) {
    if (entry_.title.empty()) entry_.title = std::move(other_title_);
    if (entry_.summary.empty()) entry_.summary = std::move(thin_summary_);
    if (entry_.authors.empty()) entry_.authors = std::move(other_authors_);
    if (entry_.published.empty()) take(entry_.published, std::move(dublin_date_));
    if (entry_.published.empty()) take(entry_.published, std::move(created_));
    if (entry_.id.empty()) entry_.id = line_of_text(about);
    entry_.link = first_alternate(entry_.links);
    if (entry_.link.empty() && entry_.id_is_link) {
      entry_.link = resolve_address(entry_.base, entry_.id);
    }
    if (entry_.link.empty() && !about.empty()) {
      entry_.link = resolve_address(entry_.base, about);
    }
  }

  XmlCursor& cursor_;
  FeedEntry entry_;
  FeedText other_title_;
  FeedText thin_summary_;
  std::vector<FeedPerson> other_authors_;
  FeedDate dublin_date_;
  FeedDate created_;
};

}  // namespace

bool is_xml_entry(const XmlCursor& cursor) {
  return cursor.is(FeedSpace::kCore, "item") || cursor.is(FeedSpace::kCore, "entry");
}

FeedEntry read_xml_entry(XmlCursor& cursor) { return EntryReader(cursor).run(); }

}  // namespace headwater
