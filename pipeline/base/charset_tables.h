#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/charset.h"

/// The indexes behind the decoders of charset.h: for charset_*.cpp only.
namespace headwater::charset {

constexpr std::size_t kSingleByteCount = 27;

/// The characters of the bytes 0x80 to 0xFF; U+FFFD for none. Requires: one of the first
/// `kSingleByteCount` encodings.
std::span<const char16_t, 128> single_byte_index(Encoding encoding);

/// The characters of two-byte sequences with lead bytes 0x81 to 0xFE and trail bytes 0x40 to 0xFE.
class PairIndex {
 public:
  PairIndex() : characters_(kLeads * kTrails) {}

  /// The character, or 0 for a pair that has none. Any bytes may be asked.
  char32_t find(std::uint8_t lead, std::uint8_t trail) const {
    return holds(lead, trail) ? characters_[place(lead, trail)] : 0;
  }
  /// Requires: lead and trail in the ranges above.
  void set(std::uint8_t lead, std::uint8_t trail, char32_t c) {
    characters_[place(lead, trail)] = c;
  }

  static constexpr std::uint8_t kFirstLead = 0x81;
  static constexpr std::uint8_t kFirstTrail = 0x40;
  static constexpr std::uint8_t kLast = 0xFE;

 private:
  static constexpr std::size_t kLeads = kLast - kFirstLead + 1;
  static constexpr std::size_t kTrails = kLast - kFirstTrail + 1;
  static bool holds(std::uint8_t lead, std::uint8_t trail) {
    return lead >= kFirstLead && lead <= kLast && trail >= kFirstTrail && trail <= kLast;
  }
  static std::size_t place(std::uint8_t lead, std::uint8_t trail) {
    return std::size_t{lead} * kTrails + trail - (kFirstLead * kTrails + kFirstTrail);
  }
  std::vector<char32_t> characters_;
};

// Each index is made at its first use (a few milliseconds) and lives for the whole program.

const PairIndex& gb18030_index();
const PairIndex& big5_index();
const PairIndex& euc_kr_index();
const PairIndex& shift_jis_index();
/// JIS X 0208 as in EUC-JP: both bytes 0xA1 to 0xFE.
const PairIndex& jis0208_index();
/// JIS X 0212 as behind the byte 0x8F in EUC-JP.
const PairIndex& jis0212_index();
/// The characters below U+10000 of the four-byte sequences of gb18030, by pointer; 0 for none.
std::span<const char16_t> gb18030_ranges();

}  // namespace headwater::charset
