#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/text_span.h"

namespace headwater {

/// What a passage says about who published or supplied a text.
enum class ClueKind {
  kNotice,     ///< "This story has not been edited by NAME staff ... a syndicated feed."
  kCopyright,  ///< "© 2024 NAME."
  kSignature,  ///< A short line near the end that may be nothing but a name.
};

/// A passage near the head or the tail of a text. `names` is what follows the words that announce a
/// name, as fold_text makes it; the outlet's name is at its beginning (for a signature: all of it).
struct OutletClue {
  ClueKind kind = ClueKind::kSignature;
  TextSpan span;
  std::string names;    ///< Empty where a notice names nobody.
  std::string printed;  ///< The name as printed, as far as that can be told without a registry.
};

/// Appends the clues in the first and last lines of `text` to `clues`, in order of the text.
/// Linear; looks closely only at lines that hold one of the announcing words.
void find_outlet_clues(std::string_view text, std::vector<OutletClue>& clues);

/// The same for some lines of a text, such as the blocks of a page that are its article's: `lines`
/// ascend and lie in `text`.
void find_outlet_clues(std::string_view text, std::span<const TextSpan> lines,
                       std::vector<OutletClue>& clues);

/// The copyright notice in the line at `span`, if there is one.
std::optional<OutletClue> find_copyright_clue(std::string_view text, TextSpan span);

/// Appends to `hosts` the spans of the host names that `text` mentions ("Visit KelpShop.com"),
/// without repeats, at most kMostMentions. A name counts if its last label is a known public
/// suffix.
void find_mentioned_hosts(std::string_view text, std::vector<TextSpan>& hosts);
inline constexpr std::size_t kMostMentions = 8;  // more says nothing about the outlet

}  // namespace headwater
