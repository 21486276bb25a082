#include "stages/identify/outlet_registry.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "base/digest.h"
#include "record/fold_text.h"

namespace headwater {
namespace {

constexpr std::size_t kMostNameWords = 8;  // of one outlet's name; the longest known has 7

/// Names count: mistakes are told with them.
Digest digest_of(std::span<const ConfigFile> files) {
  Sha256 hasher;
  for (const ConfigFile& file : files) {
    for (const std::string* part : {&file.name, &file.text}) {
      hasher.update(fmt::format("{} ", part->size()));
      hasher.update(*part);
    }
  }
  return hasher.finish();
}

std::string_view without_the(std::string_view folded) {
  constexpr std::string_view kThe = "the ";
  return folded.starts_with(kThe) ? folded.substr(kThe.size()) : folded;
}

}  // namespace

/// Puts the entries of files together, refuses what two of them claim, and makes the indexes.
class RegistryReader {
 public:
  explicit RegistryReader(OutletRegistry::Reading& reading) : reading_(reading) {}

  void read(std::span<const ConfigFile> files) {
    for (const ConfigFile& file : files) {
      OutletFile entries = read_outlet_file(file, reading_.mistakes);
      for (Outlet& outlet : entries.outlets) add(std::move(outlet));
      for (std::string& name : entries.common_names) common_names_.push_back(std::move(name));
    }
    for (std::size_t i = 0; i < registry().outlets_.size(); ++i) index(i);
    for (const std::string& name : common_names_) name_called(name).common = true;
    for (const auto& [name, meaning] : registry().by_name_) {
      const bool supplier = std::ranges::any_of(
          meaning.owners, [](const Outlet* owner) { return is_supplier(*owner); });
      if (supplier) registry().supplier_words_.add(name);
    }
  }

 private:
  OutletRegistry& registry() { return reading_.registry; }

  void add(Outlet outlet) {
    std::vector<Outlet>& outlets = registry().outlets_;
    const auto [place, inserted] = registry().by_id_.emplace(outlet.id, outlets.size());
    if (outlet.overrides && inserted) {
      reading_.mistakes.push_back(
          {outlet.position,
           fmt::format("outlet \"{}\": overrides an entry, but no file before has one of this id",
                       outlet.id)});
    }
    if (inserted) {
      outlets.push_back(std::move(outlet));
    } else if (outlet.overrides) {
      outlets[place->second] = std::move(outlet);
    } else {
      refuse(outlet, "id", outlet.id, place->second);
    }
  }

  void index(std::size_t self) {
    const Outlet& outlet = registry().outlets_[self];
    for (const std::string& domain : outlet.domains) {
      const auto [place, inserted] = registry().by_host_.emplace(domain, self);
      if (!inserted && place->second != self) refuse(outlet, "domain", domain, place->second);
    }
    own_name(outlet, outlet.name);
    for (const std::string& alias : outlet.aliases) own_name(outlet, alias);
  }

  void own_name(const Outlet& outlet, const std::string& name) {
    std::vector<const Outlet*>& owners = name_called(name).owners;
    if (owners.empty() || owners.back() != &outlet) owners.push_back(&outlet);
  }

  OutletName& name_called(const std::string& name) {
    folded_.clear();
    fold_text(name, folded_);
    return registry().by_name_[std::string(without_the(folded_))];
  }

  void refuse(const Outlet& outlet, std::string_view what, const std::string& value,
              std::size_t owner) {
    const Outlet& first = registry().outlets_[owner];
    reading_.mistakes.push_back(
        {outlet.position,
         fmt::format("outlet \"{}\": the {} \"{}\" belongs to outlet \"{}\" ({}:{}) already; one "
                     "of them must give it up, or a later file must override \"{}\"",
                     outlet.id, what, value, first.id, first.position.file, first.position.line,
                     first.id)});
  }

  OutletRegistry::Reading& reading_;
  std::vector<std::string> common_names_;
  std::string folded_;
};

OutletRegistry::Reading OutletRegistry::read(std::span<const ConfigFile> files) {
  Reading reading;
  RegistryReader(reading).read(files);
  return reading;
}

std::shared_ptr<const OutletRegistry::Reading> OutletRegistry::share(
    std::span<const ConfigFile> files) {
  static std::mutex mutex;
  static std::weak_ptr<const Reading> latest;
  static Digest latest_files;
  const Digest wanted = digest_of(files);
  const std::lock_guard lock(mutex);
  std::shared_ptr<const Reading> reading = latest.lock();
  if (reading == nullptr || latest_files != wanted) {
    reading = std::make_shared<const Reading>(read(files));
    latest = reading;
    latest_files = wanted;
  }
  return reading;
}

const Outlet* OutletRegistry::find_id(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &outlets_[found->second];
}

const Outlet* OutletRegistry::find_host(std::string_view host) const {
  while (true) {
    if (const auto found = by_host_.find(host); found != by_host_.end())
      return &outlets_[found->second];
    const std::size_t dot = host.find('.');
    if (dot == std::string_view::npos) return nullptr;
    host.remove_prefix(dot + 1);
  }
}

const OutletName* OutletRegistry::find_name(std::string_view folded) const {
  const std::string_view key = without_the(folded);
  const auto found = key.empty() ? by_name_.end() : by_name_.find(key);
  return found == by_name_.end() ? nullptr : &found->second;
}

const OutletName* OutletRegistry::find_leading_name(std::string_view folded) const {
  folded = without_the(folded);
  const OutletName* longest = nullptr;
  std::size_t end = 0;
  for (std::size_t words = 0; words < kMostNameWords && end < folded.size(); ++words) {
    end = std::min(folded.find(' ', end + 1), folded.size());
    if (const OutletName* name = find_name(folded.substr(0, end))) longest = name;
  }
  return longest;
}

bool OutletRegistry::may_name_supplier(std::string_view folded) const {
  return supplier_words_.any_in(folded);
}

}  // namespace headwater
