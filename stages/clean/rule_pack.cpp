#include "stages/clean/rule_pack.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/text_lines.h"
#include "base/toml.h"
#include "stages/clean/learned_set.h"

namespace headwater {
namespace {

constexpr std::size_t kDefaultMaxLength = 600;    // bytes: the longest notices seen are under 500
constexpr std::int64_t kLargestMaxLength = 4000;  // bytes: more would be article text
constexpr std::size_t kLongestPattern = 2000;     // bytes: longer ones cannot be reviewed
constexpr std::size_t kMostRules = 5000;          // of all packs together

constexpr std::array<std::string_view, 7> kWhereNames = {"line",    "head",      "tail",   "after",
                                                         "opening", "paragraph", "passage"};

/// Reads one [[rule]] entry and collects what is wrong with it.
class RuleReader {
 public:
  RuleReader(const TomlValue& entry, std::vector<ConfigMistake>& mistakes)
      : entry_(entry), mistakes_(mistakes), before_(mistakes.size()) {}

  /// The rule; nothing if there was a mistake.
  std::optional<Rule> read() {
    if (entry_.table() == nullptr) {
      refuse(entry_.position, fmt::format("a rule is a table, not {}", entry_.type_name()));
      return std::nullopt;
    }
    refuse_unknown(*entry_.table(),
                   {"id", "max_length", "pattern", "reason", "samples", "where", "why"});
    rule_.position = entry_.position;
    read_id();
    read_reason();
    read_where();
    read_pattern();
    read_max_length();
    rule_.why = text("why");
    read_samples();
    if (mistakes_.size() > before_) return std::nullopt;
    return std::move(rule_);
  }

 private:
  void refuse(const ConfigPosition& position, const std::string& message) {
    const std::string subject = rule_.id.empty() ? "" : fmt::format("rule \"{}\": ", rule_.id);
    mistakes_.push_back({position, subject + message});
  }

  void refuse_unknown(const TomlTable& table, const std::vector<std::string_view>& known) {
    for (const TomlEntry& entry : table.entries) {
      if (std::find(known.begin(), known.end(), entry.name) != known.end()) continue;
      refuse(entry.position,
             fmt::format("unknown key \"{}\"{}", entry.name, did_you_mean(entry.name, known)));
    }
  }

  /// The non-empty string called `name`; empty after a refusal.
  std::string text(std::string_view name) {
    const TomlValue* value = entry_.table()->find(name);
    if (value == nullptr) {
      refuse(entry_.position, fmt::format("\"{}\" is missing", name));
    } else if (value->text() == nullptr || trim(*value->text()).empty()) {
      refuse(value->position, fmt::format("\"{}\" must be a string that is not blank", name));
    } else {
      return *value->text();
    }
    return {};
  }

  const ConfigPosition& position_of(std::string_view name) const {
    const TomlValue* value = entry_.table()->find(name);
    return value == nullptr ? entry_.position : value->position;
  }

  void read_id() {
    const std::string id = text("id");
    constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    if (id.find_first_not_of(kAllowed) != std::string::npos) {
      refuse(position_of("id"),
             fmt::format("id \"{}\" may hold only a to z, 0 to 9, '.' and '-'", id));
    }
    rule_.id = id;
  }

  void read_reason() {
    const std::string name = text("reason");
    const std::optional<CutReason> reason = reason_from_name(name);
    if (reason) rule_.reason = *reason;
    if (name.empty() || reason) return;
    refuse(position_of("reason"), fmt::format("unknown reason \"{}\"{}", name, reason_hint(name)));
  }

  static std::string reason_hint(std::string_view name) {
    std::vector<std::string_view> known;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(CutReason::kOther); ++i) {
      known.push_back(reason_name(static_cast<CutReason>(i)));
    }
    const std::string near = did_you_mean(name, known);
    return near.empty() ? fmt::format("; known are {}", fmt::join(known, ", ")) : near;
  }

  void read_where() {
    const std::string name = text("where");
    const std::optional<RuleWhere> where = where_from_name(name);
    if (where) rule_.where = *where;
    if (name.empty() || where) return;
    refuse(position_of("where"),
           fmt::format("unknown place \"{}\"; known are {}", name, fmt::join(kWhereNames, ", ")));
  }

  void read_pattern() {
    rule_.pattern = text("pattern");
    rule_.pattern_position = position_of("pattern");
    if (rule_.pattern.size() > kLongestPattern) {
      refuse(rule_.pattern_position, fmt::format("the pattern has {} bytes; at most {} are allowed",
                                                 rule_.pattern.size(), kLongestPattern));
    }
  }

  void read_max_length() {
    rule_.max_length = kDefaultMaxLength;
    const TomlValue* value = entry_.table()->find("max_length");
    if (value == nullptr) return;
    const std::int64_t* bytes = value->integer();
    if (bytes != nullptr && *bytes >= 1 && *bytes <= kLargestMaxLength) {
      rule_.max_length = static_cast<std::size_t>(*bytes);
    } else {
      refuse(value->position, fmt::format("\"max_length\" must be a whole number of bytes, 1 to {}",
                                          kLargestMaxLength));
    }
  }

