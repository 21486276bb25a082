#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace headwater {

/// Why a passage of the visible text is not part of the cleaned text. A closed list: what is
/// printed, stored and allowed in rule packs.
enum class CutReason : std::uint8_t {
  kNav,
  kHeader,
  kFooter,
  kSidebar,
  kRelated,
  kShare,
  kComments,
  kNewsletter,
  kAd,
  kSponsored,
  kPromotion,
  kAppPrompt,
  kPaywall,
  kConsent,
  kCaption,
  kCreditLine,
  kByline,
  kDateline,
  kTimestamp,
  kTitleRepeat,
  kMetadata,
  kCopyrightFooter,
  kSyndicationFooter,
  kWireSignoff,
  kOutletSignature,
  kReferenceStub,
  kContact,
  kHidden,
  kTemplate,
  kDuplicateBlock,
  kOther,
};

/// The printed name, such as "syndication-footer".
std::string_view reason_name(CutReason reason);
/// The reason with that printed name, or nothing.
std::optional<CutReason> reason_from_name(std::string_view name);

}  // namespace headwater
