#include "stages/clean/quotations.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/ascii.h"

namespace headwater {
namespace {

/// Marks that go together. A mark may open one kind and close another.
enum class Kind : std::uint8_t { kStraight, kCurly, kLow, kAngle, kCorner, kWhiteCorner, kSingle };

/// What a mark can do, told by the mark alone or by what stands round it.
enum class Role : std::uint8_t { kOpens, kCloses, kEither };

struct Sign {
  std::string_view mark;
  Kind kind;
  Role role;
};

// U+201C opens in English and closes in German; U+201D opens in Swedish.
constexpr std::array<Sign, 14> kSigns = {{{"\"", Kind::kStraight, Role::kEither},
                                          {"“", Kind::kCurly, Role::kOpens},
                                          {"”", Kind::kCurly, Role::kEither},
                                          {"„", Kind::kLow, Role::kOpens},
                                          {"«", Kind::kAngle, Role::kEither},
                                          {"»", Kind::kAngle, Role::kEither},
                                          {"「", Kind::kCorner, Role::kOpens},
                                          {"」", Kind::kCorner, Role::kCloses},
                                          {"『", Kind::kWhiteCorner, Role::kOpens},
                                          {"』", Kind::kWhiteCorner, Role::kCloses},
                                          {"'", Kind::kSingle, Role::kEither},
                                          {"‘", Kind::kSingle, Role::kEither},
                                          {"’", Kind::kSingle, Role::kEither},
                                          {"‚", Kind::kSingle, Role::kOpens}}};

/// Bytes of a quotation in single marks at most.
constexpr std::size_t kLongestSingle = 2000;

/// A mark in the text. What it does depends on its neighbours where the sign does not tell.
struct Mark {
  const Sign* sign = nullptr;
  std::size_t begin = 0;
  bool after_word = false;   ///< A letter, a digit or punctuation that ends stands before it.
  bool before_word = false;  ///< A letter, a digit or the like stands behind it.
  std::size_t end() const { return begin + sign->mark.size(); }
  bool looks_opening() const { return before_word && !after_word; }
  bool looks_closing() const { return after_word && !before_word; }
};

bool is_letter(char c) {
  return ascii::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Whether `text` ends in front of something that a mark closes.
bool ends_word(std::string_view text) {
  if (text.empty()) return false;
  constexpr std::string_view kBefore = " \t\n\r([{-/";
  if (kBefore.find(text.back()) != std::string_view::npos) return false;
  for (const std::string_view space : {"\u00a0", "\u202f", "—", "–"}) {
    if (text.ends_with(space)) return false;
  }
  return true;
}

bool starts_word(std::string_view text) {
  for (const std::string_view other :
       {"\u00a0", "\u202f", "—", "–", "…", "”", "»", "’", "。", "、"}) {
    if (text.starts_with(other)) return false;
  }
  return !text.empty() && is_letter(text.front());
}

const Sign* sign_at(std::string_view text) {
  for (const Sign& sign : kSigns) {
    if (text.starts_with(sign.mark)) return &sign;
  }
  return nullptr;
}

/// The first mark of `line` from `from` on.
std::optional<Mark> next_mark(std::string_view line, std::size_t from) {
  // The first bytes of all marks.
  constexpr std::string_view kFirst = "\"'\xe2\xc2\xe3";
  for (std::size_t at = line.find_first_of(kFirst, from); at != std::string_view::npos;
       at = line.find_first_of(kFirst, at + 1)) {
    const Sign* sign = sign_at(line.substr(at));
    if (sign == nullptr) continue;
    return Mark{sign, at, ends_word(line.substr(0, at)),
                starts_word(line.substr(at + sign->mark.size()))};
  }
  return std::nullopt;
}

bool can_open(const Mark& mark) {
  if (mark.sign->role != Role::kEither) return mark.sign->role == Role::kOpens;
  // French puts a space behind the mark: what stands before it tells.
  if (mark.sign->kind == Kind::kAngle) return !mark.after_word || mark.before_word;
  if (mark.sign->kind == Kind::kStraight) return !mark.looks_closing();
  return mark.looks_opening();
}

bool closes(const Mark& mark, Kind open) {
  const Kind kind = mark.sign->kind;
  if (open == Kind::kLow) return kind == Kind::kCurly || mark.sign->mark == "\"";
  if (kind != open || mark.sign->role == Role::kOpens) return false;
  if (open == Kind::kSingle) return mark.after_word && !mark.before_word;
  return open != Kind::kStraight || !mark.looks_opening();
}

/// Walks over the lines of a text.
class Finder {
 public:
  Finder(std::string_view text, std::span<const TextLine> lines, std::vector<TextSpan>& found)
      : text_(text), lines_(lines), found_(found) {}

  void run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) look_into(i);
  }

 private:
  void look_into(std::size_t i) {
    const TextLine& line = lines_[i];
    const std::string_view all = line.of(text_);
    std::size_t from = line.begin < quoted_until_ ? quoted_until_ - line.begin : 0;
    while (const std::optional<Mark> mark = next_mark(all, std::min(from, all.size()))) {
      from = mark->end();
      if (!can_open(*mark)) continue;
      if (const auto end = end_in_line(all, *mark)) {
        add(line.begin + mark->begin, line.begin + *end);
        from = *end;
      } else if (mark->sign->kind != Kind::kSingle) {
        add(line.begin + mark->begin, end_in_next(i, mark->sign->kind).value_or(line.end));
        return;
      }
    }
  }

  /// Where the quotation that `open` begins ends in its line.
  static std::optional<std::size_t> end_in_line(std::string_view line, const Mark& open) {
    // Apostrophes that look like marks must not each have the rest of a long line searched.
    if (open.sign->kind == Kind::kSingle) line = line.substr(0, open.end() + kLongestSingle);
    for (auto mark = next_mark(line, open.end()); mark; mark = next_mark(line, mark->end())) {
      if (closes(*mark, open.sign->kind)) return mark->end();
    }
    return std::nullopt;
  }

  /// Where one that is open at the end of line `i` ends in the next ones. One that begins with an
  /// opening mark goes on by itself.
  std::optional<std::size_t> end_in_next(std::size_t i, Kind open) const {
    const std::size_t last = std::min(lines_.size(), i + 1 + kQuotedParagraphs);
    for (std::size_t next = i + 1; next < last; ++next) {
      const std::string_view line = lines_[next].of(text_);
      for (auto mark = next_mark(line, 0); mark; mark = next_mark(line, mark->end())) {
        if (closes(*mark, open) && mark->begin > 0) return lines_[next].begin + mark->end();
        if (mark->sign->kind == open || closes(*mark, open)) return std::nullopt;
      }
    }
    return std::nullopt;
  }

  void add(std::size_t begin, std::size_t end) {
    found_.push_back({begin, end});
    quoted_until_ = end;
  }

  std::string_view text_;
  std::span<const TextLine> lines_;
  std::vector<TextSpan>& found_;
  std::size_t quoted_until_ = 0;
};

}  // namespace

void find_quotations(std::string_view text, std::span<const TextLine> lines,
                     std::vector<TextSpan>& quotations) {
  quotations.clear();
  Finder(text, lines, quotations).run();
}

}  // namespace headwater
