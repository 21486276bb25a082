#include "archive/gunzip_stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "archive/gzip.h"

namespace headwater {
namespace {

/// Hands out `bytes` in pieces of at most `piece`.
class Pieces final : public ByteStream {
 public:
  Pieces(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min({piece_, buffer.size(), bytes_.size() - at_});
    std::copy_n(bytes_.data() + at_, size, buffer.data());
    at_ += size;
    return size;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

struct Drained {
  std::string bytes;
  std::optional<Error> error;
};

Drained drain(std::string compressed, std::size_t piece, std::size_t room) {
  Pieces pieces(std::move(compressed), piece);
  GunzipStream stream(pieces);
  Drained out;
  std::string buffer(room, '\0');
  for (;;) {
    const auto size = stream.read(buffer);
    if (!size) {
      out.error = size.error();
      return out;
    }
    if (*size == 0) return out;
    out.bytes.append(buffer, 0, *size);
  }
}

std::string some_text() {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "line " + std::to_string(i * 7919) + "\n";
  return text;
}

TEST(GunzipStream, UndoesAllMembersWhateverThePieces) {
  const std::string compressed = gzip_member("one ") + gzip_member("") + gzip_member(some_text());
  for (const std::size_t piece : {1, 7, 1 << 20}) {
    for (const std::size_t room : {1, 100, 1 << 20}) {
      const Drained drained = drain(compressed, piece, room);
      EXPECT_FALSE(drained.error);
      EXPECT_EQ(drained.bytes, "one " + some_text());
    }
  }
}

TEST(GunzipStream, HandsOutEverythingBeforeTheDamage) {
  const std::string member = gzip_member(some_text());
  for (const std::size_t cut :
       {std::size_t{0}, std::size_t{5}, member.size() / 2, member.size() - 1}) {
    const Drained drained = drain(member.substr(0, cut), 1000, 100);
    ASSERT_TRUE(drained.error) << cut;
    EXPECT_EQ(drained.error->code, ErrorCode::kTruncated) << drained.error->message;
    EXPECT_TRUE(some_text().starts_with(drained.bytes));
    EXPECT_GE(drained.bytes.size() * 3, cut > member.size() / 3 ? some_text().size() : 0);
  }
}

TEST(GunzipStream, NoticesAWrongChecksumAndForeignBytes) {
  std::string wrong_sum = gzip_member(some_text());
  wrong_sum[wrong_sum.size() - 6] = static_cast<char>(wrong_sum[wrong_sum.size() - 6] ^ 1);
  for (const std::string& bad :
       {wrong_sum, gzip_member(some_text()) + "rest", std::string("plain")}) {
    const Drained drained = drain(bad, 1 << 20, 1 << 20);
    ASSERT_TRUE(drained.error);
    EXPECT_EQ(drained.error->code, ErrorCode::kBadGzip) << drained.error->message;
  }
}

}  // namespace
}  // namespace headwater
