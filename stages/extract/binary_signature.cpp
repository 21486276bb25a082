#include "stages/extract/binary_signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace headwater {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::size_t offset;
  std::string_view name;
};

/// Formats that turn up among text files, by the bytes their specifications demand.
constexpr Signature kSignatures[] = {
    {"\x89PNG\r\n\x1A\n"sv, 0, "a PNG image"},
    {"\xFF\xD8\xFF"sv, 0, "a JPEG image"},
    {"GIF87a"sv, 0, "a GIF image"},
    {"GIF89a"sv, 0, "a GIF image"},
    {"RIFF"sv, 0, "a RIFF file (WebP, WAV, AVI)"},
    {"%PDF-"sv, 0, "a PDF document"},
    {"PK\x03\x04"sv, 0, "a ZIP archive (or DOCX, ODT, EPUB)"},
    {"PK\x05\x06"sv, 0, "an empty ZIP archive"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, "a Microsoft Office document"},
    {"\x1F\x8B"sv, 0, "gzip data"},
    {"BZh"sv, 0, "bzip2 data"},
    {"\xFD"
     "7zXZ\0"sv,
     0, "xz data"},
    {"\x28\xB5\x2F\xFD"sv, 0, "Zstandard data"},
    {"7z\xBC\xAF\x27\x1C"sv, 0, "a 7z archive"},
    {"Rar!\x1A\x07"sv, 0, "a RAR archive"},
    {"ustar"sv, 257, "a tar archive"},
    {"\x7F"
     "ELF"sv,
     0, "an ELF program"},
    {"\xCA\xFE\xBA\xBE"sv, 0, "a Java class or Mach-O program"},
    {"\0asm"sv, 0, "a WebAssembly module"},
    {"SQLite format 3\0"sv, 0, "an SQLite database"},
    {"OggS"sv, 0, "Ogg media"},
    {"fLaC"sv, 0, "FLAC audio"},
    {"ID3"sv, 0, "MP3 audio"},
    {"ftyp"sv, 4, "MP4 media"},
    {"\x1A\x45\xDF\xA3"sv, 0, "Matroska media"},
    {"wOFF"sv, 0, "a WOFF font"},
    {"wOF2"sv, 0, "a WOFF font"},
};

/// How much of the beginning is counted. Binary data shows in its first pages.
constexpr std::size_t kSample = 64 * 1024;
/// Stray control characters that text may have: a few, and one in fifty of a longer one.
constexpr std::size_t kStrayControls = 2;
constexpr std::size_t kBytesPerControl = 50;

/// Signatures of plain letters could begin a text too; they count only with a byte that text has
/// not.
bool is_printable(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) { return c >= 0x20 && c < 0x7F; });
}

/// Control characters that text does not have. Tab, the line ends, form feed, backspace
/// (overstrikes) and escape (ISO-2022-JP) occur in it.
constexpr std::array<bool, 256> kIsControl = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 0x20; ++c) table[c] = c < 0x08 || c == 0x0B || c > 0x0D;
  table[0x1B] = false;
  table[0x7F] = true;
  return table;
}();

/// Whether one of the eight bytes at `bytes` is below 0x20 or DEL: most words of a text have none.
bool may_have_control(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const std::uint64_t not_delete = word ^ (kOnes * 0x7F);
  const std::uint64_t low = (word - kOnes * 0x20) & ~word;
  return ((low | ((not_delete - kOnes) & ~not_delete)) & (kOnes * 0x80)) != 0;
}

std::size_t count_controls(std::string_view sample) {
  std::size_t controls = 0;
  std::size_t at = 0;
  const auto count = [&](std::size_t end) {
    for (; at < end; ++at) controls += kIsControl[static_cast<std::uint8_t>(sample[at])] ? 1 : 0;
  };
  while (at + 8 <= sample.size()) {
    if (may_have_control(sample.data() + at)) {
      count(at + 8);
    } else {
      at += 8;
    }
  }
  count(sample.size());
  return controls;
}

std::string_view signature_name(std::string_view bytes, bool has_controls) {
  for (const Signature& signature : kSignatures) {
    if (bytes.size() < signature.offset ||
        !bytes.substr(signature.offset).starts_with(signature.bytes)) {
      continue;
    }
    const bool telling = !is_printable(signature.bytes) || signature.bytes == "%PDF-";
    if (telling || has_controls) return signature.name;
  }
  return {};
}

}  // namespace

std::string binary_evidence(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample);
  const std::size_t controls = count_controls(sample);
  if (const auto name = signature_name(bytes, controls > 0); !name.empty()) {
    return fmt::format("it begins like {}", name);
  }
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    return fmt::format("it has a NUL byte at offset {}", nul);
  }
  if (controls > kStrayControls + sample.size() / kBytesPerControl) {
    return fmt::format("{} of its first {} bytes are control characters", controls, sample.size());
  }
  return {};
}

Utf16Guess guess_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample);
  const std::size_t pairs = sample.size() / 2;
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < pairs; ++i) {
    even += sample[2 * i] == '\0' ? 1 : 0;
    odd += sample[2 * i + 1] == '\0' ? 1 : 0;
  }
  // Two thirds: Latin text with some typographic characters. One in a hundred: a rare U+nn00.
  if (pairs >= 2 && odd * 3 >= pairs * 2 && even * 100 <= pairs) return Utf16Guess::kLittle;
  if (pairs >= 2 && even * 3 >= pairs * 2 && odd * 100 <= pairs) return Utf16Guess::kBig;
  return Utf16Guess::kNone;
}

}  // namespace headwater
