#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/json.h"
#include "stages/clean/learned_set.h"
#include "store/store.h"

namespace headwater {

/// What `learn` did.
struct LearnedReport {
  std::string file;
  std::string digest;  ///< Hexadecimal SHA-256 of the file.
  LearnedSet set;
  bool fresh = false;   ///< Learned now; else the file was there and was read.
  bool listed = false;  ///< The configuration has the file.
  /// With --apply, once all documents are clean: under which recipe, and what came of it.
  std::optional<std::string> recipe;
  RecipeEffect effect;

  std::uint64_t count(Verdict verdict) const;
};

/// An object with what was counted of a learned passage.
void write_learned(const LearnedPassage& passage, JsonWriter& json);
/// {"type":"learned_passage",...}
void write_learned_passage(const LearnedPassage& passage, JsonWriter& json);
/// {"type":"learned",...}: the last line of `learn`.
void write_learned_report(const LearnedReport& report, JsonWriter& json);

// The same for people, safe for a terminal.

/// What was learned, in one line.
std::string learned_text(const LearnedReport& report);
/// What came of applying it, or how to apply it.
std::string applied_text(const LearnedReport& report);

}  // namespace headwater
