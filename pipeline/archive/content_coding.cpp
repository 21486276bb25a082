#include "archive/content_coding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "archive/chunked.h"
#include "archive/coding.h"
#include "archive/gzip.h"
#include "base/ascii.h"

namespace headwater {
namespace {

/// So much of a header value is repeated in a message.
constexpr std::size_t kShownName = 40;

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = std::min(text.find_first_not_of(kBlanks), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

/// Whether `bytes` begin like a text in any encoding but UTF-16: without control characters. Coded
/// data of some length has them.
bool begins_like_text(std::string_view bytes) {
  constexpr std::size_t kLookedAt = 512;
  static constexpr std::string_view kInText = "\t\n\f\r\x1b";  // Escape: ISO-2022-JP.
  return std::ranges::all_of(bytes.substr(0, kLookedAt), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || kInText.find(c) != std::string_view::npos;
  });
}

/// Whether `bytes` is the beginning of `mark`, or begins with it.
bool begins_or_is_cut(std::string_view bytes, std::string_view mark) {
  return bytes.substr(0, mark.size()) == mark.substr(0, bytes.size());
}

bool has_gzip_mark(std::string_view bytes) { return begins_or_is_cut(bytes, "\x1f\x8b\x08"); }

bool has_zstd_mark(std::string_view bytes) {
  return looks_like_zstd(bytes) || begins_or_is_cut(bytes, "\x28\xb5\x2f\xfd");
}

/// Deflate and brotli begin with no mark of their own.
bool has_no_mark(std::string_view) { return true; }

/// RFC 1950, section 2.2: method 8, window up to 32 KiB, check bits, no preset dictionary.
bool has_zlib_header(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const unsigned first = static_cast<unsigned char>(bytes[0]);
  const unsigned second = static_cast<unsigned char>(bytes[1]);
  return (first & 0x0f) == 8 && first >> 4 <= 7 && (first << 8 | second) % 31 == 0 &&
         (second & 0x20) == 0;
}

Result<UndoneCoding> undo_gzip(std::string_view bytes, std::uint64_t limit) {
  Result<Gunzipped> plain = gunzip(bytes, limit);
  if (!plain) return std::move(plain.error());
  return UndoneCoding{std::move(plain->bytes), plain->used};
}

Result<UndoneCoding> undo_either_deflate(std::string_view bytes, std::uint64_t limit) {
  return undo_deflate(bytes, has_zlib_header(bytes) ? DeflateForm::kZlib : DeflateForm::kRaw,
                      limit);
}

/// A content coding (https://www.iana.org/assignments/http-parameters).
struct Coding {
  std::string_view name;
  bool (*has_mark)(std::string_view bytes);
  Result<UndoneCoding> (*undo)(std::string_view bytes, std::uint64_t limit);
};
constexpr std::array kCodings = {
    Coding{"gzip", has_gzip_mark, undo_gzip}, Coding{"deflate", has_no_mark, undo_either_deflate},
    Coding{"br", has_no_mark, undo_brotli}, Coding{"zstd", has_zstd_mark, undo_zstd}};

constexpr std::string_view kChunked = "chunked";

/// The names in a list of codings: lower case, without parameters, synonyms and identity undone.
std::vector<std::string> coding_names(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty() && names.size() <= kMaxCodings + 1) {
    const std::size_t end = std::min(list.find(','), list.size());
    const std::string_view item = list.substr(0, end);
    std::string name = ascii::lower_case(trim(item.substr(0, item.find(';'))));
    if (name.starts_with("x-")) name.erase(0, 2);  // RFC 9110, section 8.4.1.3.
    if (!name.empty() && name != "identity") names.push_back(std::move(name));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return names;
}

const Coding* find_coding(std::string_view name) {
  const auto* const row = std::ranges::find(kCodings, name, &Coding::name);
  return row == kCodings.end() ? nullptr : row;
}

/// Takes one coding after the other off a body.
class Decoder {
 public:
  Decoder(std::string_view received, std::uint64_t limit) : view_(received), limit_(limit) {}

