#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/config_mistake.h"
#include "stage/stage_kind.h"

namespace headwater {

/// A publisher or an agency, as the registry knows it.
struct Outlet {
  std::string id;                    ///< "mexico-daily-post": what is stored and printed.
  std::string name;                  ///< As it calls itself.
  std::vector<std::string> aliases;  ///< Other names in use, such as "FPJ".
  std::vector<std::string> domains;  ///< Registrable domains or hosts, normalised.
  std::string country;               ///< ISO 3166-1 alpha-2, upper case.
  std::string language;              ///< BCP 47 of most of its articles.
  std::string kind;                  ///< One of outlet_kinds().
  std::vector<std::string> samples;  ///< Last lines by which it must be recognised.
  ConfigPosition position;
};

/// "newspaper", "magazine", "broadcaster", "agency", "website", "network".
std::span<const std::string_view> outlet_kinds();

/// All outlets, looked up by host and by name. Const use is thread-safe.
class OutletRegistry {
 public:
  struct Reading;
  /// Reads registry files (TOML, an array of tables called "outlet") and tells every mistake: a
  /// missing or unknown key, an id, name or domain that two entries claim, a domain that is none.
  static Reading read(std::span<const ConfigFile> files);

  const std::vector<Outlet>& outlets() const { return outlets_; }
  /// The outlet that owns `host` or a domain above it; null if none does. Requires: normalised.
  const Outlet* find_host(std::string_view host) const;
  /// The outlet called `folded` (as fold_text makes it; a "the" in front does not count).
  const Outlet* find_name(std::string_view folded) const;
  /// The outlet whose name is the longest of those that `folded` begins with, ending at a word's
  /// end.
  const Outlet* find_leading_name(std::string_view folded) const;

 private:
  friend class RegistryReader;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  using Index = std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>;
  const Outlet* look_up(const Index& index, std::string_view key) const;

  std::vector<Outlet> outlets_;
  Index by_host_;
  Index by_name_;
};

/// A registry and what is wrong with its files; entries with a mistake are left out.
struct OutletRegistry::Reading {
  OutletRegistry registry;
  std::vector<ConfigMistake> mistakes;
};

}  // namespace headwater
