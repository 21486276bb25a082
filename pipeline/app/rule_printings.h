#pragma once

#include <span>
#include <vector>

#include "stages/clean/learned_set.h"
#include "stages/clean/passage.h"
#include "store/store.h"

namespace headwater {

/// A place where a learned passage was printed.
struct Printing {
  const LearnedPassage* learned = nullptr;
  PlacedPassage passage;
};

/// Where `document` prints one of `learned`, in order of text; the passage alone decides, not what
/// was done with it.
std::vector<Printing> find_printings(const StoredDocument& document,
                                     std::span<const LearnedPassage* const> learned);

/// The passages of a document that no written rule has cut: what learning looks at. What a learned
/// set cut counts, else each set would forget the one before. Replaces `passages`.
void unwritten_passages(const StoredDocument& document, std::vector<Passage>& passages);

}  // namespace headwater
