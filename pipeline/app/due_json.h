#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"
#include "net/robots_outlook.h"
#include "record/frontier.h"

namespace headwater {

/// Pages of a server that wait and are due, those that robots.txt speaks of in the same way.
struct DuePages {
  std::string server;  ///< "https://www.kelpbay.example"
  std::uint64_t pages = 0;
  std::string first;  ///< Address of the one that has waited longest.
  RobotsOutlook robots;
};

/// {"type":"due",...}: a source on the web that the next run would visit at `uri`, and why.
void write_due(const SourceSpec& spec, std::string_view uri, std::string_view why,
               const RobotsOutlook& robots, JsonWriter& json);
/// {"type":"due_pages",...}: pages that it would fetch.
void write_due_pages(const DuePages& pages, JsonWriter& json);

}  // namespace headwater
