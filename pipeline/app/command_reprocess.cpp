#include <utility>

#include "app/commands.h"
#include "app/stored_captures.h"

namespace headwater {

Result<ExitCode> run_reprocess(Session& session) {
  Result<std::vector<Sighting>> sightings = session.reader->captures_of_documents();
  if (!sightings) return sightings.error();
  return process_again(session, std::move(*sightings));
}

}  // namespace headwater
