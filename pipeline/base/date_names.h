#pragma once

#include <optional>
#include <string_view>

namespace headwater {

/// Whether `text` is `lower_case`, capitals of ASCII aside.
bool equal_folded(std::string_view text, std::string_view lower_case);

/// The month (1 to 12) that `name` spells, capitals of ASCII aside: in English, in full, in its
/// first three letters or as "sept"; in German, French, Spanish, Portuguese, Italian, Dutch and the
/// Scandinavian languages in full or in a common short form.
std::optional<int> month_of_name(std::string_view name);

/// Whether `name` is an English weekday, in full or in a common short form.
bool is_weekday_name(std::string_view name);

}  // namespace headwater
