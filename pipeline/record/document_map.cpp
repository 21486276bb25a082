#include "record/document_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/utf8.h"

namespace headwater {
namespace {

constexpr std::string_view kMagic = "HWM1";
constexpr std::uint64_t kKindBits = 3;
constexpr std::uint64_t kKinds = static_cast<std::uint64_t>(RunKind::kSeparator) + 1;

void put(std::uint64_t value, std::string& out) {
  while (value >= 0x80) {
    out += static_cast<char>(0x80 | (value & 0x7F));
    value >>= 7;
  }
  out += static_cast<char>(value);
}

/// Reads canonical LEB128 numbers; after the first bad one every number is 0 and `ok` is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; ok_ && shift < 64; shift += 7) {
      if (at_ == bytes_.size()) break;
      const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) {
        // A last byte of 0 after others is a longer form; the tenth byte holds one bit only.
        if ((byte == 0 && shift > 0) || (shift == 63 && byte > 1)) break;
        return value;
      }
    }
    ok_ = false;
    return 0;
  }

  /// A number of at most `limit`.
  std::uint64_t number(std::uint64_t limit) {
    const std::uint64_t value = number();
    if (value > limit) ok_ = false;
    return ok_ ? value : 0;
  }

  bool skip(std::string_view expected) {
    if (bytes_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }

  std::string_view rest() const { return bytes_.substr(at_); }
  std::size_t offset() const { return at_; }
  bool ok() const { return ok_; }
  void fail() { ok_ = false; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

Error bad_map(std::size_t offset, std::string_view what) {
  return {ErrorCode::kBadMap, fmt::format("document map: byte {}: {}", offset, what)};
}

void put_run(const Run& run, std::uint64_t raw_end, std::string& out) {
  put((run.raw_begin - raw_end) << kKindBits | static_cast<std::uint64_t>(run.kind), out);
  put(run.units, out);
  if (run.kind == RunKind::kCopy) return;
  put(run.raw_unit, out);
  put(run.text_unit, out);
}

/// The next run, checked against what is left of R and T so that no sum can overflow.
Run read_run(Reader& reader, std::uint64_t raw_at, std::uint64_t raw_left, std::uint64_t text_at,
             std::uint64_t text_left) {
  constexpr std::uint64_t kMax32 = std::numeric_limits<std::uint32_t>::max();
  Run run;
  const std::uint64_t head = reader.number();
  const std::uint64_t kind = head & ((1U << kKindBits) - 1);
  if (kind >= kKinds || head >> kKindBits > raw_left) reader.fail();
  run.kind = static_cast<RunKind>(kind);
  run.raw_begin = raw_at + (head >> kKindBits);
  run.text_begin = text_at;
  run.units = static_cast<std::uint32_t>(reader.number(kMax32));
  if (run.kind != RunKind::kCopy) {
    run.raw_unit = static_cast<std::uint32_t>(reader.number(kMax32));
    run.text_unit = static_cast<std::uint32_t>(reader.number(kMax32));
  }
  if (run.raw_size() > raw_left - (head >> kKindBits) || run.text_size() > text_left) reader.fail();
  return run;
}

Status read_runs(Reader& reader, std::uint64_t count, DocumentMap& map) {
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t raw_at = map.source.raw_end();
    const std::uint64_t text_at = map.source.text_size();
    const Run run =
        read_run(reader, raw_at, map.raw_size - raw_at, text_at, map.text_size - text_at);
    const std::size_t runs_before = map.source.runs().size();
    if (reader.ok() && run.units > 0 && run.text_unit > 0) {
      map.source.append(run.kind, run.raw_begin, run.raw_unit, run.text_unit, run.units);
    }
    if (map.source.runs().size() != runs_before + 1) {
      return bad_map(reader.offset(), "a run is malformed or not canonical");
    }
  }
  if (map.source.text_size() != map.text_size)
    return bad_map(reader.offset(), "runs do not make the text");
  return {};
}

Status read_cuts(Reader& reader, std::uint64_t count, DocumentMap& map) {
  std::uint64_t at = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t begin = at + reader.number(map.text_size - at);
    const std::uint64_t size = reader.number(map.text_size - begin);
    const std::uint64_t rule = reader.number(std::numeric_limits<RuleIndex>::max());
    if (!reader.ok() || size == 0) return bad_map(reader.offset(), "a cut is malformed");
    at = begin + size;
    map.cuts.push_back({{begin, at}, static_cast<RuleIndex>(rule)});
  }
  return {};
}

std::uint64_t literal_size(const SourceMap& source) {
  std::uint64_t size = 0;
  for (const Run& run : source.runs()) {
    if (run.kind != RunKind::kCopy) size += run.text_size();
  }
  return size;
}

