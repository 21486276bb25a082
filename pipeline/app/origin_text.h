#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/colour.h"
#include "app/origin_fields.h"
#include "base/json.h"

namespace headwater {

// How the three fields about an origin look, for people and for programs.

/// "1 outlet", "12 outlets".
std::string outlet_count(const OriginFields& fields);

/// Lines "first seen by us ...", "credited origin ...", "earliest dated copy ..." and one for each
/// conflict, each behind `indent` and with a line end; escaped for display.
std::string origin_lines(std::span<const OriginMember> members, const OriginFields& fields,
                         const Marker& marker, std::string_view indent);

/// The keys "first_seen", "credited", "uncredited", "earliest_dated" and "conflicts" of an object
/// that is being written.
void write_origin(std::span<const OriginMember> members, const OriginFields& fields,
                  JsonWriter& json);

/// "Tidewire (dateline, sign-off); parts from The Heron Post (contribution)", or "nobody"; not
/// escaped.
std::string credits_text(std::span<const Credit> credits);

}  // namespace headwater
