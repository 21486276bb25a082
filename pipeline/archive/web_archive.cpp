#include "archive/web_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "archive/archive_content.h"
#include "archive/archived_header.h"

namespace headwater {
namespace {

constexpr std::string_view kRecordStart = "\nWARC/";
/// Enough to see which format a header has.
constexpr std::size_t kSniffed = 16;
/// The longest line of ARC that is looked at as a whole.
constexpr std::size_t kLongestLine = std::size_t{64} << 10U;
/// Two line ends close a record (WARC 1.1, section 4).
constexpr std::size_t kRecordEnd = 4;

bool is_damage(ErrorCode code) {
  return code == ErrorCode::kBadGzip || code == ErrorCode::kBadCoding ||
         code == ErrorCode::kTooLarge || code == ErrorCode::kTruncated;
}

/// Some writers pad with NUL and spaces too.
bool is_blank(char c) { return c == '\r' || c == '\n' || c == ' ' || c == '\0'; }

std::size_t count_blanks(std::string_view text) {
  const auto* const end = std::ranges::find_if_not(text, is_blank);
  return static_cast<std::size_t>(end - text.begin());
}

/// `block` without the two line ends that close a record.
std::string_view without_record_end(std::string_view block) {
  for (int i = 0; i < 2 && block.ends_with('\n'); ++i) {
    block.remove_suffix(block.ends_with("\r\n") ? 2 : 1);
  }
  return block;
}

}  // namespace

struct WebArchive::State {
  explicit State(ByteStream& file) : content(file) {}

  Result<Found> next();
  Result<bool> want(std::size_t size);
  Result<bool> skip_blanks();
  Result<Found> read_record();
  Result<Found> frame(ArchivedHeader header);
  Result<Found> hand_out(ArchivedHeader& header, std::size_t end, std::size_t next);
  std::optional<std::size_t> find_start_inside(std::size_t begin, std::size_t end) const;
  bool ends_well(std::size_t end);
  Result<Found> skip_block(std::uint64_t length);
  Result<Found> fail(Error error);
  Result<Found> damaged(Error error);
  void note_damage(std::uint64_t offset, Error error);
  void resynchronise();
  std::size_t find_start(std::string_view held) const;
  std::uint64_t here() const {
    return content.in_file(content.position(), content.position() + 1).begin;
  }

