#include "record/source_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>

namespace headwater {
namespace {

constexpr std::uint64_t kMaxUnits = std::numeric_limits<std::uint32_t>::max();

/// The bytes of R behind the steps of `run` that touch the bytes [begin, end) of T.
RawSpan raw_of_steps(const Run& run, std::uint64_t begin, std::uint64_t end) {
  const std::uint64_t first = (begin - run.text_begin) / run.text_unit;
  const std::uint64_t last = (end - run.text_begin + run.text_unit - 1) / run.text_unit;
  return {run.raw_begin + first * run.raw_unit, run.raw_begin + last * run.raw_unit};
}

/// Builds a composed map: looks M up in `outer` and keeps R ascending.
class Composer {
 public:
  explicit Composer(const SourceMap& outer) : outer_(outer.runs()) {}

  void add(const Run& inner) {
    if (inner.kind == RunKind::kCopy) {
      add_copy(inner.raw());
    } else if (inner.raw_unit == 0) {
      result_.append(inner.kind, result_.raw_end(), 0, inner.text_unit, inner.units);
    } else {
      for (std::uint32_t i = 0; i < inner.units; ++i) add_step(inner, i);
    }
  }

  SourceMap take() { return std::move(result_); }

 private:
  /// Moves to the outer run that holds the byte of M at `offset`. Offsets never go back.
  const Run& outer_at(std::uint64_t offset) {
    while (outer_[at_].text().end <= offset) ++at_;
    return outer_[at_];
  }

  void add_copy(RawSpan middle) {
    while (!middle.empty()) {
      const Run& run = outer_at(middle.begin);
      const std::uint64_t end = std::min(middle.end, run.text().end);
      if (run.kind == RunKind::kCopy) {
        result_.append_copy(run.raw_begin + (middle.begin - run.text_begin), end - middle.begin);
      } else {
        add_steps(run, middle.begin, end);
      }
      middle.begin = end;
    }
  }

  /// The bytes [begin, end) of M out of a run of steps: whole steps in one piece, cut ones alone.
  void add_steps(const Run& run, std::uint64_t begin, std::uint64_t end) {
    while (begin < end) {
      const std::uint64_t into = (begin - run.text_begin) % run.text_unit;
      const std::uint64_t whole = into == 0 ? (end - begin) / run.text_unit : 0;
      const std::uint64_t size =
          whole > 0 ? whole * run.text_unit : std::min(end - begin, run.text_unit - into);
      const RawSpan raw = raw_of_steps(run, begin, begin + size);
      if (whole > 0) {
        append(run.kind, raw, run.raw_unit, run.text_unit, static_cast<std::uint32_t>(whole));
      } else {
        append(run.kind, raw, run.raw_unit, static_cast<std::uint32_t>(size), 1);
      }
      begin += size;
    }
  }

  void add_step(const Run& inner, std::uint32_t index) {
    const std::uint64_t begin = inner.raw_begin + std::uint64_t{index} * inner.raw_unit;
    const std::uint64_t end = begin + inner.raw_unit;
    RawSpan raw = raw_of_steps(outer_at(begin), begin, begin + 1);
    const Run& last = outer_at(end - 1);
    raw.end = raw_of_steps(last, end - 1, end).end;
    append(inner.kind, raw, static_cast<std::uint32_t>(raw.size()), inner.text_unit, 1);
  }

  /// Appends, unless the bytes of R were used by the step before: then without any.
  void append(RunKind kind, RawSpan raw, std::uint32_t raw_unit, std::uint32_t text_unit,
              std::uint32_t units) {
    if (raw.begin >= result_.raw_end()) {
      result_.append(kind, raw.begin, raw_unit, text_unit, units);
    } else {
      result_.append(kind, result_.raw_end(), 0, text_unit, units);
    }
  }

