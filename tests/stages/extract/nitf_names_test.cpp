#include "stages/extract/nitf_names.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace headwater {
namespace {

TEST(NitfNames, AreThoseOfHtmlWhereItLaysOutTheSame) {
  const std::pair<std::string, std::string> rows[] = {
      {"<p>Rain <person>Ada</person></p>", "<p>Rain <person>Ada</person></p>"},
      {"<Media media-type='image'><media-reference source='a'/><media-caption>A "
       "pier.</media-caption>"
       "</Media>",
       "<figure media-type='image'><media-reference source='a'/><figcaption>A pier.</figcaption>"
       "</figure>"},
      {"<block><hl2>Now</hl2><bq><block>B</block></bq></block>",
       "<div><h2>Now</h2><blockquote><div>B</div></blockquote></div>"},
      {"a<media/>b<hl2/>", "a<media/>b<hl2/>"},
      {"<!-- <media> --><p title='<media>'>&lt;media&gt;</p>",
       "<!-- <media> --><p title='<media>'>&lt;media&gt;</p>"},
      {"<media", "<media"},
      {"", ""},
  };
  for (const auto& [nitf, html] : rows) {
    std::string content = nitf;
    SourceMap map = SourceMap::identity(nitf.size());
    name_as_html(content, map);
    EXPECT_EQ(content, html);
    EXPECT_TRUE(map.check(nitf.size(), content.size()).ok()) << nitf;
    for (const headwater::Run& run : map.runs()) {
      if (run.kind != RunKind::kCopy) continue;
      EXPECT_EQ(slice(nitf, run.raw()), slice(content, run.text()));
    }
  }
}

}  // namespace
}  // namespace headwater
