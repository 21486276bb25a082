#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "store/store.h"
#include "support/ingest_fixture.h"
#include "support/news_corpus.h"
#include "support/store_dump.h"

namespace headwater::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kStoreMissing = 10;
constexpr int kLocked = 11;
constexpr int kDamaged = 12;
constexpr int kTemporary = 75;

/// Sixty articles, and a store that something happens to.
class BadStore : public IngestFixture {
 protected:
  BadStore() : articles_(folder_.write("articles.jsonl", NewsCorpus().json_lines(0, 60))) {}

  fs::path segment() const { return store() / "captures/000001.warc.gz"; }

  /// What an undisturbed run stores.
  std::string expected_content() const {
    ingest(articles_);
    std::string content = dump_store(store());
    fs::remove_all(store());
    return content;
  }

  /// With room again, a run must bring the store to the same content as if nothing had happened.
  void expect_recovery(const std::string& expected) const {
    ingest(articles_);
    expect_sound();
    EXPECT_EQ(first_difference(expected, dump_store(store())), "");
  }

  fs::path articles_;
};

void overwrite(const fs::path& file, std::uint64_t offset, std::string_view bytes) {
  std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
  out.seekp(static_cast<std::streamoff>(offset));
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  ASSERT_TRUE(out.good()) << file;
}

TEST_F(BadStore, AFileInItsPlaceIsNamedAsOne) {
  std::ofstream(store()) << "no store";
  for (const std::vector<std::string>& line :
       {std::vector<std::string>{"status"}, {"ingest", articles_.string()}}) {
    const ProcessResult result = headwater(line);
    EXPECT_EQ(result.exit_code, 2) << line[0];
    EXPECT_NE(result.err.find(store().string() + ": is a file, and a store is a folder"),
              std::string::npos)
        << result.err;
  }
}

TEST_F(BadStore, ANewOneIsTold) {
  const std::string told = "a new store was made at " + store().string();
  const ProcessResult first = headwater({"ingest", articles_.string(), "--quiet"});
  EXPECT_NE(first.err.find(told), std::string::npos) << first.err;
  const ProcessResult second = headwater({"ingest", articles_.string()});
  EXPECT_EQ(second.err.find(told), std::string::npos) << second.err;
}

TEST_F(BadStore, WhenThereIsNoneReadersSayWhere) {
  for (const char* name : {"status", "documents", "verify"}) {
    const ProcessResult result = headwater({name});
    EXPECT_EQ(result.exit_code, kStoreMissing) << name;
    EXPECT_NE(result.err.find(store().string()), std::string::npos) << result.err;
  }
}

TEST_F(BadStore, WhenTheFolderMayNotBeWritten) {
  fs::create_directory(store());
  fs::permissions(store(), fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                               fs::perms::others_exec);
  fs::permissions(folder_.path(), fs::perms::all);
  Command command = this->command({"ingest", articles_.string()});
  if (::geteuid() == 0) command.user = 65534;  // Root may write anywhere.
  const ProcessResult result = run(command);
  EXPECT_EQ(result.exit_code, kFailed) << result.err;
  EXPECT_NE(result.err.find(store().string()), std::string::npos) << result.err;
}

TEST_F(BadStore, WhenAnotherProcessWrites) {
  ingest(articles_);
  const auto held = open_store({.path = store()});
  ASSERT_TRUE(held.ok()) << held.error().message;
  const ProcessResult result = headwater({"ingest", articles_.string()});
  EXPECT_EQ(result.exit_code, kLocked) << result.err;
  EXPECT_NE(result.err.find(std::to_string(::getpid())), std::string::npos) << result.err;
  EXPECT_EQ(headwater({"status"}).exit_code, 0) << "a reader needs no lock";
}

