#include "record/cut_reason.h"

#include <array>

namespace headwater {
namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, 31> kNames = {"nav",
                                                     "header",
                                                     "footer",
                                                     "sidebar",
                                                     "related",
                                                     "share",
                                                     "comments",
                                                     "newsletter",
                                                     "ad",
                                                     "sponsored",
                                                     "promotion",
                                                     "app-prompt",
                                                     "paywall",
                                                     "consent",
                                                     "caption",
                                                     "credit-line",
                                                     "byline",
                                                     "dateline",
                                                     "timestamp",
                                                     "title-repeat",
                                                     "metadata",
                                                     "copyright-footer",
                                                     "syndication-footer",
                                                     "wire-signoff",
                                                     "outlet-signature",
                                                     "reference-stub",
                                                     "contact",
                                                     "hidden",
                                                     "template",
                                                     "duplicate-block",
                                                     "other"};
static_assert(static_cast<std::size_t>(CutReason::kOther) + 1 == kNames.size());

}  // namespace

std::string_view reason_name(CutReason reason) { return kNames[static_cast<std::size_t>(reason)]; }

std::optional<CutReason> reason_from_name(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<CutReason>(i);
  }
  return std::nullopt;
}

}  // namespace headwater
