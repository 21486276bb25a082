#include "stages/statements/abbreviations.h"

#include <algorithm>
#include <array>

namespace headwater {
namespace {

// clang-format off

struct Row {
  std::string_view word;
  Abbreviation meaning;
};

using enum Abbreviation;

/// Titles, references, months, companies, and states as the Associated Press abbreviates them.
constexpr std::array<Row, 166> kAbbreviations = {{
    {"Adm", kNeverEnds}, {"Ala", kState}, {"Ald", kNeverEnds}, {"Alta", kState},
    {"Amb", kNeverEnds}, {"Apr", kBeforeNumber}, {"Ariz", kState}, {"Ark", kState},
    {"Art", kBeforeNumber}, {"Assn", kMayEnd}, {"Assoc", kNeverEnds}, {"Asst", kNeverEnds},
    {"Atty", kNeverEnds}, {"Aug", kBeforeNumber}, {"Ave", kMayEnd}, {"Bd", kBeforeNumber},
    {"Blvd", kMayEnd}, {"Brig", kNeverEnds}, {"Bros", kMayEnd}, {"Calif", kState},
    {"Capt", kNeverEnds}, {"Ch", kBeforeNumber}, {"Cie", kCompany}, {"Cmdr", kNeverEnds},
    {"Co", kCompany}, {"Col", kNeverEnds}, {"Colo", kState}, {"Conn", kState}, {"Corp", kCompany},
    {"Cos", kCompany}, {"Cpl", kNeverEnds}, {"Dec", kBeforeNumber}, {"Del", kState},
    {"Dep", kNeverEnds}, {"Dept", kMayEnd}, {"Det", kNeverEnds}, {"Dir", kNeverEnds},
    {"Dr", kNeverEnds}, {"Drs", kNeverEnds}, {"Eq", kBeforeNumber}, {"Esq", kMayEnd},
    {"Feb", kBeforeNumber}, {"Fig", kBeforeNumber}, {"Figs", kBeforeNumber}, {"Fla", kState},
    {"Ft", kNeverEnds}, {"Ga", kState}, {"Gen", kNeverEnds}, {"Gens", kNeverEnds},
    {"Gov", kNeverEnds}, {"Gov't", kMayEnd}, {"Govs", kNeverEnds}, {"Hon", kNeverEnds},
    {"Hwy", kBeforeNumber}, {"Ill", kState}, {"Inc", kCompany}, {"Ind", kState},
    {"Insp", kNeverEnds}, {"Jan", kBeforeNumber}, {"Jr", kMayEnd}, {"Jul", kBeforeNumber},
    {"Jun", kBeforeNumber}, {"Kan", kState}, {"Kans", kState}, {"Ky", kState}, {"L.P", kCompany},
    {"LLC", kCompany}, {"La", kState}, {"Lt", kNeverEnds}, {"Ltd", kCompany}, {"Maj", kNeverEnds},
    {"Man", kState}, {"Mar", kBeforeNumber}, {"Mass", kState}, {"Md", kState},
    {"Messrs", kNeverEnds}, {"Mich", kState}, {"Minn", kState}, {"Miss", kState},
    {"Mlle", kNeverEnds}, {"Mme", kNeverEnds}, {"Mo", kState}, {"Mont", kState},
    {"Mr", kNeverEnds}, {"Mrs", kNeverEnds}, {"Ms", kNeverEnds}, {"Msgr", kNeverEnds},
    {"Mt", kNeverEnds}, {"Mx", kNeverEnds}, {"N.V", kCompany}, {"Neb", kState}, {"Nebr", kState},
    {"Nev", kState}, {"No", kBeforeNumber}, {"Nos", kBeforeNumber}, {"Nov", kBeforeNumber},
    {"Nr", kBeforeNumber}, {"N°", kBeforeNumber}, {"Oct", kBeforeNumber}, {"Okla", kState},
    {"Ont", kState}, {"Op", kBeforeNumber}, {"Ore", kState}, {"PLC", kCompany}, {"Pa", kState},
    {"Penn", kState}, {"Pfc", kNeverEnds}, {"Plc", kCompany}, {"Pres", kNeverEnds},
    {"Prof", kNeverEnds}, {"Profs", kNeverEnds}, {"Pt", kBeforeNumber}, {"Pte", kNeverEnds},
    {"Pvt", kNeverEnds}, {"Que", kState}, {"Rd", kMayEnd}, {"Rep", kNeverEnds},
    {"Reps", kNeverEnds}, {"Rev", kNeverEnds}, {"Rt", kBeforeNumber}, {"Rte", kBeforeNumber},
    {"S.A", kCompany}, {"Sask", kState}, {"Sec", kBeforeNumber}, {"Sen", kNeverEnds},
    {"Sens", kNeverEnds}, {"Sep", kBeforeNumber}, {"Sept", kBeforeNumber}, {"Sgt", kNeverEnds},
    {"Spc", kNeverEnds}, {"Sr", kMayEnd}, {"Sra", kNeverEnds}, {"Srta", kNeverEnds},
    {"St", kMayEnd}, {"Ste", kMayEnd}, {"Supt", kNeverEnds}, {"Tenn", kState}, {"Tex", kState},
    {"Univ", kMayEnd}, {"Va", kState}, {"Ven", kNeverEnds}, {"Vol", kBeforeNumber},
    {"Vt", kState}, {"Wash", kState}, {"Wis", kState}, {"Wisc", kState}, {"Wyo", kState},
    {"al", kMayEnd}, {"approx", kNeverEnds}, {"art", kBeforeNumber}, {"ca", kNeverEnds},
    {"cf", kNeverEnds}, {"ch", kBeforeNumber}, {"e.g", kNeverEnds}, {"est", kMayEnd},
    {"fig", kBeforeNumber}, {"figs", kBeforeNumber}, {"i.e", kNeverEnds}, {"nr", kBeforeNumber},
    {"p", kBeforeNumber}, {"pp", kBeforeNumber}, {"sec", kBeforeNumber}, {"viz", kNeverEnds},
    {"vol", kBeforeNumber}, {"vols", kBeforeNumber}, {"vs", kNeverEnds},}};
static_assert(std::ranges::is_sorted(kAbbreviations, {}, &Row::word));

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

constexpr std::size_t kLongestAbbreviation = 6;

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
  // Most words before a full stop are longer than any abbreviation.
  if (word.empty() || word.size() > kLongestAbbreviation) return Abbreviation::kNone;
  if (is_time_of_day(word)) return Abbreviation::kTimeOfDay;
  const auto row = std::ranges::lower_bound(kAbbreviations, word, {}, &Row::word);
  if (row != kAbbreviations.end() && row->word == word) return row->meaning;
  if (is_dotted(word)) return Abbreviation::kMayEnd;
  return Abbreviation::kNone;
}

bool is_sentence_starter(std::string_view word) { return contains(kStarters, word); }
bool is_office(std::string_view word) { return contains(kOffices, word); }
bool continues_time(std::string_view word) { return contains(kTimeWords, word); }
bool opens_time_phrase(std::string_view word) { return contains(kTimeOpeners, word); }

}  // namespace headwater