  void read_samples() {
    const TomlValue* samples = entry_.table()->find("samples");
    if (samples == nullptr || samples->table() == nullptr) {
      refuse(samples == nullptr ? entry_.position : samples->position,
             "needs samples.removes and samples.keeps");
      return;
    }
    refuse_unknown(*samples->table(), {"keeps", "removes"});
    read_sample_list(*samples, "removes", rule_.removes);
    read_sample_list(*samples, "keeps", rule_.keeps);
  }

  void read_sample_list(const TomlValue& samples, std::string_view name,
                        std::vector<RuleSample>& out) {
    const TomlValue* list = samples.table()->find(name);
    if (list == nullptr || list->list() == nullptr || list->list()->empty()) {
      refuse(list == nullptr ? samples.position : list->position,
             fmt::format("needs at least one sample in samples.{}", name));
      return;
    }
    for (const TomlValue& item : *list->list()) {
      if (item.text() == nullptr || trim(*item.text()).empty()) {
        refuse(item.position, "a sample is a string that is not blank");
      } else {
        out.push_back(read_sample(item));
      }
    }
  }

  RuleSample read_sample(const TomlValue& item) {
    RuleSample sample{{}, {}, item.position};
    std::string_view rest = *item.text();
    for (std::size_t open = rest.find("[["); open != std::string_view::npos;
         open = rest.find("[[")) {
      const std::size_t close = rest.find("]]", open);
      if (close == std::string_view::npos) break;
      sample.text += rest.substr(0, open);
      const std::size_t begin = sample.text.size();
      sample.text += rest.substr(open + 2, close - open - 2);
      sample.marked.push_back({begin, sample.text.size()});
      rest.remove_prefix(close + 2);
    }
    sample.text += rest;
    return sample;
  }

  const TomlValue& entry_;
  std::vector<ConfigMistake>& mistakes_;
  std::size_t before_;
  Rule rule_;
};

void read_entries(const TomlValue& list, RulePacks& packs, std::set<std::string>& ids) {
  if (list.list() == nullptr) {
    packs.mistakes.push_back({list.position, "\"rule\" must be written as [[rule]]"});
    return;
  }
  for (const TomlValue& entry : *list.list()) {
    std::optional<Rule> rule = RuleReader(entry, packs.mistakes).read();
    if (!rule) continue;
    if (!ids.insert(rule->id).second) {
      packs.mistakes.push_back(
          {rule->position, fmt::format("rule \"{}\" is there already: ids must differ", rule->id)});
    } else if (packs.rules.size() == kMostRules) {
      packs.mistakes.push_back({rule->position, fmt::format("more than {} rules", kMostRules)});
      return;
    } else {
      packs.rules.push_back(std::move(*rule));
    }
  }
}

void read_pack(const ConfigFile& file, RulePacks& packs, std::set<std::string>& ids) {
  const TomlOutcome parsed = parse_toml(file.text, file.name);
  if (parsed.mistake) {
    packs.mistakes.push_back(*parsed.mistake);
    return;
  }
  for (const TomlEntry& entry : parsed.root->entries) {
    if (entry.name == "rule") {
      read_entries(entry.value, packs, ids);
    } else {
      packs.mistakes.push_back(
          {entry.position, fmt::format("unknown key \"{}\"; a rule pack holds [[rule]] entries{}",
                                       entry.name, did_you_mean(entry.name, {"rule"}))});
    }
  }
}

bool stands_before(const ConfigMistake& a, const ConfigMistake& b) {
  return std::tie(a.position.file, a.position.line, a.position.column) <
         std::tie(b.position.file, b.position.line, b.position.column);
}

}  // namespace

std::string_view where_name(RuleWhere where) {
  return kWhereNames[static_cast<std::size_t>(where)];
}

std::optional<RuleWhere> where_from_name(std::string_view name) {
  for (std::size_t i = 0; i < kWhereNames.size(); ++i) {
    if (kWhereNames[i] == name) return static_cast<RuleWhere>(i);
  }
  return std::nullopt;
}

RulePacks parse_rule_packs(std::span<const ConfigFile> files) {
  RulePacks packs;
  std::set<std::string> ids;
  for (const ConfigFile& file : files) {
    if (!is_learned_set(file)) read_pack(file, packs, ids);
  }
  return packs;
}

std::vector<ConfigMistake> check_rule_packs(std::span<const ConfigFile> files) {
  RulePacks packs = parse_rule_packs(files);
  for (const Rule& rule : packs.rules) check_rule(rule, packs.mistakes);
  std::stable_sort(packs.mistakes.begin(), packs.mistakes.end(), stands_before);
  return std::move(packs.mistakes);
}

}  // namespace headwater
