#include "support/stage_fixture.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace headwater {

BuiltStage::BuiltStage(const StageKind& kind) {
  Settings settings;
  for (const SettingSpec& spec : kind.settings) settings.set(spec.name, spec.preset);
  Result<AnyStage> stage = kind.build({settings, {}, {}, rules_});
  if (!stage) throw std::runtime_error(stage.error().message);
  stage_ = std::move(*stage);
}

Article decoded_article(std::string text) {
  Article article;
  article.arrival.media_type = "text/plain";
  article.arrival.payload = text;
  article.source_map = SourceMap::identity(text.size());
  article.text = std::move(text);
  return article;
}

std::string read_seed(const std::string& name) {
  std::ifstream file(HEADWATER_SOURCE_DIR "/../shared/seeds/" + name, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace headwater
