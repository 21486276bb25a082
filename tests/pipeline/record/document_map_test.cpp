#include "record/document_map.h"

#include <gtest/gtest.h>

#include <random>

#include "support/random_map.h"

namespace headwater {
namespace {

using testing::random_edits;
using testing::random_map;
using testing::RandomMap;

DocumentMap sample_map(const RandomMap& made, EditMap& edits) {
  edits.settle(made.text);
  return make_document_map(made.raw.size(), made.text, made.map, edits);
}

TEST(DocumentMap, EncodesPlainTextInAFewBytes) {
  EditMap edits;
  edits.propose({{0, 5}, 2});
  const std::string text = "Title\n\nProse.";
  edits.settle(text);
  const DocumentMap map =
      make_document_map(text.size(), text, SourceMap::identity(text.size()), edits);
  // "HWM1", |R| 13, |T| 13, 1 run, 1 cut, no literals; copy of 13 from 0; cut 0 to 7 by rule 2.
  EXPECT_EQ(encode_map(map), std::string("HWM1\x0d\x0d\x01\x01\x00\x00\x0d\x00\x07\x02", 14));
}

TEST(DocumentMap, CountsAStepThatIsPartlyCutAsChanged) {
  RandomMap made;
  made.raw = "<&x;&y;";
  made.text = "ab";
  made.map.append(RunKind::kEntity, 1, 6, 2);
  EditMap edits;
  edits.propose({{0, 1}, 0});
  const ByteAccount bytes = account(sample_map(made, edits));
  EXPECT_EQ(bytes, (ByteAccount{0, 6, 0, 1}));
}

TEST(DocumentMapProperty, ReplayGivesTheCleanedTextByteForByte) {
  std::mt19937_64 random(6);
  for (int round = 0; round < 500; ++round) {
    const RandomMap made = random_map(random, 15);
    EditMap edits = random_edits(random, made.text, 5);
    const DocumentMap map = sample_map(made, edits);
    const Result<std::string> text = replay_text(made.raw, map);
    ASSERT_TRUE(text.ok()) << text.error().message;
    ASSERT_EQ(*text, made.text);
    const Result<std::string> cleaned = replay_cleaned(made.raw, map);
    ASSERT_TRUE(cleaned.ok()) << cleaned.error().message;
    ASSERT_EQ(*cleaned, edits.cleaned(made.text));
  }
}

TEST(DocumentMapProperty, TheAccountBalancesAndAgreesWithEveryByte) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 500; ++round) {
    const RandomMap made = random_map(random, 15);
    EditMap edits = random_edits(random, made.text, 5);
    const DocumentMap map = sample_map(made, edits);
    const ByteAccount bytes = account(map);
    ASSERT_EQ(bytes.total(), made.raw.size());
    ByteAccount counted;
    for (std::uint64_t byte = 0; byte < made.raw.size(); ++byte) {
      const std::optional<TextSpan> text = made.map.text_of(byte);
      if (!text) {
        ++counted.markup;
      } else if (edits.kept_within(*text).empty()) {
        ++counted.removed;
      } else if (made.raw[byte] == '#') {
        ++counted.changed;
      } else {
        ++counted.kept;
      }
    }
    ASSERT_EQ(bytes, counted);
  }
}

TEST(DocumentMapProperty, EncodingIsCanonical) {
  std::mt19937_64 random(8);
  for (int round = 0; round < 300; ++round) {
    const RandomMap made = random_map(random, 15);
    EditMap edits = random_edits(random, made.text, 5);
    const DocumentMap map = sample_map(made, edits);
    const std::string encoded = encode_map(map);
    const Result<DocumentMap> decoded = decode_map(encoded);
    ASSERT_TRUE(decoded.ok()) << decoded.error().message;
    ASSERT_EQ(decoded->source, map.source);
    ASSERT_EQ(decoded->cuts, map.cuts);
    ASSERT_EQ(encode_map(*decoded), encoded);
  }
}

TEST(DocumentMapProperty, DamagedBytesAreRefusedOrStillCanonical) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 3000; ++round) {
    const RandomMap made = random_map(random, 8);
    EditMap edits = random_edits(random, made.text, 3);
    std::string encoded = encode_map(sample_map(made, edits));
    encoded[random() % encoded.size()] = static_cast<char>(random());
    if (round % 3 == 0) encoded.resize(random() % encoded.size());
    const Result<DocumentMap> decoded = decode_map(encoded);
    if (!decoded.ok()) {
      ASSERT_EQ(decoded.error().code, ErrorCode::kBadMap);
      continue;
    }
    ASSERT_EQ(encode_map(*decoded), encoded);
    ASSERT_TRUE(decoded->source.check(decoded->raw_size, decoded->text_size));
    ASSERT_EQ(account(*decoded).total(), decoded->raw_size);
  }
}

TEST(DocumentMap, RefusesAPayloadOfAnotherSize) {
  EditMap edits;
  const DocumentMap map = make_document_map(3, "abc", SourceMap::identity(3), edits);
  EXPECT_EQ(replay_text("abcd", map).error().code, ErrorCode::kBadMap);
}

}  // namespace
}  // namespace headwater
