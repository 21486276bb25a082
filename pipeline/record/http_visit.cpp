#include "record/http_visit.h"

#include <algorithm>
#include <array>

namespace headwater {
namespace {

/// In the order of BodyCut.
constexpr std::array<std::string_view, 5> kCutNames = {"", "length", "time", "disconnect",
                                                       "unspecified"};

}  // namespace

std::string_view body_cut_name(BodyCut cut) { return kCutNames[static_cast<std::size_t>(cut)]; }

BodyCut body_cut_of(std::string_view name) {
  const auto found = std::ranges::find(kCutNames, name);
  if (found == kCutNames.end()) return BodyCut::kUnspecified;
  return static_cast<BodyCut>(found - kCutNames.begin());
}

VisitSummary summarise(const HttpVisit& visit, std::string_view uri) {
  VisitSummary summary{std::string(uri), std::string(uri), 0, 0, visit.robots};
  if (visit.exchanges.empty()) return summary;
  summary.requested_uri = visit.exchanges.front().uri;
  summary.final_uri = visit.exchanges.back().uri;
  summary.status = visit.exchanges.back().status;
  summary.redirects = static_cast<std::uint32_t>(visit.exchanges.size() - 1);
  return summary;
}

}  // namespace headwater
