#include "app/commands.h"
#include "app/session.h"
#include "app/usage.h"

namespace headwater {

Result<ExitCode> run_man(Session& session) {
  session.out.write(man_page());
  return ExitCode::kOk;
}

}  // namespace headwater
