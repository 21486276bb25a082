#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "store/store.h"

namespace headwater {

/// Which of how many versions of its article a document is.
struct VersionPlace {
  std::int64_t number = 0;  ///< From 1, in order of arrival.
  std::int64_t of = 0;
};

/// The place of the document with this id (a whole one), the last where a text came back. Nothing
/// for a document without an address by which a later text could be known.
Result<std::optional<VersionPlace>> version_place(const std::string& document, StoreReader& reader);

/// Writes the member "version": an object, or null.
void write_version(const std::optional<VersionPlace>& place, JsonWriter& json);

}  // namespace headwater
