#pragma once

#include <vector>

#include "app/exit_code.h"
#include "app/session.h"
#include "base/result.h"
#include "store/store.h"

namespace headwater {

/// The sources on the web that the store keeps; none where there is no store.
Result<std::vector<SourceFigures>> listed_sources(const Session& session);

/// `sources add ADDRESS`: lists a source, or changes the listed one of that name. An address that
/// is listed under another name is refused: it would be fetched twice.
Result<ExitCode> add_source(Session& session);

/// `sources remove NAME...`
Result<ExitCode> remove_sources(Session& session);

/// `sources import FILE`: lists the feeds of an OPML file that are not listed yet, with the
/// settings of --set. Those that are stay as they are.
Result<ExitCode> import_sources(Session& session);

}  // namespace headwater
