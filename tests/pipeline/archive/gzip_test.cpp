#include "archive/gzip.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

constexpr std::uint64_t kLimit = std::uint64_t{1} << 30;

/// Text that does not compress to nothing.
std::string sample_text(std::size_t size) {
  std::string text;
  std::uint32_t state = 1;
  while (text.size() < size) {
    state = state * 1664525 + 1013904223;
    text += "word" + std::to_string(state >> 20) + ' ';
  }
  text.resize(size);
  return text;
}

class GzipSizes : public testing::TestWithParam<std::size_t> {};
INSTANTIATE_TEST_SUITE_P(Rows, GzipSizes,
                         testing::Values(0, 1, 3500, 65535, 65536, 65537, 1 << 20, (64 << 20) + 1));

TEST_P(GzipSizes, ComeBackEqual) {
  const std::string text = sample_text(GetParam());
  const std::string member = gzip_member(text);
  EXPECT_TRUE(looks_like_gzip(member));
  const auto back = gunzip(member, kLimit);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_TRUE(back->bytes == text);
  EXPECT_EQ(back->note, "");
}

TEST_P(GzipSizes, StoredBytesComeBackEqualAndGrowLittle) {
  const std::string text = sample_text(GetParam());
  const std::string member = gzip_member(text, GzipEffort::kStore);
  EXPECT_TRUE(member.starts_with(kMemberHeader));
  EXPECT_LE(member.size(), text.size() + text.size() / 1000 + 30);
  const auto back = gunzip(member, kLimit);
  ASSERT_TRUE(back.ok()) << back.error().message;
  EXPECT_TRUE(back->bytes == text);
}

TEST(Gzip, MembersAreJoined) {
  const std::string big = sample_text(300000);
  const auto back = gunzip(gzip_member("one,") + gzip_member(big) + gzip_member(",three"), kLimit);
  ASSERT_TRUE(back.ok());
  EXPECT_TRUE(back->bytes == "one," + big + ",three");
}

TEST(Gzip, OneMemberSaysItsLength) {
  const std::string first = gzip_member("one");
  const auto member = gunzip_member(first + gzip_member("two"), kLimit);
  ASSERT_TRUE(member.ok());
  EXPECT_EQ(member->bytes, "one");
  EXPECT_EQ(member->length, first.size());
}

TEST(Gzip, BytesAfterTheLastMemberAreReported) {
  const auto back = gunzip(gzip_member("text") + "garbage", kLimit);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->bytes, "text");
  EXPECT_EQ(back->note, "7 bytes after the last gzip member ignored");
}

TEST(Gzip, EveryTruncationIsFound) {
  const std::string member = gzip_member(sample_text(2000));
  for (std::size_t size = 0; size < member.size(); ++size) {
    const auto result = gunzip(std::string_view(member).substr(0, size), kLimit);
    ASSERT_FALSE(result.ok()) << size;
    EXPECT_EQ(result.error().code, ErrorCode::kTruncated) << size << result.error().message;
  }
}

TEST(Gzip, EveryFlippedByteOfContentIsFound) {
  const std::string text = sample_text(2000);
  const std::string member = gzip_member(text);
  constexpr std::size_t kHeader =
      10;  // Its flags and times may change without changing the content.
  for (std::size_t i = kHeader; i < member.size(); ++i) {
    std::string damaged = member;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    const auto result = gunzip(damaged, kLimit);
    ASSERT_FALSE(result.ok()) << i;
  }
}

TEST(Gzip, LyingSizeIsFound) {
  std::string member = gzip_member("some text");
  for (const char lie : {'\0', '\x08', '\x7f'}) {
    member[member.size() - 4] = lie;
    member[member.size() - 1] = lie;
    const auto result = gunzip(member, kLimit);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, ErrorCode::kBadGzip);
  }
}

TEST(Gzip, OutputIsLimited) {
  const std::string member = gzip_member(sample_text(100000));
  EXPECT_TRUE(gunzip(member, 100000).ok());
  EXPECT_EQ(gunzip(member, 99999).error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(gunzip(member, 0).error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(gunzip(member + member, 199999).error().code, ErrorCode::kTooLarge);
}

TEST(Gzip, BombIsRefused) {
  const std::string member = gzip_member(std::string(20 << 20, ' '));
  const auto result = gunzip(member, kLimit);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::kTooLarge);
  EXPECT_TRUE(gunzip(gzip_member(std::string(10 << 20, ' ')), kLimit).ok());
}

TEST(Gzip, OwnMembersMayGrowAnyTimes) {
  const std::string text(20 << 20, ' ');
  const auto member = gunzip_member(gzip_member(text), kLimit);
  ASSERT_TRUE(member.ok());
  EXPECT_TRUE(member->bytes == text);
}

TEST(Gzip, HeaderIsAlwaysTheSame) {
  EXPECT_TRUE(gzip_member("").starts_with(kMemberHeader));
  EXPECT_TRUE(gzip_member(sample_text(5000)).starts_with(kMemberHeader));
}

/// Stored blocks hold 65,535 bytes at most; parts end anywhere in them.
TEST(Gzip, PartsAreStoredAsTheWholeWouldBe) {
  constexpr std::size_t kBlock = 65535;
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{5000}, kBlock - 1,
                                 kBlock, kBlock + 1, 2 * kBlock, 2 * kBlock + 1}) {
    const std::string text = sample_text(size);
    const std::string whole = gzip_member(text, GzipEffort::kStore);
    const auto member = gunzip_member(whole, kLimit);
    ASSERT_TRUE(member.ok()) << size;
    EXPECT_TRUE(member->bytes == text) << size;
    EXPECT_EQ(member->length, whole.size());
    EXPECT_EQ(whole.size(), size + 18 + 5 * std::max<std::size_t>(1, (size + kBlock - 1) / kBlock));
    EXPECT_TRUE(whole.starts_with(kMemberHeader));
    for (const std::size_t cut : {std::size_t{0}, size / 3, size - size / 7, size}) {
      const std::string_view view = text;
      const std::array parts{view.substr(0, cut), std::string_view(), view.substr(cut)};
      std::string out = "before";
      append_stored_member(parts, out);
      EXPECT_TRUE(out == "before" + whole) << size << " cut at " << cut;
    }
  }
}

TEST(Gzip, OtherBytesAreRefused) {
  for (const std::string_view bytes :
       {"PK\x03\x04 some zip file, or so", "plain text of some length"}) {
    EXPECT_FALSE(looks_like_gzip(bytes));
    EXPECT_EQ(gunzip(bytes, kLimit).error().code, ErrorCode::kBadGzip);
  }
}

}  // namespace
}  // namespace headwater
