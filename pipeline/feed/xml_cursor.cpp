#include "feed/xml_cursor.h"

#include <fmt/format.h>

#include <utility>

#include "feed/feed_base.h"
#include "html/ascii.h"

namespace headwater {
namespace {

/// Feeds declare a dozen; each is looked through for every name with a prefix.
constexpr std::size_t kMaxBindings = 64;
/// Attributes that the tokenizer may keep before it starts anew.
constexpr std::size_t kMaxKeptAttributes = 4096;
constexpr std::size_t kLongestBase = 4096;
constexpr std::size_t kLongestLanguage = 35;  // RFC 5646, section 4.4.1.
constexpr std::size_t kMaxNamedMends = 4;
constexpr std::size_t kLongestShownName = 40;

std::pair<std::string_view, std::string_view> split_name(std::string_view full) {
  const std::size_t colon = full.find(':');
  if (colon == std::string_view::npos) return {{}, full};
  return {full.substr(0, colon), full.substr(colon + 1)};
}

/// Nothing is resolved against "javascript:" and the like.
bool is_web_base(std::string_view base) {
  return base.size() <= kLongestBase && (html::starts_with_ignoring_case(base, "http://") ||
                                         html::starts_with_ignoring_case(base, "https://"));
}

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (html::to_lower(a[i]) != html::to_lower(b[i])) return false;
  }
  return true;
}

