#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/config_mistake.h"
#include "stage/stage_kind.h"
#include "stages/clean/passage.h"

namespace headwater {

/// What is done with a learned passage.
enum class Verdict : std::uint8_t {
  kTemplate,   ///< It is cut.
  kFormulaic,  ///< Real text in set words: kept, and told of.
  kKept,       ///< The owner of the set wants it kept, whatever any set says.
};
std::string_view verdict_name(Verdict verdict);

/// A passage that one outlet, or many, print again and again, with the evidence that says so.
struct LearnedPassage {
  std::string id;     ///< "learned." and 12 hexadecimal digits that follow from owner and words.
  std::string owner;  ///< See `template_owner`; empty: whoever prints it.
  PassageKind kind = PassageKind::kParagraph;
  Verdict verdict = Verdict::kTemplate;
  std::string words;   ///< As `mask_passage` makes them.
  std::string sample;  ///< One printing.
  std::uint64_t documents = 0;
  std::uint64_t owner_documents = 0;  ///< All of the owner's; without owner, all looked at.
  std::uint64_t stories = 0;          ///< Distinct ones, counted up to kMostStories.
  std::uint64_t outlets = 0;
  std::uint64_t days = 0;
  std::uint64_t forms = 0;  ///< Different printings of the same masked words, up to kMostForms.
  std::string first_day;    ///< "2026-03-01"
  std::string last_day;
  std::vector<std::string> examples;  ///< Ids of documents, the first three in order.

  bool operator==(const LearnedPassage&) const = default;
};

/// Counting ends there: what is more is as sure.
constexpr std::size_t kMostStories = 256;
constexpr std::size_t kMostForms = 64;

/// All that was learned from a store, in order of id. A value; the file of it is its own digest's
/// input, so a run that pins the file pins the set.
struct LearnedSet {
  std::uint64_t documents = 0;  ///< Looked at.
  std::vector<LearnedPassage> passages;
  bool operator==(const LearnedSet&) const = default;
};

/// Whether a file among the rule packs is a learned set: by its ending, ".learned.toml".
bool is_learned_set(const ConfigFile& file);

/// The evidence in one sentence, for the rule table and for people.
std::string evidence_of(const LearnedPassage& passage);

/// The set as a file that its owner can read and shorten.
std::string write_learned_set(const LearnedSet& set);

/// Reads what `write_learned_set` wrote, and its owner shortened; adds what is wrong to `mistakes`.
/// Entries with a mistake are left out.
LearnedSet parse_learned_set(const ConfigFile& file, std::vector<ConfigMistake>& mistakes);

}  // namespace headwater
