#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace headwater {

/// What a site itself is called: no person of that name wrote its articles.
class HouseNames {
 public:
  /// The names of the site, its publisher and its host ("heronpost"); empty ones do not count.
  HouseNames(std::initializer_list<std::string_view> names);

  /// Whether `name` is one of them, or one of them with more ("The Heron Post Newsroom"), or a part
  /// of one.
  bool holds(std::string_view name) const;

 private:
  std::vector<std::string> keys_;  ///< Letters and digits alone, in folded case.
};

}  // namespace headwater
