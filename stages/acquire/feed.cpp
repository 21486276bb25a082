#include "stages/acquire/feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "feed/feed_charset.h"
#include "record/source_map.h"
#include "stages/acquire/feed_json.h"
#include "stages/acquire/feed_xml.h"

namespace headwater {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool begins_with(std::string_view bytes, char wanted) {
  const auto mark = byte_order_mark(bytes);
  if (mark) bytes.remove_prefix(mark->size);
  const auto* first = std::ranges::find_if_not(bytes, is_space);
  return first != bytes.end() && *first == wanted;
}

/// Moves every position of a feed that was read in UTF-8 to the bytes that it was made from.
class PositionMover {
 public:
  explicit PositionMover(const SourceMap& map, std::uint64_t raw_size)
      : map_(map), raw_size_(raw_size) {}

  void move(Feed& feed) const {
    for (FeedText* text : {&feed.title, &feed.subtitle}) move(text->raw);
    for (FeedDate* date : {&feed.published, &feed.updated}) move(date->raw);
    for (FeedEntry& entry : feed.entries) {
      move(entry.range);
      for (FeedText* text : {&entry.title, &entry.summary}) move(text->raw);
      for (FeedText& text : entry.contents) move(text.raw);
      for (FeedDate* date : {&entry.published, &entry.updated}) move(date->raw);
    }
  }

 private:
  std::uint64_t raw_begin(std::uint64_t offset) const {
    return offset < map_.text_size() ? map_.raw_of(offset).begin : raw_size_;
  }
  void move(RawSpan& span) const { span = {raw_begin(span.begin), raw_begin(span.end)}; }

  const SourceMap& map_;
  std::uint64_t raw_size_;
};

/// Turns `payload` into UTF-8 from behind its byte order mark on.
std::string transcode(std::string_view payload, const FeedCharset& charset, SourceMap& map) {
  std::string text;
  std::vector<DecodeStep> steps;
  decode(charset.encoding, payload.substr(charset.mark), text, steps);
  for (const DecodeStep& step : steps) {
    map.append(step.copied ? RunKind::kCopy : RunKind::kTranscode, charset.mark + step.raw_begin,
               step.raw_unit, step.text_unit, static_cast<std::uint32_t>(step.units));
  }
  return text;
}

Result<Feed> parse_xml(std::string_view payload, std::string_view label, std::string_view uri) {
  const FeedCharset charset = choose_feed_charset(payload, label);
  const bool transcoded = is_transcoded_feed(charset.encoding);
  if (transcoded && payload.size() > kMaxTranscodedFeedBytes) {
    return Error{
        ErrorCode::kTooLarge,
        fmt::format("a feed of {} bytes in {}; those over {} MiB are not read", payload.size(),
                    encoding_name(charset.encoding), kMaxTranscodedFeedBytes >> 20U)};
  }
  SourceMap map;
  std::string text;
  if (transcoded) text = transcode(payload, charset, map);
  auto feed = transcoded ? parse_xml_feed(text, Encoding::kUtf8, 0, uri)
                         : parse_xml_feed(payload, charset.encoding, charset.mark, uri);
  if (!feed) return feed;
  if (transcoded) PositionMover(map, payload.size()).move(*feed);
  feed->encoding = charset.encoding;
  feed->encoding_evidence = charset.evidence;
  return feed;
}

Result<Feed> parse_json(std::string_view payload, std::string_view uri) {
  const auto mark = byte_order_mark(payload);
  if (!mark) return parse_json_feed(payload, uri);
  if (mark->encoding != Encoding::kUtf8) {
    return Error{ErrorCode::kBadJson, "byte 0: JSON in UTF-16; JSON Feed is UTF-8"};
  }
  // RFC 8259, section 8.1, lets a reader ignore the mark; blanks keep the positions.
  std::string blanked(payload);
  blanked.replace(0, mark->size, mark->size, ' ');
  return parse_json_feed(blanked, uri);
}

}  // namespace

Result<Feed> parse_feed(std::string_view payload, std::string_view media_type,
                        std::string_view charset, std::string_view uri) {
  if (payload.empty()) return Error{ErrorCode::kTruncated, "an empty payload, which is no feed"};
  if (payload.size() > kMaxFeedBytes) {
    return Error{ErrorCode::kTooLarge,
                 fmt::format("a feed of {} bytes; those over {} MiB are not read", payload.size(),
                             kMaxFeedBytes >> 20U)};
  }
  auto feed =
      begins_with(payload, '{') ? parse_json(payload, uri) : parse_xml(payload, charset, uri);
  if (!feed && feed.error().code == ErrorCode::kBadFeed && !media_type.empty()) {
    feed.error().message += fmt::format("; its server calls it {}", media_type);
  }
  return feed;
}

}  // namespace headwater
