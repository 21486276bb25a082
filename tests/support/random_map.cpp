#include "support/random_map.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/utf8.h"

namespace headwater::testing {
namespace {

constexpr std::array<std::string_view, 6> kCharacters = {"a", " ", "\n", "é", "語", "🙂"};

std::uint64_t below(std::mt19937_64& random, std::uint64_t limit) { return random() % limit; }

std::string_view character(std::mt19937_64& random) {
  return kCharacters[below(random, kCharacters.size())];
}

void add_copy(std::mt19937_64& random, RandomMap& made) {
  std::string piece;
  for (std::uint64_t i = 0, n = 1 + below(random, 5); i < n; ++i) piece += character(random);
  made.map.append_copy(made.raw.size(), piece.size());
  made.raw += piece;
  made.text += piece;
}

void add_steps(std::mt19937_64& random, RandomMap& made) {
  constexpr std::array kKinds = {RunKind::kEntity, RunKind::kTranscode, RunKind::kWhitespace,
                                 RunKind::kSeparator};
  const RunKind kind = kKinds[below(random, kKinds.size())];
  const auto raw_unit =
      kind == RunKind::kSeparator ? 0U : static_cast<std::uint32_t>(1 + below(random, 4));
  const auto units = static_cast<std::uint32_t>(1 + below(random, 3));
  const std::string_view made_of = character(random);
  made.map.append(kind, made.raw.size(), raw_unit, static_cast<std::uint32_t>(made_of.size()),
                  units);
  made.raw.append(std::size_t{raw_unit} * units, '#');
  for (std::uint32_t i = 0; i < units; ++i) made.text += made_of;
}

}  // namespace

RandomMap random_map(std::mt19937_64& random, int runs) {
  RandomMap made;
  for (int i = 0; i < runs; ++i) {
    if (below(random, 3) == 0) made.raw.append(below(random, 4), '<');
    below(random, 2) == 0 ? add_copy(random, made) : add_steps(random, made);
  }
  made.raw.append(below(random, 4), '>');
  return made;
}

EditMap random_edits(std::mt19937_64& random, const std::string& text, int cuts) {
  EditMap edits;
  const auto edge = [&] {
    std::uint64_t offset = below(random, text.size() + 1);
    while (!is_code_point_edge(text, offset)) ++offset;
    return offset;
  };
  for (int i = 0; i < cuts; ++i) {
    const std::uint64_t a = edge();
    const std::uint64_t b = edge();
    if (a == b) continue;
    edits.propose({{std::min(a, b), std::max(a, b)}, static_cast<RuleIndex>(below(random, 3))});
  }
  return edits;
}

}  // namespace headwater::testing
