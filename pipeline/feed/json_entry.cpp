#include "feed/json_entry.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "feed/feed_base.h"
#include "feed/feed_dates.h"
#include "feed/feed_text.h"

namespace headwater {
namespace {

using Members = std::vector<JsonPart>;

/// The elements of the array, or the members of the object, in `part`; none where it is neither.
Members children(JsonParts& parts, const JsonPart* part) {
  if (part == nullptr || (part->first != '[' && part->first != '{')) return {};
  auto found = part->first == '[' ? parts.elements(part->range) : parts.members(part->range);
  return found ? std::move(*found) : Members();
}

class ItemReader {
 public:
  ItemReader(JsonParts& parts, const Members& members, const std::string& base)
      : parts_(parts), members_(members), base_(base) {}

  FeedEntry run(RawSpan range, const std::string& language) {
    entry_.range = range;
    entry_.base = base_;
    entry_.id = line("id");
    entry_.language = line("language");
    if (entry_.language.empty()) entry_.language = language;
    entry_.title = text("title", FeedTextType::kText);
    entry_.title.value = line_of_text(entry_.title.value);
    entry_.summary = text("summary", FeedTextType::kText);
    for (const auto& [key, type] : {std::pair("content_html", FeedTextType::kHtml),
                                    std::pair("content_text", FeedTextType::kText)}) {
      FeedText content = text(key, type);
      if (!content.empty()) entry_.contents.push_back(std::move(content));
    }
    entry_.published = date("date_published");
    entry_.updated = date("date_modified");
    entry_.authors = read_json_authors(parts_, members_, base_);
    take_links();
    for (const JsonPart& tag : children(parts_, find_part(members_, "tags"))) {
      if (tag.first == '"' && entry_.categories.size() < kMaxFeedList) {
        entry_.categories.push_back(line_of_text(parts_.text(tag)));
      }
    }
    return std::move(entry_);
  }

 private:
  std::string line(std::string_view key) const { return read_json_line(parts_, members_, key); }

  FeedText text(std::string_view key, FeedTextType type) const {
    FeedText out;
    const JsonPart* part = find_part(members_, key);
    if (part == nullptr || part->first != '"') return out;
    out.value = trimmed(parts_.text(*part));
    out.type = type;
    out.raw = JsonParts::inside(part->range);
    out.language = entry_.language;
    out.base = base_;
    return out;
  }

  FeedDate date(std::string_view key) const {
    const JsonPart* part = find_part(members_, key);
    if (part == nullptr || part->first != '"') return {};
    FeedDate out = read_feed_date(parts_.text(*part));
    out.raw = JsonParts::inside(part->range);
    return out;
  }

  void take_link(std::string_view key, std::string_view rel, std::vector<FeedLink>& links) {
    FeedLink link;
    link.uri = resolve_address(base_, line(key));
    link.rel = rel;
    if (!link.uri.empty()) links.push_back(std::move(link));
  }

  void take_links() {
    take_link("url", "alternate", entry_.links);
    take_link("external_url", "related", entry_.links);
    take_link("image", "thumbnail", entry_.enclosures);
    take_link("banner_image", "thumbnail", entry_.enclosures);
    for (const JsonPart& part : children(parts_, find_part(members_, "attachments"))) {
      if (entry_.enclosures.size() == kMaxFeedList) break;
      if (part.first == '{') take_attachment(children(parts_, &part));
    }
    const auto article = std::ranges::find(entry_.links, "alternate", &FeedLink::rel);
    if (article != entry_.links.end()) {
      entry_.link = article->uri;
    } else if (entry_.id.starts_with("http://") || entry_.id.starts_with("https://")) {
      entry_.link = entry_.id;
      entry_.id_is_link = true;
    }
  }

  void take_attachment(const Members& members) {
    FeedLink link;
    link.uri = resolve_address(base_, read_json_line(parts_, members, "url"));
    link.rel = "enclosure";
    link.type = read_json_line(parts_, members, "mime_type");
    link.title = read_json_line(parts_, members, "title");
    const std::string size = read_json_line(parts_, members, "size_in_bytes");
    std::uint64_t bytes = 0;
    if (std::from_chars(size.data(), size.data() + size.size(), bytes).ec == std::errc()) {
      link.length = bytes;
    }
    if (!link.uri.empty()) entry_.enclosures.push_back(std::move(link));
  }

  JsonParts& parts_;
  const Members& members_;
  const std::string& base_;
  FeedEntry entry_;
};

}  // namespace

const JsonPart* find_part(const Members& members, std::string_view key) {
  for (const JsonPart& part : members) {
    if (part.key == key && part.first != 'n') return &part;
  }
  return nullptr;
}

std::string read_json_line(const JsonParts& parts, const Members& members, std::string_view key) {
  const JsonPart* part = find_part(members, key);
  return part == nullptr ? std::string() : line_of_text(parts.text(*part));
}

std::vector<FeedPerson> read_json_authors(JsonParts& parts, const Members& members,
                                          const std::string& base) {
  Members given;
  const JsonPart* list = find_part(members, "authors");
  if (list != nullptr && list->first == '[') given = children(parts, list);
  const JsonPart* one = find_part(members, "author");
  if (given.empty() && one != nullptr && one->first == '{') given.push_back(*one);
  std::vector<FeedPerson> people;
  for (const JsonPart& part : given) {
    if (part.first != '{' || people.size() == kMaxFeedList) continue;
    const Members about = children(parts, &part);
    FeedPerson person;
    person.name = read_json_line(parts, about, "name");
    person.uri = resolve_address(base, read_json_line(parts, about, "url"));
    if (!person.name.empty() || !person.uri.empty()) people.push_back(std::move(person));
  }
  return people;
}

Result<FeedEntry> read_json_entry(JsonParts& parts, RawSpan range, const std::string& base,
                                  const std::string& language) {
  const auto members = parts.members(range);
  if (!members) return members.error();
  return ItemReader(parts, *members, base).run(range, language);
}

}  // namespace headwater
