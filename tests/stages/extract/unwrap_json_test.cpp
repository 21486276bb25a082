#include "stages/extract/unwrap_json.h"

#include <gtest/gtest.h>

#include "support/stage_fixture.h"

namespace headwater {
namespace {

Article record(std::string json) {
  Article article;
  article.arrival.uri = "file:///news.jsonl#line=7";
  article.arrival.media_type = "application/json";
  article.arrival.container = Container{"file:///news.jsonl", {}, {1000, 1000 + json.size()}, 7};
  article.arrival.payload = std::move(json);
  return article;
}

Outcome unwrap(Article& article) {
  return BuiltStage(unwrap_json_kind()).parallel().process(article);
}

Error refusal(std::string json) {
  Article article = record(std::move(json));
  const Outcome outcome = unwrap(article);
  const auto* quarantined = std::get_if<Quarantined>(&outcome);
  EXPECT_NE(quarantined, nullptr) << article.arrival.payload;
  return quarantined == nullptr ? Error{} : quarantined->error;
}

TEST(UnwrapJson, TakesTextAndMetadataWithTheirPlaces) {
  Article article = record(
      R"({"title":" The bridge ","authors":["A. Writer","B. Writer"],"date":"Oct. 21, 2022","lang":"EN","text":"It said: \"open\"."})");
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_TRUE(article.content.inside);
  EXPECT_EQ(article.content.media_type, "text/plain");
  EXPECT_EQ(article.content.charset, "utf-8");
  EXPECT_EQ(article.content.bytes, "It said: \"open\".");
  EXPECT_TRUE(
      article.content.map.check(article.arrival.payload.size(), article.content.bytes.size()).ok());
  EXPECT_EQ(slice(article.arrival.payload, article.content.map.raw_of(9)), "\\\"");

  const auto expect = [&](const std::optional<Field>& field, const char* value, const char* raw,
                          const char* rule) {
    ASSERT_TRUE(field) << rule;
    EXPECT_EQ(field->value, value);
    EXPECT_EQ(field->evidence.kind, "json-field");
    EXPECT_EQ(field->evidence.rule, rule);
    ASSERT_TRUE(field->evidence.raw);
    EXPECT_EQ(slice(article.arrival.payload, *field->evidence.raw), raw);
    EXPECT_FALSE(field->evidence.span);
  };
  expect(article.title, "The bridge", " The bridge ", "unwrap_json.title");
  expect(article.byline, "A. Writer, B. Writer", R"(A. Writer","B. Writer)", "unwrap_json.byline");
  expect(article.published_at, "2022-10-21", "Oct. 21, 2022", "unwrap_json.published_at");
  expect(article.language, "en", "EN", "unwrap_json.language");
  EXPECT_EQ(article.title->evidence.value, " The bridge ");
  EXPECT_EQ(article.detail, R"({"text":"text"})");
}

TEST(UnwrapJson, ReadsTheItemsOfAgencies) {
  Article article = record(
      R"({"uri":"urn:tidewire:1","versioncreated":"2026-02-04T10:00:00Z","firstcreated":"2026-02-03T10:00:00Z","headline":"The bridge","byline":"Ada Reed","language":"en","body_html":"<p>It reopened."})");
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.media_type, "text/html");
  EXPECT_EQ(article.content.bytes, "<p>It reopened.");
  EXPECT_EQ(article.title->value, "The bridge");
  EXPECT_EQ(article.byline->value, "Ada Reed");
  EXPECT_EQ(article.published_at->value, "2026-02-03T10:00:00Z");
}

/// The value of `field` and its evidence in the payload, as "value <- raw".
std::string told(const Article& article, const std::optional<Field>& field) {
  if (!field) return "nothing";
  const auto raw = field->evidence.raw.value_or(RawSpan{});
  return field->value + " <- " + std::string(slice(article.arrival.payload, raw));
}

TEST(UnwrapJson, ReadsItemsOfNinjs2And3) {
  constexpr const char* kItems[] = {
      R"({"uri":"urn:tidewire:2","language":"nb-NO","title":"slug-1","by":"Ada Reed",
"versioncreated":"2026-02-04T10:00:00Z","copyrightholder":"Tidewire AS",
"headlines":[{"role":"short","value":"Pier"},{"role":"main","value":"The \u00abpier\u00bb"}],
"bodies":[{"role":"html","contenttype":"text/html","charcount":9,"value":"<p>It \"held\"."}]})",
      R"({"uri":"urn:tidewire:2","language":"nb-NO","title":"slug-1","by":"Ada Reed",
