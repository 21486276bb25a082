#include "store/evidence_json.h"

#include <gtest/gtest.h>

#include <array>

namespace headwater {
namespace {

Evidence sample(std::string_view kind) {
  return {std::string(kind), "The \"Harbour\" Post\n\t\u00e9", TextSpan{3, 17}, RawSpan{4, 20},
          "outlet.harbour-post"};
}

void expect_equal(const Evidence& a, const Evidence& b) {
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.value, b.value);
  EXPECT_EQ(a.span, b.span);
  EXPECT_EQ(a.raw, b.raw);
  EXPECT_EQ(a.rule, b.rule);
}

TEST(EvidenceJson, ListComesBackEqual) {
  std::vector<Evidence> list = {sample("host"), sample("copyright-line")};
  list[1].span.reset();
  list.push_back({"json-field", "", std::nullopt, RawSpan{0, UINT64_MAX}, ""});
  const auto back = evidence_from_json(evidence_to_json(list));
  ASSERT_TRUE(back.ok());
  ASSERT_EQ(back->size(), list.size());
  for (std::size_t i = 0; i < list.size(); ++i) expect_equal((*back)[i], list[i]);
  EXPECT_TRUE(evidence_from_json(evidence_to_json({}))->empty());
}

TEST(EvidenceJson, FieldsComeBackEqual) {
  Article article;
  article.title = Field{"Ferry returns", sample("first-line")};
  article.language = Field{"en", sample("declared")};
  Article back;
  back.title = Field{"Ferry returns", {}};
  back.language = Field{"en", {}};
  ASSERT_TRUE(field_evidence_from_json(field_evidence_to_json(article), back).ok());
  expect_equal(back.title->evidence, article.title->evidence);
  expect_equal(back.language->evidence, article.language->evidence);
  EXPECT_FALSE(back.byline.has_value());
}

TEST(EvidenceJson, FactsComeBackEqual) {
  Article article;
  int number = 0;
  for (const NamedFact& row : named_facts())
    article.facts.*row.field = Field{"value " + std::to_string(++number), sample(row.name)};
  Article back;
  ASSERT_TRUE(field_evidence_from_json(field_evidence_to_json(article), back).ok());
  for (const NamedFact& row : named_facts()) {
    ASSERT_TRUE(back.facts.*row.field) << row.name;
    EXPECT_EQ((back.facts.*row.field)->value, (article.facts.*row.field)->value);
    expect_equal((back.facts.*row.field)->evidence, (article.facts.*row.field)->evidence);
  }
}

TEST(EvidenceJson, AFactWithoutMeaningIsRefused) {
  Article article;
  for (const std::string_view json :
       {R"({"facts":1})", R"({"facts":{"section":{}}})",
        R"({"facts":{"section":{"kind":"","value":"","span":null,"raw":null,"rule":""}}})"}) {
    EXPECT_FALSE(field_evidence_from_json(json, article).ok()) << json;
  }
}

TEST(EvidenceJson, DamageIsRefused) {
  constexpr std::array<std::string_view, 7> kDamaged = {
      "",
      "{}",
      "[1]",
      "[{}]",
      "[",
      R"([{"kind":"a","value":"b","span":[1],"raw":null,"rule":""}])",
      R"([{"kind":1,"value":"b","span":null,"raw":null,"rule":""}])"};
  for (const std::string_view json : kDamaged) {
    const auto result = evidence_from_json(json);
    ASSERT_FALSE(result.ok()) << json;
    EXPECT_EQ(result.error().code, ErrorCode::kStoreDamaged) << json;
  }
}

TEST(EvidenceJson, FieldWithoutEvidenceIsRefused) {
  Article article;
  article.title = Field{"Ferry returns", {}};
  EXPECT_FALSE(field_evidence_from_json("{}", article).ok());
  Article none;
  EXPECT_FALSE(field_evidence_from_json(field_evidence_to_json(article), none).ok());
}

}  // namespace
}  // namespace headwater
