#pragma once

#include <cstdint>
#include <string_view>

/// The multi-byte decoders behind charset.h: for charset_*.cpp only.
namespace headwater::charset {

/// What a decoder makes of the bytes at hand.
struct Unit {
  std::uint32_t length = 1;  ///< Bytes taken.
  char32_t first = 0xFFFD;   ///< The character.
  char32_t second = 0;       ///< A second one behind it (Big5 has four such pairs), or 0.
  bool valid = false;        ///< False: ill-formed, replaced by U+FFFD.
};

// Each decodes what stands at the beginning of `rest`. Requires: rest is not empty and begins with
// a byte of 0x80 or above (the loop around them takes ASCII). After an ill-formed pair an ASCII
// trail byte is read again, so that damage never swallows a quotation mark or a line end.

Unit next_gb18030(std::string_view rest);
Unit next_big5(std::string_view rest);
Unit next_euc_kr(std::string_view rest);
Unit next_shift_jis(std::string_view rest);
Unit next_euc_jp(std::string_view rest);

/// ISO-2022-JP switches its alphabets with escape sequences, so it has a state.
/// https://encoding.spec.whatwg.org/#iso-2022-jp-decoder
class Iso2022JpReader {
 public:
  /// As above, but for any first byte. `first` is 0 for an escape sequence, which is no character.
  Unit next(std::string_view rest);

 private:
  enum class Alphabet : std::uint8_t { kAscii, kRoman, kKatakana, kKanji };
  Unit escape(std::string_view rest);
  Unit kanji(std::string_view rest) const;
  Alphabet alphabet_ = Alphabet::kAscii;
  bool just_switched_ = false;
};

}  // namespace headwater::charset
