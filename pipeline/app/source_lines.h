#pragma once

#include <string_view>

#include "app/session.h"
#include "base/clock.h"
#include "store/store.h"

namespace headwater {

/// Whether the next `ingest` visits the source.
bool is_due_now(const SourceFigures& source, Timestamp now);

/// How the source does, in one word or two: "well", "failing", "not listed".
std::string_view standing(const SourceFigures& source, Timestamp now);

/// Prints the source and what is to be told of it; with --json as one object.
void print_source(const SourceFigures& source, Timestamp now, Session& session);

}  // namespace headwater
