#include "stages/extract/page_language.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/utf8.h"
#include "stages/extract/detect_language.h"
#include "stages/extract/json_metadata.h"
#include "stages/extract/page_text.h"

namespace headwater {
namespace {

/// Shorter blocks are labels.
constexpr std::size_t kShortestProse = 80;

/// Bytes of a text without a page that are looked at: all of its other stages take some 100 us.
constexpr std::size_t kMostOfText = 200;

/// Languages that a detector takes for each other; between them the declaration counts.
constexpr std::array<std::string_view, 8> kSiblings = {"no nb nn da", "hr sr bs sh", "id ms",
                                                       "cs sk",       "zu xh nr ss", "af nl",
                                                       "gl pt es",    "tl fil ceb"};

std::string_view primary(std::string_view tag) { return tag.substr(0, tag.find('-')); }

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != words.npos; at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' '))
      return true;
  }
  return false;
}

bool are_close(std::string_view a, std::string_view b) {
  a = primary(a);
  b = primary(b);
  return a == b || std::ranges::any_of(kSiblings, [&](std::string_view group) {
           return has_word(group, a) && has_word(group, b);
         });
}

/// "en-GB" is "en", "zh-Hant-TW" is "zh-Hant": what counts is how the text reads.
std::string without_region(const std::string& tag) {
  const std::size_t first = tag.find('-');
  if (first == tag.npos) return tag;
  const std::size_t second = std::min(tag.find('-', first + 1), tag.size());
  return tag.substr(0, second - first == 5 ? second : first);
}

PageClue as_language(PageClue clue) {
  const auto tag = metadata_language(clue.value);
  if (!tag) return {};
  clue.value = without_region(*tag);
  return clue;
}

PageClue find_declared(const PageSources& from) {
  PageClue clue;
  if (from.marks.language) {
    const std::string line = slice_line(from.page, *from.marks.language, HtmlTextMode::kAttribute);
    clue = as_language({line, line, *from.marks.language, "html-lang", "html.lang"});
  }
  if (clue.empty() && from.article != kNoLd)
    clue = as_language(
        ld_clue(from, from.data.member(from.article, LdKey::kLanguage), "json-ld.language"));
  for (const MetaTag& tag : from.marks.metas) {
    if (clue.empty() && tag.key == MetaKey::kLanguage) clue = as_language(meta_clue(from, tag));
  }
  return clue;
}

/// Some prose of the page or text.
void gather_prose(const Article& article, std::string& prose) {
  prose.clear();
  const std::span<const HtmlBlock> marks = article.page
                                               ? std::span<const HtmlBlock>(article.page->blocks)
                                               : std::span<const HtmlBlock>();
  for (std::size_t i = 0; i < article.blocks.size() && prose.size() < kMostDetected; ++i) {
    const TextSpan span = article.blocks[i].span;
    if (span.size() < kShortestProse) continue;
    if (i < marks.size() &&
        (marks[i].hidden || 3 * std::uint64_t{marks[i].link_bytes} > span.size()))
      continue;
    prose += slice(article.text, span).substr(0, kMostDetected - prose.size());
    prose.resize(valid_utf8_prefix(prose));
    prose += ' ';
  }
}

/// Whether the commonest words of English stand in `prose`: then it need not be looked at closely,
/// which costs as much as all the rest.
bool reads_english(std::string_view prose) {
  constexpr std::array<std::string_view, 5> kWords = {" the ", " and ", " of ", " to ", " in "};
  const auto stands = [&](std::string_view word) { return prose.find(word) != prose.npos; };
  return std::ranges::count_if(kWords, stands) >= 3;
}

PageClue detected(const std::string& tag) { return {tag, tag, {}, "detected", "text.language"}; }

}  // namespace

PageClue find_text_language(const Article& article) {
  thread_local std::string prose;
  gather_prose(article, prose);
  if (prose.size() > kShortestProse && reads_english(prose)) return detected("en");
  const auto found = detect_language(std::string_view(prose).substr(0, kMostOfText));
  return found ? detected(found->tag) : PageClue{};
}

PageClue find_page_language(const PageSources& from, const Article& article) {
  thread_local std::string prose;
  PageClue declared = find_declared(from);
  // Templates say "en" where nobody said anything else; any other language was meant.
  if (!declared.empty() && declared.value != "en") return declared;
  gather_prose(article, prose);
  if (!declared.empty() && reads_english(prose)) return declared;
  const auto found = detect_language(prose);
  if (!found || (!declared.empty() && are_close(found->tag, declared.value))) return declared;
  return detected(found->tag);
}

}  // namespace headwater
