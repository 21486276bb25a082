// Pages of HTML on their way into a store and out again.
#include <gtest/gtest.h>

#include <string>

#include "support/ingest_fixture.h"

namespace headwater::testing {
namespace {

const std::string kProse =
    "<p>The harbour council voted on Monday to rebuild the northern pier, which a storm broke in "
    "two last winter.</p>\n"
    "<p>&ldquo;We could not wait for another season,&rdquo; said Mara Lindqvist, who chairs the "
    "council. Work begins in April and will cost four million crowns.</p>\n"
    "<p>Fishing boats will land their catch at the southern quay until the pier opens again, the "
    "council said in a statement on its page.</p>\n";

std::string page(const std::string& head) {
  return "<!doctype html><html><head><title>Pier to be rebuilt</title>" + head +
         "</head><body><article><h1>Pier to be rebuilt</h1>\n" + kProse +
         "<p style='display:none'>Seen by nobody.</p></article></body></html>\n";
}

std::string utf16(const std::string& ascii) {
  std::string bytes = "\xFF\xFE";
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

std::string json_escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"')
      escaped += "\\\"";
    else if (c == '\n')
      escaped += "\\n";
    else if (c == '<')
      escaped += "\\u003c";
    else
      escaped += c;
  }
  return escaped;
}

class IngestPages : public IngestFixture {};

TEST_F(IngestPages, AreStoredWithMapsThatReplay) {
  folder_.write("in/utf8.html", page("<meta charset=utf-8>"));
  folder_.write("in/latin.htm", page("<meta charset=iso-8859-1><meta name=x content='caf\xE9'>"));
  folder_.write("in/wide.html", utf16(page("")));
  folder_.write("in/feed.jsonl",
                R"({"url":"https://harbour.example/pier","title":"A pier","html":")" +
                    json_escaped(page("")) + "\"}\n");
  const ProcessResult result = ingest(folder_ / "in");
  EXPECT_NE(result.out.find(R"("stored":4)"), std::string::npos) << result.out;
  expect_sound();

  const ProcessResult found =
      headwater({"trace", "--json", "We could not wait for another season"});
  EXPECT_EQ(found.exit_code, 0) << found.err;
  const ProcessResult exported = headwater({"export", "--format", "jsonl"});
  std::size_t hidden = 0;
  for (std::size_t at = exported.out.find("html.hidden"); at != std::string::npos;
       at = exported.out.find("html.hidden", at + 1)) {
    ++hidden;
  }
  EXPECT_EQ(hidden, 4U) << exported.out;
  EXPECT_EQ(exported.out.find("<p>"), std::string::npos);
  EXPECT_NE(exported.out.find(R"("title":"A pier")"), std::string::npos);
}

TEST_F(IngestPages, ThatAreNoneAreSetAside) {
  folder_.write("in/empty.html",
                "<!doctype html><title>Nothing here</title><script>run()</script>");
  folder_.write("in/image.html", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16));
  folder_.write("in/good.html", page(""));
  const ProcessResult result = ingest(folder_ / "in", 3);
  EXPECT_NE(result.out.find(R"("stored":1)"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find(R"("empty":1)"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find(R"("binary":1)"), std::string::npos) << result.out;
  expect_sound();
}

}  // namespace
}  // namespace headwater::testing
