#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/utf8.h"
#include "stages/extract/decode_text.h"

/// Whatever passes is UTF-8 with a map that fits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headwater;
  static RuleTable rules;
  static const Settings settings;
  static Result<AnyStage> stage = decode_text_kind().build({settings, {}, {}, rules});
  Article article;
  article.arrival.payload.assign(data, data + size);
  if (!passed(std::get<std::unique_ptr<Stage>>(*stage)->process(article))) return 0;
  if (valid_utf8_prefix(article.text) != article.text.size()) std::abort();
  if (!article.source_map.check(size, article.text.size()).ok()) std::abort();
  return 0;
}
