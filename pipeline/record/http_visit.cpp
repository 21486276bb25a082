#include "record/http_visit.h"

namespace headwater {

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
