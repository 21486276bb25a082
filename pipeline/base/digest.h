#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace headwater {

/// A SHA-256 digest (FIPS 180-4). The identity of payloads, texts, recipes and documents.
struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  /// 64 lower-case hexadecimal digits.
  std::string hex() const;
  /// The first 8 bytes, big-endian: an index key, never an identity.
  std::uint64_t prefix64() const;

  auto operator<=>(const Digest&) const = default;
};

/// The digest that `hex` spells (64 hexadecimal digits of either case), or nothing.
std::optional<Digest> digest_from_hex(std::string_view hex);

/// The digest of `data`. Thread-safe; reuses one context a thread.
Digest sha256(std::string_view data);

/// A digest over several pieces. Movable; one thread at a time.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void update(std::string_view data);
  /// The digest of all pieces so far; the object goes on.
  Digest so_far() const;
  /// The digest of all pieces so far; the object then starts anew.
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headwater
