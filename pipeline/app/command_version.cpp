#include "app/commands.h"
#include "app/output_json.h"
#include "app/session.h"
#include "app/usage.h"

namespace headwater {

Result<ExitCode> run_version(Session& session) {
  if (session.line.has("json")) {
    JsonWriter json;
    write_version(program_version(), json);
    session.out.line(json.text());
  } else {
    session.out.line("headwater " + std::string(program_version()));
  }
  return ExitCode::kOk;
}

}  // namespace headwater
