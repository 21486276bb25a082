#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/queries.h"
#include "store/store.h"

namespace headwater {

/// Reads captures as sightings. One thread; `queries` must outlive it.
class SightingReader {
 public:
  explicit SightingReader(Queries& queries) : queries_(&queries) {}

  Result<Sighting> by_capture(std::int64_t capture);
  /// All sightings of the document first seen in `first_capture`, in order of time.
  Result<std::vector<Sighting>> of_document(std::int64_t first_capture);
  /// The sighting of the capture that holds the bytes of `sighting`: itself unless it is a revisit.
  Result<Sighting> original(const Sighting& sighting);

 private:
  Queries* queries_;
};

/// A query for sightings: `more` columns (empty, or with a comma first), further tables, and what
/// comes after them. `capture` is c, `source` s and `container` n.
std::string sighting_query(std::string_view more, std::string_view tables, std::string_view rest);
/// How many columns a sighting takes: the first of `more`.
inline constexpr int kSightingColumns = 24;

/// The sighting in the first columns of `row`.
Sighting read_sighting(const SqlStatement& row);

}  // namespace headwater
