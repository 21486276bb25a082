#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// The address that opens the page `uri` at `text`
/// (https://wicg.github.io/scroll-to-text-fragment): short texts whole, long ones by their first
/// and last words. Nothing for a `uri` that is not http or https, as no browser would follow it.
/// `text` must be UTF-8.
std::optional<std::string> text_fragment_link(std::string_view uri, std::string_view text);

}  // namespace headwater
