#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/config_mistake.h"
#include "stage/stage_kind.h"
#include "stages/identify/first_words.h"
#include "stages/identify/outlet.h"

namespace headwater {

/// What a name may mean. Lives as long as its registry.
struct OutletName {
  std::vector<const Outlet*> owners;  ///< In order of the registry; empty for a common word alone.
  bool common = false;                ///< A word, or the name of outlets that are not listed.
  /// The outlet that the name means wherever it stands; null where other evidence must decide.
  const Outlet* sole() const { return owners.size() == 1 && !common ? owners.front() : nullptr; }
};

/// All outlets, looked up by id, host and name. Const use is thread-safe. Moved, never copied:
/// names point at outlets.
class OutletRegistry {
 public:
  struct Reading;
  /// Reads registry files in their order and tells every mistake: of form, an id or a domain that
  /// two entries claim, an entry that overrides nothing. An entry with `override` replaces the
  /// one of its id in the files before. Names may be shared.
  static Reading read(std::span<const ConfigFile> files);
  /// The same for several who need the registry of the same files: it is read for the first of them
  /// and held as long as one of them has it. Thread-safe.
  static std::shared_ptr<const Reading> share(std::span<const ConfigFile> files);

  OutletRegistry() = default;
  OutletRegistry(OutletRegistry&&) = default;
  OutletRegistry& operator=(OutletRegistry&&) = default;

  const std::vector<Outlet>& outlets() const { return outlets_; }
  /// The outlet of that id; null if there is none.
  const Outlet* find_id(std::string_view id) const;
  /// The outlet that owns `host` or a domain above it; null if none does. Requires: normalised.
  const Outlet* find_host(std::string_view host) const;
  /// Whom `folded` names (as fold_text makes it; a "the" in front does not count); null if nobody.
  const OutletName* find_name(std::string_view folded) const;
  /// The longest name that `folded` begins with, ending at a word's end; null if there is none.
  const OutletName* find_leading_name(std::string_view folded) const;
  /// Whether a word of `folded` begins the name of an agency or a press-release service. Where none
  /// does, nothing in it names one: that is told for a fraction of what looking up names takes.
  bool may_name_supplier(std::string_view folded) const;

 private:
  friend class RegistryReader;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  template <class Value>
  using Index = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

  std::vector<Outlet> outlets_;
  Index<std::size_t> by_id_;
  Index<std::size_t> by_host_;
  Index<OutletName> by_name_;
  FirstWords supplier_words_;
};

/// A registry and what is wrong with its files; entries with a mistake are left out.
struct OutletRegistry::Reading {
  OutletRegistry registry;
  std::vector<ConfigMistake> mistakes;
};

}  // namespace headwater
