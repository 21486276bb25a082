#include "store/statement_entry.h"

#include <array>

namespace headwater {
namespace {

template <class Number>
char* write_big_endian(Number number, char* out) {
  for (std::size_t shift = 8 * sizeof(Number); shift > 0; shift -= 8) {
    *out++ = static_cast<char>(number >> (shift - 8));
  }
  return out;
}

template <class Number>
Number read_big_endian(std::string_view bytes) {
  Number number = 0;
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    number = static_cast<Number>(number << 8 | static_cast<unsigned char>(bytes[i]));
  }
  return number;
}

}  // namespace

void append_entry(const StatementEntry& entry, std::string& out) {
  // Appended at once: merges move each entry several times.
  std::array<char, kEntrySize> bytes;
  char* end = write_big_endian(entry.key, bytes.data());
  end = write_big_endian(static_cast<std::uint64_t>(entry.document), end);
  write_big_endian(entry.ordinal, end);
  out.append(bytes.data(), bytes.size());
}

StatementEntry read_entry(std::string_view bytes) {
  return {read_big_endian<std::uint64_t>(bytes),
          static_cast<std::int64_t>(read_big_endian<std::uint64_t>(bytes.substr(8))),
          read_big_endian<std::uint32_t>(bytes.substr(16))};
}

}  // namespace headwater
