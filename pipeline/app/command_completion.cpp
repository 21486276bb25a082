#include "app/commands.h"
#include "app/session.h"
#include "app/usage.h"

namespace headwater {

Result<ExitCode> run_completion(Session& session) {
  session.out.write(session.line.arguments.front() == "bash" ? bash_completion()
                                                             : zsh_completion());
  return ExitCode::kOk;
}

}  // namespace headwater
