#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/xml_reader.h"
#include "stages/acquire/sitemap_builder.h"

namespace headwater {
namespace {

/// Each space of `text`, also at its ends, as one; none at the ends.
std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = skip_space(text, 0); at < text.size();) {
    const std::size_t word = at;
    while (at < text.size() && skip_space(text, at) == at) at += decode_utf8(text, at).length;
    if (!out.empty()) out += ' ';
    out += text.substr(word, at - word);
    at = skip_space(text, at);
  }
  return out;
}

/// What is kept of `text`, which is well-formed.
std::string_view cut(std::string_view text) {
  text = text.substr(0, kMaxSitemapText);
  return text.substr(0, valid_utf8_prefix(text));
}

std::optional<double> parse_priority(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!(value >= 0 && value <= 1)) return std::nullopt;
  return value;
}

/// What commas separate in `text`.
std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty() && out.size() < kMaxSitemapKeywords) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string item = one_line(text.substr(0, comma));
    if (!item.empty()) out.push_back(std::move(item));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return out;
}

/// Elements by what they mean here; all that is not listed has no meaning.
enum class Role : std::uint8_t {
  kNone,
  kEntry,
  kAddress,
  kModified,
  kFrequency,
  kPriority,
  kAlternate,
  kNews,
  kPublication,
  kLanguage,
  kPublished,
  kTitle,
  kKeywords,
  kTickers,
  kLink,  ///< Of a feed: the address is its text (RSS) or its href (Atom).
  kGuid,
};

struct NamedRole {
  std::string_view name;
  Role role;
};
constexpr std::array kUrlRoles = {
    NamedRole{"loc", Role::kAddress},          NamedRole{"lastmod", Role::kModified},
    NamedRole{"changefreq", Role::kFrequency}, NamedRole{"priority", Role::kPriority},
    NamedRole{"link", Role::kAlternate},       NamedRole{"news", Role::kNews}};
constexpr std::array kNewsRoles = {
    NamedRole{"name", Role::kPublication},           NamedRole{"language", Role::kLanguage},
    NamedRole{"publication_date", Role::kPublished}, NamedRole{"title", Role::kTitle},
    NamedRole{"keywords", Role::kKeywords},          NamedRole{"stock_tickers", Role::kTickers}};
constexpr std::array kFeedRoles = {
    NamedRole{"link", Role::kLink},         NamedRole{"guid", Role::kGuid},
    NamedRole{"pubdate", Role::kModified},  NamedRole{"updated", Role::kModified},
    NamedRole{"modified", Role::kModified}, NamedRole{"published", Role::kModified},
    NamedRole{"date", Role::kModified}};

template <class Roles>
Role role_in(const Roles& roles, const XmlName& name) {
  for (const NamedRole& row : roles) {
    if (is_xml_name(name, row.name)) return row.role;
  }
  return Role::kNone;
}

/// The format that an element begins; nothing for those that stand in all of them or in none.
std::optional<SitemapFormat> format_of(const XmlName& name) {
  if (is_xml_name(name, "urlset")) return SitemapFormat::kUrlSet;
  if (is_xml_name(name, "sitemapindex")) return SitemapFormat::kIndex;
  for (const std::string_view root : {"rss", "rdf", "feed"}) {
    if (is_xml_name(name, root)) return SitemapFormat::kFeed;
  }
  return std::nullopt;
}

std::string_view attribute(std::span<const XmlAttribute> attributes, std::string_view name) {
  for (const XmlAttribute& one : attributes) {
    if (is_xml_name(one.name, name)) return one.value;
  }
  return {};
}

class SitemapReader final : public XmlHandler {
 public:
  explicit SitemapReader(SitemapBuilder& builder) : builder_(builder) {}

  bool start(const XmlName& name, std::span<const XmlAttribute> attributes) override {
    ++depth_;
    if (!format_) {
      format_ = format_of(name);
      if (first_.empty()) first_ = cut(name.local);
      return true;
    }
    if (begins_entry(name)) return begin_entry(name);
    if (entry_depth_ == 0) return true;
    const Role role = role_of(name);
    if (role == Role::kNone) return true;
    if (role == Role::kNews) {
      news_depth_ = depth_;
      if (!entry_.news) entry_.news.emplace();
    }
    take_attributes(role, attributes);
    role_ = role;
    role_depth_ = depth_;
    text_.clear();
    return true;
  }

  void text(std::string_view piece) override {
    std::string* const into = role_depth_ == depth_ && role_ != Role::kNone ? &text_
                              : entry_depth_ == depth_ && entry_depth_ != 0 ? &bare_
                                                                            : nullptr;
    if (into != nullptr && into->size() < kMaxSitemapText) into->append(piece);
  }

  void end(const XmlName& /*name*/) override {
    if (role_ != Role::kNone && depth_ == role_depth_) {
      take_text();
      role_ = Role::kNone;
    }
    if (depth_ == news_depth_) news_depth_ = 0;
    if (depth_ == entry_depth_) end_entry();
    --depth_;
  }

  std::optional<SitemapFormat> format() const { return format_; }
  /// The name of the first element.
  const std::string& first() const { return first_; }

 private:
  bool begins_entry(const XmlName& name) const {
    switch (*format_) {
      case SitemapFormat::kUrlSet:
        return is_xml_name(name, "url");
      case SitemapFormat::kIndex:
        return is_xml_name(name, "sitemap");
      default:
        return entry_depth_ == 0 && (is_xml_name(name, "item") || is_xml_name(name, "entry"));
    }
  }

