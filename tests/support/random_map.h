#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "record/edit_map.h"
#include "record/source_map.h"

namespace headwater::testing {

/// Random raw bytes with a text made of them, and the map between the two.
struct RandomMap {
  std::string raw;
  std::string text;
  SourceMap map;
};

/// A text of about `runs` runs of all kinds over made-up raw bytes. Well-formed UTF-8.
RandomMap random_map(std::mt19937_64& random, int runs);

/// Random cuts on code-point edges of `text`, proposed in random order.
EditMap random_edits(std::mt19937_64& random, const std::string& text, int cuts);

}  // namespace headwater::testing
