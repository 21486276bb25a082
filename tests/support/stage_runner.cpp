#include "support/stage_runner.h"

#include <stdexcept>

#include "base/digest.h"
#include "config/config_files.h"

namespace headwater {

StageRunner::StageRunner(std::span<const StageKind> kinds) {
  const std::vector<ConfigFile> boilerplate = builtin_config_files("config/boilerplate/");
  const std::vector<ConfigFile> outlets = builtin_config_files("config/outlets/");
  for (const StageKind& kind : kinds) {
    Settings settings;
    for (const SettingSpec& spec : kind.settings) settings.set(spec.name, spec.preset);
    Result<AnyStage> built = kind.build({settings, boilerplate, outlets, rules_});
    if (!built) throw std::runtime_error(kind.name + ": " + built.error().message);
    if (auto* stage = std::get_if<std::unique_ptr<Stage>>(&*built))
      stages_.push_back({kind.name, std::move(*stage)});
  }
}

Outcome StageRunner::run(Article& article) const {
  for (const NamedStage& named : stages_) {
    Outcome outcome = named.stage->process(article);
    if (!passed(outcome)) return outcome;
    article.edits.settle(article.text);
  }
  return Passed{};
}

Article text_arrival(std::string uri, std::string payload) {
  Article article;
  article.arrival.uri = std::move(uri);
  article.arrival.media_type = "text/plain";
  article.arrival.payload = std::move(payload);
  article.payload_digest = sha256(article.arrival.payload);
  article.id = document_id(article.payload_digest);
  return article;
}

}  // namespace headwater