  ArchiveContent content;
  std::size_t pending = 0;           ///< Bytes held that the record handed out last takes.
  std::uint64_t no_start_until = 0;  ///< Members that begin so far up are known to begin no record.
  bool arc = false;  ///< Whether the file is an ARC: its records are told by nothing else.
  bool ended = false;
  std::uint64_t damages = 0;
  ArchivedRecord found;
  ArchiveDamage damage;
};

/// Whether so many bytes are held; false at the end of the file.
Result<bool> WebArchive::State::want(std::size_t size) {
  while (content.held().size() < size) {
    const Result<bool> more = content.fill();
    if (!more) return more.error();
    if (!*more) return false;
  }
  return true;
}

/// False at the end of the file.
Result<bool> WebArchive::State::skip_blanks() {
  for (;;) {
    content.consume(count_blanks(content.held()));
    if (!content.held().empty()) return true;
    Result<bool> more = want(1);
    if (!more || !*more) return more;
  }
}

Result<WebArchive::Found> WebArchive::State::next() {
  content.consume(std::exchange(pending, 0));
  if (ended) return Found::kEnd;
  const Result<bool> more = skip_blanks();
  if (!more) return fail(more.error());
  if (*more) return read_record();
  ended = true;
  return Found::kEnd;
}

Result<WebArchive::Found> WebArchive::State::read_record() {
  if (const Result<bool> more = want(kSniffed); !more && content.held().empty()) {
    return fail(more.error());
  }
  ArchiveFormat format = sniff_archived_header(content.held());
  if (format == ArchiveFormat::kArc) arc = true;
  if (format == ArchiveFormat::kNone && arc) format = ArchiveFormat::kArc;
  if (format == ArchiveFormat::kNone) {
    return damaged({ErrorCode::kBadWarc, "here no record of a web archive begins"});
  }
  std::optional<std::size_t> size;
  Result<bool> growing = true;
  while (!(size = archived_header_size(content.held(), format))) {
    const std::size_t held = content.held().size();
    if (held >= kMaxWarcHeader) {
      return damaged({ErrorCode::kBadWarc, fmt::format("the header of the record has no end within "
                                                       "{} bytes",
                                                       kMaxWarcHeader)});
    }
    if (!growing) return fail(growing.error());
    if (!*growing) {
      return damaged({ErrorCode::kTruncated, "the file ends in the header of a record"});
    }
    // Twice as much each time: members of a byte would have it searched anew for every byte.
    growing = want(std::min(2 * held, kMaxWarcHeader));
  }
  if (*size > kMaxWarcHeader) {
    return damaged(
        {ErrorCode::kBadWarc,
         fmt::format("the header of the record has more than {} bytes", kMaxWarcHeader)});
  }
  auto header = parse_archived_header(content.held().substr(0, *size), format);
  if (!header) return damaged(header.error());
  return frame(std::move(*header));
}

/// Finds where the block ends.
Result<WebArchive::Found> WebArchive::State::frame(ArchivedHeader header) {
  if (!header.length) {
    return damaged({ErrorCode::kBadWarc, fmt::format("Content-Length of the record is \"{}\"",
                                                     header.record.field("Content-Length"))});
  }
  if (*header.length > kMostBlockBytes) return skip_block(header.size + *header.length);
  const std::size_t stated = header.size + static_cast<std::size_t>(*header.length);
  // Looking behind the block costs nothing: the next record is read anyway.
  Result<bool> whole = want(stated);
  if (whole && *whole) whole = want(stated + kRecordEnd + kSniffed);
  const std::size_t held = content.held().size();
  if (!whole && content.is_open(content.position() + std::min(stated, held))) {
    return fail(whole.error());
  }
  if (held >= stated && ends_well(stated)) return hand_out(header, stated, stated);
  if (const auto cut = find_start_inside(header.size, std::min(stated, held))) {
    return hand_out(
        header,
        header.size +
            without_record_end(content.held().substr(header.size, *cut - header.size)).size(),
        *cut);
  }
  // What follows is not the next record: that is for the next call to say.
  if (held >= stated) return hand_out(header, stated, stated);
  if (!whole) return fail(whole.error());
  header.record.truncated = true;
  return hand_out(header, held, held);
}

/// Where another record begins inside of a block that claims to hold these bytes.
std::optional<std::size_t> WebArchive::State::find_start_inside(std::size_t begin,
                                                                std::size_t end) const {
  if (arc) return std::nullopt;
  const std::size_t at = content.held().substr(0, end).find(kRecordStart, begin - 1);
  return at == std::string_view::npos ? std::nullopt : std::optional(at + 1);
}

/// Whether a block may end there: what follows is another record or nothing. A member that begins
/// with a record inside of the block shows that the block is shorter than its header says.
bool WebArchive::State::ends_well(std::size_t end) {
  const std::string_view held = content.held();
  // Blocks that all claim to be long would have the same members looked at again and again.
  no_start_until = std::max(no_start_until, content.position());
  while (const auto next = content.member_after(no_start_until)) {
    if (*next >= content.position() + end) break;
    if (held.substr(*next - content.position()).starts_with(kRecordStart.substr(1))) return false;
    no_start_until = *next;
  }
  const std::string_view behind = held.substr(end, kRecordEnd + kSniffed);
  const std::string_view rest = behind.substr(count_blanks(behind));
  return rest.empty() || arc || sniff_archived_header(rest) != ArchiveFormat::kNone ||
         kRecordStart.substr(1).starts_with(rest.substr(0, kRecordStart.size() - 1));
}

/// The record whose block ends at `end`; the next one is looked for from `next`.
Result<WebArchive::Found> WebArchive::State::hand_out(ArchivedHeader& header, std::size_t end,
                                                      std::size_t next) {
  const std::string_view held = content.held();
  ArchivedRecord& record = header.record;
  record.block = held.substr(header.size, end - header.size);
  std::size_t closed = end;
  while (closed < held.size() && closed < end + kRecordEnd && is_blank(held[closed])) ++closed;
  record.range = content.in_file(content.position(), content.position() + closed);
  pending = next;
  found = std::move(record);
  return Found::kRecord;
}

/// Lets go of a record that is too large, at most up to the next one.
Result<WebArchive::Found> WebArchive::State::skip_block(std::uint64_t length) {
  const std::uint64_t offset = here();
  std::uint64_t left = length;
  for (bool more = true; left > 0;) {
    const std::string_view held = content.held();
    const std::size_t start = find_start(held);
    const bool found_start = start != std::string_view::npos;
    // A start may lie over the end of what is held.
    const std::size_t tail = more ? std::min(held.size(), kRecordStart.size()) : 0;
    const std::size_t known = found_start ? start : held.size() - tail;
    const std::size_t size = std::min<std::uint64_t>(left, known);
    content.consume(size);
    left -= size;
    if (found_start || !more) break;
    const Result<bool> filled = content.fill();
    more = filled && *filled;  // The next call meets an error again.
  }
  const std::string stated = fmt::format("the record has {} bytes", length);
  note_damage(offset,
              left == 0
                  ? Error{ErrorCode::kTooLarge,
                          fmt::format("{}, more than {}; it was skipped", stated, kMostBlockBytes)}
                  : Error{ErrorCode::kTruncated,
                          fmt::format("{}, but only {} follow", stated, length - left)});
  return Found::kDamage;
}

void WebArchive::State::note_damage(std::uint64_t offset, Error error) {
  if (++damages == kMostDamage) {
    ended = true;
    error.message += fmt::format("; after {} damaged places the rest was left", kMostDamage);
  }
  damage = {offset, std::move(error)};
}

/// What decompression met: reading goes on at the next member.
Result<WebArchive::Found> WebArchive::State::fail(Error error) {
  if (!is_damage(error.code)) {
    ended = true;
    return error;
  }
  note_damage(content.file_offset(), std::move(error));
  const Result<bool> recovered = content.recover();
  if (!recovered) return recovered.error();
  if (!*recovered) ended = true;
  return Found::kDamage;
}

/// What the records themselves show: reading goes on at the next one.
Result<WebArchive::Found> WebArchive::State::damaged(Error error) {
  note_damage(here(), std::move(error));
  resynchronise();
  return Found::kDamage;
}

void WebArchive::State::resynchronise() {
  content.consume(1);
  for (bool more = true;;) {
    const std::string_view held = content.held();
    const std::size_t start = find_start(held);
    if (start != std::string_view::npos) {
      content.consume(start);
      return;
    }
    if (!more) return content.consume(held.size());
    // A start may lie over the end of what is held.
    const std::size_t line = held.rfind('\n');
    const std::size_t tail = line == std::string_view::npos ? held.size() : held.size() - line;
    content.consume(held.size() - std::min({tail, held.size(), kLongestLine}));
    const Result<bool> filled = want(content.held().size() + kLongestLine);
    more = filled && *filled;  // The next call meets an error again.
  }
}

/// Offset of the first record that begins in `held`, the bytes at hand.
std::size_t WebArchive::State::find_start(std::string_view held) const {
  std::size_t first = std::string_view::npos;
  for (std::size_t at = held.find('\n'); at != std::string_view::npos;
       at = held.find('\n', at + 1)) {
    const std::string_view rest = held.substr(at + 1);
    if (rest.starts_with(kRecordStart.substr(1))) {
      first = at + 1;
      break;
    }
    if (!arc) continue;
    const auto size = archived_header_size(rest, ArchiveFormat::kArc);
    if (size && parse_archived_header(rest.substr(0, *size), ArchiveFormat::kArc).ok()) {
      first = at + 1;
      break;
    }
  }
  std::uint64_t member = content.position();
  while (const auto next = content.member_after(member)) {
    const std::uint64_t at = *next - content.position();
    if (at >= std::min(first, held.size())) break;
    if (arc || sniff_archived_header(held.substr(at)) != ArchiveFormat::kNone) return at;
    member = *next;
  }
  return first;
}

WebArchive::WebArchive(ByteStream& file) : state_(std::make_unique<State>(file)) {}
WebArchive::~WebArchive() = default;

Result<WebArchive::Found> WebArchive::next() { return state_->next(); }
const ArchivedRecord& WebArchive::record() const { return state_->found; }
const ArchiveDamage& WebArchive::damage() const { return state_->damage; }

}  // namespace headwater