  /// An entry inside of another means that the other's end is missing.
  bool begin_entry(const XmlName& name) {
    if (entry_depth_ != 0) end_entry();
    if (full_) return false;
    entry_ = {};
    prefix_ = name.prefix;
    bare_.clear();
    guid_.clear();
    role_ = Role::kNone;
    news_depth_ = 0;
    entry_depth_ = depth_;
    return true;
  }

  /// Extensions bring their own "loc" and "title": a name counts in its place only.
  Role role_of(const XmlName& name) const {
    if (news_depth_ != 0) return role_in(kNewsRoles, name);
    if (depth_ != entry_depth_ + 1) return Role::kNone;
    if (*format_ == SitemapFormat::kFeed) return role_in(kFeedRoles, name);
    const Role role = role_in(kUrlRoles, name);
    const bool extension = role == Role::kNews || role == Role::kAlternate;
    return extension || name.prefix.empty() || name.prefix == prefix_ ? role : Role::kNone;
  }

  void take_attributes(Role role, std::span<const XmlAttribute> attributes) {
    const std::string_view rel = attribute(attributes, "rel");
    const std::string_view href = attribute(attributes, "href");
    if (role == Role::kLink && entry_.uri.empty() && (rel.empty() || rel == "alternate")) {
      entry_.uri = one_line(href);
    } else if (role == Role::kAlternate && rel == "alternate" && !href.empty() &&
               entry_.alternates.size() < kMaxSitemapAlternates) {
      entry_.alternates.push_back({one_line(attribute(attributes, "hreflang")), one_line(href)});
    } else if (role == Role::kGuid) {
      is_link_guid_ = attribute(attributes, "ispermalink") != "false";
    }
  }

  void take_text() {
    std::string line = one_line(cut(text_));
    if (line.empty()) return;
    switch (role_) {
      case Role::kAddress:
      case Role::kLink:
        return take(std::move(line), entry_.uri);
      case Role::kModified:
        return take(std::move(line), entry_.modified_at);
      case Role::kFrequency:
        std::ranges::transform(line, line.begin(), [](char c) {
          return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        return take(std::move(line), entry_.change_frequency);
      case Role::kPriority:
        entry_.priority = parse_priority(line);
        return;
      case Role::kGuid:
        if (is_link_guid_) guid_ = std::move(line);
        return;
      default:
        if (entry_.news) take_news(std::move(line));
    }
  }

  /// The first one counts.
  static void take(std::string line, std::string& field) {
    if (field.empty()) field = std::move(line);
  }

  void take_news(std::string line) {
    SitemapNews& news = *entry_.news;
    switch (role_) {
      case Role::kPublication:
        return take(std::move(line), news.publication);
      case Role::kLanguage:
        return take(std::move(line), news.language);
      case Role::kPublished:
        return take(std::move(line), news.published_at);
      case Role::kTitle:
        return take(std::move(line), news.title);
      case Role::kKeywords:
        news.keywords = split_list(line);
        return;
      case Role::kTickers:
        news.stock_tickers = split_list(line);
        return;
      default:
        return;
    }
  }

  void end_entry() {
    entry_depth_ = 0;
    if (entry_.uri.empty()) entry_.uri = std::move(guid_);
    // Some indexes have the address in the entry itself.
    if (entry_.uri.empty()) entry_.uri = one_line(cut(bare_));
    full_ = !builder_.add(std::move(entry_));
  }

  SitemapBuilder& builder_;
  std::optional<SitemapFormat> format_;
  std::string first_;
  SitemapEntry entry_;
  std::string prefix_;  ///< Of the entry's element.
  std::string bare_;    ///< Text of the entry that is in no element of it.
  std::string guid_;
  bool is_link_guid_ = true;
  bool full_ = false;
  Role role_ = Role::kNone;  ///< Of the element whose text is being read.
  std::string text_;
  std::size_t depth_ = 0;
  /// Of the elements that are open; 0 where there is none.
  std::size_t entry_depth_ = 0;
  std::size_t news_depth_ = 0;
  std::size_t role_depth_ = 0;
};

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);  // All of it where there is no colon.
}

/// Whether broken XML ends inside of text: what was read last may be half of an address.
bool ends_inside_text(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  const std::size_t mark = text.find_last_of("<>");
  return mark != std::string_view::npos && text[mark] == '>' && mark != last;
}

/// Whether it ends before its root does: the last end tag is another's, or is cut itself.
bool ends_early(std::string_view text, std::string_view root) {
  const std::size_t tag = text.rfind("</");
  if (tag == std::string_view::npos || text.find('>', tag) == std::string_view::npos) return true;
  const std::size_t name = tag + 2;
  const std::string_view ended = text.substr(name, text.find_first_of("> \t\r\n", name) - name);
  return !ascii::equals_ignoring_case(local_name(ended), ascii::lower_case(root));
}

}  // namespace

Status read_sitemap_xml(std::string_view text, SitemapBuilder& builder) {
  SitemapReader reader(builder);
  auto reading = read_xml(text, {}, reader);
  if (!reading) return reading.error();
  if (!reader.format()) {
    return Error{ErrorCode::kUnsupported,
                 "no site map: its first element is <" + reader.first() + ">"};
  }
  builder.sitemap().format = *reader.format();
  builder.sitemap().note = std::move(reading->note);
  Sitemap& sitemap = builder.sitemap();
  sitemap.cut = !sitemap.note.empty() && ends_early(text, reader.first());
  if (sitemap.cut && ends_inside_text(text) && !sitemap.entries.empty()) sitemap.entries.pop_back();
  return {};
}

}  // namespace headwater
