#include "stages/extract/line_end.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "html/ascii.h"

namespace headwater {
namespace {

/// A credit stands in so many bytes at the end of a caption,
constexpr std::size_t kCreditBytes = 90;
/// is so many words long after what it begins with,
constexpr std::size_t kMostCreditWords = 9;
/// and an agency is nearly its last word.
constexpr std::size_t kMostWordsAfterAgency = 3;
/// Words of names that begin with a small letter are no longer than this (in bytes): "de", "von".
constexpr std::size_t kMostParticle = 3;

/// What stands before the name of who took a picture.
constexpr std::string_view kLabels[] = {
    "Photo:",
    "Photo by",
    "Photo credit",
    "Photos:",
    "Photograph:",
    "Photograph by",
    "Image:",
    "Image credit",
    "Picture:",
    "Credit:",
    "Courtesy of",
    "AP Photo",
    "Foto:",
    "FOTO:",
    "Foto \u00a9",
    "Fotos:",
    "Bild:",
    "Bildrechte:",
    "Bildquelle:",
    "Quelle:",
    "Cr\u00e9dit",
    "cr\u00e9dit",
    "Cr\u00e9ditos:",
    "Fot.",
    "fot.",
    "\u00a9 ",
    "(c) ",
    "\u5199\u771f\uff1a",
    "\u0424\u043e\u0442\u043e:",
    "\u7167\u7247\uff1a",
};

/// Agencies, as they stand at the end of a credit.
constexpr std::string_view kAgencies[] = {
    "Getty Images", "AP Photo", "/AFP",   "/AP",    "/REUTERS",     "/Reuters",
    "REUTERS/",     "Reuters/", "/dpa",   "dpa/",   "Shutterstock", "picture alliance",
    "iStock",       "IMAGO",    "imago/", "/imago", "imago images",
};

/// By a byte, those of them that begin with it: the labels are the lowest bits. Few of a line's
/// bytes begin any, and those few.
constexpr std::size_t kMarks = std::size(kLabels) + std::size(kAgencies);
static_assert(kMarks <= 64);
constexpr std::string_view mark_at(std::size_t number) {
  return number < std::size(kLabels) ? kLabels[number] : kAgencies[number - std::size(kLabels)];
}
constexpr std::array<std::uint64_t, 256> kMarksByFirstByte = [] {
  std::array<std::uint64_t, 256> marks = {};
  for (std::size_t number = 0; number < kMarks; ++number) {
    marks[static_cast<unsigned char>(mark_at(number)[0])] |= std::uint64_t{1} << number;
  }
  return marks;
}();

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Takes spaces, brackets and quotation marks off the end.
std::string_view without_closing_marks(std::string_view line) {
  constexpr std::string_view kClosing = " \t\n\r\"')]";
  constexpr std::string_view kQuotes[] = {"\u201d", "\u2019", "\u00bb", "\u201c", "\u00a0"};
  for (bool again = true; again && !line.empty();) {
    again = false;
    if (kClosing.find(line.back()) != std::string_view::npos) {
      line.remove_suffix(1);
      again = true;
    }
    for (const std::string_view quote : kQuotes) {
      if (!line.ends_with(quote)) continue;
      line.remove_suffix(quote.size());
      again = true;
    }
  }
  return line;
}

/// The words of a few bytes of text, and whether they may all be parts of names.
struct Words {
  std::size_t count = 0;
  bool names = true;
};

Words words_of(std::string_view text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    if (!html::is_alphanumeric(text[at]) && !is_high(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && (html::is_alphanumeric(text[end]) || is_high(text[end]))) ++end;
    ++words.count;
    const bool small = text[at] >= 'a' && text[at] <= 'z';
    if (small && end - at > kMostParticle) words.names = false;
    at = end;
  }
  return words;
}

/// Whether what comes after `before` begins something new: a sentence, a bracket, a column.
bool ends_apart(std::string_view before) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!before.empty() && is_space(before.back())) {
    if (before.back() == '\n') return true;
    before.remove_suffix(1);
  }
  return before.empty() || (!html::is_alphanumeric(before.back()) && !is_high(before.back())) ||
         before.ends_with("\u201d") || before.ends_with("\u00bb") || before.ends_with("\u2013") ||
         before.ends_with("\u2014") || before.ends_with("\u2026") || before.ends_with("\u3002");
}

bool begins_word(std::string_view line, std::size_t at) {
  return at == 0 || !html::is_alphanumeric(line[at]) || !html::is_alphanumeric(line[at - 1]);
}

bool is_credit_after(std::string_view line, std::size_t at, std::size_t size, bool sentence) {
  const Words words = words_of(line.substr(at + size));
  if (words.count == 0 || words.count > kMostCreditWords) return false;
  const bool sign = line.substr(at).starts_with("\u00a9");
  if (sign || ends_apart(line.substr(0, at))) return !sentence || words.names;
  return !sentence && words.names;
}

bool is_agency_at(std::string_view line, std::size_t at, std::size_t size, bool sentence) {
  if (words_of(line.substr(at + size)).count > kMostWordsAfterAgency) return false;
  return !sentence || line[at] == '/' || (at > 0 && line[at - 1] == '/');
}

}  // namespace

bool ends_in_full_stop(std::string_view line) {
  line = without_closing_marks(line);
  return line.ends_with('.') || line.ends_with("\u3002");
}

bool ends_in_credit(std::string_view line) {
  line = without_closing_marks(line);
  const bool sentence = ends_in_full_stop(line);
  const std::size_t from = line.size() > kCreditBytes ? line.size() - kCreditBytes : 0;
  for (std::size_t at = line.size(); at-- > from;) {
    std::uint64_t marks = kMarksByFirstByte[static_cast<unsigned char>(line[at])];
    if (marks == 0 || !begins_word(line, at)) continue;
    for (; marks != 0; marks &= marks - 1) {
      const auto number = static_cast<std::size_t>(std::countr_zero(marks));
      const std::string_view mark = mark_at(number);
      if (!line.substr(at).starts_with(mark)) continue;
      const bool label = number < std::size(kLabels);
      if (label ? is_credit_after(line, at, mark.size(), sentence)
                : is_agency_at(line, at, mark.size(), sentence))
        return true;
    }
  }
  return false;
}

}  // namespace headwater