"versionCreated":"2026-02-04T10:00:00Z","copyrightHolder":"Tidewire AS",
"headlines":[{"role":"short","value":"Pier"},{"role":"main","value":"The \u00abpier\u00bb"}],
"bodies":[{"role":"html","contentType":"text/html","charCount":9,"value":"<p>It \"held\"."}]})"};
  for (const char* json : kItems) {
    Article article = record(json);
    ASSERT_TRUE(passed(unwrap(article))) << json;
    EXPECT_EQ(article.content.media_type, "text/html");
    EXPECT_EQ(article.content.bytes, "<p>It \"held\".");
    const auto at = article.content.map.raw_of(6);
    EXPECT_EQ(slice(article.arrival.payload, at), "\\\"");
    EXPECT_EQ(told(article, article.title), "The \u00ABpier\u00BB <- The \\u00abpier\\u00bb");
    EXPECT_EQ(told(article, article.byline), "Ada Reed <- Ada Reed");
    EXPECT_EQ(told(article, article.language), "nb-NO <- nb-NO");
    EXPECT_EQ(told(article, article.published_at), "2026-02-04T10:00:00Z <- 2026-02-04T10:00:00Z");
    ASSERT_TRUE(article.wire);
    EXPECT_EQ(article.wire->agency, "Tidewire AS");
    EXPECT_EQ(article.detail, R"({"html":"bodies"})");
  }
}

TEST(UnwrapJson, ChoosesTheBodyAsTheHeaderSays) {
  struct Row {
    const char* bodies;
    const char* text;
  };
  constexpr Row kRows[] = {
      {R"({"value":"alone"})", "alone"},
      {R"({"value":"first"},{"value":"second"})", "first"},
      {R"({"contenttype":"text/plain","value":"plain"},{"contenttype":"text/html","value":"<p>html"})",
       "<p>html"},
      {R"({"contenttype":"text/plain","value":"plain"},{"value":"<p>html"})", "<p>html"},
      {R"({"contenttype":"text/html","value":"<p>cap"},{"contenttype":"text/plain","value":"A whole article."})",
       "A whole article."},
      {R"({"role":"html","value":"<p>A long tail of notes."},{"role":"Main","value":"Short."})",
       "Short."},
      {R"({"value":" \n"},{"value":7},{"contenttype":"image/png","value":"iVBORw0KGgoAAAA"},"x",{"role":"main"},{"value":"text"})",
       "text"},
      {R"({"contenttype":"text/vnd.IPTC.NITF","value":"<nitf><hl1>H</hl1><body.content><p>In \"it\".</p></body.content></nitf>"},{"value":"Out of it."})",
       "<p>In \"it\".</p>"},
  };
  for (const Row& row : kRows) {
    Article article = record(std::string(R"({"bodies":[)") + row.bodies + "]}");
    ASSERT_TRUE(passed(unwrap(article))) << row.bodies;
    EXPECT_EQ(article.content.bytes, row.text) << row.bodies;
    EXPECT_TRUE(
        article.content.map.check(article.arrival.payload.size(), article.content.bytes.size())
            .ok());
  }
}

TEST(UnwrapJson, PrefersTheNamedMembersToBodies) {
  Article article = record(R"({"text":"t","bodies":[{"value":"b"}]})");
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_EQ(article.content.bytes, "t");
  Article blank = record(R"({"body_text":" ","body_xhtml":"","bodies":[{"value":"b"}]})");
  ASSERT_TRUE(passed(unwrap(blank)));
  EXPECT_EQ(blank.content.bytes, "b");
}

TEST(UnwrapJson, RefusesItemsOfNinjsThatAreNone) {
  const Error missing = refusal(R"({"bodies":[{"contenttype":"video/mp4","value":"AAAA"}]})");
  EXPECT_EQ(missing.code, ErrorCode::kMissingField);
  EXPECT_NE(missing.message.find("nothing in \"bodies\" is text"), std::string::npos)
      << missing.message;
  const Error twice = refusal(R"({"bodies":[{"value":"a","value":"b"}]})");
  EXPECT_EQ(twice.code, ErrorCode::kBadJson);
  EXPECT_NE(twice.message.find("\"value\" twice"), std::string::npos) << twice.message;
  EXPECT_EQ(refusal(R"({"bodies":[{"value":"a\u0000"}]})").code, ErrorCode::kBinary);
}

