#include "record/source_map.h"

#include <gtest/gtest.h>

#include <random>

#include "support/random_map.h"

namespace headwater {
namespace {

using testing::random_map;
using testing::RandomMap;

TEST(SourceMap, IdentityMapsEveryByteToItself) {
  const SourceMap map = SourceMap::identity(5);
  EXPECT_EQ(map.text_size(), 5U);
  EXPECT_EQ(map.raw_of(3), (RawSpan{3, 4}));
  EXPECT_EQ(map.text_of(3), (TextSpan{3, 4}));
  EXPECT_EQ(map.text_of(5), std::nullopt);
  EXPECT_TRUE(map.check(5, 5));
}

TEST(SourceMap, NeighboursOfOneShapeAreOneRun) {
  SourceMap map;
  map.append_copy(0, 2);
  map.append_copy(2, 3);
  map.append(RunKind::kTranscode, 5, 2, 3);
  map.append(RunKind::kTranscode, 7, 2, 3);
  ASSERT_EQ(map.runs().size(), 2U);
  EXPECT_EQ(map.runs()[1].units, 2U);
  EXPECT_EQ(map.raw_of(9), (RawSpan{7, 9}));
}

TEST(SourceMap, LooksIntoTheRightStepAndSkipsMarkup) {
  SourceMap map;  // raw: <p>A&amp;B</p>  text: A&B
  map.append_copy(3, 1);
  map.append(RunKind::kEntity, 4, 5, 1);
  map.append_copy(9, 1);
  EXPECT_EQ(map.raw_spans({0, 3}), (std::vector<RawSpan>{{3, 10}}));
  EXPECT_EQ(map.raw_of(1), (RawSpan{4, 9}));
  EXPECT_EQ(map.text_of(6), (TextSpan{1, 2}));
  EXPECT_EQ(map.text_of(0), std::nullopt);
}

TEST(SourceMap, ChecksNameTheBrokenInvariant) {
  SourceMap map;
  map.append_copy(0, 4);
  EXPECT_EQ(map.check(3, 4).error().code, ErrorCode::kBadMap);
  EXPECT_EQ(map.check(4, 5).error().code, ErrorCode::kBadMap);
}

TEST(SourceMap, ComposesAnEscapeInsideAnEscape) {
  SourceMap outer;  // JSON \u0026amp; -> &amp;
  outer.append(RunKind::kEntity, 1, 6, 1);
  outer.append_copy(7, 4);
  SourceMap inner;  // HTML &amp; -> &
  inner.append(RunKind::kEntity, 0, 5, 1);
  const SourceMap composed = SourceMap::compose(outer, inner);
  ASSERT_EQ(composed.runs().size(), 1U);
  EXPECT_EQ(composed.raw_of(0), (RawSpan{1, 11}));
}

TEST(SourceMap, BytesOfRawAreUsedOnceWhenAStepIsSplit) {
  SourceMap outer;  // one escape makes two characters
  outer.append(RunKind::kEntity, 0, 4, 2);
  SourceMap inner;  // an inner map that has a separator between them
  inner.append_copy(0, 1);
  inner.append(RunKind::kSeparator, 1, 0, 1);
  inner.append_copy(1, 1);
  const SourceMap composed = SourceMap::compose(outer, inner);
  EXPECT_TRUE(composed.check(4, 3));
  EXPECT_EQ(composed.raw_of(0), (RawSpan{0, 4}));
  EXPECT_TRUE(composed.raw_of(2).empty());
}

TEST(SourceMapProperty, ForwardAndBackwardLookUpsAgreeForEveryByte) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 500; ++round) {
    const RandomMap made = random_map(random, 1 + round % 20);
    ASSERT_TRUE(made.map.check(made.raw.size(), made.text.size()));
    for (std::uint64_t offset = 0; offset < made.text.size(); ++offset) {
      const RawSpan raw = made.map.raw_of(offset);
      ASSERT_LE(raw.end, made.raw.size());
      for (std::uint64_t byte = raw.begin; byte < raw.end; ++byte) {
        ASSERT_TRUE(made.map.text_of(byte).has_value());
        ASSERT_TRUE(made.map.text_of(byte)->contains(offset));
      }
    }
    for (std::uint64_t byte = 0; byte < made.raw.size(); ++byte) {
      const std::optional<TextSpan> text = made.map.text_of(byte);
      if (text) {
        ASSERT_TRUE(made.map.raw_of(text->begin).contains(byte));
      }
    }
  }
}

TEST(SourceMapProperty, SpansAreTheUnionOfTheirBytes) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 300; ++round) {
    const RandomMap made = random_map(random, 12);
    const std::uint64_t a = random() % made.text.size();
    const std::uint64_t b = a + 1 + random() % (made.text.size() - a);
    const std::vector<RawSpan> spans = made.map.raw_spans({a, b});
    for (std::size_t i = 1; i < spans.size(); ++i) ASSERT_LT(spans[i - 1].end, spans[i].begin);
    std::uint64_t covered = 0;
    for (const RawSpan& span : spans) covered += span.size();
    std::uint64_t expected = 0;
    std::uint64_t last_end = 0;
    for (std::uint64_t offset = a; offset < b; ++offset) {
      const RawSpan raw = made.map.raw_of(offset);
      if (raw.empty() || raw.end <= last_end) continue;
      expected += raw.size();
      last_end = raw.end;
    }
    ASSERT_EQ(covered, expected);
  }
}

TEST(SourceMapProperty, ComposingAgreesWithLookingUpTwice) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 500; ++round) {
    const RandomMap outer = random_map(random, 10);
    SourceMap inner;  // copies with gaps, on code-point edges of the middle text
    for (std::uint64_t at = 0; at < outer.text.size();) {
      const std::uint64_t size = 1 + random() % (outer.text.size() - at);
      if (random() % 3 != 0) inner.append_copy(at, size);
      at += size;
    }
    const SourceMap composed = SourceMap::compose(outer.map, inner);
    ASSERT_TRUE(composed.check(outer.raw.size(), inner.text_size()));
    for (std::uint64_t offset = 0; offset < inner.text_size(); ++offset) {
      const RawSpan twice = outer.map.raw_of(inner.raw_of(offset).begin);
      const RawSpan once = composed.raw_of(offset);
      if (!once.empty()) {
        ASSERT_EQ(once, twice);
      }
    }
  }
}

}  // namespace
}  // namespace headwater
