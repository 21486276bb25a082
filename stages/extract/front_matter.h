#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace headwater {

// What stands above and at the beginning of an article's prose in plain text. Each reader looks at
// one line or at the beginning of one paragraph and says nothing when in doubt: a line taken for a
// byline is missing from the article.

/// "By Jane Doe and John Roe, Staff writers": all of the line.
struct Byline {
  std::string names;  ///< "Jane Doe and John Roe".
};
std::optional<Byline> read_byline(std::string_view line);

/// Whether a line says who wrote the text, perhaps in a way that read_byline does not understand:
/// "By our correspondent", "Reuters".
bool is_signature_line(std::string_view line);

/// "Published: October 21, 2022", "Oct. 21, 2022": all of the line.
struct DateStamp {
  std::string date;          ///< As in dates.h.
  bool is_published = true;  ///< False for "Updated: ...": not when it was published.
};
std::optional<DateStamp> read_date_stamp(std::string_view line);

/// "date 2022-10-21 " before the first word, as feeds leave it.
struct DatePrefix {
  std::string date;
  std::size_t size = 0;  ///< Bytes of "date 2022-10-21".
};
std::optional<DatePrefix> read_date_prefix(std::string_view paragraph);

/// "HAYWARD, Calif. (AP) —" before the first sentence.
struct Dateline {
  std::string place;                ///< "HAYWARD, Calif."
  std::optional<std::string> date;  ///< If the dateline names a day of a year.
  std::size_t size = 0;             ///< Bytes as far as its dash, dash included.
};
std::optional<Dateline> read_dateline(std::string_view paragraph);

/// Whether `line` can be a title: a few words that are no sentence, caption, credit or prompt.
bool is_title_line(std::string_view line);

}  // namespace headwater
