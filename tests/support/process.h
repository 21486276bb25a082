#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace headwater::testing {

/// The program that was built with these tests.
std::filesystem::path headwater_binary();

/// A program to run. The environment is the test's own plus `environment`; standard input is
/// `input`.
struct Command {
  std::filesystem::path program = headwater_binary();
  std::vector<std::string> arguments;
  std::vector<std::pair<std::string, std::string>> environment = {};
  std::string input = {};
  std::filesystem::path output = {};  ///< Where standard output goes; empty: into the result.
  std::filesystem::path folder = {};  ///< Working folder; empty: the test's own.
  std::optional<std::uint64_t> file_size_limit = {};  ///< RLIMIT_FSIZE in bytes, SIGXFSZ ignored.
  std::optional<uid_t> user = {};  ///< Runs as this user; only root may ask for it.
};

/// What became of a program.
struct ProcessResult {
  int exit_code = -1;  ///< -1 if a signal ended it.
  int signal = 0;      ///< The signal that ended it, or 0.
  bool timed_out = false;
  std::string out;
  std::string err;
  std::uint64_t peak_memory = 0;  ///< Resident bytes at most.
  double cpu_seconds = 0;         ///< Of user and system together.
};

/// A running program. Output is held in memory files, so it never blocks on a full pipe. Killed
/// and reaped if it still runs when this goes.
class Process {
 public:
  explicit Process(const Command& command);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Whether it ended within `time`.
  bool ended_within(std::chrono::microseconds time) const;
  void send(int signal) const;
  /// Waits up to `limit`, then kills it. Requires: not called before.
  ProcessResult finish(std::chrono::seconds limit);

 private:
  int input_ = -1;
  int out_ = -1;
  int err_ = -1;
  bool captures_output_ = true;
  int handle_ = -1;  ///< pidfd: readable once the program has ended.
  pid_t pid_ = -1;   ///< -1 once reaped.
};

/// Runs `command` to its end; throws (which fails a test) if that takes longer than `limit`.
ProcessResult run(const Command& command, std::chrono::seconds limit = std::chrono::seconds(120));

/// Runs headwater with `arguments`.
ProcessResult run_headwater(std::vector<std::string> arguments, std::string input = {});

}  // namespace headwater::testing
