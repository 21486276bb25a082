#include "base/detect_charset.h"

#include <uchardet/uchardet.h>

#include <memory>
#include <type_traits>

namespace headwater {
namespace {

constexpr std::size_t kSample = 64 * 1024;

struct DeleteDetector {
  void operator()(uchardet_t detector) const { uchardet_delete(detector); }
};
using Detector = std::unique_ptr<std::remove_pointer_t<uchardet_t>, DeleteDetector>;

/// Names of the detector that are no labels of the standard, but mean one of its encodings.
std::string_view label_of(std::string_view name) {
  if (name == "UHC") return "windows-949";
  if (name == "MAC-CYRILLIC") return "x-mac-cyrillic";
  return name;
}

}  // namespace

std::optional<Encoding> detect_charset(std::string_view bytes) {
  thread_local const Detector detector(uchardet_new());
  uchardet_reset(detector.get());
  const std::string_view sample = bytes.substr(0, kSample);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return std::nullopt;
  uchardet_data_end(detector.get());
  const auto encoding = encoding_for_label(label_of(uchardet_get_charset(detector.get())));
  // What the standard refuses to decode is not worth a guess.
  return encoding == Encoding::kReplacement ? std::nullopt : encoding;
}

}  // namespace headwater
