#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace headwater::testing {

/// An invented article as an outlet would send it.
struct NewsArticle {
  std::string url;
  std::string title;
  std::string published_at;  ///< A date, such as "2026-02-03".
  std::string text;          ///< Paragraphs with ads and notices between and after them.
};

/// Makes articles that are as costly to process as real ones: about 3.5 KB and 27 sentences each,
/// words drawn from 50,000 by Zipf's law, the same ads and notices again and again, and one article
/// in twenty with the text of an earlier one. An article depends on its number and the seed alone,
/// so any part of a corpus can be made again. Thread-safe.
class NewsCorpus {
 public:
  explicit NewsCorpus(std::uint64_t seed = 1);

  /// Whether article `number` has the text of an earlier one.
  bool is_copy(std::uint64_t number) const;
  NewsArticle article(std::uint64_t number) const;
  /// Article `number` as one line of JSON Lines, without the line end.
  std::string json_line(std::uint64_t number) const;
  /// Article `number` as a plain-text file: title, date, and text.
  std::string plain_text(std::uint64_t number) const;
  /// Articles `begin` to `end` as a JSON Lines file.
  std::string json_lines(std::uint64_t begin, std::uint64_t end) const;

 private:
  std::string outlet(std::uint64_t number) const;
  std::uint64_t original(std::uint64_t number) const;

  std::uint64_t seed_;
  std::vector<std::string> words_;  ///< Most frequent first.
};

}  // namespace headwater::testing
