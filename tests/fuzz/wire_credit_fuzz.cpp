// Whatever a text holds, each credit must point at bytes of it, name a supplier of the registry or,
// as a notice of origin does, somebody, and come out the same a second time.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "config/config_files.h"
#include "stages/identify/find_wire_credit.h"

namespace {

std::unique_ptr<headwater::Stage> built_stage() {
  using namespace headwater;
  const Settings settings;
  RuleTable rules;
  const std::vector<ConfigFile> files = builtin_config_files("config/outlets/");
  Result<AnyStage> built = find_wire_credit_kind().build({settings, {}, files, rules});
  if (!built) std::abort();
  return std::move(std::get<std::unique_ptr<Stage>>(*built));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headwater;
  static const std::unique_ptr<Stage> stage = built_stage();
  Article article;
  article.text.assign(reinterpret_cast<const char*>(data), size);
  Article again;
  again.text = article.text;
  if (!passed(stage->process(article)) || !passed(stage->process(again))) std::abort();
  if (article.wire.has_value() != again.wire.has_value()) std::abort();
  if (!article.wire) return 0;
  if (article.wire->agency != again.wire->agency) std::abort();
  bool supplied = false;
  for (const Evidence& evidence : article.wire->evidence) {
    const bool notice = evidence.kind == "origin-notice";
    supplied = supplied || !notice;
    if (evidence.value.empty() || (evidence.rule.empty() && !notice)) std::abort();
    if (evidence.span && (evidence.span->empty() || evidence.span->end > size)) std::abort();
  }
  if (supplied != article.wire->agency.has_value()) std::abort();
  return 0;
}
