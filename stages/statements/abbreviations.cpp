#include "stages/statements/abbreviations.h"

#include <algorithm>
#include <array>

namespace headwater {
namespace {

// clang-format off

/// Titles before names, and words that always go on.
constexpr std::array<std::string_view, 58> kNeverEnds = {
    "Adm", "Ald", "Amb", "Assoc", "Asst", "Atty", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Dep",
    "Det", "Dir", "Dr", "Drs", "Ft", "Gen", "Gens", "Gov", "Govs", "Hon", "Insp", "Lt", "Maj",
    "Messrs", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Msgr", "Mt", "Mx", "Pfc", "Pres", "Prof",
    "Profs", "Pte", "Pvt", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "Spc", "Sra", "Srta",
    "Supt", "Ven", "approx", "ca", "cf", "e.g", "i.e", "viz", "vs",};
static_assert(std::ranges::is_sorted(kNeverEnds));

/// What numbers follow: references and months.
constexpr std::array<std::string_view, 39> kBeforeNumber = {
    "Apr", "Art", "Aug", "Bd", "Ch", "Dec", "Eq", "Feb", "Fig", "Figs", "Hwy", "Jan", "Jul",
    "Jun", "Mar", "No", "Nos", "Nov", "Nr", "N°", "Oct", "Op", "Pt", "Rt", "Rte", "Sec", "Sep",
    "Sept", "Vol", "art", "ch", "fig", "figs", "nr", "p", "pp", "sec", "vol", "vols",};
static_assert(std::ranges::is_sorted(kBeforeNumber));

/// Also the rule for initials and for words of letters with stops ("U.S", "Ph.D").
constexpr std::array<std::string_view, 16> kMayEnd = {
    "Assn", "Ave", "Blvd", "Bros", "Dept", "Esq", "Gov't", "Hon", "Jr", "Rd", "Sr", "St", "Ste",
    "Univ", "al", "est",};
static_assert(std::ranges::is_sorted(kMayEnd));

constexpr std::array<std::string_view, 12> kCompany = {
    "Cie", "Co", "Corp", "Cos", "Inc", "L.P", "LLC", "Ltd", "N.V", "PLC", "Plc", "S.A",};
static_assert(std::ranges::is_sorted(kCompany));

/// As the Associated Press abbreviates them.
constexpr std::array<std::string_view, 42> kState = {
    "Ala", "Alta", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind",
    "Kan", "Kans", "Ky", "La", "Man", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb",
    "Nebr", "Nev", "Okla", "Ont", "Ore", "Pa", "Penn", "Que", "Sask", "Tenn", "Tex", "Va", "Vt",
    "Wash", "Wis", "Wisc", "Wyo",};
static_assert(std::ranges::is_sorted(kState));

constexpr std::array<std::string_view, 135> kStarters = {
    "A", "About", "According", "Across", "After", "Against", "All", "Also", "Although", "Among",
    "An", "And", "Another", "Any", "Are", "As", "Asked", "At", "Because", "Before", "Being",
    "Between", "Both", "But", "By", "Can", "Could", "Despite", "Did", "Do", "Does", "During",
    "Each", "Earlier", "Either", "Even", "Every", "Everyone", "Few", "For", "From", "Had", "Has",
    "Have", "Having", "He", "He's", "Her", "Here", "His", "How", "However", "I", "I'm", "If",
    "In", "Instead", "Is", "It", "It's", "Its", "Just", "Last", "Later", "Let", "Like", "Many",
    "Meanwhile", "More", "Moreover", "Most", "My", "Neither", "Never", "Nobody", "Nor", "Not",
    "Now", "On", "Once", "One", "Only", "Or", "Other", "Our", "Perhaps", "Several", "She",
    "She's", "Should", "Since", "So", "Some", "Still", "Such", "That", "That's", "The", "Their",
    "Then", "There", "There's", "These", "They", "They're", "This", "Those", "Though", "Through",
    "To", "Today", "Tomorrow", "Under", "Unlike", "Until", "Was", "We", "We're", "Were", "What",
    "When", "Where", "Which", "While", "Who", "Whose", "Why", "Will", "With", "Without", "Would",
    "Yesterday", "Yet", "You", "Your",};
static_assert(std::ranges::is_sorted(kStarters));

constexpr std::array<std::string_view, 13> kOffices = {
    "CEO", "CFO", "COO", "Chair", "Chairman", "Chairperson", "Chairwoman", "Chief", "Director",
    "Executive", "Founder", "President", "Vice",};
static_assert(std::ranges::is_sorted(kOffices));

constexpr std::array<std::string_view, 63> kTimeWords = {
    "Apr", "April", "Aug", "August", "BST", "CDT", "CEST", "CET", "CST", "CT", "Central", "Dec",
    "December", "EDT", "EST", "ET", "Eastern", "Feb", "February", "Fri", "Friday", "GMT",
    "Greenwich", "IST", "Jan", "January", "Jul", "July", "Jun", "June", "MDT", "MST", "MT", "Mar",
    "March", "May", "Mon", "Monday", "Mountain", "Nov", "November", "Oct", "October", "PDT",
    "PST", "PT", "Pacific", "Sat", "Saturday", "Sep", "Sept", "September", "Sun", "Sunday", "Thu",
    "Thurs", "Thursday", "Tue", "Tues", "Tuesday", "UTC", "Wed", "Wednesday",};
static_assert(std::ranges::is_sorted(kTimeWords));

constexpr std::array<std::string_view, 13> kTimeOpeners = {
    "About", "After", "Around", "At", "Before", "Between", "By", "From", "Just", "Near",
    "Shortly", "Since", "Until",};
static_assert(std::ranges::is_sorted(kTimeOpeners));

// clang-format on

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::ranges::binary_search(words, word);
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_time_of_day(std::string_view word) {
  return word == "a.m" || word == "p.m" || word == "A.M" || word == "P.M";
}

/// "U.S", "D.C", "J.K", "Ph.D": parts of one or two letters with stops between them.
bool is_dotted(std::string_view word) {
  std::size_t part = 0;
  bool dotted = false;
  for (const char c : word) {
    if (c == '.' && part > 0) {
      part = 0;
      dotted = true;
    } else if (!is_letter(c) || ++part > 2) {
      return false;
    }
  }
  return dotted && part > 0;
}

}  // namespace

Abbreviation abbreviation_of(std::string_view word) {
  if (is_time_of_day(word)) return Abbreviation::kTimeOfDay;
  if (contains(kNeverEnds, word)) return Abbreviation::kNeverEnds;
  if (contains(kBeforeNumber, word)) return Abbreviation::kBeforeNumber;
  if (contains(kCompany, word)) return Abbreviation::kCompany;
  if (contains(kMayEnd, word) || is_dotted(word)) return Abbreviation::kMayEnd;
  if (contains(kState, word)) return Abbreviation::kState;
  return Abbreviation::kNone;
}

bool is_sentence_starter(std::string_view word) { return contains(kStarters, word); }
bool is_office(std::string_view word) { return contains(kOffices, word); }
bool continues_time(std::string_view word) { return contains(kTimeWords, word); }
bool opens_time_phrase(std::string_view word) { return contains(kTimeOpeners, word); }

}  // namespace headwater
