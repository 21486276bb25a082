#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stages/identify/outlet_registry.h"
#include "store/document_origin.h"

namespace headwater {

/// What a credit says of whom it names.
enum class CreditMeaning {
  kSupplied,  ///< It supplied the text: dateline, copyright line, sign-off, ...
  kAppeared,  ///< The text stands, or stood before, there: a notice, a canonical or based-on link.
  kPartly,    ///< Parts of the text are its own ("With inputs from ...").
};
/// "supplied", "appeared", "partly".
std::string_view credit_meaning_name(CreditMeaning meaning);

/// Somebody whom a document credits with its text, in its own words.
struct Credit {
  CreditMeaning meaning = CreditMeaning::kSupplied;
  std::optional<std::string> outlet;  ///< Id in the registry.
  std::string name;  ///< As the registry has it, else as printed or a host; empty: an unnamed feed.
  std::vector<Evidence> evidence;  ///< All that speaks for it.

  bool same_as(const Credit& other) const {
    return outlet ? outlet == other.outlet : !other.outlet && name == other.name;
  }
};

/// Whom `document` credits, each once and nobody at whom it was seen itself: nobody is the origin
/// of their own text by saying so. In the order of the evidence; an unnamed feed only where nobody
/// is named.
std::vector<Credit> credits_of(const DocumentOrigin& document, const OutletRegistry& registry);

/// What an outlet is in a cluster: "publisher", "supplier" (an agency or press-release service) or
/// "network"; empty where it is not in the registry.
std::string_view outlet_role(const std::optional<std::string>& outlet,
                             const OutletRegistry& registry);

}  // namespace headwater
