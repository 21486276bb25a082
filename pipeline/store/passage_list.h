#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/article.h"

namespace headwater {

/// How the store keeps aligned passages: ["begin-end=begin-end",..], here and there.
std::string passages_to_json(const std::vector<AlignedPassage>& passages);
/// Nothing if `json` is not as written: ascending in `here`, none empty.
std::optional<std::vector<AlignedPassage>> passages_from_json(std::string_view json);

/// The bytes of an id that `document_id` spells, and back.
std::string id_from_hex(std::string_view hex);
std::string hex_from_id(std::string_view bytes);

}  // namespace headwater
