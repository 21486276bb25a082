#include "stages/identify/outlet_registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/domain.h"
#include "base/text_lines.h"
#include "base/toml.h"
#include "record/fold_text.h"

namespace headwater {
namespace {

constexpr std::array<std::string_view, 6> kKinds = {"newspaper", "magazine", "broadcaster",
                                                    "agency",    "website",  "network"};
constexpr std::size_t kMostNameWords = 8;  // of one outlet's name; the longest known has 7

std::string_view without_the(std::string_view folded) {
  constexpr std::string_view kThe = "the ";
  return folded.starts_with(kThe) ? folded.substr(kThe.size()) : folded;
}

/// Reads one [[outlet]] entry and collects what is wrong with its form.
class EntryReader {
 public:
  EntryReader(const TomlValue& entry, std::vector<ConfigMistake>& mistakes)
      : entry_(entry), mistakes_(mistakes) {}

  /// The outlet; nothing if there was a mistake.
  std::optional<Outlet> read() {
    const std::size_t before = mistakes_.size();
    if (entry_.table() == nullptr) {
      refuse(entry_.position, "an outlet is a table, written as [[outlet]]");
      return std::nullopt;
    }
    refuse_unknown_keys();
    Outlet outlet;
    outlet.position = entry_.position;
    outlet.id = id_ = text("id", Need::kRequired);
    outlet.name = text("name", Need::kRequired);
    outlet.country = text("country", Need::kOptional);
    outlet.language = text("language", Need::kOptional);
    outlet.kind = text("kind", Need::kRequired);
    outlet.aliases = texts("aliases");
    outlet.samples = texts("samples");
    outlet.domains = texts("domains");
    check_form(outlet);
    return mistakes_.size() == before ? std::optional<Outlet>(std::move(outlet)) : std::nullopt;
  }

 private:
  enum class Need { kRequired, kOptional };

  void refuse(const ConfigPosition& position, const std::string& message) {
    mistakes_.push_back(
        {position, (id_.empty() ? "" : fmt::format("outlet \"{}\": ", id_)) + message});
  }

  void refuse_unknown_keys() {
    static const std::vector<std::string_view> kKnown = {
        "aliases", "country", "domains", "id", "kind", "language", "name", "samples"};
    for (const TomlEntry& entry : entry_.table()->entries) {
      if (std::find(kKnown.begin(), kKnown.end(), entry.name) != kKnown.end()) continue;
      refuse(entry.position,
             fmt::format("unknown key \"{}\"{}", entry.name, did_you_mean(entry.name, kKnown)));
    }
  }

  std::string text(std::string_view name, Need need) {
    const TomlValue* value = entry_.table()->find(name);
    if (value == nullptr) {
      if (need == Need::kRequired) refuse(entry_.position, fmt::format("\"{}\" is missing", name));
      return {};
    }
    if (value->text() != nullptr && !trim(*value->text()).empty()) return *value->text();
    refuse(value->position, fmt::format("\"{}\" must be a string that is not blank", name));
    return {};
  }

  std::vector<std::string> texts(std::string_view name) {
    const TomlValue* value = entry_.table()->find(name);
    if (value == nullptr) return {};
    std::vector<std::string> out;
    if (value->list() == nullptr) {
      refuse(value->position, fmt::format("\"{}\" must be a list of strings", name));
      return out;
    }
    for (const TomlValue& item : *value->list()) {
      if (item.text() == nullptr || trim(*item.text()).empty()) {
        refuse(item.position, fmt::format("\"{}\" holds something that is not a string", name));
      } else {
        out.push_back(*item.text());
      }
    }
    return out;
  }

  const ConfigPosition& position_of(std::string_view name) const {
    const TomlValue* value = entry_.table()->find(name);
    return value == nullptr ? entry_.position : value->position;
  }

  void check_form(Outlet& outlet) {
    if (outlet.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
      refuse(position_of("id"),
             fmt::format("id \"{}\" may hold only a to z, 0 to 9 and '-'", outlet.id));
    }
    if (!outlet.kind.empty() &&
        std::find(kKinds.begin(), kKinds.end(), outlet.kind) == kKinds.end()) {
      refuse(position_of("kind"), fmt::format("unknown kind \"{}\"; known are {}", outlet.kind,
                                              fmt::join(kKinds, ", ")));
    }
    for (std::string& domain : outlet.domains) check_domain(domain);
  }

