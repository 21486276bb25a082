#include "base/read_file.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>

#include "support/temp_dir.h"

namespace headwater {
namespace {

using testing::TempDir;

constexpr ByteLimit kLimit = {1000, "max_file_bytes"};

ErrorCode failure(const std::string& path, Links links = Links::kFollow) {
  const auto contents = read_file(path, kLimit, links);
  EXPECT_FALSE(contents.ok()) << path;
  if (contents.ok()) return ErrorCode::kInternal;
  EXPECT_NE(contents.error().message.find(path), std::string::npos) << contents.error().message;
  return contents.error().code;
}

TEST(ReadFile, ReadsBytesAndStamp) {
  const TempDir dir;
  const std::string path = dir.write("a.txt", std::string("a\0b\n", 4));
  const auto contents = read_file(path, kLimit, Links::kRefuse);
  ASSERT_TRUE(contents.ok()) << contents.error().message;
  EXPECT_EQ(contents->bytes, std::string("a\0b\n", 4));
  EXPECT_EQ(contents->stamp.size, 4U);
  EXPECT_EQ(read_file(dir.write("empty", ""), kLimit, Links::kRefuse)->bytes, "");
}

TEST(ReadFile, NamesTheLimitThatIsExceeded) {
  const TempDir dir;
  EXPECT_TRUE(read_file(dir.write("fits", std::string(1000, 'x')), kLimit, Links::kRefuse).ok());
  const auto contents = read_file(dir.write("big", std::string(1001, 'x')), kLimit, Links::kRefuse);
  ASSERT_FALSE(contents.ok());
  EXPECT_EQ(contents.error().code, ErrorCode::kTooLarge);
  EXPECT_NE(contents.error().message.find("1001 bytes are more than max_file_bytes = 1000"),
            std::string::npos);
}

TEST(ReadFile, NeverAllocatesForASparseGiant) {
  const TempDir dir;
  const std::string path = dir.write("sparse", "");
  std::filesystem::resize_file(path, std::uint64_t{1} << 40);
  EXPECT_EQ(failure(path), ErrorCode::kTooLarge);
}

TEST(ReadFile, RefusesEverythingButRegularFilesWithoutWaiting) {
  const TempDir dir;
  const std::string fifo = dir / "fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  EXPECT_EQ(failure(fifo), ErrorCode::kUnreadable);
  EXPECT_EQ(failure(dir.path()), ErrorCode::kUnreadable);
  EXPECT_EQ(failure("/dev/zero"), ErrorCode::kUnreadable);

  const std::string path = dir / "socket";
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ASSERT_LT(path.size(), sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  ASSERT_EQ(::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(failure(path), ErrorCode::kUnreadable);
  ::close(fd);
}

TEST(ReadFile, FollowsLinksOnlyWhereAsked) {
  const TempDir dir;
  std::filesystem::create_symlink(dir.write("target", "x"), dir / "link");
  std::filesystem::create_symlink("loop", dir / "loop");
  EXPECT_EQ(read_file(dir / "link", kLimit, Links::kFollow)->bytes, "x");
  EXPECT_EQ(failure(dir / "link", Links::kRefuse), ErrorCode::kUnreadable);
  EXPECT_EQ(failure(dir / "loop"), ErrorCode::kUnreadable);
}

TEST(ReadFile, TellsAMissingFileFromAnUnreadableOne) {
  const TempDir dir;
  EXPECT_EQ(failure(dir / "missing"), ErrorCode::kVanished);
  EXPECT_EQ(failure(dir.write("file", "x").string() + "/below"), ErrorCode::kVanished);
}

TEST(ReadFile, RefusesAFileWhoseSizeIsALie) {
  EXPECT_EQ(failure("/proc/self/stat"), ErrorCode::kUnreadable);
}

TEST(RegularFile, NoticesWhatHappensToItWhileOpen) {
  const TempDir dir;
  const std::string path = dir.write("a", "abc");
  const auto file = RegularFile::open(path, Links::kRefuse);
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(file->check_unchanged().ok());
  std::filesystem::resize_file(path, 2);
  EXPECT_EQ(file->check_unchanged().error().code, ErrorCode::kUnreadable);
}

}  // namespace
}  // namespace headwater
