#pragma once

#include <string_view>

namespace headwater {

/// Whether masked words (see `mask_passage`) want something of the reader: they begin with a demand
/// ("order the", "achetez"), address him ("your"), or sell ("subscription", "0 percent off").
/// Closed lists for English, Spanish, Portuguese, French, German and Italian. Tells an offer whose
/// price changes from a report with new figures, which is all it is good for: prose may have such
/// words, too.
bool solicits(std::string_view words);

}  // namespace headwater
