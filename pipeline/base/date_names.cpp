#include "base/date_names.h"

#include <array>

namespace headwater {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

/// The index of the name that `word` spells in full or in its first three letters; "sept", "tues"
/// and "thurs", which newspapers print as well, are four and five.
template <std::size_t N>
std::optional<int> find_name(const std::array<std::string_view, N>& names, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    const bool printed_shorter = word.size() >= 3 && word.size() <= 5;
    if (equal_folded(word, names[i]) ||
        (printed_shorter && equal_folded(word, names[i].substr(0, word.size())) &&
         (word.size() == 3 || names[i] == "september" || names[i] == "tuesday" ||
          names[i] == "thursday"))) {
      return static_cast<int>(i);
    }
  }
  return std::nullopt;
}

struct MonthName {
  std::string_view name;
  int month;
};
/// Names in other languages of the press, in small letters, with the short forms that are no word
/// of another language: German, French, Spanish, Portuguese, Italian, Dutch, Scandinavian. Names
/// that are spelled as in English are not repeated.
constexpr std::array kOtherMonths = {
    MonthName{"abr", 4},       MonthName{"abril", 4},      MonthName{"ago", 8},
    MonthName{"agosto", 8},    MonthName{"août", 8},       MonthName{"aprile", 4},
    MonthName{"augusti", 8},   MonthName{"augustus", 8},   MonthName{"avr", 4},
    MonthName{"avril", 4},     MonthName{"desember", 12},  MonthName{"dez", 12},
    MonthName{"dezember", 12}, MonthName{"dezembro", 12},  MonthName{"dic", 12},
    MonthName{"dicembre", 12}, MonthName{"diciembre", 12}, MonthName{"déc", 12},
    MonthName{"décembre", 12}, MonthName{"ene", 1},        MonthName{"enero", 1},
    MonthName{"febbraio", 2},  MonthName{"febrero", 2},    MonthName{"februar", 2},
    MonthName{"februari", 2},  MonthName{"fev", 2},        MonthName{"fevereiro", 2},
    MonthName{"févr", 2},      MonthName{"février", 2},    MonthName{"gen", 1},
    MonthName{"gennaio", 1},   MonthName{"giu", 6},        MonthName{"giugno", 6},
    MonthName{"janeiro", 1},   MonthName{"januar", 1},     MonthName{"januari", 1},
    MonthName{"janv", 1},      MonthName{"janvier", 1},    MonthName{"juil", 7},
    MonthName{"juillet", 7},   MonthName{"juin", 6},       MonthName{"julho", 7},
    MonthName{"juli", 7},      MonthName{"julio", 7},      MonthName{"junho", 6},
    MonthName{"juni", 6},      MonthName{"junio", 6},      MonthName{"jänner", 1},
    MonthName{"lug", 7},       MonthName{"luglio", 7},     MonthName{"maart", 3},
    MonthName{"mag", 5},       MonthName{"maggio", 5},     MonthName{"mai", 5},
    MonthName{"maio", 5},      MonthName{"maj", 5},        MonthName{"mars", 3},
    MonthName{"marts", 3},     MonthName{"marzo", 3},      MonthName{"março", 3},
    MonthName{"mayo", 5},      MonthName{"mei", 5},        MonthName{"mrt", 3},
    MonthName{"mrz", 3},       MonthName{"märz", 3},       MonthName{"noviembre", 11},
    MonthName{"novembre", 11}, MonthName{"novembro", 11},  MonthName{"octobre", 10},
    MonthName{"octubre", 10},  MonthName{"okt", 10},       MonthName{"oktober", 10},
    MonthName{"ott", 10},      MonthName{"ottobre", 10},   MonthName{"outubro", 10},
    MonthName{"septembre", 9}, MonthName{"septiembre", 9}, MonthName{"setembro", 9},
    MonthName{"setiembre", 9}, MonthName{"settembre", 9}};
constexpr std::size_t kLongestMonth = 12;

}  // namespace

bool equal_folded(std::string_view a, std::string_view lower_case) {
  if (a.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower_case[i]) return false;
  }
  return true;
}

std::optional<int> month_of_name(std::string_view name) {
  if (const auto english = find_name(kMonths, name)) return *english + 1;
  if (name.size() > kLongestMonth) return std::nullopt;
  for (const MonthName& row : kOtherMonths) {
    if (equal_folded(name, row.name)) return row.month;
  }
  return std::nullopt;
}

bool is_weekday_name(std::string_view name) { return find_name(kWeekdays, name).has_value(); }

}  // namespace headwater
