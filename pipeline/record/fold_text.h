#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace headwater {

/// Text reduced to what two printings of one statement share: letters and digits in folded case
/// (Unicode simple case folding) with the marks that combine with them, each run of anything else
/// one space, none at the ends. Quotation marks, dashes and white space differ from outlet to
/// outlet; words do not. Characters that are not seen (soft hyphen, joiners, variation selectors)
/// count for nothing, ill-formed UTF-8 as "anything else". Deterministic for one ICU version.
/// Appends to `out`.
void fold_text(std::string_view text, std::string& out);
/// The same as a string of its own, for short texts that are compared once.
std::string folded_text(std::string_view text);

/// What `fold_text` makes of one character.
enum class FoldedKind : std::uint8_t {
  kGap,       ///< Ends a word.
  kUnseen,    ///< Counts for nothing.
  kMark,      ///< Belongs to the word before it, if there is one.
  kWord,      ///< Part of a word.
  kUnspaced,  ///< Part of a word, in a script that puts no spaces between words (Han, Kana, Thai,
              ///< Lao, Khmer, Burmese).
};
struct FoldedCharacter {
  FoldedKind kind = FoldedKind::kGap;
  char32_t value = 0;  ///< In folded case.
};
FoldedCharacter fold_character(char32_t character);

/// The index key of a statement: the first 8 bytes of the SHA-256 of its folded text. A key finds
/// candidates; texts are compared before anything is claimed.
std::uint64_t statement_key(std::string_view text);

}  // namespace headwater
