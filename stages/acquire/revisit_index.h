#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "archive/web_archive.h"
#include "record/text_span.h"

namespace headwater {

/// Where the records of a web archive lie that later `revisit` records of it may refer to: by
/// record id, by address and time, or by payload digest (WARC 1.1, section 6.7). Keeps hashes only,
/// some 50 bytes a key, so that whoever reads the record found has to ask `answers`. One thread.
class RevisitIndex {
 public:
  /// Notes a record that brought a document. Beyond kMostOriginals nothing is noted any more.
  void add(const ArchivedRecord& record);
  /// Where the record that `revisit` refers to lies in the file, if it was noted.
  std::optional<RawSpan> find(const ArchivedRecord& revisit) const;
  /// Whether `record` is what `revisit` refers to.
  static bool answers(const ArchivedRecord& record, const ArchivedRecord& revisit);

 private:
  std::unordered_map<std::uint64_t, RawSpan> places_;
  std::size_t originals_ = 0;
};

/// An archive of 1 GB holds some 30,000 pages.
inline constexpr std::size_t kMostOriginals = 500'000;

}  // namespace headwater
