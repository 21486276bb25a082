#include "base/digest.h"

#include <gtest/gtest.h>

namespace headwater {
namespace {

// FIPS 180-4 examples.
constexpr const char* kEmpty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr const char* kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Digest, AgreesWithTheStandardsExamples) {
  EXPECT_EQ(sha256("").hex(), kEmpty);
  EXPECT_EQ(sha256("abc").hex(), kAbc);
}

TEST(Digest, PiecesGiveTheDigestOfTheWholeAndTheHasherStartsAnew) {
  Sha256 hasher;
  hasher.update("a");
  hasher.update("bc");
  EXPECT_EQ(hasher.finish().hex(), kAbc);
  EXPECT_EQ(hasher.finish().hex(), kEmpty);
}

TEST(Digest, ReadsItsOwnHexadecimalFormAndNothingElse) {
  EXPECT_EQ(digest_from_hex(kAbc), sha256("abc"));
  EXPECT_EQ(digest_from_hex(std::string(kAbc).substr(1)), std::nullopt);
  EXPECT_EQ(digest_from_hex(std::string(64, 'g')), std::nullopt);
}

TEST(Digest, ThePrefixIsBigEndian) { EXPECT_EQ(sha256("abc").prefix64(), 0xba7816bf8f01cfeaU); }

}  // namespace
}  // namespace headwater
