#include "archive/stated_digest.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "base/ascii.h"
#include "base/digest.h"
#include "base/sha1.h"

namespace headwater {
namespace {

constexpr std::size_t kLongest = 32;  // Bytes, of SHA-256.

/// A digest as stated; `size` bytes.
struct Spelled {
  std::array<std::uint8_t, kLongest> bytes{};
  std::size_t size = 0;
};

constexpr unsigned kHexBits = 4;
constexpr unsigned kBase32Bits = 5;

/// The value of a digit of so many bits, or -1.
int digit_value(char c, unsigned bits) {
  if (bits == kHexBits) return ascii::hex_value(c);
  if (ascii::is_letter(c)) return ascii::to_lower(c) - 'a';
  return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

/// What `text` spells in digits of so many bits; bits beyond the last whole byte are left out.
std::optional<Spelled> spelled(std::string_view text, unsigned bits) {
  Spelled out;
  std::uint32_t held = 0;
  unsigned count = 0;
  for (const char c : text) {
    const int value = digit_value(c, bits);
    if (value < 0) return std::nullopt;
    held = (held << bits | static_cast<std::uint32_t>(value)) & 0xffffU;
    count += bits;
    if (count < 8) continue;
    count -= 8;
    if (out.size == kLongest) return std::nullopt;
    out.bytes[out.size++] = static_cast<std::uint8_t>(held >> count);
  }
  return out;
}

/// The digest of `size` bytes that `text` spells in hexadecimal or Base32.
std::optional<Spelled> digest_of(std::string_view text, std::size_t size) {
  while (text.ends_with('=')) text.remove_suffix(1);
  for (const unsigned bits : {kHexBits, kBase32Bits}) {
    if (text.size() == (size * 8 + bits - 1) / bits) return spelled(text, bits);
  }
  return std::nullopt;
}

bool is_label(std::string_view label, std::string_view plain, std::string_view dashed) {
  return ascii::equals_ignoring_case(label, plain) || ascii::equals_ignoring_case(label, dashed);
}

template <typename Hash>
DigestVerdict compare(std::string_view value, std::size_t size, Hash hash) {
  const std::optional<Spelled> stated = digest_of(value, size);
  if (!stated) return DigestVerdict::kUnchecked;
  const auto actual = hash();
  const std::span<const std::uint8_t> said(stated->bytes.data(), stated->size);
  return std::ranges::equal(said, actual) ? DigestVerdict::kMatches : DigestVerdict::kDiffers;
}

}  // namespace

DigestVerdict check_stated_digest(std::string_view stated, std::string_view bytes) {
  const std::size_t colon = stated.find(':');
  if (colon == std::string_view::npos) return DigestVerdict::kUnchecked;
  const std::string_view label = stated.substr(0, colon);
  const std::string_view value = stated.substr(colon + 1);
  if (is_label(label, "sha1", "sha-1")) {
    return compare(value, Sha1Digest().size(), [&] { return sha1(bytes); });
  }
  if (is_label(label, "sha256", "sha-256")) {
    return compare(value, Digest().bytes.size(), [&] { return sha256(bytes).bytes; });
  }
  return DigestVerdict::kUnchecked;
}

}  // namespace headwater
