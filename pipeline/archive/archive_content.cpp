#include "archive/archive_content.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>

#include "archive/coding.h"
#include "archive/gzip.h"

namespace headwater {
namespace {

/// So much of the file is at hand when a member begins: nearly all members lie in it whole.
constexpr std::size_t kReadAhead = std::size_t{1} << 20;
/// How much is read at a time beyond that.
constexpr std::size_t kReadPiece = std::size_t{1} << 20;
/// Room for what a member holds, at first.
constexpr std::size_t kFirstRoom = std::size_t{512} << 10;
/// How much of a member is decoded to see whether a record begins in it.
constexpr std::size_t kProbedInput = 4096;
constexpr std::size_t kProbedOutput = 64;
constexpr std::size_t kMarkLength = 4;
/// How records begin: of WARC, and of ARC with the address of what was archived.
constexpr std::array<std::string_view, 4> kRecordStarts = {"WARC/", "filedesc:", "http", "dns:"};

}  // namespace

std::span<char> ArchiveContent::Buffer::room(std::size_t wanted) {
  const std::size_t held = size();
  if (held == 0) begin = end = 0;
  if (capacity - end < wanted && capacity - held >= wanted && held <= begin) {
    std::memcpy(bytes.get(), bytes.get() + begin, held);
    begin = 0;
    end = held;
  }
  if (capacity - end < wanted) {
    const std::size_t larger = std::max(held + wanted, 2 * capacity);
    auto storage = std::make_unique_for_overwrite<char[]>(larger);
    if (held > 0) std::memcpy(storage.get(), bytes.get() + begin, held);
    bytes = std::move(storage);
    capacity = larger;
    begin = 0;
    end = held;
  }
  return {bytes.get() + end, capacity - end};
}

ArchiveContent::ArchiveContent(ByteStream& file) : stream_(file), wanted_room_(kFirstRoom) {}

void ArchiveContent::consume(std::size_t size) {
  content_.begin += size;
  position_ += size;
  while (members_.size() > 1 && members_[1].position <= position_) members_.pop_front();
}

Status ArchiveContent::start() {
  started_ = true;
  if (Status read = read_ahead(kReadAhead); !read) return read;
  if (looks_like_gzip(input())) decoder_ = make_gzip_members();
  if (looks_like_zstd(input())) decoder_ = make_zstd_members();
  if (decoder_) return {};
  std::swap(content_, file_);
  return {};
}

Status ArchiveContent::read_ahead(std::size_t wanted) {
  while (!file_ended_ && file_.size() < wanted) {
    const auto size = stream_.read(file_.room(kReadPiece));
    if (!size) return broken_ = size.error();
    file_ended_ = *size == 0;
    file_.end += *size;
  }
  return {};
}

Result<bool> ArchiveContent::fill() {
  if (!broken_) return broken_.error();
  if (!started_) {
    if (Status begun = start(); !begun) return begun.error();
    if (!decoder_ && content_.size() > 0) return true;
  }
  return decoder_ ? fill_decoded() : fill_plain();
}

Result<bool> ArchiveContent::fill_plain() {
  if (file_ended_) return false;
  const auto size = stream_.read(content_.room(kReadPiece));
  if (!size) {
    broken_ = size.error();
    return size.error();
  }
  file_ended_ = *size == 0;
  content_.end += *size;
  return !file_ended_;
}

Result<bool> ArchiveContent::fill_decoded() {
  for (;;) {
    if (Status read = read_ahead(kReadAhead); !read) return read.error();
    if (file_.size() == 0) return finish_decoded();
    if (!inside_member_) {
      if (!decoder_->begins(input())) {
        return Error{ErrorCode::kBadGzip, "what follows the compressed data is none"};
      }
      begin_member();
    }
    const auto step = decoder_->step(input(), content_.room(wanted_room_));
    if (!step) return step.error();
    if (step->state == MemberDecoder::State::kNeedsRoom) {
      wanted_room_ *= 2;
      continue;
    }
    auto taken = take(*step);
    if (!taken || *taken) return taken;
  }
}

void ArchiveContent::begin_member() {
  inside_member_ = true;
  member_made_ = 0;
  members_.push_back({position_ + content_.size(), file_position_});
  while (members_.size() > 1 && members_[1].position <= position_) members_.pop_front();
}

Result<bool> ArchiveContent::finish_decoded() const {
  if (!inside_member_) return false;
  return Error{ErrorCode::kTruncated, "compressed data ends early"};
}

/// Whether `step` made anything.
Result<bool> ArchiveContent::take(const MemberDecoder::Step& step) {
  file_.begin += step.used;
  file_position_ += step.used;
  content_.end += step.made;
  member_made_ += step.made;
  const std::uint64_t member_used = file_position_ - members_.back().offset;
  if (member_made_ > kRatioFreeBytes && member_made_ / member_used > kMaxExpansion) {
    return Error{ErrorCode::kTooLarge, "compressed data grows more than " +
                                           std::to_string(kMaxExpansion) +
                                           " times when decompressed"};
  }
  if (step.state == MemberDecoder::State::kEnded) inside_member_ = false;
  if (step.made > 0) return true;
  const bool stuck = step.used == 0 && inside_member_;
  if (stuck && file_ended_) return finish_decoded();
  if (stuck) return Error{ErrorCode::kBadGzip, "compressed data cannot be read on"};
  return false;
}

bool ArchiveContent::probe(std::string_view input) {
  if (!decoder_->begins(input)) return false;
  std::array<char, kProbedOutput> begin{};
  const std::size_t made = decoder_->peek(input, begin);
  const std::string_view text(begin.data(), made);
  return std::ranges::any_of(kRecordStarts,
                             [&](std::string_view start) { return text.starts_with(start); });
}

Result<bool> ArchiveContent::recover() {
  const std::uint64_t behind = position_ + content_.size();
  content_.begin = content_.end = 0;
  position_ = behind;
  inside_member_ = false;
  if (!decoder_) return false;
  // A decoder that met damage has gone astray: the next member may begin in what it took for data.
  if (!members_.empty()) {
    const std::uint64_t back = std::min<std::uint64_t>(
        file_.begin, file_position_ - std::min(members_.back().offset + 1, file_position_));
    file_.begin -= back;
    file_position_ -= back;
  }
  members_.clear();
  for (;;) {
    if (Status read = read_ahead(kReadAhead); !read) return read.error();
    std::size_t at = 0;
    for (const std::size_t last = file_.size() < kProbedInput ? 0 : file_.size() - kProbedInput;
         file_ended_ ? at < file_.size() : at < last; ++at) {
      if (decoder_->begins(input().substr(at, kMarkLength)) &&
          probe(input().substr(at, kProbedInput))) {
        file_.begin += at;
        file_position_ += at;
        return true;
      }
    }
    file_.begin += at;
    file_position_ += at;
    if (file_ended_) return false;
  }
}

std::optional<std::uint64_t> ArchiveContent::member_after(std::uint64_t from) const {
  const auto after = std::ranges::upper_bound(members_, from, {}, &Member::position);
  return after == members_.end() ? std::nullopt : std::optional(after->position);
}

RawSpan ArchiveContent::in_file(std::uint64_t begin, std::uint64_t end) const {
  if (!decoder_) return {begin, end};
  RawSpan out{0, file_position_};
  for (const Member& member : members_) {
    if (member.position <= begin) out.begin = member.offset;
    if (member.position >= end && member.position > begin) {
      out.end = member.offset;
      break;
    }
  }
  return out;
}

std::uint64_t ArchiveContent::file_offset() const {
  if (!decoder_) return position_;
  return members_.empty() ? file_position_ : members_.back().offset;
}

}  // namespace headwater
