#include "support/process.h"

#include <gtest/gtest.h>
#include <signal.h>

#include "support/temp_dir.h"

namespace headwater::testing {
namespace {

Command shell(const std::string& script) {
  return {.program = "/bin/sh", .arguments = {"-c", script}};
}

TEST(Process, GivesInputAndTakesOutputErrorsAndExitCode) {
  Command command = shell("cat; echo \"$GREETING\" >&2; exit 7");
  command.input = "one\ntwo\n";
  command.environment = {{"GREETING", "hello"}};
  const ProcessResult result = run(command);
  EXPECT_EQ(result.out, "one\ntwo\n");
  EXPECT_EQ(result.err, "hello\n");
  EXPECT_EQ(result.exit_code, 7);
}

TEST(Process, RunsInTheFolderThatIsNamed) {
  const TempDir folder;
  folder.write("here", "yes");
  Command command = shell("cat here");
  command.folder = folder.path();
  EXPECT_EQ(run(command).out, "yes");
}

TEST(Process, TellsTheSignalThatEndedIt) {
  Process process(shell("read line < /dev/zero"));
  process.send(SIGKILL);
  EXPECT_EQ(process.finish(std::chrono::seconds(10)).signal, SIGKILL);
}

TEST(Process, LimitsTheSizeOfFiles) {
  const TempDir folder;
  Command command = shell("head -c 100000 /dev/zero > file");
  command.folder = folder.path();
  command.file_size_limit = 5000;
  EXPECT_NE(run(command).exit_code, 0);
  EXPECT_EQ(std::filesystem::file_size(folder / "file"), 5000U);
}

}  // namespace
}  // namespace headwater::testing