TEST_F(BadStore, WhenFilesMayGrowNoFurther) {
  const std::string expected = expected_content();
  for (const std::uint64_t limit :
       {1'000U, 8'000U, 20'000U, 60'000U, 150'000U, 250'000U, 400'000U}) {
    SCOPED_TRACE(limit);
    Command command = this->command({"ingest", articles_.string()});
    command.file_size_limit = limit;
    const ProcessResult result = run(command);
    EXPECT_TRUE(result.exit_code == kTemporary || result.exit_code == 0)
        << result.exit_code << result.err;
    if (fs::exists(store() / "headwater.db") && limit > 200'000) expect_sound();
    expect_recovery(expected);
    fs::remove_all(store());
  }
}

/// A file system of a few hundred kilobytes, for as long as this lives.
class SmallDisk {
 public:
  explicit SmallDisk(fs::path place) : place_(std::move(place)) {
    mounted_ = ::mount("none", place_.c_str(), "tmpfs", 0, "size=600k") == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(place_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  bool enlarge() const {
    return ::mount("none", place_.c_str(), "tmpfs", MS_REMOUNT, "size=64m") == 0;
  }

 private:
  fs::path place_;
  bool mounted_ = false;
};

TEST_F(BadStore, WhenTheDiskIsFull) {
  const std::string expected = expected_content();
  fs::create_directory(store());
  const SmallDisk disk(store());
  if (!disk.mounted()) {
    GTEST_SKIP() << "no right to mount a small file system";
  }
  const ProcessResult result = headwater({"ingest", articles_.string()});
  EXPECT_EQ(result.exit_code, kTemporary) << result.err;
  EXPECT_NE(result.err.find(store().string()), std::string::npos) << result.err;
  EXPECT_TRUE(disk.enlarge());
  expect_recovery(expected);
}

TEST_F(BadStore, WhenTheDatabaseIsNone) {
  ingest(articles_);
  overwrite(store() / "headwater.db", 0, std::string(4096, 'x'));
  for (const auto& arguments :
       {std::vector<std::string>{"status"}, {"ingest", articles_.string()}}) {
    const ProcessResult result = headwater(arguments);
    EXPECT_EQ(result.exit_code, kDamaged) << result.err;
    EXPECT_NE(result.err.find("headwater.db"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("from a backup"), std::string::npos) << result.err;
  }
}

TEST_F(BadStore, WhenTheFolderOfASourceIsGoneTheRunIsToldAsSuch) {
  const std::string there = "[[source]]\nname = \"in\"\nkind = \"read_folder\"\npath = \"in\"\n";
  const std::string gone = "[[source]]\nname = \"disk\"\nkind = \"read_folder\"\npath = \"disk\"\n";
  const std::string file = folder_.write("gone.toml", gone).string();
  ASSERT_EQ(headwater({"ingest", (folder_ / "none.txt").string()}).exit_code, kFailed);
  EXPECT_NE(headwater({"status"}).out.find("(failed)"), std::string::npos);
  ASSERT_EQ(headwater({"ingest", "--config", file}).exit_code, 3);
  EXPECT_NE(headwater({"status"}).out.find("(partial)"), std::string::npos);
  folder_.write("gone.toml", gone + there);
  folder_.write("in/a.txt", "The ferry came back. It leaves again at ten.");
  ASSERT_EQ(headwater({"ingest", "--config", file}).exit_code, 3);
  EXPECT_NE(headwater({"status"}).out.find("(partial)"), std::string::npos);
  const std::string doctor = headwater({"doctor", "--config", file}).out;
  EXPECT_NE(doctor.find("partial: a source"), std::string::npos) << doctor;
  EXPECT_NE(doctor.find("failure  source disk"), std::string::npos) << doctor;
  EXPECT_EQ(doctor.find("source in"), std::string::npos) << doctor;
  fs::create_directory(folder_ / "disk");
  EXPECT_NE(headwater({"doctor", "--config", file}).out.find("warning  source disk"),
            std::string::npos);
  expect_sound();
}

TEST_F(BadStore, WhenTheDatabaseIsLostEveryCommandSaysSoAndNothingIsMade) {
  ingest(articles_);
  const auto size = fs::file_size(segment());
  for (const char* name : {"headwater.db", "headwater.db-wal", "headwater.db-shm"}) {
    fs::remove(store() / name);
  }
  const std::vector<std::vector<std::string>> commands = {
      {"status"}, {"verify"}, {"ingest", articles_.string()}, {"status"}, {"documents"}, {"verify"},
  };
  for (const std::vector<std::string>& command : commands) {
    const ProcessResult result = headwater(command);
    EXPECT_EQ(result.exit_code, kDamaged) << command.front() << result.err;
    EXPECT_NE(result.err.find("restore headwater.db"), std::string::npos) << result.err;
    EXPECT_FALSE(fs::exists(store() / "headwater.db")) << command.front();
  }
  const ProcessResult doctor = headwater({"doctor"});
  EXPECT_EQ(doctor.exit_code, kFailed) << doctor.out;
  EXPECT_NE(doctor.out.find("restore headwater.db"), std::string::npos) << doctor.out;
  EXPECT_EQ(fs::file_size(segment()), size);
}

TEST_F(BadStore, WhenAnEmptyDatabaseLiesInPlaceOfTheLostOne) {
  ingest(articles_);
  const fs::path database = store() / "headwater.db";
  for (const char* tables : {"", "kept"}) {
    SCOPED_TRACE(tables);
    for (const char* name : {"headwater.db", "headwater.db-wal", "headwater.db-shm"}) {
      fs::remove(store() / name);
    }
    if (*tables == '\0') {
      folder_.write("store/headwater.db", "");
    } else {
      ASSERT_TRUE(open_store({.path = folder_ / "fresh"}).ok());
      fs::copy_file(folder_ / "fresh/headwater.db", database);
    }
    for (const char* name : {"status", "verify"}) {
      const ProcessResult result = headwater({name});
      EXPECT_EQ(result.exit_code, kDamaged) << name << result.err;
      EXPECT_NE((result.out + result.err).find("restore headwater.db"), std::string::npos)
          << name << result.out << result.err;
    }
    ingest(articles_, kDamaged);
    EXPECT_NE(headwater({"doctor"}).out.find("restore headwater.db"), std::string::npos);
  }
}

TEST_F(BadStore, WhenTheDatabaseIsOldNewerCapturesAreMovedAside) {
  ingest(articles_);
  const fs::path database = store() / "headwater.db";
  fs::copy_file(database, folder_ / "backup.db");
  const std::uintmax_t known = fs::file_size(segment());
  const fs::path more = folder_.write(
      "more.html", "<html><head><title>Ferry returns</title></head><body><article><p>" +
                       NewsCorpus().article(70).text + "</p></article></body></html>");
  ingest(more);
  fs::remove(store() / "headwater.db-wal");
  fs::remove(store() / "headwater.db-shm");
  fs::copy_file(folder_ / "backup.db", database, fs::copy_options::overwrite_existing);

  const ProcessResult again = ingest(articles_);
  const fs::path orphan =
      store() / "captures" / ("000001.from-" + std::to_string(known) + ".orphan.warc.gz");
  EXPECT_NE(again.err.find("headwater ingest " + orphan.string()), std::string::npos) << again.err;
  EXPECT_TRUE(fs::exists(orphan));
  expect_sound();
  EXPECT_EQ(ingest(articles_).err.find("orphan"), std::string::npos);
  const fs::path aside = folder_ / "aside.warc.gz";
  fs::copy_file(orphan, aside);
  const ProcessResult restored = ingest(aside);
  EXPECT_NE(restored.out.find("\"stored\":1,"), std::string::npos) << restored.out << restored.err;
  expect_sound();
}

TEST_F(BadStore, WhenThePagesOfTheDatabaseAreDamaged) {
  ingest(articles_);
  const fs::path file = store() / "headwater.db";
  const std::uint64_t middle = fs::file_size(file) / 8192 * 4096;
  overwrite(file, middle, std::string(8192, '\x5a'));
  EXPECT_EQ(headwater({"verify", "--read-data"}).exit_code, kDamaged);
}

TEST_F(BadStore, WhenACaptureIsAltered) {
  ingest(articles_);
  overwrite(segment(), fs::file_size(segment()) / 2, "altered");
  EXPECT_NE(run(command({"verify"})).out.find("raw bytes not read (--read-data does)"),
            std::string::npos);
  const ProcessResult result = headwater({"verify", "--read-data"});
  EXPECT_EQ(result.exit_code, kDamaged) << result.out << result.err;
  EXPECT_NE((result.out + result.err).find("000001.warc.gz"), std::string::npos)
      << result.out << result.err;
}

TEST_F(BadStore, WhenTheCapturesOfADocumentAreAlteredItIsNotShown) {
  ingest(articles_);
  const std::uint64_t size = fs::file_size(segment());
  overwrite(segment(), 1024, std::string(size - 1024, '\x5a'));
  const ProcessResult listed = headwater({"documents"});
  const std::string last = listed.out.substr(listed.out.rfind('\n', listed.out.size() - 2) + 1, 32);
  const ProcessResult shown = headwater({"show", last, "--raw"});
  EXPECT_EQ(shown.exit_code, kDamaged) << shown.err;
  EXPECT_NE(shown.err.find("verify --read-data"), std::string::npos) << shown.err;
}

TEST_F(BadStore, WhenCapturesAreLost) {
  ingest(articles_);
  fs::resize_file(segment(), fs::file_size(segment()) / 2);
  EXPECT_EQ(headwater({"verify"}).exit_code, kDamaged);
  folder_.write("more.txt", "One more article came in. It must not be stored behind a hole.");
  const ProcessResult result = headwater({"ingest", (folder_ / "more.txt").string()});
  EXPECT_EQ(result.exit_code, kDamaged) << result.err;
}

TEST_F(BadStore, WhenACaptureWasNeverFinished) {
  ingest(articles_);
  const std::uint64_t whole = fs::file_size(segment());
  std::ofstream(segment(), std::ios::app | std::ios::binary) << "\x1f\x8b torn";
  folder_.write("more.txt", "One more article came in. The torn tail is cut before it.");
  const ProcessResult result = headwater({"ingest", (folder_ / "more.txt").string()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.err.find("cut"), std::string::npos) << result.err;
  EXPECT_GT(fs::file_size(segment()), whole);
  expect_sound();
}

// What a kill leaves while SQLite turns a new file to write-ahead logging: a journal whose page is
// put back on opening, which a reader may not do. And, a moment later, a file without tables.
TEST_F(BadStore, WhenTheSearchIndexWasNeverFinished) {
  ingest(articles_);
  const std::string magic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  const std::string header = magic + std::string("\0\0\0\1abcd\0\0\0\1\0\0\2\0\0\0\x10\0", 20);
  folder_.write("store/search.db", std::string(4096, '\0'));
  folder_.write("store/search.db-journal", header + std::string(8192, '\0'));
  EXPECT_EQ(headwater({"verify"}).exit_code, 0);
  fs::remove(store() / "search.db-journal");
  EXPECT_EQ(headwater({"verify"}).exit_code, 0);
  ingest(articles_);
  expect_sound();
}

TEST_F(BadStore, WhenPagesOfTheSearchIndexAreDamagedItIsMadeAnew) {
  ingest(articles_);
  const fs::path file = store() / "search.db";
  const std::uint64_t size = fs::file_size(file);
  overwrite(file, 4096, std::string(size - 4096, '\x5a'));
  const fs::path more = folder_.write("more.jsonl", NewsCorpus().json_lines(60, 120));
  const ProcessResult result = headwater({"ingest", more.string()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  expect_sound();
}

}  // namespace
}  // namespace headwater::testing
