#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "html/tokenizer.h"

namespace {

using namespace headwater;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_inside(ByteRange inner, ByteRange outer) {
  require(outer.begin <= inner.begin && inner.begin <= inner.end && inner.end <= outer.end);
}

/// Attributes ascend inside of their tag.
void check_attributes(const HtmlTokenizer& tokenizer, const HtmlToken& token) {
  ByteRange rest = {token.inside.end, token.range.end};
  for (std::uint32_t i = 0; i < token.attribute_count; ++i) {
    const HtmlAttribute& attribute = tokenizer.attributes()[token.first_attribute + i];
    require_inside(attribute.name, rest);
    rest.begin = attribute.name.end;
    require_inside(attribute.value, rest);
    rest.begin = attribute.value.end;
  }
}

}  // namespace

/// Tokens ascend and lie inside of the page; what text they hold decodes to UTF-8 with a map.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view page(reinterpret_cast<const char*>(data), size);
  const auto page_end = static_cast<std::uint32_t>(size);
  HtmlTokenizer tokenizer;
  HtmlTextDecoder decoder(size % 2 == 0 ? Encoding::kUtf8 : Encoding::kShiftJis);
  std::string text;
  SourceMap map;
  std::uint32_t end = 0;
  tokenizer.start(page);
  while (true) {
    const HtmlToken& token = tokenizer.next();
    require_inside(token.range, {end, page_end});
    require_inside(token.inside, token.range);
    end = token.range.end;
    if (token.kind == HtmlTokenKind::kEnd) break;
    require(!token.range.empty());
    if (token.kind == HtmlTokenKind::kText) {
      decoder.append(page, token.range, token.text_mode, text, map);
    } else if (token.kind == HtmlTokenKind::kStartTag) {
      check_attributes(tokenizer, token);
      tokenizer.enter(content_of(token.tag), tag_name(token.tag));
    }
  }
  require(end == page_end && tokenizer.next().kind == HtmlTokenKind::kEnd);
  require(valid_utf8_prefix(text) == text.size());
  require(map.check(size, text.size()).ok());
  return 0;
}