  const std::vector<Run>& outer_;
  std::size_t at_ = 0;
  SourceMap result_;
};

Status bad_run(std::size_t index, const char* what) {
  return Error{ErrorCode::kBadMap, fmt::format("source map: run {} {}", index, what)};
}

}  // namespace

SourceMap SourceMap::identity(std::uint64_t size) {
  SourceMap map;
  map.append_copy(0, size);
  return map;
}

void SourceMap::append_copy(std::uint64_t raw_begin, std::uint64_t size) {
  while (size > 0) {
    const std::uint64_t units = std::min(size, kMaxUnits);
    append(RunKind::kCopy, raw_begin, 1, 1, static_cast<std::uint32_t>(units));
    raw_begin += units;
    size -= units;
  }
}

void SourceMap::append(RunKind kind, std::uint64_t raw_begin, std::uint32_t raw_unit,
                       std::uint32_t text_unit, std::uint32_t units) {
  assert(text_unit > 0);
  assert(raw_begin >= raw_end());
  if (units == 0) return;
  if (!runs_.empty()) {
    Run& last = runs_.back();
    if (last.kind == kind && last.raw_unit == raw_unit && last.text_unit == text_unit &&
        last.raw().end == raw_begin && kMaxUnits - last.units >= units) {
      last.units += units;
      return;
    }
  }
  runs_.push_back({kind, raw_begin, text_size(), units, raw_unit, text_unit});
}

void SourceMap::truncate(std::uint64_t text_size) {
  while (!runs_.empty() && runs_.back().text_begin >= text_size) runs_.pop_back();
  if (runs_.empty()) return;
  Run& last = runs_.back();
  if (last.text().end <= text_size) return;
  assert((text_size - last.text_begin) % last.text_unit == 0);
  last.units = static_cast<std::uint32_t>((text_size - last.text_begin) / last.text_unit);
}

std::uint64_t SourceMap::text_size() const { return runs_.empty() ? 0 : runs_.back().text().end; }

std::uint64_t SourceMap::raw_end() const { return runs_.empty() ? 0 : runs_.back().raw().end; }

std::size_t SourceMap::run_at(std::uint64_t text_offset) const {
  const auto after = std::upper_bound(
      runs_.begin(), runs_.end(), text_offset,
      [](std::uint64_t offset, const Run& run) { return offset < run.text_begin; });
  return static_cast<std::size_t>(after - runs_.begin()) - 1;
}

RawSpan SourceMap::raw_of(std::uint64_t offset) const {
  assert(offset < text_size());
  return raw_of_steps(runs_[run_at(offset)], offset, offset + 1);
}

void SourceMap::raw_spans(TextSpan span, std::vector<RawSpan>& out) const {
  if (span.empty()) return;
  const std::size_t first = out.size();
  for (std::size_t i = run_at(span.begin); i < runs_.size() && runs_[i].text_begin < span.end;
       ++i) {
    const Run& run = runs_[i];
    const RawSpan raw =
        raw_of_steps(run, std::max(span.begin, run.text_begin), std::min(span.end, run.text().end));
    if (raw.empty()) continue;
    if (out.size() > first && out.back().end == raw.begin) {
      out.back().end = raw.end;
    } else {
      out.push_back(raw);
    }
  }
}

std::vector<RawSpan> SourceMap::raw_spans(TextSpan span) const {
  std::vector<RawSpan> spans;
  raw_spans(span, spans);
  return spans;
}

std::optional<TextSpan> SourceMap::text_of(std::uint64_t offset) const {
  auto run = std::upper_bound(
      runs_.begin(), runs_.end(), offset,
      [](std::uint64_t raw, const Run& candidate) { return raw < candidate.raw_begin; });
  while (run != runs_.begin()) {
    --run;
    if (run->raw().contains(offset)) {
      const std::uint64_t unit = (offset - run->raw_begin) / run->raw_unit;
      const std::uint64_t begin = run->text_begin + unit * run->text_unit;
      return TextSpan{begin, begin + run->text_unit};
    }
    if (run->raw_unit > 0) break;
  }
  return std::nullopt;
}

void SourceMap::shift_raw(std::uint64_t distance) {
  for (Run& run : runs_) run.raw_begin += distance;
}

SourceMap SourceMap::compose(const SourceMap& outer, const SourceMap& inner) {
  assert(inner.raw_end() <= outer.text_size());
  Composer composer(outer);
  for (const Run& run : inner.runs_) composer.add(run);
  return composer.take();
}

Status SourceMap::check(std::uint64_t raw_size, std::uint64_t text_size) const {
  std::uint64_t raw = 0;
  std::uint64_t text = 0;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const Run& run = runs_[i];
    if (run.units == 0 || run.text_unit == 0) return bad_run(i, "is empty");
    if (run.text_begin != text) return bad_run(i, "leaves a gap in the text");
    if (run.raw_begin < raw) return bad_run(i, "goes back in the raw bytes");
    if (run.kind == RunKind::kCopy && (run.raw_unit != 1 || run.text_unit != 1)) {
      return bad_run(i, "copies in steps other than bytes");
    }
    if (i > 0 && run.raw_begin == raw && runs_[i - 1].kind == run.kind &&
        runs_[i - 1].raw_unit == run.raw_unit && runs_[i - 1].text_unit == run.text_unit &&
        kMaxUnits - runs_[i - 1].units >= run.units) {
      return bad_run(i, "could be part of the run before");
    }
    raw = run.raw().end;
    text = run.text().end;
  }
  if (raw > raw_size) return bad_run(runs_.size() - 1, "ends after the raw bytes");
  if (text != text_size) {
    return Error{ErrorCode::kBadMap,
                 fmt::format("source map: makes {} bytes of text, not {}", text, text_size)};
  }
  return {};
}

}  // namespace headwater
