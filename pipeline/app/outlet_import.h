#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/config_mistake.h"
#include "stage/stage_kind.h"
#include "stages/identify/outlet.h"

namespace headwater {

/// What a table of outlets adds to a registry.
struct OutletImport {
  std::vector<Outlet> added;
  std::size_t known = 0;                ///< Rows whose domains are all in the registry already.
  std::vector<ConfigMistake> mistakes;  ///< Of rows that are refused.
};

/// Reads the CSV `table` as a registry file in which "id" and "kind" may be left out: the id is
/// made of the name, the kind is "website". Rows that `files` know are counted, rows that
/// contradict them or each other are refused with their place.
OutletImport import_outlets(const ConfigFile& table, std::span<const ConfigFile> files);

/// `name` as an id: its ASCII letters and digits in lower case, other runs of characters as "-".
/// Empty if none is left.
std::string outlet_id(std::string_view name);

}  // namespace headwater
