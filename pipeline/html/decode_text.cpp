#include "html/decode_text.h"

#include <array>

#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace headwater {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Text with its map.
struct MappedSink {
  std::string& text;
  SourceMap& map;

  void copied(std::uint64_t raw_begin, std::uint64_t size) { map.append_copy(raw_begin, size); }
  void made(RunKind kind, std::uint64_t raw_begin, std::uint32_t raw_unit, std::uint32_t text_unit,
            std::uint32_t units = 1) {
    map.append(kind, raw_begin, raw_unit, text_unit, units);
  }
};

/// Text alone.
struct TextSink {
  std::string& text;

  void copied(std::uint64_t, std::uint64_t) {}
  void made(RunKind, std::uint64_t, std::uint32_t, std::uint32_t, std::uint32_t = 1) {}
};

/// The bytes that are not simply characters of the charset. None of them is ever part of a longer
/// character.
constexpr std::array<bool, 256> kStops = [] {
  std::array<bool, 256> stops = {};
  stops['&'] = stops['\r'] = stops['\0'] = true;
  return stops;
}();

std::uint32_t next_stop(std::string_view page, ByteRange rest) {
#ifdef __SSE2__
  for (; rest.begin + sizeof(__m128i) <= rest.end; rest.begin += sizeof(__m128i)) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(&page[rest.begin]));
    const auto equal = [block](char byte) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(byte)); };
    const __m128i stops = _mm_or_si128(_mm_or_si128(equal('&'), equal('\r')), equal('\0'));
    const auto hits = static_cast<unsigned>(_mm_movemask_epi8(stops));
    if (hits != 0) return rest.begin + static_cast<std::uint32_t>(__builtin_ctz(hits));
  }
#endif
  while (rest.begin < rest.end && !kStops[static_cast<unsigned char>(page[rest.begin])]) {
    ++rest.begin;
  }
  return rest.begin;
}

/// "\r" or "\r\n" at the begin of `rest` becomes a line feed.
template <class Sink>
std::uint32_t append_line_end(std::string_view page, ByteRange rest, Sink& sink) {
  const std::uint32_t length = rest.of(page).starts_with("\r\n") ? 2 : 1;
  sink.text.push_back('\n');
  sink.made(RunKind::kWhitespace, rest.begin, length, 1);
  return length;
}

template <class Sink>
std::uint32_t append_nul(ByteRange rest, HtmlTextMode mode, Sink& sink) {
  if (mode != HtmlTextMode::kData) {
    sink.text.append(kReplacement);
    sink.made(RunKind::kTranscode, rest.begin, 1, kReplacement.size());
  }
  return 1;
}

template <class Sink>
std::uint32_t append_reference(std::string_view page, ByteRange rest, HtmlTextMode mode,
                               Sink& sink) {
  const auto place = mode == HtmlTextMode::kAttribute ? html::ReferencePlace::kAttribute
                                                      : html::ReferencePlace::kText;
  const html::CharacterReference reference = mode == HtmlTextMode::kRawText
                                                 ? html::CharacterReference()
                                                 : html::read_reference(rest.of(page), place);
  if (reference.length == 0) {
    sink.text.push_back('&');
    sink.copied(rest.begin, 1);
    return 1;
  }
  const std::size_t before = sink.text.size();
  append_utf8(reference.first, sink.text);
  if (reference.second != 0) append_utf8(reference.second, sink.text);
  sink.made(RunKind::kEntity, rest.begin, reference.length,
            static_cast<std::uint32_t>(sink.text.size() - before));
  return reference.length;
}

}  // namespace

template <class Sink>
void HtmlTextDecoder::plain(std::string_view page, ByteRange slice, Sink& sink) {
  const std::string_view bytes = slice.of(page);
  if (encoding_ == Encoding::kUtf8 && valid_utf8_prefix(bytes) == bytes.size()) {
    sink.text.append(bytes);
    sink.copied(slice.begin, bytes.size());
    return;
  }
  steps_.clear();
  replaced_ += decode(encoding_, bytes, sink.text, steps_).replaced;
  for (const DecodeStep& step : steps_) {
    if (step.copied) {
      sink.copied(slice.begin + step.raw_begin, step.units);
    } else {
      sink.made(RunKind::kTranscode, slice.begin + step.raw_begin, step.raw_unit, step.text_unit,
                static_cast<std::uint32_t>(step.units));
    }
  }
}

template <class Sink>
void HtmlTextDecoder::decode_slice(std::string_view page, ByteRange slice, HtmlTextMode mode,
                                   Sink& sink) {
  while (!slice.empty()) {
    const std::uint32_t stop = next_stop(page, slice);
    if (stop > slice.begin) plain(page, {slice.begin, stop}, sink);
    slice.begin = stop;
    if (slice.empty()) break;
    if (page[stop] == '&') {
      slice.begin += append_reference(page, slice, mode, sink);
    } else if (page[stop] == '\r') {
      slice.begin += append_line_end(page, slice, sink);
    } else {
      slice.begin += append_nul(slice, mode, sink);
    }
  }
}

void HtmlTextDecoder::append(std::string_view page, ByteRange slice, HtmlTextMode mode,
                             std::string& text, SourceMap& map) {
  MappedSink sink{text, map};
  decode_slice(page, slice, mode, sink);
}

void HtmlTextDecoder::append(std::string_view page, ByteRange slice, HtmlTextMode mode,
                             std::string& text) {
  TextSink sink{text};
  decode_slice(page, slice, mode, sink);
}

}  // namespace headwater
