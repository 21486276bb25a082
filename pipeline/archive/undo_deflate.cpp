#include <zlib.h>

#include <algorithm>
#include <limits>

#include "archive/coding.h"

namespace headwater {
namespace {

/// 15 is the largest window; a negative one asks for deflate without any framing.
int window_of(DeflateForm form) { return form == DeflateForm::kZlib ? 15 : -15; }

class Inflater {
 public:
  Inflater(std::string_view coded, DeflateForm form)
      : coded_(coded), ready_(inflateInit2(&state_, window_of(form)) == Z_OK) {}
  ~Inflater() { inflateEnd(&state_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  bool ready() const { return ready_; }
  std::uint64_t used() const { return fed_ - state_.avail_in; }
  bool at_end() const { return used() == coded_.size(); }
  std::string_view reason() const { return state_.msg == nullptr ? "damaged" : state_.msg; }

  /// Inflates into `room`; `made` is how much of it was filled.
  int step(std::span<char> room, std::size_t& made) {
    if (state_.avail_in == 0) feed();
    state_.next_out = reinterpret_cast<Bytef*>(room.data());
    state_.avail_out = static_cast<uInt>(room.size());
    const int status = inflate(&state_, Z_NO_FLUSH);
    made = room.size() - state_.avail_out;
    return status;
  }

 private:
  /// zlib counts in 32 bits.
  void feed() {
    const std::size_t size =
        std::min<std::size_t>(coded_.size() - fed_, std::numeric_limits<uInt>::max());
    // zlib's interface predates const.
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(coded_.data() + fed_));
    state_.avail_in = static_cast<uInt>(size);
    fed_ += size;
  }

  std::string_view coded_;
  z_stream state_{};
  bool ready_;
  std::size_t fed_ = 0;
};

}  // namespace

Result<UndoneCoding> undo_deflate(std::string_view coded, DeflateForm form, std::uint64_t limit) {
  CodingOutput output("deflate", limit);
  Inflater inflater(coded, form);
  if (!inflater.ready()) return Error{ErrorCode::kInternal, "zlib could not start"};
  for (;;) {
    std::size_t made = 0;
    const int status = inflater.step(output.room(), made);
    if (const Status kept = output.accept(made, inflater.used()); !kept) return kept.error();
    if (status == Z_STREAM_END) return output.finish(inflater.used());
    if (status == Z_MEM_ERROR) return Error{ErrorCode::kInternal, "zlib has no memory"};
    if (status != Z_OK && status != Z_BUF_ERROR) {
      return output.damaged(inflater.used(), inflater.reason());
    }
    if (made == 0 && inflater.at_end()) return output.truncated(inflater.used());
  }
}

}  // namespace headwater
