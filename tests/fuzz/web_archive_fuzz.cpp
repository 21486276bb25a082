#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "archive/gzip.h"
#include "archive/web_archive.h"
#include "support/pieces.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

/// Reads it whole and returns the blocks. Ranges ascend and lie in the file, damage is bounded.
std::vector<std::string> blocks_of(std::string_view bytes, std::size_t piece) {
  using headwater::WebArchive;
  headwater::testing::Pieces file(bytes, piece);
  WebArchive archive(file);
  std::vector<std::string> blocks;
  std::uint64_t begin = 0;
  std::uint64_t damages = 0;
  for (;;) {
    const auto found = archive.next();
    require(found.ok());
    if (*found == WebArchive::Found::kEnd) return blocks;
    if (*found == WebArchive::Found::kDamage) {
      require(archive.damage().offset <= bytes.size());
      require(++damages <= headwater::kMostDamage);
      continue;
    }
    const headwater::ArchivedRecord& record = archive.record();
    require(begin <= record.range.begin && record.range.begin < record.range.end);
    require(record.range.end <= bytes.size());
    begin = record.range.begin;
    blocks.emplace_back(record.block);
  }
}

}  // namespace

/// The first byte chooses how the rest is cut up when it is read: the records do not depend on it,
/// nor on whether they are compressed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::vector<std::string> blocks = blocks_of(bytes, SIZE_MAX);
  require(blocks_of(bytes, data[0] % 64U + 1) == blocks);
  if (headwater::looks_like_gzip(bytes)) return 0;
  // Of an archive in one member all that is decoded is the same bytes.
  const bool packed_alike = blocks_of(headwater::gzip_member(bytes), SIZE_MAX) == blocks;
  require(packed_alike || bytes.starts_with("\x28\xb5\x2f\xfd") || bytes.find("\x2a\x4d\x18") == 1);
  return 0;
}
