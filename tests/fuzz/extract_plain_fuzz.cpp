#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/utf8.h"
#include "stages/extract/extract_plain.h"
#include "stages/statements/split_statements.h"

namespace {

using namespace headwater;

void expect_inside(TextSpan span, std::string_view text) {
  if (span.begin >= span.end || span.end > text.size()) std::abort();
  if (!is_code_point_edge(text, span.begin) || !is_code_point_edge(text, span.end)) std::abort();
}

}  // namespace

/// Blocks and statements ascend, cuts and both lie inside the text on code-point edges.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static RuleTable rules;
  static const Settings settings;
  static Result<AnyStage> extract = extract_plain_kind().build({settings, {}, {}, rules});
  static Result<AnyStage> split = split_statements_kind().build({settings, {}, {}, rules});
  Article article;
  article.text = to_valid_utf8({reinterpret_cast<const char*>(data), size});
  article.source_map = SourceMap::identity(article.text.size());
  std::get<std::unique_ptr<Stage>>(*extract)->process(article);
  std::uint64_t last = 0;
  for (const Block& block : article.blocks) {
    expect_inside(block.span, article.text);
    if (block.span.begin < last) std::abort();
    last = block.span.end;
  }
  for (const Cut& cut : article.edits.proposed()) expect_inside(cut.span, article.text);
  article.edits.settle(article.text);
  std::get<std::unique_ptr<Stage>>(*split)->process(article);
  last = 0;
  for (const Statement& statement : article.statements) {
    expect_inside(statement.span, article.text);
    if (statement.span.begin < last) std::abort();
    last = statement.span.end;
  }
  return 0;
}
