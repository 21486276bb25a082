#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_mistake.h"
#include "stage/stage_kind.h"

namespace headwater {

/// A publisher or an agency, as the registry knows it.
struct Outlet {
  std::string id;                    ///< "mexico-daily-post": what is stored and printed.
  std::string name;                  ///< As it calls itself.
  std::string kind;                  ///< One of outlet_kinds().
  std::string country;               ///< ISO 3166-1 alpha-2, upper case.
  std::string language;              ///< BCP 47 of most of its articles.
  std::vector<std::string> domains;  ///< Registrable domains or hosts, normalised.
  std::vector<std::string> aliases;  ///< Other names as printed, such as "FPJ".
  std::string owner;                 ///< The company or body it belongs to, where widely known.
  std::string network;               ///< The group of outlets it shares texts with.
  std::vector<std::string> samples;  ///< Last lines by which it must be recognised.
  bool overrides = false;            ///< Takes the place of the entry of this id in files before.
  ConfigPosition position;
};

/// What an outlet may be: "national" and "local" are newspapers of that reach, "newspaper" one
/// whose reach is not told; "magazine", "broadcaster", "agency", "press-release" (a service that
/// carries releases for pay), "aggregator" (shows what others publish), "website", "network".
std::span<const std::string_view> outlet_kinds();

/// Whether it supplies texts that others print: an agency or a press-release service.
bool is_supplier(const Outlet& outlet);

/// What stands in one registry file.
struct OutletFile {
  std::vector<Outlet> outlets;
  /// Names that are common words, or that unlisted outlets bear too: they decide nothing alone.
  std::vector<std::string> common_names;
};

/// Reads a registry file, CSV where its name ends in ".csv" and else TOML, and appends what is
/// wrong with its form to `mistakes`; entries with a mistake are left out. The columns of CSV have
/// the names of the keys of TOML, given by the first row; lists are separated by "|".
OutletFile read_outlet_file(const ConfigFile& file, std::vector<ConfigMistake>& mistakes);

/// `outlets` as the text of a CSV registry file.
std::string write_outlet_csv(std::span<const Outlet> outlets);

}  // namespace headwater