/// Behind the internal subset that begins at the "[" at `at`, its "]" and the ">" of the DOCTYPE;
/// nothing where it does not end.
std::optional<std::size_t> end_of_subset(std::string_view xml, std::size_t at) {
  for (++at; at < xml.size(); ++at) {
    const char c = xml[at];
    if (c == ']') {
      const std::size_t close = xml.find_first_not_of(" \t\r\n", at + 1);
      if (close != std::string_view::npos && xml[close] == '>') return close + 1;
    } else if (c == '"' || c == '\'') {
      at = xml.find(c, at + 1);
    } else if (xml.substr(at).starts_with("<!--")) {
      at = xml.find("-->", at + 4);
    }
    if (at == std::string_view::npos) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

XmlCursor::XmlCursor(std::string_view xml, Encoding encoding, std::string base, std::size_t offset)
    : xml_(xml), text_(encoding) {
  bases_.push_back({0, std::move(base)});
  languages_.push_back({0, {}});
  tokenizer_.start(xml, offset);
  tokenizer_.allow_cdata(true);
}

XmlCursor::Event XmlCursor::next() {
  if (!open_.empty() && open_.back().self_closing) {
    const std::size_t end = open_.back().tag.end;
    return close(end, end, false);
  }
  for (;;) {
    if (!held_) {
      if (tokenizer_.attributes().size() > kMaxKeptAttributes) {
        tokenizer_.start(xml_, tokenizer_.token().range.end);
        tokenizer_.allow_cdata(true);
      }
      tokenizer_.next();
    }
    held_ = false;
    const HtmlToken& token = tokenizer_.token();
    switch (token.kind) {
      case HtmlTokenKind::kStartTag:
        if (open_.size() < kMaxFeedDepth || ends_entry(token)) return take_start(token);
        if (!token.self_closing && overflow_++ == 0) mend(token.range.begin, "nested too deep");
        break;
      case HtmlTokenKind::kEndTag:
        if (const auto event = take_end(token)) return *event;
        break;
      case HtmlTokenKind::kDoctype:
        take_doctype(token);
        break;
      case HtmlTokenKind::kEnd:
        held_ = true;
        at_end_ = true;
        if (open_.empty()) return Event::kDone;
        ends_early_ = true;
        if (depth() == 1)
          mend(xml_.size(), fmt::format("ends inside <{}>", name().substr(0, kLongestShownName)));
        return close(xml_.size(), xml_.size(), true);
      case HtmlTokenKind::kText:
      case HtmlTokenKind::kComment:
        break;
    }
  }
}

void XmlCursor::skip_to_end(std::size_t depth) {
  while (this->depth() >= depth) next();
}

bool XmlCursor::is(FeedSpace space, std::string_view lower_name) const {
  return open_.back().space == space && html::equals_ignoring_case(name(), lower_name);
}

bool XmlCursor::begins_entry(const Open& element) const {
  return element.space == FeedSpace::kCore &&
         (same_name(element.name, "item") || same_name(element.name, "entry"));
}

XmlCursor::Event XmlCursor::take_start(const HtmlToken& token) {
  Open element;
  element.full_name = bytes_of(token.inside);
  element.name = split_name(element.full_name).second;
  element.tag = token.range.raw();
  element.self_closing = token.self_closing;
  element.bindings = bindings_.size();
  read_declarations();
  element.space = resolve(split_name(element.full_name).first);
  if (begins_entry(element)) {
    if (entry_depth_ !=
        0) {  // The entry before was not closed: it ends here, and this comes again.
      bindings_.resize(element.bindings);
      while (bases_.back().depth > depth()) bases_.pop_back();
      while (languages_.back().depth > depth()) languages_.pop_back();
      held_ = true;
      return close(token.range.begin, token.range.begin, true);
    }
    entry_depth_ = depth() + 1;
  }
  if (!open_.empty()) open_.back().children = true;
  open_.push_back(element);
  return Event::kStart;
}

/// Whether a tag ends the open entry, however deep in it: it is its end tag or begins the next one.
bool XmlCursor::ends_entry(const HtmlToken& token) {
  if (entry_depth_ == 0 || !same_name(open_[entry_depth_ - 1].full_name, bytes_of(token.inside))) {
    return false;
  }
  overflow_ = 0;
  return true;
}

std::optional<XmlCursor::Event> XmlCursor::take_end(const HtmlToken& token) {
  if (overflow_ > 0 && !ends_entry(token)) {
    --overflow_;
    return std::nullopt;
  }
  const std::string_view full = bytes_of(token.inside);
  if (!open_.empty() && same_name(open_.back().full_name, full)) {
    return close(token.range.begin, token.range.end, false);
  }
  for (std::size_t i = open_.size(); i > 1; --i) {
    if (!same_name(open_[i - 2].full_name, full)) continue;
    held_ = true;
    return close(token.range.begin, token.range.begin, true);
  }
  mend(token.range.begin, "an end tag without its start tag");
  return std::nullopt;
}

void XmlCursor::take_doctype(const HtmlToken& token) {
  const std::size_t bracket = bytes_of(token.range).find('[');
  if (doctype_seen_ || bracket == std::string_view::npos) return;
  doctype_seen_ = true;
  mend(token.range.begin, "what the DOCTYPE declares is not obeyed");
  if (const auto end = end_of_subset(xml_, token.range.begin + bracket)) {
    tokenizer_.start(xml_, *end);
    tokenizer_.allow_cdata(true);
  }
}

XmlCursor::Event XmlCursor::close(std::size_t inside_end, std::size_t range_end, bool implied) {
  const Open& element = open_.back();
  if (implied && !at_end_) mend(element.tag.begin, "a start tag without its end tag");
  ended_ = {{element.tag.begin, range_end},
            {element.tag.end, std::max<std::uint64_t>(inside_end, element.tag.end)},
            element.children,
            implied};
  if (entry_depth_ == depth()) entry_depth_ = 0;
  bindings_.resize(element.bindings);
  open_.pop_back();
  while (bases_.back().depth > depth()) bases_.pop_back();
  while (languages_.back().depth > depth()) languages_.pop_back();
  return Event::kEnd;
}

std::string XmlCursor::value_of(const HtmlAttribute& attribute) {
  std::string value;
  text_.append_attribute(xml_, attribute.value, value);
  return value;
}

/// Takes the namespaces, the base and the language that the start tag at hand declares. The element
/// is not open yet.
void XmlCursor::read_declarations() {
  const HtmlToken& token = tokenizer_.token();
  for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
    const HtmlAttribute attribute = tokenizer_.attributes()[token.first_attribute + i];
    const auto [prefix, local] = split_name(bytes_of(attribute.name));
    if (prefix.empty() && same_name(local, "xmlns")) {
      bind({}, value_of(attribute));
    } else if (same_name(prefix, "xmlns")) {
      bind(local, value_of(attribute));
    } else if (same_name(prefix, "xml") && same_name(local, "base")) {
      std::string base = resolve_address(bases_.back().value, value_of(attribute));
      if (is_web_base(base)) push(bases_, std::move(base));
    } else if (same_name(prefix, "xml") && same_name(local, "lang")) {
      std::string language(trimmed(value_of(attribute)));
      if (language.size() <= kLongestLanguage) push(languages_, std::move(language));
    }
  }
}

/// For the element that begins; the first of several attributes counts.
void XmlCursor::push(std::vector<Scoped>& stack, std::string value) const {
  if (stack.back().depth <= depth()) stack.push_back({depth() + 1, std::move(value)});
}

void XmlCursor::bind(std::string_view prefix, const std::string& value) {
  if (bindings_.size() == kMaxBindings) return;
  FeedSpace space = space_of_namespace(trimmed(value));
  // Of a strange namespace the usual prefix tells more; a strange root is a feed all the same.
  if (space == FeedSpace::kOther && (!prefix.empty() || open_.empty())) {
    space = space_of_prefix(prefix);
  }
  bindings_.push_back({prefix, space});
}

FeedSpace XmlCursor::resolve(std::string_view prefix) const {
  for (std::size_t i = bindings_.size(); i > 0; --i) {
    if (bindings_[i - 1].prefix == prefix) return bindings_[i - 1].space;
  }
  return space_of_prefix(prefix);
}

std::optional<std::string> XmlCursor::attribute(std::string_view lower_name) {
  const HtmlToken& token = tokenizer_.token();
  for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
    const HtmlAttribute attribute = tokenizer_.attributes()[token.first_attribute + i];
    const auto [prefix, local] = split_name(bytes_of(attribute.name));
    if (html::equals_ignoring_case(local, lower_name) && !same_name(prefix, "xmlns")) {
      return value_of(attribute);
    }
  }
  return std::nullopt;
}

void XmlCursor::mend(std::size_t offset, std::string_view what) {
  if (++mends_ > kMaxNamedMends) return;
  note_ += fmt::format("{}byte {}: {}", note_.empty() ? "" : "; ", offset, what);
}

}  // namespace headwater
