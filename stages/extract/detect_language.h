#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// What language a text is in.
struct DetectedLanguage {
  std::string tag;  ///< BCP 47: "en", "pt", "zh-Hant".
  int percent = 0;  ///< Of the text that was looked at.
};

/// The language of most of `text`, or nothing where that is not sure: a short text, two languages,
/// one that is not known. Looks at the first kMostDetected bytes. Requires: UTF-8. Thread-safe.
std::optional<DetectedLanguage> detect_language(std::string_view text);

/// More makes the answer no surer; some 40 ns a byte.
inline constexpr std::size_t kMostDetected = 512;

}  // namespace headwater
