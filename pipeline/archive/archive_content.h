#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>

#include "archive/members.h"
#include "base/byte_stream.h"
#include "base/result.h"
#include "record/text_span.h"

namespace headwater {

/// What the file of a web archive holds, plain, gzipped or in zstd (told by its first bytes), as
/// one stream, with where the members lie in the file. Positions count in that stream. Memory is
/// bounded by what is held and a few MiB. One thread.
class ArchiveContent {
 public:
  /// `file` must outlive this.
  explicit ArchiveContent(ByteStream& file);

  /// The bytes that are decoded and not consumed. Valid until the next call of anything else.
  std::string_view held() const { return {content_.bytes.get() + content_.begin, content_.size()}; }
  std::uint64_t position() const { return position_; }  ///< Of the first of them.
  void consume(std::size_t size);

  /// Decodes some more behind what is held; false at the end. kBadGzip, kBadCoding, kTooLarge or
  /// kTruncated where a member is damaged, is a bomb or ends early: `recover` then. Any other error
  /// is one of reading, and final.
  Result<bool> fill();
  /// After such damage: lets go of what is held and looks for the next member that begins like a
  /// record. False where there is none.
  Result<bool> recover();

  bool compressed() const { return decoder_ != nullptr; }
  /// The first position after `from`, up to what is held, where a member begins. Only compressed
  /// files have members.
  std::optional<std::uint64_t> member_after(std::uint64_t from) const;
  /// Whether the bytes before `end` lie in a member that is still being read: its checksum is
  /// unknown yet.
  bool is_open(std::uint64_t end) const { return inside_member_ && members_.back().position < end; }
  /// Bytes of the file that hold these of the content: of a compressed one, all of the members they
  /// lie in (of a member whose end has not been seen yet, what has been read of it).
  RawSpan in_file(std::uint64_t begin, std::uint64_t end) const;
  /// Where in the file the member at hand begins, or the first byte held; for messages.
  std::uint64_t file_offset() const;

 private:
  /// Bytes in storage that is neither zeroed nor given back.
  struct Buffer {
    std::unique_ptr<char[]> bytes;
    std::size_t capacity = 0;
    std::size_t begin = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - begin; }
    /// Makes room for `size` bytes behind the end.
    std::span<char> room(std::size_t size);
  };
  struct Member {
    std::uint64_t position = 0;  ///< Of its first byte in the content.
    std::uint64_t offset = 0;    ///< Of its first byte in the file.
  };

  Status start();
  Status read_ahead(std::size_t wanted);
  std::string_view input() const { return {file_.bytes.get() + file_.begin, file_.size()}; }
  Result<bool> fill_plain();
  Result<bool> fill_decoded();
  Result<bool> finish_decoded() const;
  Result<bool> take(const MemberDecoder::Step& step);
  void begin_member();
  bool probe(std::string_view input);

  ByteStream& stream_;
  Buffer file_;                      ///< Bytes of the file that are not decoded.
  std::uint64_t file_position_ = 0;  ///< Of input() in the file.
  bool file_ended_ = false;
  Status broken_;  ///< Why the file cannot be read on: it stays so.
  bool started_ = false;
  std::unique_ptr<MemberDecoder> decoder_;  ///< Null for a plain file.

  Buffer content_;
  std::uint64_t position_ = 0;
  std::deque<Member> members_;  ///< That of position_ first; the last one may be at hand.
  bool inside_member_ = false;
  std::uint64_t member_made_ = 0;
  std::size_t wanted_room_;
};

}  // namespace headwater
