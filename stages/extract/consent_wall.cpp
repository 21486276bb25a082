#include "stages/extract/consent_wall.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "record/fold_text.h"

namespace headwater {
namespace {

/// A button's label has no more bytes; folded.
constexpr std::size_t kLongestLabel = 40;

/// What a line about consent speaks of, as beginnings of words; folded.
constexpr std::string_view kSubjects[] = {"cookie",
                                          "consent",
                                          "gdpr",
                                          "personal data",
                                          "personalis",
                                          "personaliz",
                                          "partners",
                                          "partnern",
                                          "tracking",
                                          "privacy",
                                          "advertisers",
                                          "vendors",
                                          "einwilligung",
                                          "zustimm",
                                          "datenschutz",
                                          "personenbezogen",
                                          "partenaires",
                                          "confidentialit",
                                          "données personnelles",
                                          "datos personales",
                                          "privacidad",
                                          "socios",
                                          "dati personali",
                                          "toestemming",
                                          "persoonsgegevens",
                                          "samtykke",
                                          "samtycke"};

/// Labels of the button that agrees, as it is or at its beginning; folded.
constexpr std::string_view kAgreements[] = {"accept",           "accept all",
                                            "accept cookies",   "accept and continue",
                                            "allow all",        "agree",
                                            "i agree",          "agree and continue",
                                            "yes i agree",      "ok",
                                            "got it",           "akzeptieren",
                                            "alle akzeptieren", "zustimmen",
                                            "einverstanden",    "alle zulassen",
                                            "accepter",         "tout accepter",
                                            "accepter et",      "j accepte",
                                            "aceptar",          "aceptar todo",
                                            "aceptar y",        "aceitar",
                                            "accetta",          "accetta tutto",
                                            "accetto",          "akkoord",
                                            "alles accepteren", "godta alle"};

bool speaks_of_consent(std::string_view folded) {
  return std::ranges::any_of(kSubjects, [&](std::string_view subject) {
    std::size_t at = folded.find(subject);
    while (at != std::string_view::npos && at > 0 && folded[at - 1] != ' ') {
      at = folded.find(subject, at + 1);
    }
    return at != std::string_view::npos;
  });
}

bool agrees(std::string_view folded) {
  if (folded.size() > kLongestLabel) return false;
  return std::ranges::any_of(kAgreements, [&](std::string_view label) {
    return folded.starts_with(label) &&
           (folded.size() == label.size() || (label.size() > 2 && folded[label.size()] == ' '));
  });
}

}  // namespace

bool is_consent_wall(const Article& article, const PageOutline& outline,
                     const std::vector<SelectRule>& verdicts) {
  if (article.published_at || article.byline) return false;
  std::uint64_t all = 0;
  std::uint64_t about = 0;
  bool button = false;
  std::string folded;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const std::string_view text = slice(article.text, article.blocks[i].span);
    const bool counts =
        outline.blocks()[i].words >= 4 &&
        (verdicts[i] == SelectRule::kKeep || verdicts[i] == SelectRule::kConsentElement);
    if (!counts && text.size() > kLongestLabel) continue;
    folded.clear();
    fold_text(text, folded);
    button = button || agrees(folded);
    if (!counts) continue;
    all += outline.blocks()[i].letters;
    if (all > kMostConsentLetters) return false;
    if (speaks_of_consent(folded)) about += outline.blocks()[i].letters;
  }
  return button && about > 0 && about * 5 >= all * 3;
}

}  // namespace headwater
