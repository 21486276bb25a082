#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "record/text_span.h"

namespace headwater {

/// How a run of T came from R.
enum class RunKind : std::uint8_t {
  kCopy,        ///< The same bytes.
  kEntity,      ///< An escape: a character reference of HTML or an escape sequence of JSON.
  kTranscode,   ///< Characters of another charset, or ill-formed bytes replaced by U+FFFD.
  kWhitespace,  ///< White space that was collapsed or normalised.
  kSeparator,   ///< Bytes of T without a source, such as the blank line between two blocks.
};

/// A stretch of T made of `units` equal steps: each step turns `raw_unit` bytes of R into
/// `text_unit` bytes of T. A copied passage has units of one byte; text in UTF-16 has steps of
/// (2, 1), Chinese in GB 18030 steps of (2, 3); an entity is one step. So a look-up inside a run is
/// arithmetic, and exact for every byte, without decoding anything again.
struct Run {
  RunKind kind = RunKind::kCopy;
  std::uint64_t raw_begin = 0;
  std::uint64_t text_begin = 0;
  std::uint32_t units = 0;
  std::uint32_t raw_unit = 1;
  std::uint32_t text_unit = 1;

  std::uint64_t raw_size() const { return std::uint64_t{units} * raw_unit; }
  std::uint64_t text_size() const { return std::uint64_t{units} * text_unit; }
  RawSpan raw() const { return {raw_begin, raw_begin + raw_size()}; }
  TextSpan text() const { return {text_begin, text_begin + text_size()}; }
  bool operator==(const Run&) const = default;
};

/// R to T: for every byte of the visible text, the bytes it was made from. The runs tile T without
/// gap; in R they ascend and do not overlap, and what they leave out is markup. Canonical: no empty
/// run, and no two adjacent runs that could be one. A value; const use is thread-safe.
class SourceMap {
 public:
  SourceMap() = default;
  /// T is R, byte for byte (plain UTF-8 text).
  static SourceMap identity(std::uint64_t size);

  /// Appends `size` copied bytes that start at `raw_begin`. Requires: raw_begin is not before the
  /// end of the last run.
  void append_copy(std::uint64_t raw_begin, std::uint64_t size);
  /// Appends `units` steps of `raw_unit` to `text_unit` bytes. Requires: as append_copy; text_unit
  /// > 0.
  void append(RunKind kind, std::uint64_t raw_begin, std::uint32_t raw_unit,
              std::uint32_t text_unit, std::uint32_t units = 1);
  /// Takes back what makes T longer than `text_size` bytes. Requires: text_size <= text_size(), and
  /// it is the edge of a step.
  void truncate(std::uint64_t text_size);
  void clear() { runs_.clear(); }

  const std::vector<Run>& runs() const { return runs_; }
  /// |T|.
  std::uint64_t text_size() const;
  /// One past the last byte of R that a run covers; 0 for an empty map.
  std::uint64_t raw_end() const;

  /// The bytes of R behind the step that made the byte of T at `offset`; empty (begin == end) for a
  /// separator. Requires: offset < text_size().
  RawSpan raw_of(std::uint64_t offset) const;
  /// Appends to `out` the bytes of R behind `span`, ascending, disjoint, touching ranges joined.
  /// A step that `span` only cuts into counts whole. Requires: span lies in T.
  void raw_spans(TextSpan span, std::vector<RawSpan>& out) const;
  std::vector<RawSpan> raw_spans(TextSpan span) const;
  /// The bytes of T that the byte of R at `offset` became, or nothing for markup.
  std::optional<TextSpan> text_of(std::uint64_t offset) const;

  /// Every run moved by `distance` bytes in R: what a record inside a larger payload needs.
  void shift_raw(std::uint64_t distance);

  /// `inner` (M to T) seen through `outer` (R to M): the map R to T. A step that cuts into a step
  /// of `outer` takes that step's raw bytes whole; what is left of it then has none, as bytes of R
  /// are used once. Requires: inner.raw_end() <= outer.text_size().
  static SourceMap compose(const SourceMap& outer, const SourceMap& inner);

  /// Checks every invariant against the sizes of R and T; kBadMap names the first run that breaks
  /// one.
  Status check(std::uint64_t raw_size, std::uint64_t text_size) const;

  bool operator==(const SourceMap&) const = default;

 private:
  std::size_t run_at(std::uint64_t text_offset) const;
  std::vector<Run> runs_;
};

}  // namespace headwater
