#pragma once

#include <vector>

#include "stages/identify/outlet_registry.h"

namespace headwater::testing {

/// A registry of invented outlets: the agencies "tide" and "gull", the papers "harbor" and "kelp",
/// the magazine "eel", and the network "coast".
inline const OutletRegistry& sample_registry() {
  static const std::vector<ConfigFile> files = {
      {"sample.csv",
       "id,name,kind,country,language,domains\n"
       "tide,Tidewire,agency,GB,en,tidewire.example\n"
       "gull,Gull Press,agency,GB,en,gull.example\n"
       "harbor,The Harbor,newspaper,GB,en,harbor.example\n"
       "kelp,Kelp Bay Post,newspaper,GB,en,kelp.example|kelpbay.example|kelp-archive.example\n"
       "eel,Eel and Estuary,magazine,GB,en,eel.example\n"
       "coast,Coast Papers,network,GB,en,coast.example\n"}};
  static const OutletRegistry registry = OutletRegistry::read(files).registry;
  return registry;
}

}  // namespace headwater::testing
