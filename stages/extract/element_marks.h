#pragma once

#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

namespace headwater {

/// What the name of an element, a class or an id gives away about its content.
enum class Mark : std::uint8_t {
  kBody,   ///< The text of an article: "article-body", "entry-content".
  kStory,  ///< An article with all that belongs to it: "post", "story".
  kMain,   ///< What the page is about: "main", "content".
  kLead,   ///< The lead of an article: "standfirst", "chapo".
  kTitle,
  kNav,
  kHeader,
  kFooter,
  kSidebar,
  kRelated,
  kShare,
  kComments,
  kNewsletter,
  kAd,
  kSponsored,
  kPromotion,
  kAppPrompt,
  kPaywall,
  kConsent,
  kCaption,
  kByline,
  kTimestamp,
  kMetadata,
  kContact,
  kHidden,
  kFigure,   ///< A picture, or a table or quotation set apart like one.
  kControl,  ///< A button, a form, a player: something to work with, not to read.
  // Names that alone prove little: what they say counts where the text looks like it, too.
  kPerhapsRelated,
  kPerhapsPromotion,
  kPerhapsCaption,
  kPerhapsHeader,
  kPerhapsFooter,
  kPerhapsMetadata,
  kPerhapsSidebar,
};

/// A set of marks.
class Marks {
 public:
  constexpr Marks() = default;
  constexpr explicit Marks(std::uint64_t bits) : bits_(bits) {}
  constexpr void add(Mark mark) { bits_ |= bit(mark); }
  constexpr void remove(Mark mark) { bits_ &= ~bit(mark); }
  constexpr void add(Marks other) { bits_ |= other.bits_; }
  constexpr Marks only(Marks other) const { return Marks(bits_ & other.bits_); }
  constexpr bool has(Mark mark) const { return (bits_ & bit(mark)) != 0; }
  constexpr int count() const { return std::popcount(bits_); }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr std::uint64_t bits() const { return bits_; }
  constexpr bool operator==(const Marks&) const = default;

 private:
  static constexpr std::uint64_t bit(Mark mark) { return 1ULL << static_cast<unsigned>(mark); }
  std::uint64_t bits_ = 0;
};

/// Marks that say by themselves that an element is no text of the article.
inline constexpr Marks kStrongMarks = [] {
  Marks marks;
  for (const Mark mark :
       {Mark::kNav,       Mark::kHeader,    Mark::kFooter,     Mark::kSidebar, Mark::kRelated,
        Mark::kShare,     Mark::kComments,  Mark::kNewsletter, Mark::kAd,      Mark::kSponsored,
        Mark::kPromotion, Mark::kAppPrompt, Mark::kPaywall,    Mark::kConsent, Mark::kCaption,
        Mark::kByline,    Mark::kTimestamp, Mark::kMetadata,   Mark::kContact, Mark::kHidden,
        Mark::kControl}) {
    marks.add(mark);
  }
  return marks;
}();

/// The marks that the words of a class or id give, by the table in element_words.inc. Words end at
/// anything but letters (a digit ends a word) and at a capital after a small letter
/// ("articleBody"); a word and the one after it also count as one ("article-body"). A word after
/// "has", "no", "with", "without", "not" or "hide" tells of something else and does not count; nor
/// does one of two letters amid letters and digits, as machines make up ids. Linear in `names`.
Marks marks_of_names(std::string_view names);

/// Remembers the marks of the names of one page, on which few are many times the same. Reuse it
/// from page to page, which costs nothing.
class MarksCache {
 public:
  /// Forgets all: the next names are those of another page.
  void start();
  /// marks_of_names(names). Requires: `names` lives until start().
  Marks find(std::string_view names);

 private:
  struct Slot {
    std::string_view names;
    Marks marks;
    std::uint32_t page = 0;
  };

  std::vector<Slot> slots_;
  std::uint32_t page_ = 0;
};

}  // namespace headwater
