// Extracts the text of arbitrary bytes as a page of HTML. The first byte chooses the charset that
// is declared from outside, if any. Whatever the bytes: the stage passes, drops or sets aside; what
// passes keeps every promise about text, map and blocks, and comes out the same the second time.

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "html/page.h"
#include "stages/extract/extract_html.h"
#include "support/text_invariants.h"

namespace {

using namespace headwater;

constexpr std::array<const char*, 8> kCharsets = {
    "", "utf-8", "windows-1251", "gb18030", "shift_jis", "utf-16le", "iso-2022-jp", "big5"};

const Stage& stage() {
  static RuleTable rules;
  static const Settings settings;
  static const Result<AnyStage> built = extract_html_kind().build({settings, {}, {}, rules});
  return *std::get<std::unique_ptr<Stage>>(*built);
}

Article arrived(std::string payload, std::string charset) {
  Article article;
  article.arrival.payload = std::move(payload);
  article.arrival.charset = std::move(charset);
  article.arrival.media_type = "text/html";
  return article;
}

void require(const std::string& broken) {
  if (broken.empty()) return;
  std::fprintf(stderr, "%s\n", broken.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string payload(reinterpret_cast<const char*>(data + 1), size - 1);
  const char* charset = kCharsets[data[0] % kCharsets.size()];
  Article article = arrived(payload, charset);
  const Outcome outcome = stage().process(article);
  if (!passed(outcome)) return 0;
  require(testing::broken_text_promise(article));
  require(testing::broken_page_promise(article));
  Article again = arrived(payload, charset);
  stage().process(again);
  if (again.text != article.text || again.source_map != article.source_map) std::abort();
  return 0;
}
