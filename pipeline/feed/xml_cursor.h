#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/charset.h"
#include "feed/feed_names.h"
#include "feed/feed_text.h"
#include "html/tokenizer.h"
#include "record/text_span.h"

namespace headwater {

/// Walks through the elements of a feed, however broken: an element that is not closed ends where
/// its parent does, a stray end tag says nothing, an entry ends where the next one begins. Nothing
/// a DOCTYPE declares is obeyed. Tags are found as HTML finds them, in the raw bytes, so every
/// position is exact; names are compared without regard to case. Linear. One thread at a time.
class XmlCursor {
 public:
  /// `xml` in `encoding`, read from `offset` on; `base` is its own address. Requires: `xml`
  /// outlives the cursor and is below 4 GiB; not UTF-16, ISO-2022-JP or replacement.
  XmlCursor(std::string_view xml, Encoding encoding, std::string base, std::size_t offset = 0);

  enum class Event : std::uint8_t {
    kStart,  ///< An element begins; name(), attribute() tell of it.
    kEnd,    ///< The innermost element ends; ended() tells of it. Every kStart has one.
    kDone,   ///< Nothing is open any more, and the bytes are read.
  };
  Event next();

  /// How many elements are open: after kStart that one too, after kEnd without it.
  std::size_t depth() const { return open_.size(); }
  /// Goes on to the end of the element that made depth() `depth`; then depth() is one less.
  void skip_to_end(std::size_t depth);

  /// Of the element that began last; valid until next().
  FeedSpace space() const { return open_.back().space; }
  /// Without prefix, as it stands.
  std::string_view name() const { return open_.back().name; }
  bool is(FeedSpace space, std::string_view lower_name) const;
  /// The value of its attribute with the local name `lower_name` (in small letters), whatever the
  /// prefix; nothing where there is none.
  std::optional<std::string> attribute(std::string_view lower_name);

  /// xml:lang and xml:base as they hold in the innermost open element.
  const std::string& language() const { return languages_.back().value; }
  const std::string& base() const { return bases_.back().value; }

  struct Ended {
    RawSpan range;          ///< From the "<" of its start tag to behind its end tag.
    RawSpan inside;         ///< Between the two.
    bool children = false;  ///< Whether it has elements inside.
    bool implied = false;   ///< It has no end tag.
  };
  const Ended& ended() const { return ended_; }

  std::string_view xml() const { return xml_; }
  FeedTextReader& text() { return text_; }
  /// Whether the bytes end inside the element that ended last.
  bool is_cut() const { return at_end_; }
  /// Whether the bytes ended while an element was open.
  bool ends_early() const { return ends_early_; }
  /// What had to be mended so far, for people; at most the first few.
  const std::string& note() const { return note_; }

 private:
  struct Open {
    FeedSpace space = FeedSpace::kCore;
    std::string_view full_name;
    std::string_view name;
    RawSpan tag;
    bool children = false;
    bool self_closing = false;
    std::size_t bindings = 0;  ///< How many held outside.
  };
  struct Binding {
    std::string_view prefix;
    FeedSpace space = FeedSpace::kCore;
  };
  struct Scoped {
    std::size_t depth = 0;
    std::string value;
  };

  Event take_start(const HtmlToken& token);
  std::optional<Event> take_end(const HtmlToken& token);
  bool ends_entry(const HtmlToken& token);
  void take_doctype(const HtmlToken& token);
  Event close(std::size_t inside_end, std::size_t range_end, bool implied);
  void read_declarations();
  void push(std::vector<Scoped>& stack, std::string value) const;
  void bind(std::string_view prefix, const std::string& value);
  FeedSpace resolve(std::string_view prefix) const;
  bool begins_entry(const Open& element) const;
  std::string value_of(const HtmlAttribute& attribute);
  std::string_view bytes_of(ByteRange range) const { return range.of(xml_); }
  void mend(std::size_t offset, std::string_view what);

  std::string_view xml_;
  HtmlTokenizer tokenizer_;
  FeedTextReader text_;
  std::vector<Open> open_;
  std::vector<Binding> bindings_;
  std::vector<Scoped> bases_;
  std::vector<Scoped> languages_;
  Ended ended_;
  std::string note_;
  std::size_t mends_ = 0;
  std::size_t overflow_ = 0;     ///< Elements that are open beyond kMaxFeedDepth.
  std::size_t entry_depth_ = 0;  ///< Of the open entry; 0 where none is.
  bool held_ = false;            ///< The tokenizer's token has not been taken yet.
  bool at_end_ = false;
  bool ends_early_ = false;
  bool doctype_seen_ = false;
};

/// Elements deeper than this are read as if they had no structure; feeds nest below 30, XHTML
/// inside them included.
inline constexpr std::size_t kMaxFeedDepth = 256;

}  // namespace headwater
