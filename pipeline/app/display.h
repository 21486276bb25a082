#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace headwater {

// How values look to people. Programs get JSON.

std::string join(const std::vector<std::string_view>& words, std::string_view separator);

/// "812 B", "3.4 KB", "1.2 GB": powers of 1000, as disks are sold.
std::string human_bytes(std::uint64_t bytes);

/// "1,234,567".
std::string human_count(std::uint64_t number);

/// "45 s", "3 min 20 s", "2 h 5 min".
std::string human_duration(double seconds);

/// " (duplicate 2, empty 1)", or nothing for an empty map.
std::string human_breakdown(const std::map<std::string, std::uint64_t>& counts);

}  // namespace headwater
