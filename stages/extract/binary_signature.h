#pragma once

#include <string>
#include <string_view>

namespace headwater {

/// Why `bytes` cannot be text in any encoding of one byte or more, as the end of a sentence ("it
/// begins like a PNG image"); empty if it may be text. UTF-16 has NULs by nature: ask only for its
/// decoded text.
std::string binary_evidence(std::string_view bytes);

/// Whether `bytes` look like UTF-16 of mostly Latin text without a byte order mark: NULs in nearly
/// every second byte and hardly any in the others.
enum class Utf16Guess { kNone, kLittle, kBig };
Utf16Guess guess_utf16(std::string_view bytes);

}  // namespace headwater
