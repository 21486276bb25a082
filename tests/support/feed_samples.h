#pragma once

#include <string_view>

namespace headwater::testing {

/// A feed of one entry with its text.
inline constexpr std::string_view kKelpbayFeed =
    "<rss version=\"2.0\"><channel><title>Kelpbay</title><item><title>Ferry runs again</title>"
    "<link>http://kelpbay.example/ferry</link><description>The ferry to Kelpbay runs again since "
    "Monday. Two hundred people took the first boat across the sound.</description></item>"
    "</channel></rss>";

}  // namespace headwater::testing
