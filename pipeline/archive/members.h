#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// Web archives are compressed record by record, each as a member of its own (gzip) or a frame
/// (zstd), so that one can be read without the others. A decoder goes through them and says where
/// each ends. One thread.
class MemberDecoder {
 public:
  enum class State {
    kInside,     ///< The member goes on.
    kEnded,      ///< The next byte of the input, if any, begins another one.
    kNeedsRoom,  ///< Nothing was done: the same input wants more room.
  };
  struct Step {
    std::size_t used = 0;  ///< Bytes of the input.
    std::size_t made = 0;  ///< Bytes of the room.
    State state = State::kInside;
  };

  virtual ~MemberDecoder() = default;
  /// Decodes from the front of `input` into `room`, at most to the end of a member. Uses and makes
  /// nothing only where the input is too short to go on. kBadGzip or kBadCoding for damage.
  virtual Result<Step> step(std::string_view input, std::span<char> room) = 0;
  /// Whether a member seems to begin here.
  virtual bool begins(std::string_view input) const = 0;
  /// Decodes the first bytes of a member, as many as `input` and `room` allow, and says how many.
  /// The member at hand is forgotten: the next step begins one.
  virtual std::size_t peek(std::string_view input, std::span<char> room) = 0;
};

/// Members of gzip (RFC 1952). One that lies whole in the input is decoded at once, which is more
/// than twice as fast; others piece by piece.
std::unique_ptr<MemberDecoder> make_gzip_members();

/// Frames of zstd (RFC 8878), as the IIPC's draft for .warc.zst has them
/// (https://iipc.github.io/warc-specifications/specifications/warc-zstd/): a skippable frame of the
/// type 0x184D2A5D in front holds the dictionary of all others, itself compressed or not.
std::unique_ptr<MemberDecoder> make_zstd_members();

}  // namespace headwater
