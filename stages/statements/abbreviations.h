#pragma once

#include <cstdint>
#include <string_view>

namespace headwater {

/// What a full stop after a word means for the end of a sentence.
enum class Abbreviation : std::uint8_t {
  kNone,          ///< Not a known abbreviation.
  kNeverEnds,     ///< Something must follow: "Mr.", "e.g.".
  kBeforeNumber,  ///< Goes on if a number follows: "No. 5", "Oct. 12".
  kMayEnd,        ///< Goes on unless the next word can only begin a sentence: "Jr.", "U.S.".
  kCompany,       ///< Ends it unless an office follows: "Inc. Chief Executive".
  kState,         ///< As kMayEnd, if a place and a comma stand before it: "Tucson, Ariz."
  kTimeOfDay,     ///< "a.m.", "p.m."
};

/// The meaning of `word`, which stands before a full stop and does not include it.
Abbreviation abbreviation_of(std::string_view word);

/// Whether `word` begins sentences far more often than it is capitalised for another reason.
bool is_sentence_starter(std::string_view word);
/// Whether `word` names an office that follows a company's name.
bool is_office(std::string_view word);
/// Whether `word` goes on a time of day: a weekday, a month, a time zone.
bool continues_time(std::string_view word);
/// Whether `word` opens an introductory time phrase: "At 5 a.m. Mr. Smith went to the bank."
bool opens_time_phrase(std::string_view word);

}  // namespace headwater
