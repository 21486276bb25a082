#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/rule_book.h"
#include "base/json.h"
#include "store/store.h"

namespace headwater {

/// Why there is a rule, and what it did in the store or in one document.
struct RuleExplanation {
  std::string id;
  std::string reason;
  std::string why;
  const KnownRule* rule = nullptr;  ///< Null: the configuration does not have it any more.
  /// Set where the explanation is about one document alone.
  std::optional<std::string> document;
  /// What it removed; nothing where there is no store.
  std::optional<RuleEffect> removed;
  /// Where its sample documents, or the document, print a learned passage.
  std::vector<PlacedPassage> printed;
};

/// {"type":"rule",...}
void write_rule(const KnownRule& rule, JsonWriter& json);
/// {"type":"rule_explanation",...}
void write_explanation(const RuleExplanation& explanation, JsonWriter& json);

// The same for people, safe for a terminal.

/// One line.
std::string rule_row(const KnownRule& rule);
/// Several lines, without a line end at the end.
std::string rule_text(const KnownRule& rule);
std::string explanation_text(const RuleExplanation& explanation);

}  // namespace headwater
