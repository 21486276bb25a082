#pragma once

#include <cstdint>
#include <string_view>

namespace headwater {

/// The vocabularies that feeds mix. kCore is what RSS (whatever its version), RDF's RSS and Atom
/// have in common: feeds confuse their namespaces, and no name means two things there.
enum class FeedSpace : std::uint8_t {
  kCore,
  kRdf,
  kDublinCore,  ///< Also its "terms".
  kContent,
  kMedia,
  kItunes,
  kSyndication,
  kXhtml,
  kXml,
  kOther,
};

/// The vocabulary of a namespace name, trailing slash and capitals aside; kOther for a strange one.
FeedSpace space_of_namespace(std::string_view name);

/// The vocabulary that `prefix` usually stands for: for feeds that do not declare it, and for an
/// entry without its feed. An unknown prefix is kOther.
FeedSpace space_of_prefix(std::string_view prefix);

}  // namespace headwater
