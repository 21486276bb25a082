#include "stages/extract/page_kind.h"

#include <algorithm>

#include "stages/extract/consent_wall.h"

namespace headwater {
namespace {

/// With more prose than this (in letters) a page is an article even if its title is that of an
/// error or of a challenge: an article may be about them.
constexpr std::uint64_t kMostErrorProse = 600;
/// A short phrase in front of other words may begin a headline ("Forbidden city opens its gates"):
/// behind it only the site's name may follow, of so many words at most,
constexpr std::int64_t kMostSiteWords = 4;
/// and less prose (in letters) is left then.
constexpr std::uint64_t kMostRefusal = 250;
/// With less, nearly all that is left of a page may be what a wall let through.
constexpr std::uint64_t kLeastProse = 200;
/// An index has so many linked headlines at least,
constexpr std::uint32_t kIndexHeadlines = 12;
/// and less than so much prose (in letters) under each of them.
constexpr std::uint64_t kMostTeaser = 500;

/// How titles of pages begin that a server sends for want of the page; folded.
constexpr std::string_view kErrorTitles[] = {
    "404",
    "error 404",
    "page not found",
    "page cannot be found",
    "page can t be found",
    "not found",
    "this page doesn t exist",
    "this page does not exist",
    "this page isn t available",
    "article not found",
    "story not found",
    "oops",
    "sorry we couldn t find",
    "seite nicht gefunden",
    "seite existiert nicht",
    "die seite wurde nicht gefunden",
    "page introuvable",
    "page non trouv\u00e9e",
    "erreur 404",
    "p\u00e1gina no encontrada",
    "error 404 p\u00e1gina",
    "pagina non trovata",
    "p\u00e1gina n\u00e3o encontrada",
    "pagina niet gevonden",
    "siden ble ikke funnet",
    "siden blev ikke fundet",
    "sidan hittades inte",
    "nie znaleziono strony",
    "strona nie istnieje",
    "sayfa bulunamad\u0131",
    "500 internal server error",
    "internal server error",
    "502 bad gateway",
    "503 service",
    "service unavailable",
    "gateway time out",
};

/// How titles of pages begin that stand between a reader's program and the page; folded.
constexpr std::string_view kChallengeTitles[] = {
    "just a moment",         "attention required",
    "access denied",         "access to this page has been denied",
    "are you a robot",       "are you human",
    "verify you are human",  "verifying you are human",
    "please verify",         "pardon our interruption",
    "checking your browser", "one more step",
    "security check",        "ddos guard",
    "403 forbidden",         "forbidden",
    "robot check",           "human verification",
    "client challenge",      "blocked",
    "unusual traffic",       "you have been blocked",
    "request rejected",      "bot verification",
};

/// Whether the title is one of `phrases`, the site's name aside.
template <std::size_t N>
bool is_any(std::string_view title, const std::string_view (&phrases)[N], std::uint64_t prose) {
  return std::any_of(std::begin(phrases), std::end(phrases), [&](std::string_view phrase) {
    if (!title.starts_with(phrase)) return false;
    const std::string_view rest = title.substr(phrase.size());
    if (rest.empty()) return true;
    if (rest.front() != ' ') return false;
    const bool is_short = std::ranges::count(phrase, ' ') < 3;
    return !is_short || (prose < kMostRefusal && std::ranges::count(rest, ' ') <= kMostSiteWords);
  });
}

/// Amounts of letters in blocks of prose, by what was decided on them.
struct Prose {
  std::uint64_t kept = 0;
  std::uint64_t consent = 0;
  std::uint64_t all = 0;
  std::uint32_t kept_blocks = 0;
  bool has_paywall = false;
};

bool costs_money(const Article& article) {
  const std::optional<Field>& free = article.facts.free_to_read;
  return free && free->value == "false";
}

Prose count_prose(const PageEvidence& page) {
  Prose prose;
  for (std::size_t i = 0; i < page.verdicts.size(); ++i) {
    const BlockFeatures& block = page.outline.blocks()[i];
    const SelectRule verdict = page.verdicts[i];
    if (verdict == SelectRule::kKeep) ++prose.kept_blocks;
    if (verdict == SelectRule::kPaywallElement || verdict == SelectRule::kPaywallLine) {
      prose.has_paywall = true;
    }
    if (!block.is_prose()) continue;
    prose.all += block.letters;
    if (verdict == SelectRule::kKeep) prose.kept += block.letters;
    if (verdict == SelectRule::kConsentElement) prose.consent += block.letters;
  }
  return prose;
}

bool is_headline(const BlockFeatures& block) {
  return block.mostly_linked() && block.words >= 4 && block.letters <= 200;
}

/// Whether the page is headline after headline, each with a line or two under it at most.
bool is_index(const PageEvidence& page) {
  std::uint32_t headlines = 0;
  std::uint64_t run = 0;
  std::uint64_t longest = 0;
  for (std::size_t i = 0; i < page.verdicts.size(); ++i) {
    const BlockFeatures& block = page.outline.blocks()[i];
    if (is_headline(block)) {
      ++headlines;
      run = 0;
    } else if (page.verdicts[i] == SelectRule::kKeep) {
      run += block.letters - block.linked;
      longest = std::max(longest, run);
    }
  }
  return headlines >= kIndexHeadlines && longest < kMostTeaser;
}

}  // namespace

std::string_view page_kind_name(PageKind kind) {
  switch (kind) {
    case PageKind::kArticle:
      return "article";
    case PageKind::kIndex:
      return "index";
    case PageKind::kConsent:
      return "consent";
    case PageKind::kPaywall:
      return "paywall";
    case PageKind::kChallenge:
      return "challenge";
    case PageKind::kError:
      return "error";
    case PageKind::kEmpty:
      break;
  }
  return "empty";
}

PageKind kind_of_page(const PageEvidence& page) {
  const Prose prose = count_prose(page);
  if (prose.kept < kMostErrorProse) {
    if (is_any(page.title, kErrorTitles, prose.kept)) return PageKind::kError;
    if (is_any(page.title, kChallengeTitles, prose.kept)) return PageKind::kChallenge;
  }
  if (prose.kept < kLeastProse) {
    if (prose.consent > 2 * prose.kept && prose.consent > 0) return PageKind::kConsent;
    if (prose.has_paywall && prose.kept_blocks <= 2) return PageKind::kPaywall;
    if (costs_money(page.article)) return PageKind::kPaywall;
  }
  if (is_consent_wall(page.article, page.outline, page.verdicts)) return PageKind::kConsent;
  if (!page.says_article && prose.kept < kMostErrorProse && is_index(page)) return PageKind::kIndex;
  return prose.kept_blocks == 0 ? PageKind::kEmpty : PageKind::kArticle;
}

}  // namespace headwater
