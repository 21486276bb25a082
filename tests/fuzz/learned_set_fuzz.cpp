// A learned set is edited by hand and read from disk: whatever stands in it ends in passages or in
// mistakes with a place. What was read is written and read again to the same set, byte for byte
// from then on, as its digest names it; and what it cuts from any text lies in the text, between
// characters, and is the same each time. The text stands behind the first NUL byte.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "record/article.h"
#include "stages/clean/learned_matcher.h"
#include "stages/clean/learned_set.h"

namespace {

using namespace headwater;

/// Writing adds at most five bytes to one (\u0001), and names and numbers to a passage.
constexpr std::size_t kMostOfAPassage = 1000;

void require(bool holds) {
  if (!holds) std::abort();
}

LearnedSet read(const std::string& text, std::vector<ConfigMistake>& mistakes) {
  LearnedSet set = parse_learned_set({"fuzz.learned.toml", text}, mistakes);
  for (const ConfigMistake& mistake : mistakes) {
    require(mistake.position.file == "fuzz.learned.toml" && mistake.position.line > 0);
    require(!mistake.message.empty());
  }
  return set;
}

void check_writing(const LearnedSet& set, std::size_t size) {
  std::vector<ConfigMistake> mistakes;
  const std::string written = write_learned_set(set);
  require(written.size() <= 6 * size + (set.passages.size() + 1) * kMostOfAPassage);
  const LearnedSet back = read(written, mistakes);
  require(mistakes.empty() && back == set);
  require(write_learned_set(back) == written);
}

std::vector<Cut> cuts_of(const LearnedMatcher& matcher, const std::string& text) {
  Article article;
  article.text = text;
  article.outlet.id = "gull";
  matcher.propose_cuts(article);
  article.edits.settle(text);
  return {article.edits.cuts().begin(), article.edits.cuts().end()};
}

void check_cuts(const std::string& file, const std::string& text) {
  RuleTable rules;
  const Settings settings;
  const std::vector<ConfigFile> files = {{"fuzz.learned.toml", file}};
  const Result<LearnedMatcher> matcher = LearnedMatcher::load({settings, files, {}, rules});
  require(matcher.ok());
  const std::vector<Cut> cuts = cuts_of(*matcher, text);
  for (const Cut& cut : cuts) {
    require(cut.rule < rules.size() && !cut.span.empty() && cut.span.end <= text.size());
    require(is_code_point_edge(text, cut.span.begin) && is_code_point_edge(text, cut.span.end));
  }
  require(cuts_of(*matcher, text) == cuts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t nul = std::min(input.find('\0'), input.size());
  const std::string file(input.substr(0, nul));
  const std::string text = to_valid_utf8(input.substr(std::min(nul + 1, input.size())));
  std::vector<ConfigMistake> mistakes;
  const LearnedSet set = read(file, mistakes);
  check_writing(set, size);
  if (mistakes.empty()) check_cuts(file, text);
  return 0;
}
