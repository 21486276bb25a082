#pragma once

#include <array>
#include <string>
#include <string_view>

namespace headwater {

/// A set of bytes, such as those that one part of an address must not hold as they are.
class ByteSet {
 public:
  constexpr ByteSet() = default;
  /// The bytes of `base` and those of `more`.
  constexpr ByteSet(const ByteSet& base, std::string_view more) : holds_(base.holds_) {
    for (const char c : more) holds_[static_cast<unsigned char>(c)] = true;
  }
  constexpr bool contains(char c) const { return holds_[static_cast<unsigned char>(c)]; }
  /// Whether any byte of `text` is in the set.
  bool meets(std::string_view text) const;

  /// C0 controls, DEL and every byte beyond ASCII: the C0 control percent-encode set of the URL
  /// Standard, section 1.3.
  static constexpr ByteSet controls() {
    ByteSet set;
    for (std::size_t byte = 0; byte < set.holds_.size(); ++byte) {
      set.holds_[byte] = byte < 0x20 || byte >= 0x7F;
    }
    return set;
  }

 private:
  std::array<bool, 256> holds_{};
};

/// Appends `text` to `out`, each byte of `set` as %XX with capitals.
void append_percent_encoded(std::string_view text, const ByteSet& set, std::string& out);

/// `text` with every %XX as the byte it stands for; what only looks like an escape stays.
std::string percent_decode(std::string_view text);

/// The byte that the %XX at `text[offset]` stands for, or -1 if there is none. Requires: offset <
/// text.size().
int escaped_byte(std::string_view text, std::size_t offset);

}  // namespace headwater
