#pragma once

#include <string>
#include <string_view>

#include "stages/identify/outlet_registry.h"

namespace headwater {

/// A supplier that a passage names, and the name as printed. Views point into the passage.
struct CreditName {
  const Outlet* supplier = nullptr;  ///< Null where nobody was named.
  std::string_view printed;
  explicit operator bool() const { return supplier != nullptr; }
};

/// Finds agencies and press-release services by their names, where the place of a name already says
/// that it is a credit: "AP" means an agency in a dateline even if a town's paper is called so.
/// Each lookup folds one short piece and hashes it. Reuses its buffer: one thread at a time.
class CreditNames {
 public:
  /// Keeps `registry`, which must live longer.
  explicit CreditNames(const OutletRegistry& registry) : registry_(registry) {}

  /// Whom `piece` names as a whole, "news", "writer", "via" and the like not counted.
  CreditName find(std::string_view piece);
  /// The first supplier in a list such as "Jane Doe, AP", "dpa/lno" or "Reuters and AFP".
  CreditName find_in_list(std::string_view list);
  /// The same for authors, where an agency may follow a name without a mark: "Jane Doe The
  /// Canadian Press".
  CreditName find_in_authors(std::string_view list);
  /// Whom `list` names where its first item is a supplier: "AFP/jd", but not "jd/AFP".
  CreditName find_first(std::string_view list);
  /// The supplier whose name `text` begins with.
  CreditName find_leading(std::string_view text);
  /// Whether some word of `text` begins a supplier's name; where none does, nobody is named by any
  /// piece of it that words do not reach out of.
  bool may_name(std::string_view text);
  /// The supplier that owns `host`, which is normalised; null if none does.
  const Outlet* find_host(std::string_view host) const;

 private:
  const Outlet* lookup(std::string_view folded) const;
  CreditName find_by_connectors(std::string_view piece);

  const OutletRegistry& registry_;
  std::string folded_;
};

}  // namespace headwater
