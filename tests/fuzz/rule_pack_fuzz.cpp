// Rule packs and registry files are read from disk: whatever stands in them must end in rules or in
// mistakes with a place, and the rules that remain must be safe to run on any text.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "stages/clean/rule_matcher.h"
#include "stages/clean/rule_pack.h"
#include "stages/identify/tag_outlet.h"

namespace {

void check_places(const std::vector<headwater::ConfigMistake>& mistakes) {
  for (const headwater::ConfigMistake& mistake : mistakes) {
    if (!mistake.position.file.starts_with("fuzz.") || mistake.position.line == 0) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headwater;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::vector<ConfigFile> files = {{"fuzz.toml", text}};
  check_places(check_rule_packs(files));
  check_places(check_outlet_files(files));
  const std::vector<ConfigFile> tables = {{"fuzz.csv", text}};
  check_places(check_outlet_files(tables));
  const RulePacks packs = parse_rule_packs(files);
  const Result<RuleMatcher> matcher = RuleMatcher::build(packs.rules);
  if (!matcher) return 0;
  const std::vector<TextSpan> paragraphs = {{0, text.size()}};
  std::vector<RuleHit> hits;
  matcher->find({text, paragraphs, {}}, hits);
  for (const RuleHit& hit : hits) {
    if (hit.span.empty() || hit.span.end > text.size()) std::abort();
  }
  return 0;
}