  void check_domain(std::string& domain) {
    const std::optional<std::string> host = normalize_host(domain);
    if (!host || host->find('.') == std::string::npos) {
      refuse(position_of("domains"),
             fmt::format("\"{}\" is not a domain, such as \"kelpbay.example\"", domain));
    } else if (!registrable_domain(*host)) {
      refuse(position_of("domains"),
             fmt::format("\"{}\" is a public suffix, which nobody owns", domain));
    } else {
      domain = *host;
    }
  }

  const TomlValue& entry_;
  std::vector<ConfigMistake>& mistakes_;
  std::string id_;
};

}  // namespace

/// Puts entries into the registry and refuses what two of them claim.
class RegistryReader {
 public:
  explicit RegistryReader(OutletRegistry::Reading& reading) : reading_(reading) {}

  void read(const ConfigFile& file) {
    const TomlOutcome parsed = parse_toml(file.text, file.name);
    if (parsed.mistake) reading_.mistakes.push_back(*parsed.mistake);
    if (!parsed.root) return;
    for (const TomlEntry& entry : parsed.root->entries) {
      if (entry.name == "outlet" && entry.value.list() != nullptr) {
        for (const TomlValue& item : *entry.value.list()) add(item);
      } else {
        reading_.mistakes.push_back(
            {entry.position,
             fmt::format("unknown key \"{}\"; a registry file holds [[outlet]] entries",
                         entry.name)});
      }
    }
  }

 private:
  void add(const TomlValue& item) {
    std::optional<Outlet> outlet = EntryReader(item, reading_.mistakes).read();
    if (!outlet) return;
    OutletRegistry& registry = reading_.registry;
    const std::size_t index = registry.outlets_.size();
    registry.outlets_.push_back(*outlet);
    if (!ids_.emplace(outlet->id, index).second)
      refuse(*outlet, "id", outlet->id, ids_[outlet->id]);
    for (const std::string& domain : outlet->domains)
      claim(registry.by_host_, *outlet, "domain", domain, domain);
    claim_name(*outlet, outlet->name);
    for (const std::string& alias : outlet->aliases) claim_name(*outlet, alias);
  }

  void claim_name(const Outlet& outlet, const std::string& name) {
    std::string folded;
    fold_text(name, folded);
    claim(reading_.registry.by_name_, outlet, "name", name, std::string(without_the(folded)));
  }

  void claim(OutletRegistry::Index& index, const Outlet& outlet, std::string_view what,
             const std::string& printed, const std::string& key) {
    const std::size_t self = reading_.registry.outlets_.size() - 1;
    const auto [place, inserted] = index.emplace(key, self);
    if (!inserted && place->second != self) refuse(outlet, what, printed, place->second);
  }

  void refuse(const Outlet& outlet, std::string_view what, const std::string& value,
              std::size_t owner) {
    const Outlet& first = reading_.registry.outlets_[owner];
    reading_.mistakes.push_back(
        {outlet.position,
         fmt::format("outlet \"{}\": the {} \"{}\" belongs to outlet \"{}\" ({}:{}) already",
                     outlet.id, what, value, first.id, first.position.file, first.position.line)});
  }

  OutletRegistry::Reading& reading_;
  std::unordered_map<std::string, std::size_t> ids_;
};

std::span<const std::string_view> outlet_kinds() { return kKinds; }

OutletRegistry::Reading OutletRegistry::read(std::span<const ConfigFile> files) {
  Reading reading;
  RegistryReader reader(reading);
  for (const ConfigFile& file : files) reader.read(file);
  return reading;
}

const Outlet* OutletRegistry::look_up(const Index& index, std::string_view key) const {
  const auto found = index.find(key);
  return found == index.end() ? nullptr : &outlets_[found->second];
}

const Outlet* OutletRegistry::find_host(std::string_view host) const {
  while (true) {
    if (const Outlet* outlet = look_up(by_host_, host)) return outlet;
    const std::size_t dot = host.find('.');
    if (dot == std::string_view::npos) return nullptr;
    host.remove_prefix(dot + 1);
  }
}

const Outlet* OutletRegistry::find_name(std::string_view folded) const {
  return look_up(by_name_, without_the(folded));
}

const Outlet* OutletRegistry::find_leading_name(std::string_view folded) const {
  folded = without_the(folded);
  const Outlet* longest = nullptr;
  std::size_t end = 0;
  for (std::size_t words = 0; words < kMostNameWords && end < folded.size(); ++words) {
    end = std::min(folded.find(' ', end + 1), folded.size());
    if (const Outlet* outlet = look_up(by_name_, folded.substr(0, end))) longest = outlet;
  }
  return longest;
}

}  // namespace headwater
