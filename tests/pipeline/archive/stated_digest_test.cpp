#include "archive/stated_digest.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater {
namespace {

struct Case {
  const char* stated;
  DigestVerdict verdict;
};

// Of the bytes "abc", as FIPS 180-4 has them for SHA-1 and SHA-256.
TEST(StatedDigest, IsComparedInAllItsSpellings) {
  constexpr DigestVerdict kMatches = DigestVerdict::kMatches;
  constexpr DigestVerdict kDiffers = DigestVerdict::kDiffers;
  constexpr DigestVerdict kUnchecked = DigestVerdict::kUnchecked;
  const Case rows[] = {
      {"sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", kMatches},
      {"sha1:vgmt4nsha2awvor6evyxqugcnsonbwe5", kMatches},
      {"SHA-1:a9993e364706816aba3e25717850c26c9cd0d89d", kMatches},
      {"sha1:A9993E364706816ABA3E25717850C26C9CD0D89D", kMatches},
      {"sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE4", kDiffers},
      {"sha1:a9993e364706816aba3e25717850c26c9cd0d89e", kDiffers},
      {"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", kMatches},
      {"sha-256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ====", kMatches},
      {"sha256:XJ4BNP4PAHH6UQKBIDPF3LRCEOYAGYNDSYLXVHFUCD7WD4QACWWQ", kMatches},
      {"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ae", kDiffers},
      {"", kUnchecked},
      {"sha1", kUnchecked},
      {"sha1:", kUnchecked},
      {"sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE", kUnchecked},
      {"sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE1", kUnchecked},
      {"sha1:a9993e364706816aba3e25717850c26c9cd0d89g", kUnchecked},
      {"md5:900150983cd24fb0d6963f7d28e17f72", kUnchecked},
      {"sha512:ba7816bf", kUnchecked},
  };
  for (const Case& row : rows) {
    EXPECT_EQ(check_stated_digest(row.stated, "abc"), row.verdict) << row.stated;
  }
}

}  // namespace
}  // namespace headwater