TEST(UnwrapJson, KnowsTheNamesOthersUse) {
  struct Row {
    const char* json;
    const char* text;
  };
  constexpr Row kRows[] = {{R"({"content":"c"})", "c"},
                           {R"({"body":"b","content":"c"})", "b"},
                           {R"({"maintext":"m","html":"<p>m"})", "m"},
                           {R"({"text":null,"content":"c"})", "c"},
                           {R"({"text":"","content":"c"})", ""}};
  for (const Row& row : kRows) {
    Article article = record(row.json);
    ASSERT_TRUE(passed(unwrap(article))) << row.json;
    EXPECT_EQ(article.content.bytes, row.text) << row.json;
  }
}

TEST(UnwrapJson, UnusableMetadataIsIgnoredAndSaid) {
  Article article =
      record(R"({"title":7,"byline":[],"date":"soon","lang":"a\u0000b","text":"x \ud800"})");
  ASSERT_TRUE(passed(unwrap(article)));
  EXPECT_FALSE(article.title || article.byline || article.published_at || article.language);
  EXPECT_EQ(article.content.bytes, "x \uFFFD");
  EXPECT_EQ(article.detail,
            R"({"text":"text","replaced":1,"ignored":["title","byline","date","lang"]})");
}

TEST(UnwrapJson, PassesOtherMediaTypesUntouched) {
  Article article = record("no json");
  article.arrival.media_type = "text/plain";
  EXPECT_TRUE(passed(unwrap(article)));
  EXPECT_FALSE(article.content.inside);
  EXPECT_TRUE(article.detail.empty());
}

TEST(UnwrapJson, RefusesWithPlaceAndReason) {
  struct Row {
    const char* json;
    ErrorCode code;
    const char* message;
  };
  constexpr Row kRows[] = {
      {R"({"text":"x","text":"y"})", ErrorCode::kBadJson,
       "file:///news.jsonl: line 7, byte 1013: names \"text\" twice; which one counts is "
       "undefined"},
      {R"({"text":["x"]})", ErrorCode::kMissingField,
       "file:///news.jsonl: line 7, byte 1002: \"text\" is an array, not a string"},
      {R"({"html":{"rendered":"<p>x"}})", ErrorCode::kMissingField,
       "file:///news.jsonl: line 7, byte 1002: \"html\" is an object, not a string"},
      {R"({"text":"a\u0000b"})", ErrorCode::kBinary,
       "file:///news.jsonl: line 7, byte 1010: \"text\" holds U+0000"},
  };
  for (const Row& row : kRows) {
    const Error error = refusal(row.json);
    EXPECT_EQ(error.code, row.code) << row.json;
    EXPECT_EQ(error.message, row.message);
  }
  EXPECT_NE(refusal("{}").message.find("none of the members text, maintext"), std::string::npos);
  EXPECT_EQ(refusal("[]").message, "file:///news.jsonl: line 7, byte 1000: is no JSON object");
  EXPECT_EQ(refusal("not json").code, ErrorCode::kBadJson);
}

TEST(UnwrapJson, GivesHtmlWhereThereIsNoText) {
  struct Row {
    const char* json;
    const char* media_type;
    const char* bytes;
    const char* detail;
  };
  constexpr Row kRows[] = {
      {R"({"html":"<p>x"})", "text/html", "<p>x", R"({"html":"html"})"},
      {R"({"html":"x"})", "text/html", "x", R"({"html":"html"})"},
      {R"({"text":" ","content_html":"<p>x"})", "text/html", "<p>x", R"({"html":"content_html"})"},
      {R"({"text":"x","content_html":"<p>x"})", "text/plain", "x", R"({"text":"text"})"},
      {R"({"content":"\u003Cp class=\"a\">x"})", "text/html", "<p class=\"a\">x",
       R"({"html":"content"})"},
      {R"({"content":"x < y <b>"})", "text/plain", "x < y <b>", R"({"text":"content"})"},
  };
  for (const Row& row : kRows) {
    Article article = record(row.json);
    ASSERT_TRUE(passed(unwrap(article))) << row.json;
    EXPECT_EQ(article.content.media_type, row.media_type) << row.json;
    EXPECT_EQ(article.content.bytes, row.bytes) << row.json;
    EXPECT_EQ(article.detail, row.detail) << row.json;
  }
}

TEST(UnwrapJson, ARecordWithoutContainerIsNamedByItsOwnAddress) {
  Article article = record("[]");
  article.arrival.container.reset();
  const Outcome outcome = unwrap(article);
  EXPECT_TRUE(std::get<Quarantined>(outcome).error.message.starts_with(
      "file:///news.jsonl#line=7: byte 0: "));
}

}  // namespace
}  // namespace headwater
