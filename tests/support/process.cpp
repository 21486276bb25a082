#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

extern char** environ;

namespace headwater::testing {
namespace {

int checked(int result, const char* what) {
  if (result < 0) throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
  return result;
}

int memory_file(const char* name) { return checked(::memfd_create(name, MFD_CLOEXEC), name); }

void fill(int file, const std::string& bytes) {
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t written = ::write(file, bytes.data() + done, bytes.size() - done);
    checked(static_cast<int>(written > 0 ? 0 : -1), "write");
    done += static_cast<std::size_t>(written);
  }
  checked(static_cast<int>(::lseek(file, 0, SEEK_SET)), "lseek");
}

std::string contents(int file) {
  struct stat status {};
  checked(::fstat(file, &status), "fstat");
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t got =
        ::pread(file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

std::vector<std::string> environment_of(const Command& command) {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view name =
        std::string_view(*entry).substr(0, std::string_view(*entry).find('='));
    bool replaced = false;
    for (const auto& [key, value] : command.environment) replaced = replaced || key == name;
    if (!replaced) all.emplace_back(*entry);
  }
  for (const auto& [key, value] : command.environment) all.push_back(key + "=" + value);
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> all;
  all.reserve(strings.size() + 1);
  for (std::string& string : strings) all.push_back(string.data());
  all.push_back(nullptr);
  return all;
}

// Runs in the child, between fork and exec: nothing here may allocate.
bool restrict(const Command& command) {
  if (command.file_size_limit) {
    const rlimit limit{*command.file_size_limit, *command.file_size_limit};
    ::signal(SIGXFSZ, SIG_IGN);
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return false;
  }
  if (!command.folder.empty() && ::chdir(command.folder.c_str()) != 0) return false;
  return !command.user || ::setuid(*command.user) == 0;
}

int output_file(const Command& command) {
  if (command.output.empty()) return memory_file("stdout");
  return checked(::open(command.output.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644),
                 "output");
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

constexpr int kCannotStart = 126;

}  // namespace

std::filesystem::path headwater_binary() { return HEADWATER_BINARY; }

Process::Process(const Command& command)
    : input_(memory_file("stdin")),
      out_(output_file(command)),
      err_(memory_file("stderr")),
      captures_output_(command.output.empty()) {
  fill(input_, command.input);
  std::vector<std::string> arguments{command.program.string()};
  arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
  std::vector<std::string> environment = environment_of(command);
  const std::vector<char*> argv = pointers(arguments);
  const std::vector<char*> envp = pointers(environment);
  // Opened before the rights are given up: the other user need not be able to reach it.
  const int program = checked(::open(argv[0], O_PATH | O_CLOEXEC), argv[0]);
  pid_ = checked(::fork(), "fork");
  if (pid_ == 0) {
    const bool ready = ::dup2(input_, 0) == 0 && ::dup2(out_, 1) == 1 && ::dup2(err_, 2) == 2;
    if (ready&& restrict(command)) ::fexecve(program, argv.data(), envp.data());
    ::_exit(kCannotStart);
  }
  ::close(program);
  // By number: the header of glibc 2.36 declares pidfd_open without C linkage.
  handle_ = checked(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)), "pidfd_open");
}

Process::~Process() {
  if (pid_ >= 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  for (const int file : {input_, out_, err_, handle_}) ::close(file);
}

bool Process::ended_within(std::chrono::microseconds time) const {
  pollfd poll{handle_, POLLIN, 0};
  const timespec limit{time.count() / 1'000'000, time.count() % 1'000'000 * 1000};
  return checked(::ppoll(&poll, 1, &limit, nullptr), "ppoll") == 1;
}

void Process::send(int signal) const { checked(::kill(pid_, signal), "kill"); }

ProcessResult Process::finish(std::chrono::seconds limit) {
  ProcessResult result;
  result.timed_out = !ended_within(limit);
  if (result.timed_out) send(SIGKILL);
  int status = 0;
  rusage usage{};
  checked(::wait4(pid_, &status, 0, &usage), "wait4");
  pid_ = -1;
  result.peak_memory = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  result.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  if (captures_output_) result.out = contents(out_);
  result.err = contents(err_);
  return result;
}

ProcessResult run(const Command& command, std::chrono::seconds limit) {
  ProcessResult result = Process(command).finish(limit);
  if (result.timed_out) {
    throw std::runtime_error(command.program.string() + " did not end in " +
                             std::to_string(limit.count()) + " s");
  }
  return result;
}

ProcessResult run_headwater(std::vector<std::string> arguments, std::string input) {
  return run({.arguments = std::move(arguments), .input = std::move(input)});
}

}  // namespace headwater::testing
