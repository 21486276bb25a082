#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "record/article.h"

namespace headwater {

/// A document that copies are looked for among. Views are valid during the call.
struct SketchedDocument {
  std::string_view id;     ///< The 16 bytes that `document_id` spells.
  std::int64_t order = 0;  ///< Grows with the time at which it was first seen.
  std::uint64_t shingles = 0;
  std::span<const std::uint32_t> tags;
};

/// A text that was stored.
struct StoredText {
  std::string text;            ///< T.
  std::vector<TextSpan> kept;  ///< Of it, what makes the cleaned text.
};

/// What ordered stages may ask about everything that arrived before the document in hand, stored or
/// about to be. One thread.
class Ledger {
 public:
  virtual ~Ledger() = default;
  /// Whether a document with this payload is stored under the present recipe.
  virtual bool has_payload(const Digest& payload) = 0;
  /// The id of the earliest document with this folded text; nothing if there is none.
  virtual std::optional<std::string> find_folded(const Digest& folded) = 0;
  /// Calls `each` for every stored document with a sketch, in the order of storing. None where the
  /// ledger keeps no texts.
  virtual void each_sketch(const std::function<void(const SketchedDocument&)>& each) {
    static_cast<void>(each);
  }
  /// Calls `each` for every stored link by more than a shared passage, with the ids of both as
  /// `SketchedDocument::id` has them. Documents that were cleaned again since are left out.
  virtual void each_link(const std::function<void(std::string_view, std::string_view)>& each) {
    static_cast<void>(each);
  }
  /// The text of the document with this id; false if it is not kept.
  virtual bool find_text(std::string_view document, StoredText& out) {
    static_cast<void>(document);
    static_cast<void>(out);
    return false;
  }
};

}  // namespace headwater
