#include "stages/clean/solicitation.h"

#include <algorithm>
#include <array>
#include <span>

namespace headwater {
namespace {

// All lists are in order of bytes, to be searched.

/// Demands that a sentence of prose hardly begins with.
constexpr std::array<std::string_view, 84> kDemands = {
    "abbonati",  "abonnez",   "acheter",    "achetez",    "acquista",  "ahorra",    "approfitta",
    "apúntate",  "assine",    "baixe",      "bestellen",  "buy",       "chiama",    "click",
    "cliquez",   "commandez", "compre",     "descarga",   "descargue", "descubre",  "discover",
    "don't",     "donate",    "donnez",     "download",   "découvrez", "economize", "entdecken",
    "enter",     "folgen",    "follow",     "get",        "guarda",    "holen",     "inscrivez",
    "iscriviti", "jetzt",     "join",       "kaufen",     "laden",     "leggi",     "leia",
    "lesen",     "ligue",     "lisez",      "listen",     "llama",     "llame",     "melden",
    "ordina",    "prenota",   "profitez",   "read",       "receba",    "recevez",   "recibe",
    "register",  "rejoignez", "reserva",    "reserve",    "risparmia", "réservez",  "scarica",
    "scopri",    "segui",     "shop",       "sichern",    "siga",      "sigue",     "sparen",
    "subscribe", "suivez",    "suscríbase", "suscríbete", "testen",    "try",       "téléchargez",
    "unisciti",  "visit",     "visite",     "visitez",    "watch",     "win",       "únete"};

/// Demands that are nouns as well ("order backlog", "call volume"), and what must follow.
constexpr std::array<std::string_view, 6> kAmbiguous = {"book", "call", "order",
                                                        "save", "sign", "visita"};
constexpr std::array<std::string_view, 21> kFollowing = {
    "0",  "a",      "at",  "by",  "from", "il",    "la", "nostro", "now", "nuestra", "nuestro",
    "on", "online", "our", "the", "to",   "today", "u",  "up",     "us",  "your"};

/// Words that address a reader or belong to a sale, wherever they stand.
constexpr std::array<std::string_view, 38> kAnywhere = {
    "abbonamento", "abbonarsi",  "abo",         "abonnement",  "abonnieren",   "abonnés",
    "assinante",   "assinatura", "boletín",     "coupon",      "cupom",        "cupón",
    "deine",       "deinen",     "desconto",    "descuento",   "discount",     "giveaway",
    "gutschein",   "inbox",      "kostenlos",   "newsletter",  "newsletters",  "rabatt",
    "sconto",      "subscribe",  "subscriber",  "subscribers", "subscription", "subscriptions",
    "suscripción", "suscriptor", "sweepstakes", "unsubscribe", "vos",          "votre",
    "you",         "your"};

template <std::size_t Size>
bool has(const std::array<std::string_view, Size>& list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word);
}

std::string_view take_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

/// "0 off", "0 percent off", "0 % de descuento" (where the mark is gone by now).
bool is_reduction(std::string_view number, std::string_view second, std::string_view third) {
  if (number != "0") return false;
  return second == "off" || (third == "off" && (second == "percent" || second == "per"));
}

}  // namespace

bool solicits(std::string_view words) {
  std::string_view rest = words;
  std::string_view before_last;
  std::string_view last = take_word(rest);
  if (has(kDemands, last)) return true;
  bool ambiguous = has(kAmbiguous, last);
  if (has(kAnywhere, last)) return true;
  while (!rest.empty()) {
    const std::string_view word = take_word(rest);
    if ((ambiguous && has(kFollowing, word)) || has(kAnywhere, word)) return true;
    if (is_reduction(before_last, last, word) || is_reduction(last, word, {})) return true;
    ambiguous = false;
    before_last = last;
    last = word;
  }
  return false;
}

}  // namespace headwater
