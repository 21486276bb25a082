#include "stages/extract/nitf_names.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "html/ascii.h"
#include "html/tokenizer.h"

namespace headwater {
namespace {

struct Name {
  std::string_view nitf;  ///< In small letters.
  std::string_view html;
};
constexpr std::array kNames = {
    Name{"media", "figure"},  Name{"media-caption", "figcaption"},
    Name{"hl2", "h2"},        Name{"media-producer", "figcaption"},
    Name{"bq", "blockquote"}, Name{"block", "div"},
};

std::string_view html_name(std::string_view nitf) {
  const auto same = [&](const Name& name) { return html::equals_ignoring_case(nitf, name.nitf); };
  const auto found = std::ranges::find_if(kNames, same);
  return found == kNames.end() ? std::string_view() : found->html;
}

/// Makes the content anew from pieces of the old one.
class Renaming {
 public:
  explicit Renaming(std::string_view content) : content_(content) {}

  bool changed() const { return copied_ > 0; }
  void rename(ByteRange name, std::string_view html) {
    copy_to(name.begin);
    bytes_ += html;
    map_.append(RunKind::kSeparator, map_.raw_end(), 0, static_cast<std::uint32_t>(html.size()));
    copied_ = name.end;
  }
  void finish(std::string& content, SourceMap& map) {
    copy_to(content_.size());
    map = SourceMap::compose(map, map_);
    content = std::move(bytes_);
  }

 private:
  void copy_to(std::size_t end) {
    if (end == copied_) return;
    bytes_ += content_.substr(copied_, end - copied_);
    map_.append_copy(copied_, end - copied_);
    copied_ = end;
  }

  std::string_view content_;
  std::size_t copied_ = 0;
  std::string bytes_;
  SourceMap map_;
};

}  // namespace

void name_as_html(std::string& content, SourceMap& map) {
  HtmlTokenizer tokens;
  Renaming renaming(content);
  tokens.start(content);
  for (;;) {
    const HtmlToken& token = tokens.next();
    if (token.kind == HtmlTokenKind::kEnd) break;
    const bool tag = token.kind == HtmlTokenKind::kStartTag || token.kind == HtmlTokenKind::kEndTag;
    // HTML would not see the end of an empty element, and all that follows would stand inside.
    if (!tag || token.self_closing) continue;
    const std::string_view name = html_name(token.inside.of(content));
    if (!name.empty()) renaming.rename(token.inside, name);
  }
  if (renaming.changed()) renaming.finish(content, map);
}

}  // namespace headwater