  Status undo_chunks() {
    Result<Dechunked> body = undo_chunked(view_);
    if (!body) return std::move(body.error());
    note(body->note);
    if (body->was_chunked) keep(kChunked, std::move(body->bytes));
    return {};
  }

  Status undo(std::string_view name, bool innermost) {
    if (view_.empty()) return {};  // The body of a response without one, whatever its label.
    const Coding* const coding = find_coding(name);
    if (coding == nullptr) return unknown(name);
    if (!coding->has_mark(view_)) return pass_over(name);
    const std::uint64_t bound = inner_bound();
    Result<UndoneCoding> undone = coding->undo(view_, innermost ? limit_ : std::max(limit_, bound));
    if (!undone) {
      // The header of zlib is two characters that no text begins with.
      const bool zlib = coding->undo == undo_either_deflate && has_zlib_header(view_);
      const bool plain =
          undone.error().code != ErrorCode::kTooLarge && !zlib && begins_like_text(view_);
      return plain ? pass_over(name) : Status(std::move(undone.error()));
    }
    if (view_.size() > bound_) return too_large(bound_);
    bound_ = bound;
    if (undone->used < view_.size()) {
      note(fmt::format("{} bytes after the {} data ignored", view_.size() - undone->used, name));
    }
    keep(coding->name, std::move(undone->bytes));
    return {};
  }

  Result<DecodedContent> finish() {
    if (view_.size() > limit_) return too_large(limit_);
    if (out_.codings.empty()) out_.bytes = view_;
    return std::move(out_);
  }

 private:
  /// How large a coding inside the present one may be: what is coded already hardly shrinks. This
  /// does not depend on `limit_`, so that what was undone once can be undone again under a closer
  /// limit.
  std::uint64_t inner_bound() const {
    return std::max<std::uint64_t>(kRatioFreeBytes, 2 * view_.size());
  }

  static Error too_large(std::uint64_t limit) {
    return {ErrorCode::kTooLarge, fmt::format("body holds more than {} bytes", limit)};
  }

  Status unknown(std::string_view name) {
    if (begins_like_text(view_)) return pass_over(name);
    return Error{ErrorCode::kUnsupported,
                 fmt::format("content coding \"{}\" is not read; gzip, deflate, br and zstd are",
                             name.substr(0, kShownName))};
  }

  Status pass_over(std::string_view name) {
    note(fmt::format("labelled \"{}\", but is not", name.substr(0, kShownName)));
    return {};
  }

  void keep(std::string_view coding, std::string bytes) {
    out_.bytes = std::move(bytes);
    view_ = out_.bytes;
    if (!out_.codings.empty()) out_.codings.insert(0, ", ");
    out_.codings.insert(0, coding);
  }

  void note(std::string_view text) {
    if (text.empty()) return;
    if (!out_.note.empty()) out_.note += "; ";
    out_.note += text;
  }

  std::string_view view_;  ///< What is left to undo: what was received, or out_.bytes.
  std::uint64_t limit_;
  std::uint64_t bound_ = std::numeric_limits<std::uint64_t>::max();  ///< On what is coded inside.
  DecodedContent out_;
};

}  // namespace

Result<DecodedContent> decode_content(std::string_view received, std::string_view codings,
                                      std::uint64_t limit) {
  std::vector<std::string> names = coding_names(codings);
  Decoder decoder(received, limit);
  if (!names.empty() && names.back() == kChunked) {
    if (Status undone = decoder.undo_chunks(); !undone) return undone.error();
    names.pop_back();
  }
  if (names.size() > kMaxCodings) {
    return Error{ErrorCode::kTooMany,
                 fmt::format("more than {} content codings one on top of the other: {}",
                             kMaxCodings, codings.substr(0, kShownName))};
  }
  while (!names.empty()) {
    const std::string name = std::move(names.back());
    names.pop_back();
    if (Status undone = decoder.undo(name, names.empty()); !undone) return undone.error();
  }
  return decoder.finish();
}

}  // namespace headwater
