#include "stages/extract/detect_language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

#include "base/utf8.h"

namespace headwater {
namespace {

/// A sentence; less is guessing.
constexpr std::size_t kFewestBytes = 60;
constexpr int kLeastPercent = 70;

}  // namespace

std::optional<DetectedLanguage> detect_language(std::string_view text) {
  std::size_t size = std::min(text.size(), kMostDetected);
  while (size > 0 && !is_code_point_edge(text, size)) --size;
  if (size < kFewestBytes) return std::nullopt;
  bool reliable = false;
  int bytes = 0;
  int percents[3] = {};
  CLD2::Language languages[3] = {};
  CLD2::DetectLanguageSummary(text.data(), static_cast<int>(size), /*is_plain_text=*/true,
                              languages, percents, &bytes, &reliable);
  if (!reliable || languages[0] == CLD2::UNKNOWN_LANGUAGE || percents[0] < kLeastPercent)
    return std::nullopt;
  const std::string_view code = CLD2::LanguageCode(languages[0]);
  // The library has the codes of before 1989.
  return DetectedLanguage{std::string(code == "iw"   ? "he"
                                      : code == "jw" ? "jv"
                                                     : code),
                          percents[0]};
}

}  // namespace headwater
