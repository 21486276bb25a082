#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/frontier.h"
#include "stage/stage_kind.h"
#include "stages/acquire/visit_plan.h"

namespace headwater {

/// Who asks robots.txt (RFC 9309) before going to a page.
enum class RobotsUse : std::uint8_t {
  kPages,  ///< For what a listing names, not for the address that the owner listed.
  kAll,    ///< For both.
  kNone,   ///< Nobody: the owner has leave to fetch.
};

/// The settings of a source on the web.
struct WebSettings {
  RobotsUse robots = RobotsUse::kPages;
  bool any_address = false;    ///< Also private networks and other ports.
  bool takes_entries = false;  ///< The text of a feed's entries, not the pages they link to.
  std::int64_t every_minutes = 60;
  std::int64_t most_pages = 500;   ///< Named by one visit at most.
  std::int64_t days = 0;           ///< Older pages of a sitemap are left out; 0: none are.
  std::int64_t recheck_hours = 0;  ///< A page is looked at again after so long; 0: it is not.

  VisitPace pace() const;
  /// Whether robots.txt is asked before going to the address that the owner listed: with `listing`
  /// a feed or sitemap, else a page that is visited for itself.
  bool asks_robots_for_listed(bool listing) const {
    return robots == RobotsUse::kAll || (!listing && robots == RobotsUse::kPages);
  }
  /// Whether it is asked before going to a page that a listing names.
  bool asks_robots_for_named() const { return robots != RobotsUse::kNone; }
};

/// The settings that `kind` understands, as SourceKind lists them.
std::vector<SettingSpec> web_setting_specs(std::string_view kind);

/// Reads the settings of a source of `kind` as SourceSpec holds them: a JSON object with those that
/// differ from their presets, or empty. kBadArgument names what is unknown or of the wrong type.
Result<Settings> settings_from_json(std::string_view kind, std::string_view json);
/// The JSON object for `settings`: what differs from the presets, "uri" aside.
std::string settings_to_json(std::string_view kind, const Settings& settings);

/// Requires: `settings` has every setting of its kind.
WebSettings web_settings(const Settings& settings);
/// The settings of `spec`. They were checked when it was listed; what a newer program wrote is
/// passed over.
WebSettings web_settings(const SourceSpec& spec);

/// Whether what the source is visited for is a list of articles.
bool names_articles(const SourceSpec& spec);

}  // namespace headwater
