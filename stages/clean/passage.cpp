#include "stages/clean/passage.h"

#include <algorithm>

#include "base/text_lines.h"
#include "record/fold_text.h"
#include "stages/clean/quotations.h"
#include "stages/clean/sentence_starts.h"

namespace headwater {
namespace {

/// Words between white space; where there is none (Chinese, Japanese), two characters are a word.
std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  std::size_t characters = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    // The first bytes of U+3000 to U+9FFF.
    characters += static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xE9;
    words += !space && !inside ? 1U : 0U;
    inside = !space;
  }
  return words + characters / 2;
}

bool overlaps_any(TextSpan span, std::span<const TextSpan> others) {
  const auto next = std::partition_point(
      others.begin(), others.end(), [&](const TextSpan& other) { return other.end <= span.begin; });
  return next != others.end() && next->overlaps(span);
}

/// Walks over the lines of one text.
class PassageFinder {
 public:
  PassageFinder(std::string_view text, TextSpan title, std::span<const TextSpan> left_out,
                std::span<const TextSpan> quotations, std::vector<Passage>& passages)
      : text_(text),
        title_(title),
        left_out_(left_out),
        quotations_(quotations),
        passages_(passages) {}

  void look_at(TextSpan line) {
    const std::string_view words_of = slice(text_, line);
    const std::size_t words = count_words(words_of);
    const bool whole = !overlaps_any(line, left_out_);
    const bool sheltered = line.overlaps(title_) || half_paragraphs_ < 4;
    while (quotation_ < quotations_.size() && quotations_[quotation_].end <= line.begin)
      ++quotation_;
    if (whole && words >= kLeastParagraphWords && line.size() <= kLongestPassage) {
      passages_.push_back({line, PassageKind::kParagraph, sheltered || is_quoted(line)});
    }
    look_into(line, sheltered);
    if (!whole || line.overlaps(title_)) return;
    half_paragraphs_ +=
        (words >= kParagraphWords ? 1U : 0U) + (words >= kHalfParagraphWords ? 1U : 0U);
  }

 private:
  void look_into(TextSpan line, bool sheltered) {
    const std::string_view whole = slice(text_, line);
    std::size_t begin = next_sentence_start(whole, 0);
    while (begin < whole.size()) {
      const std::size_t next = next_sentence_start(whole, begin + 1);
      if (begin > 0 || next < whole.size()) add_sentence(line, begin, next, sheltered);
      begin = next;
    }
  }

  void add_sentence(TextSpan line, std::size_t begin, std::size_t next, bool sheltered) {
    const std::string_view whole = slice(text_, line);
    const std::string_view sentence = trim(whole.substr(begin, next - begin));
    if (sentence.size() > kLongestPassage || count_words(sentence) < kLeastSentenceWords) return;
    const TextSpan span{line.begin + begin, line.begin + begin + sentence.size()};
    if (overlaps_any(span, left_out_)) return;
    passages_.push_back({span, PassageKind::kSentence, sheltered || is_quoted(span)});
  }

  /// Whether somebody's words are in `passage`: it begins inside a quotation, is one, or has a part
  /// of one that is longer than a name.
  bool is_quoted(TextSpan passage) const {
    const auto quotations = quotations_.subspan(quotation_);
    auto quotation =
        std::partition_point(quotations.begin(), quotations.end(),
                             [&](const TextSpan& other) { return other.end <= passage.begin; });
    for (; quotation != quotations.end() && quotation->begin < passage.end; ++quotation) {
      if (quotation->begin < passage.begin || quotation->end > passage.end) return true;
      if (*quotation == passage) return true;
      if (count_words(slice(text_, *quotation)) >= kQuotationWords) return true;
    }
    return false;
  }

  std::string_view text_;
  TextSpan title_;
  std::span<const TextSpan> left_out_;
  std::span<const TextSpan> quotations_;
  std::vector<Passage>& passages_;
  std::size_t quotation_ = 0;  ///< The first that ends behind the beginning of the line.
  std::size_t half_paragraphs_ = 0;
};

/// `text` with every web address replaced by "u".
std::string without_addresses(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\n\r"), text.size());
    const std::string_view word = text.substr(0, end);
    out += is_web_address(word) || word.find("://") != std::string_view::npos ? "u" : word;
    text.remove_prefix(end);
    if (text.empty()) break;
    out += ' ';
    text.remove_prefix(1);
  }
  return out;
}

/// Each word that holds a digit becomes "0", and runs of such words one.
void mask_numbers(std::string_view folded, std::string& out) {
  bool number_before = false;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    const std::string_view word = folded.substr(0, end);
    const bool number = word.find_first_of("0123456789") != std::string_view::npos;
    if (!(number && number_before)) {
      if (!out.empty()) out += ' ';
      out += number ? "0" : word;
    }
    number_before = number;
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
}

}  // namespace

std::string_view passage_kind_name(PassageKind kind) {
  return kind == PassageKind::kParagraph ? "paragraph" : "sentence";
}

void find_passages(std::string_view text, TextSpan title, std::span<const TextSpan> left_out,
                   std::vector<Passage>& passages) {
  passages.clear();
  thread_local std::vector<TextLine> lines;
  split_lines(text, lines);
  thread_local std::vector<TextSpan> quotations;
  find_quotations(text, lines, quotations);
  PassageFinder finder(text, title, left_out, quotations, passages);
  for (const TextLine& line : lines) {
    const std::string_view all = line.of(text);
    const std::string_view kept = trim(all);
    const auto begin = static_cast<std::uint64_t>(kept.data() - text.data());
    finder.look_at({begin, begin + kept.size()});
  }
}

void mask_passage(std::string_view text, std::string& out) {
  out.clear();
  mask_numbers(folded_text(without_addresses(text)), out);
}

std::string passage_form(std::string_view text) { return folded_text(without_addresses(text)); }

std::string template_owner(const Article& article) {
  if (article.outlet.id) return *article.outlet.id;
  const std::string_view uri = article.arrival.uri;
  if (!uri.starts_with("http://") && !uri.starts_with("https://")) return {};
  const std::string_view rest = uri.substr(uri.find("://") + 3);
  return "host:" + std::string(rest.substr(0, rest.find_first_of("/?#")));
}

}  // namespace headwater
