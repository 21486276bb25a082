#pragma once

#include <cstddef>
#include <string_view>

#include "app/origin_groups.h"
#include "base/json.h"

namespace headwater {

// What `origins --json` prints; schemas/<type>.schema.json promises it.

/// {"type":"origins",...}: its first line.
void write_origins(std::string_view text, const OriginAnswer& answer, JsonWriter& json);
/// {"type":"origin_group",...}: a text, `number` from 0.
void write_origin_group(const OriginAnswer& answer, std::size_t number, JsonWriter& json);
/// {"type":"carrier",...}: a document of the group `number`.
void write_carrier(const OriginAnswer& answer, std::size_t number, std::size_t document,
                   JsonWriter& json);

}  // namespace headwater
