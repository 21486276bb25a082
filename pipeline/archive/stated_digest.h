#pragma once

#include <cstdint>
#include <string_view>

namespace headwater {

/// How a digest that a record of a web archive states compares with its bytes.
enum class DigestVerdict : std::uint8_t {
  kUnchecked,  ///< None is stated, or none that is known here.
  kMatches,
  kDiffers,
};

/// Compares `stated`, a labelled digest (WARC 1.1, section 5.8:
/// "sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A"), with the digest of `bytes`. Known are SHA-1 and
/// SHA-256 ("sha1", "sha-1", "sha256", "sha-256" in either case), spelled in Base32 (RFC 4648,
/// either case, padded or not) or in hexadecimal: what writers of archives use. Pure; costs one
/// pass over `bytes` where there is something to compare.
DigestVerdict check_stated_digest(std::string_view stated, std::string_view bytes);

}  // namespace headwater
