#pragma once

#include <span>
#include <string>
#include <string_view>

#include "support/random_numbers.h"
#include "support/wire_stories.h"

namespace headwater::testing {

/// What an outlet may do to a wire story before it prints it.
enum class CopyEdit {
  kBylineAndFooter,  ///< A byline before it, an agency's notice after it.
  kLocalLead,        ///< A paragraph before it and two after it of another story.
  kFirstHalf,        ///< The first half of its paragraphs.
  kFirstThree,       ///< Its first three paragraphs.
  kThreeInTwelve,    ///< Three neighbouring paragraphs inside twelve of other stories.
  kWords5,           ///< 5 of 100 words replaced, left out or doubled, each word by chance.
  kWords10,
  kWords20,
  kShuffled,   ///< Its paragraphs in another order.
  kTwoMerged,  ///< The first half of it and of another story.
};
inline constexpr CopyEdit kAllEdits[] = {
    CopyEdit::kBylineAndFooter, CopyEdit::kLocalLead, CopyEdit::kFirstHalf, CopyEdit::kFirstThree,
    CopyEdit::kThreeInTwelve,   CopyEdit::kWords5,    CopyEdit::kWords10,   CopyEdit::kWords20,
    CopyEdit::kShuffled,        CopyEdit::kTwoMerged,
};
std::string_view edit_name(CopyEdit edit);

/// `story` as edited. Foreign paragraphs come from `others`, whose stories must not be `story`; all
/// chance comes from `random`, so equal seeds give equal texts. Requires: `others` is not empty.
std::string edited_copy(const WireStory& story, CopyEdit edit, std::span<const WireStory> others,
                        Random& random);

}  // namespace headwater::testing
