#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace headwater {

/// The name of an element: one that HTML knows, or, from kFirstUnknown on, a number that stands for
/// some other name within one page.
enum class HtmlTag : std::uint16_t {
#define X(enumerator, name, traits, start, end) enumerator,
#include "html/tag_list.inc"
#undef X
  kText,          ///< Not an element: a piece of text in the tree.
  kFirstUnknown,  ///< The first of the names that were met, not known.
};

/// The tag of `name`, capitals aside, or kFirstUnknown for a name that HTML does not know.
HtmlTag known_tag(std::string_view name);

/// The name of a known tag in small letters; "" for others.
std::string_view tag_name(HtmlTag tag);

namespace html {

/// What the tree builder needs to know of an element
/// (https://html.spec.whatwg.org/#the-stack-of-open-elements), as bits.
using Traits = std::uint16_t;
inline constexpr Traits kIsSpecial = 1;       ///< Of the "special" category.
inline constexpr Traits kIsFormatting = 2;    ///< Of the "formatting" category.
inline constexpr Traits kIsVoid = 4;          ///< Has no content and no end tag.
inline constexpr Traits kBarrier = 8;         ///< Ends every scope (13.2.4.2).
inline constexpr Traits kListBarrier = 16;    ///< Ends the list item scope, too.
inline constexpr Traits kButtonBarrier = 32;  ///< Ends the button scope, too.
inline constexpr Traits kImpliedEnd = 64;     ///< Its end tag may be implied (13.2.6.3).
inline constexpr Traits kIsHeading = 128;     ///< h1 to h6.
inline constexpr Traits kTablePart = 256;     ///< Has its place inside a table only.
inline constexpr Traits kTableBarrier = 512;  ///< Ends the table scope.

/// The rules for start tags in a body that differ (13.2.6.4.7).
enum class StartRule : std::uint8_t {
  kOrdinary,
  kAnchor,
  kBlock,
  kBody,
  kButton,
  kDefinition,
  kForeign,
  kForm,
  kFrameset,
  kHeadContent,
  kHeading,
  kHtml,
  kIgnored,
  kImage,
  kInput,
  kListItem,
  kMarked,
  kNobr,
  kOption,
  kPlaintext,
  kPreformatted,
  kQuietVoid,
  kRawText,
  kRubyBase,
  kRubyText,
  kRule,
  kSelect,
  kTable,
  kTextarea,
  kVoid,
};

/// The rules for end tags in a body that differ.
enum class EndRule : std::uint8_t {
  kOrdinary,
  kBlock,
  kBody,
  kBreak,
  kDefinition,
  kForm,
  kFormatting,
  kHeading,
  kHtml,
  kListItem,
  kParagraph,
  kTemplate,
};

struct TagRules {
  Traits traits = 0;
  StartRule start = StartRule::kOrdinary;
  EndRule end = EndRule::kOrdinary;
};

/// How many tags are known; the rules of all others are those of an ordinary element.
inline constexpr std::size_t kKnownTags = static_cast<std::size_t>(HtmlTag::kText);

extern const std::array<TagRules, kKnownTags + 1> kTagRules;

inline const TagRules& rules_of(HtmlTag tag) {
  const auto index = static_cast<std::size_t>(tag);
  return kTagRules[index < kKnownTags ? index : kKnownTags];
}
inline bool has_trait(HtmlTag tag, Traits traits) { return (rules_of(tag).traits & traits) != 0; }

}  // namespace html
}  // namespace headwater
