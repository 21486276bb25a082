#include "stages/identify/outlet.h"

#include <fmt/format.h>

#include <array>

#include "base/csv.h"

namespace headwater {
namespace {

constexpr std::array<std::string_view, 10> kKinds = {
    "national", "local",         "newspaper",  "magazine", "broadcaster",
    "agency",   "press-release", "aggregator", "website",  "network"};

std::string joined(const std::vector<std::string>& list) {
  return fmt::format("{}", fmt::join(list, "|"));
}

}  // namespace

std::span<const std::string_view> outlet_kinds() { return kKinds; }

bool is_supplier(const Outlet& outlet) {
  return outlet.kind == "agency" || outlet.kind == "press-release";
}

std::string write_outlet_csv(std::span<const Outlet> outlets) {
  std::string out = "id,name,kind,country,language,domains,aliases,owner,network,samples\n";
  for (const Outlet& outlet : outlets) {
    append_csv_row({outlet.id, outlet.name, outlet.kind, outlet.country, outlet.language,
                    joined(outlet.domains), joined(outlet.aliases), outlet.owner, outlet.network,
                    joined(outlet.samples)},
                   out);
  }
  return out;
}

}  // namespace headwater
