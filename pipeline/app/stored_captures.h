#pragma once

#include <vector>

#include "app/session.h"
#include "app/sources.h"

namespace headwater {

/// Brings stored captures again, in the order given, as they were when they first arrived. One
/// whose bytes cannot be read back is an arrival with a fault.
class StoredCaptures : public Source {
 public:
  /// `reader` must outlive the source, and be used by nobody else while the source is read.
  StoredCaptures(std::vector<Sighting> sightings, StoreReader& reader)
      : sightings_(std::move(sightings)), reader_(reader) {}

  Result<std::optional<Arrival>> next() override;

 private:
  std::vector<Sighting> sightings_;
  StoreReader& reader_;
  std::size_t next_ = 0;
};

/// Carries the captures `sightings` through the present plan into the store: what `reprocess` and
/// `quarantine retry` do.
Result<ExitCode> process_again(Session& session, std::vector<Sighting> sightings);

}  // namespace headwater
