#include "stages/acquire/web_settings.h"

#include <simdjson.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json.h"

namespace headwater {
namespace {

constexpr std::string_view kFeed = "read_feed";
constexpr std::string_view kSitemap = "read_sitemap";

constexpr std::int64_t kMinutesOfWeek = 7 * 24 * 60;
constexpr std::int64_t kMostPages = 50'000;  // What a sitemap may name.
constexpr std::int64_t kDaysOfCentury = 36'525;
constexpr std::int64_t kHoursOfYear = 8766;

/// The value of `spec` in `element`, or nothing if it is of another type or out of range.
std::optional<SettingValue> value_of(const SettingSpec& spec, simdjson::dom::element element) {
  bool flag = false;
  std::int64_t number = 0;
  std::string_view text;
  if (std::holds_alternative<bool>(spec.preset) && !element.get(flag)) return flag;
  if (std::holds_alternative<std::int64_t>(spec.preset) && !element.get(number) &&
      spec.min <= number && number <= spec.max) {
    return number;
  }
  if (std::holds_alternative<std::string>(spec.preset) && !element.get(text)) {
    const auto& choices = spec.choices;
    if (choices.empty() || std::find(choices.begin(), choices.end(), text) != choices.end()) {
      return std::string(text);
    }
  }
  return std::nullopt;
}

void write_value(const SettingValue& value, JsonWriter& json) {
  if (const auto* flag = std::get_if<bool>(&value)) {
    json.boolean(*flag);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    json.signed_number(*number);
  } else {
    json.string(std::get<std::string>(value));
  }
}

Error bad_setting(std::string_view kind, std::string_view what) {
  return {ErrorCode::kBadArgument, "settings of a " + std::string(kind) + ": " + std::string(what) +
                                       "; `headwater stages` lists them"};
}

Status apply(std::string_view kind, const std::vector<SettingSpec>& specs,
             simdjson::dom::object object, Settings& settings) {
  for (const auto& [key, element] : object) {
    const auto spec =
        std::find_if(specs.begin(), specs.end(),
                     [name = key](const SettingSpec& row) { return row.name == name; });
    if (spec == specs.end() || spec->name == "uri") {
      return bad_setting(kind, "there is no \"" + std::string(key) + "\"");
    }
    std::optional<SettingValue> value = value_of(*spec, element);
    if (!value) return bad_setting(kind, "\"" + std::string(key) + "\" has a value of no use");
    settings.set(spec->name, std::move(*value));
  }
  return {};
}

}  // namespace

VisitPace WebSettings::pace() const {
  constexpr std::int64_t kMinute = 60;
  constexpr std::int64_t kLongest = kMinutesOfWeek * kMinute;
  const std::int64_t first = every_minutes * kMinute;
  return {first, std::max(first / 4, kMinute), std::min(first * 24, kLongest)};
}

std::vector<SettingSpec> web_setting_specs(std::string_view kind) {
  const bool feed = kind == kFeed;
  const bool sitemap = kind == kSitemap;
  const std::int64_t every = feed || sitemap ? 60 : 1440;
  std::vector<SettingSpec> specs = {
      {"uri", std::string(), "The address, http or https."},
      {"every_minutes", every,
       "Minutes between visits at first; then a quarter to 24 times of that, as there is news.", 1,
       kMinutesOfWeek},
      {"robots",
       std::string("pages"),
       "What robots.txt is asked for: \"pages\" that are named, \"all\" or \"none\".",
       0,
       0,
       {"pages", "all", "none"}},
      {"any_address", false, "Whether private networks and other ports may be asked."},
  };
  if (feed) {
    specs.push_back({"take",
                     std::string("pages"),
                     "What is stored: the \"pages\" that entries link to, or the \"entries\".",
                     0,
                     0,
                     {"pages", "entries"}});
  }
  if (sitemap) {
    specs.push_back({"days", std::int64_t{7},
                     "Pages that changed longer ago are left out; 0 leaves out none.", 0,
                     kDaysOfCentury});
  }
  if (feed || sitemap) {
    specs.push_back(
        {"most_pages", std::int64_t{500}, "Pages that one visit may name.", 1, kMostPages});
    specs.push_back({"recheck_hours", std::int64_t{0},
                     "Hours after which a page is looked at again for silent edits; 0: never.", 0,
                     kHoursOfYear});
  }
  return specs;
}

Result<Settings> settings_from_json(std::string_view kind, std::string_view json) {
  const std::vector<SettingSpec> specs = web_setting_specs(kind);
  Settings settings;
  for (const SettingSpec& spec : specs) settings.set(spec.name, spec.preset);
  if (json.empty()) return settings;
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(json.data(), json.size()).get(object)) {
    return bad_setting(kind, "they are no JSON object");
  }
  if (Status applied = apply(kind, specs, object, settings); !applied) return applied.error();
  return settings;
}

std::string settings_to_json(std::string_view kind, const Settings& settings) {
  JsonWriter json;
  json.begin_object();
  for (const SettingSpec& spec : web_setting_specs(kind)) {
    const auto value = settings.values().find(spec.name);
    if (spec.name == "uri" || value->second == spec.preset) continue;
    json.key(spec.name);
    write_value(value->second, json);
  }
  json.end_object();
  return std::string(json.text());
}

WebSettings web_settings(const Settings& settings) {
  const auto has = [&](std::string_view name) { return settings.values().contains(name); };
  WebSettings out;
  const std::string& robots = settings.text("robots");
  if (robots == "all") out.robots = RobotsUse::kAll;
  if (robots == "none") out.robots = RobotsUse::kNone;
  out.any_address = settings.flag("any_address");
  out.every_minutes = settings.integer("every_minutes");
  out.takes_entries = has("take") && settings.text("take") == "entries";
  if (has("most_pages")) out.most_pages = settings.integer("most_pages");
  if (has("days")) out.days = settings.integer("days");
  if (has("recheck_hours")) out.recheck_hours = settings.integer("recheck_hours");
  return out;
}

WebSettings web_settings(const SourceSpec& spec) {
  const Result<Settings> settings = settings_from_json(spec.kind, spec.settings);
  return settings ? web_settings(*settings) : WebSettings();
}

bool names_articles(const SourceSpec& spec) { return spec.kind != "fetch_pages"; }

}  // namespace headwater
