#pragma once

#include <optional>
#include <string>

#include "base/digest.h"

namespace headwater {

/// What ordered stages may ask about everything that arrived before the document in hand, stored or
/// about to be. One thread.
class Ledger {
 public:
  virtual ~Ledger() = default;
  /// Whether a document with this payload is stored under the present recipe.
  virtual bool has_payload(const Digest& payload) = 0;
  /// The id of the earliest document with this folded text; nothing if there is none.
  virtual std::optional<std::string> find_folded(const Digest& folded) = 0;
};

}  // namespace headwater
