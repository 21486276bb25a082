#include "app/program.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <variant>

#include "app/session.h"
#include "app/signals.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// A closed standard stream would be replaced by the next file that is opened: events would be
/// written into a database. Opened for the wrong direction, so that its use is an error.
void keep_standard_streams() {
  for (int file = STDIN_FILENO; file <= STDERR_FILENO; ++file) {
    if (::fcntl(file, F_GETFD) != -1) continue;
    if (::open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY) == -1) return;
  }
}

/// "headwater: MESSAGE" for each line of a message for people; one record for programs.
void report(const Error& error, bool as_json, const Log& log) {
  if (as_json) {
    log.error("failed", {{"code", code_name(error.code)}, {"message", error.message}});
    return;
  }
  std::string_view rest = error.message;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::fprintf(stderr, "headwater: %s\n", escape_for_display(rest.substr(0, end)).c_str());
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

int number(ExitCode code) { return static_cast<int>(code); }

int refuse(const NothingToRun& nothing) {
  if (nothing.code != ExitCode::kOk) {
    std::fputs(escape_for_display(nothing.text, Lines::kKeep).c_str(), stderr);
    return number(nothing.code);
  }
  Output out;
  out.write(nothing.text);
  return number(out.finish().ok() ? ExitCode::kOk : ExitCode::kFailed);
}

Result<ExitCode> run_command(Session& session) {
  try {
    if (Status status = open_session(session); !status) return status.error();
    return session.line.command->run(session);
  } catch (const std::exception& exception) {
    return Error{ErrorCode::kInternal, std::string("internal error: ") + exception.what()};
  }
}

int run_line(const CommandLine& line) {
  const bool as_json = line.value("log-format") == "json";
  const Log log(as_json ? LogFormat::kJson : LogFormat::kText,
                line.has("verbose") ? LogLevel::kInfo : LogLevel::kNotice, system_clock());
  Output out;
  Session session{line, out, log, system_clock(), {}, {}, nullptr};
  const Result<ExitCode> code = run_command(session);
  const Status printed = out.finish();
  if (!code) report(code.error(), as_json, log);
  if (!printed) report(printed.error(), as_json, log);
  if (!code) return number(exit_code_for(code.error().code));
  if (!printed && *code == ExitCode::kOk) return number(exit_code_for(printed.error().code));
  return number(*code);
}

}  // namespace

int run_program(const std::vector<std::string>& arguments) {
  keep_standard_streams();
  ignore_write_signals();
  const auto parsed = parse_command_line(arguments);
  if (const auto* nothing = std::get_if<NothingToRun>(&parsed)) return refuse(*nothing);
  return run_line(std::get<CommandLine>(parsed));
}

}  // namespace headwater
