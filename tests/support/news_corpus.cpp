#include "support/news_corpus.h"

#include <array>
#include <cmath>
#include <string_view>

#include "base/json.h"
#include "support/random_numbers.h"

namespace headwater::testing {
namespace {

constexpr std::size_t kWords = 50'000;
constexpr std::uint64_t kOutlets = 60;
constexpr std::uint64_t kCopyOneIn = 20;

constexpr std::array<std::string_view, 16> kOnsets = {"b", "c", "d", "f", "g", "h", "l",  "m",
                                                      "n", "p", "r", "s", "t", "v", "st", "tr"};
constexpr std::array<std::string_view, 8> kVowels = {"a", "e", "i", "o", "u", "ai", "ea", "ou"};
constexpr std::array<std::string_view, 8> kEndings = {"", "", "n", "r", "s", "t", "l", "nd"};

constexpr std::array<std::string_view, 10> kNotices = {
    "ADVERTISEMENT",
    "Sign up for our free newsletter to get the day's top stories in your inbox.",
    "Read more: What we know so far",
    "Story continues below advertisement",
    "This story is developing and will be updated.",
    "Subscribe today for unlimited access to all our stories.",
    "This story has not been edited by our staff and is auto-generated from a syndicated feed.",
    "Follow us on social media for the latest updates.",
    "Download our app to read the news wherever you are.",
    "Share this article",
};

std::string make_word(std::size_t rank) {
  Random random(rank * 2 + 1);
  std::string word;
  // Frequent words are short, as in every language.
  const std::uint64_t syllables = rank < 100    ? 1
                                  : rank < 3000 ? random.between(1, 2)
                                                : random.between(2, 4);
  for (std::uint64_t i = 0; i < syllables; ++i) {
    word += kOnsets[random.below(kOnsets.size())];
    word += kVowels[random.below(kVowels.size())];
  }
  return word += kEndings[random.below(kEndings.size())];
}

std::string capitalized(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

// Zipf's law with exponent 1: the rank's logarithm is uniform.
const std::string& draw_word(Random& random, const std::vector<std::string>& words) {
  const double rank = std::exp(random.unit() * std::log(static_cast<double>(words.size())));
  return words[static_cast<std::size_t>(rank) - 1];
}

std::string make_sentence(Random& random, const std::vector<std::string>& words) {
  std::string sentence = capitalized(draw_word(random, words));
  const std::uint64_t length = random.between(11, 31);
  for (std::uint64_t i = 1; i < length; ++i) {
    if (random.one_in(12)) sentence += ',';
    sentence += ' ';
    const std::string& word = draw_word(random, words);
    sentence += random.one_in(15) ? capitalized(word) : word;
  }
  return sentence += random.one_in(20) ? "?" : ".";
}

std::string make_text(Random& random, const std::vector<std::string>& words,
                      const std::string& outlet) {
  std::string text;
  for (std::uint64_t left = random.between(21, 33); left > 0;) {
    const std::uint64_t sentences = std::min(left, random.between(1, 4));
    for (std::uint64_t i = 0; i < sentences; ++i) {
      if (i > 0) text += ' ';
      text += make_sentence(random, words);
    }
    text += "\n\n";
    left -= sentences;
    if (random.one_in(5)) text.append(kNotices[random.below(kNotices.size())]).append("\n\n");
  }
  return text + "Copyright 2026 " + outlet + ". All rights reserved.";
}

std::string two_digits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

NewsCorpus::NewsCorpus(std::uint64_t seed) : seed_(seed) {
  words_.reserve(kWords);
  for (std::size_t rank = 0; rank < kWords; ++rank) words_.push_back(make_word(rank));
}

bool NewsCorpus::is_copy(std::uint64_t number) const {
  return number % kCopyOneIn == kCopyOneIn - 1;
}

std::string NewsCorpus::outlet(std::uint64_t number) const {
  return "outlet-" + std::to_string(Random(seed_ * 0x10001 + number).below(kOutlets) + 1);
}

// Copies follow their originals closely, as the outlets of a wire do.
std::uint64_t NewsCorpus::original(std::uint64_t number) const {
  return is_copy(number) ? number - Random(number).between(1, kCopyOneIn - 1) : number;
}

NewsArticle NewsCorpus::article(std::uint64_t number) const {
  const std::uint64_t original = this->original(number);
  Random random((seed_ << 40U) + original);
  NewsArticle article;
  article.url = "https://www." + outlet(number) + ".example/news/" + std::to_string(number);
  article.title = make_sentence(random, words_);
  article.title.pop_back();
  article.published_at =
      "2026-" + two_digits(random.between(1, 12)) + "-" + two_digits(random.between(1, 28));
  article.text = make_text(random, words_, outlet(original));
  return article;
}

std::string NewsCorpus::json_line(std::uint64_t number) const {
  const NewsArticle article = this->article(number);
  JsonWriter json;
  json.begin_object();
  json.key("url").string(article.url);
  json.key("title").string(article.title);
  json.key("published_at").string(article.published_at);
  json.key("text").string(article.text);
  json.end_object();
  return std::string(json.text());
}

std::string NewsCorpus::plain_text(std::uint64_t number) const {
  const NewsArticle article = this->article(number);
  return article.title + "\n\n" + article.published_at + "\n\n" + article.text + "\n";
}

std::string NewsCorpus::json_lines(std::uint64_t begin, std::uint64_t end) const {
  std::string lines;
  for (std::uint64_t number = begin; number < end; ++number)
    lines.append(json_line(number)).append("\n");
  return lines;
}

}  // namespace headwater::testing
