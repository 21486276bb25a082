#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "archive/capture_archive.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "support/failing_vfs.h"
#include "support/finished_samples.h"
#include "support/temp_dir.h"

namespace headwater {
namespace {

constexpr int kDocuments = 3;

/// Long enough to need overflow pages.
std::string text_of(int number) {
  std::string text = "Story " + std::to_string(number) + " begins here.";
  for (int i = 0; i < 200; ++i) text += " Sentence " + std::to_string(number * 1000 + i) + ".";
  return text;
}

/// Stores document `number` and commits it.
Status store_document(Store& store, int number) {
  Finished finished = testing::sample_passed(text_of(number), std::to_string(number));
  std::string prepared;
  store.prepare(finished, prepared);
  Status status = store.add(finished, prepared);
  return status ? store.commit() : status;
}

/// One run over the documents from `first` on; `committed` is raised with each that is durable.
Status run_store(const std::filesystem::path& path, const Recipe& recipe, int& committed) {
  Result<std::unique_ptr<Store>> store = open_store({path});
  if (!store) return store.error();
  const auto run = (*store)->begin_run(recipe, "test", system_clock());
  if (!run) return run.error();
  Status status;
  while (status && committed < kDocuments) {
    status = store_document(**store, committed);
    if (status) ++committed;
  }
  const Status ended = (*store)->end_run({}, status ? RunState::kComplete : RunState::kFailed);
  return status ? ended : status;
}

/// Checks that the store holds whole documents 0 to n only, and returns n.
int count_whole_documents(const std::filesystem::path& path) {
  Result<Database> database = Database::open(path / "headwater.db", {});
  EXPECT_TRUE(database.ok()) << database.error().message;
  Result<SqlStatement> check = database->prepare("PRAGMA integrity_check");
  EXPECT_TRUE(*check->step());
  EXPECT_EQ(check->text(0), "ok");
  const auto archive = open_capture_archive(path / "captures", ArchiveAccess::kRead, 1 << 30);
  Result<SqlStatement> rows = database->prepare(
      "SELECT c.segment, c.offset, c.length, t.text, d.statements,"
      " (SELECT count(*) FROM statement s WHERE s.document = d.document),"
      " (SELECT count(*) FROM lineage l WHERE l.capture = c.capture)"
      " FROM document d JOIN capture c USING (capture) JOIN document_text t USING (document)"
      " ORDER BY d.document");
  EXPECT_TRUE(rows.ok());
  int count = 0;
  while (*rows->step()) {
    const std::string text = text_of(count++);
    EXPECT_EQ(rows->text(3), text);
    EXPECT_EQ(rows->integer(4), rows->integer(5));
    EXPECT_EQ(rows->integer(6), 3);
    const auto content = (*archive)->read({static_cast<std::uint32_t>(rows->integer(0)),
                                           rows->unsigned_integer(1), rows->unsigned_integer(2)});
    EXPECT_TRUE(content.ok());
    EXPECT_EQ(content->block, text);
  }
  EXPECT_EQ(**database->integer("SELECT count(*) FROM capture"), count);
  return count;
}

// Every write, sync and truncation of the database fails once, from making the store to closing it.
TEST(StoreFailure, AnyFailedWriteLeavesTheLastCommit) {
  const Recipe recipe = testing::sample_recipe();
  testing::FailingVfs vfs("headwater.db");
  bool failed = true;
  // Every call up to the 40th, then every 7th: the later ones repeat the same commits.
  for (std::uint64_t call = 1; failed; call += call < 40 ? 1 : 7) {
    const testing::TempDir dir;
    const std::filesystem::path path = dir / "store";
    int committed = 0;
    vfs.fail_at(call);
    const Status status = run_store(path, recipe, committed);
    failed = vfs.failed();
    vfs.fail_at(0);
    if (!status) {
      EXPECT_EQ(status.error().code, ErrorCode::kIo) << status.error().message;
    }
    const int tried = committed;
    ASSERT_TRUE(open_store({path}).ok()) << "call " << call;
    const int found = count_whole_documents(path);
    // A commit that reported failure after its last write may be found complete; never less.
    EXPECT_GE(found, tried) << "call " << call;
    EXPECT_LE(found, tried + (status ? 0 : 1)) << "call " << call;
    committed = found;
    const Status again = run_store(path, recipe, committed);
    ASSERT_TRUE(again.ok()) << again.error().message << ", call " << call;
    EXPECT_EQ(count_whole_documents(path), kDocuments);
  }
}

/// In a process whose files may not grow beyond `limit`: 0 if the store says that the disk is full.
int run_with_file_limit(const std::filesystem::path& path, rlim_t limit) {
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit files{limit, limit};
  if (::setrlimit(RLIMIT_FSIZE, &files) != 0) return 2;
  const Recipe recipe = testing::sample_recipe();
  int committed = 0;
  const Status status = run_store(path, recipe, committed);
  if (status.ok()) return 3;
  if (status.error().code == ErrorCode::kDiskFull) return 0;
  std::fprintf(stderr, "%s\n", status.error().message.c_str());
  return 4;
}

TEST(StoreFailure, FullDiskIsSaidAndHarmsNothing) {
  // Too little to make the store, for the first document, for the last one.
  for (const rlim_t limit : {20'000U, 200'000U, 240'000U, 260'000U}) {
    const testing::TempDir dir;
    const pid_t child = ::fork();
    if (child == 0) ::_exit(run_with_file_limit(dir / "store", limit));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0) << limit;
    ASSERT_TRUE(open_store({dir / "store"}).ok());
    int committed = count_whole_documents(dir / "store");
    EXPECT_LT(committed, kDocuments) << limit;
    ASSERT_TRUE(run_store(dir / "store", testing::sample_recipe(), committed).ok());
    EXPECT_EQ(count_whole_documents(dir / "store"), kDocuments);
  }
}

}  // namespace
}  // namespace headwater