/// How many whole steps of `run` lie in the cuts. `cut` is moved on to the first that may matter
/// for the next run. Cuts that touch count as one.
std::uint64_t steps_cut(const Run& run, const std::vector<TextSpan>& removed, std::size_t& at) {
  std::uint64_t steps = 0;
  const TextSpan text = run.text();
  while (at < removed.size() && removed[at].end <= text.begin) ++at;
  for (std::size_t i = at; i < removed.size() && removed[i].begin < text.end; ++i) {
    const std::uint64_t begin = std::max(removed[i].begin, text.begin) - text.begin;
    const std::uint64_t end = std::min(removed[i].end, text.end) - text.begin;
    const std::uint64_t first = (begin + run.text_unit - 1) / run.text_unit;
    const std::uint64_t last = end / run.text_unit;
    if (first < last) steps += last - first;
  }
  return steps;
}

std::vector<TextSpan> removed_spans(const std::vector<Cut>& cuts) {
  std::vector<TextSpan> spans;
  for (const Cut& cut : cuts) {
    if (!spans.empty() && spans.back().end == cut.span.begin) {
      spans.back().end = cut.span.end;
    } else {
      spans.push_back(cut.span);
    }
  }
  return spans;
}

}  // namespace

DocumentMap make_document_map(std::uint64_t raw_size, std::string_view text,
                              const SourceMap& source, const EditMap& edits) {
  DocumentMap map{raw_size, text.size(), source, edits.cuts(), {}};
  for (const Run& run : source.runs()) {
    if (run.kind != RunKind::kCopy) map.literals += slice(text, run.text());
  }
  return map;
}

std::string encode_map(const DocumentMap& map) {
  std::string out(kMagic);
  put(map.raw_size, out);
  put(map.text_size, out);
  put(map.source.runs().size(), out);
  put(map.cuts.size(), out);
  put(map.literals.size(), out);
  std::uint64_t raw_end = 0;
  for (const Run& run : map.source.runs()) {
    put_run(run, raw_end, out);
    raw_end = run.raw().end;
  }
  std::uint64_t cut_end = 0;
  for (const Cut& cut : map.cuts) {
    put(cut.span.begin - cut_end, out);
    put(cut.span.size(), out);
    put(cut.rule, out);
    cut_end = cut.span.end;
  }
  out += map.literals;
  return out;
}

Result<DocumentMap> decode_map(std::string_view encoded) {
  Reader reader(encoded);
  if (!reader.skip(kMagic)) return bad_map(0, "does not start with HWM1");
  DocumentMap map;
  map.raw_size = reader.number();
  map.text_size = reader.number();
  // Every run and cut takes at least two bytes: counts beyond that are lies and reserve nothing.
  const std::uint64_t runs = reader.number(encoded.size());
  const std::uint64_t cuts = reader.number(encoded.size());
  const std::uint64_t literals = reader.number(encoded.size());
  if (!reader.ok()) return bad_map(reader.offset(), "the header is malformed");
  if (const Status status = read_runs(reader, runs, map); !status) return status.error();
  if (const Status status = read_cuts(reader, cuts, map); !status) return status.error();
  if (reader.rest().size() != literals || literal_size(map.source) != literals) {
    return bad_map(reader.offset(), "the literals have another size than the runs need");
  }
  map.literals = reader.rest();
  return map;
}

Result<std::string> replay_text(std::string_view raw, const DocumentMap& map) {
  if (raw.size() != map.raw_size) {
    return Error{ErrorCode::kBadMap, fmt::format("document map: made for {} raw bytes, not {}",
                                                 map.raw_size, raw.size())};
  }
  std::string text;
  text.reserve(map.text_size);
  std::size_t literal = 0;
  for (const Run& run : map.source.runs()) {
    if (run.kind == RunKind::kCopy) {
      text += slice(raw, run.raw());
    } else {
      text += std::string_view(map.literals).substr(literal, run.text_size());
      literal += run.text_size();
    }
  }
  return text;
}

Result<std::string> replay_cleaned(std::string_view raw, const DocumentMap& map) {
  Result<std::string> text = replay_text(raw, map);
  if (!text) return text;
  for (const Cut& cut : map.cuts) {
    if (!is_code_point_edge(*text, cut.span.begin) || !is_code_point_edge(*text, cut.span.end)) {
      return Error{ErrorCode::kBadMap,
                   fmt::format("document map: the cut [{}, {}) splits a character", cut.span.begin,
                               cut.span.end)};
    }
  }
  Result<EditMap> edits = EditMap::from_cuts(map.cuts, map.text_size);
  if (!edits) return edits.error();
  return edits->cleaned(*text);
}

ByteAccount account(const DocumentMap& map) {
  ByteAccount bytes;
  const std::vector<TextSpan> removed = removed_spans(map.cuts);
  std::size_t at = 0;
  std::uint64_t covered = 0;
  for (const Run& run : map.source.runs()) {
    const std::uint64_t cut = steps_cut(run, removed, at) * run.raw_unit;
    bytes.removed += cut;
    (run.kind == RunKind::kCopy ? bytes.kept : bytes.changed) += run.raw_size() - cut;
    covered += run.raw_size();
  }
  bytes.markup = map.raw_size - covered;
  return bytes;
}

}  // namespace headwater
