#pragma once

#include <cstdint>
#include <vector>

#include "app/session.h"
#include "app/sources.h"
#include "engine/plan.h"

namespace headwater {

/// Brings stored captures again, in the order given, as they were when they first arrived. One
/// whose bytes cannot be read back is an arrival with a fault.
class StoredCaptures : public Source {
 public:
  /// `captures` are rows of the store. `reader` must outlive the source, and be used by nobody else
  /// while the source is read.
  StoredCaptures(std::vector<std::int64_t> captures, StoreReader& reader)
      : captures_(std::move(captures)), reader_(reader) {}

  Result<std::optional<Arrival>> next() override;

 private:
  std::vector<std::int64_t> captures_;
  StoreReader& reader_;
  std::size_t next_ = 0;
};

/// Carries `captures` through `plan` into the store: what `reprocess` and `quarantine retry` do.
Result<ExitCode> process_again(Session& session, const Plan& plan,
                               std::vector<std::int64_t> captures);

}  // namespace headwater
