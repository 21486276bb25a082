#include "support/outlet_corpus.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "support/random_numbers.h"

namespace headwater::testing {
namespace {

constexpr std::size_t kDays = 60;
constexpr std::size_t kWires = 400;

std::string word_of(Random& random) {
  static constexpr std::array<std::string_view, 20> kParts = {
      "ba", "co", "di",  "fen", "gar", "hu",  "kel", "lo",  "mar", "nis",
      "or", "pe", "qui", "ros", "sta", "tem", "ul",  "ven", "wis", "zor"};
  std::string word;
  for (std::uint64_t left = random.between(1, 3); left > 0; --left) {
    word += kParts[random.below(kParts.size())];
  }
  return word;
}

std::string sentence_of(Random& random, std::uint64_t least) {
  std::string sentence = "The";
  for (std::uint64_t left = least + random.below(10); left > 0; --left) {
    sentence += ' ' + word_of(random);
  }
  return sentence + '.';
}

std::string paragraph_of(Random& random) {
  std::string paragraph = sentence_of(random, 9);
  for (std::uint64_t left = random.below(3); left > 0; --left) {
    paragraph += ' ' + sentence_of(random, 9);
  }
  return paragraph;
}

/// The paragraphs of a text that depends on `seed` alone.
std::vector<std::string> body_of(std::uint64_t seed, std::size_t paragraphs) {
  Random random(seed);
  std::vector<std::string> body;
  while (body.size() < paragraphs) body.push_back(paragraph_of(random));
  return body;
}

/// Ad `number` of an outlet as it is printed in one article.
std::string ad_of(std::uint64_t seed, std::size_t outlet, std::size_t number, Random& random) {
  Random words(seed * 7919 + outlet * 100 + number);
  const std::string goods = word_of(words) + word_of(words);
  switch (number % 4) {
    case 0:
      return fmt::format("Order the {} calendar by May {} and save {} percent.", goods,
                         1 + random.below(3), 10 * random.between(1, 2));
    case 1:
      return fmt::format("Visit https://{0}.example/{1} for the {0} fair.", goods,
                         random.below(1000));
    case 2:
      return fmt::format("{} House, furniture that lasts. Open every day of the week.", goods);
    default:
      return sentence_of(words, 6);
  }
}

struct Maker {
  std::uint64_t seed;
  Random random;

  OutletArticle make(std::size_t outlet, std::size_t number) {
    OutletArticle article;
    article.id = fmt::format("{:02}-{:03}", outlet, number);
    article.outlet = fmt::format("outlet-{:02}", outlet);
    article.day = fmt::format("2026-{:02}-{:02}", 3 + number % kDays / 30, 1 + number % 30);
    const std::uint64_t kind = random.below(100);
    if (kind < 15) {
      const std::uint64_t wire = random.below(kWires);
      article.story = fmt::format("wire-{}", wire);
      article.paragraphs = body_of(seed * 1000 + wire, 6);
    } else if (kind < 25) {
      article.story = fmt::format("running-{}", outlet);
      article.paragraphs = body_of(seed * 3000 + outlet + 500'000, 5);
      article.paragraphs.push_back(paragraph_of(random));
    } else {
      article.story = article.id;
      article.paragraphs = body_of(random.below(1'000'000'000), 4 + random.below(6));
    }
    add_report(outlet, article);
    article.is_ad.assign(article.paragraphs.size(), false);
    for (std::uint64_t left = random.between(1, 2); left > 0; --left) add_ad(outlet, article);
    return article;
  }

  void add_report(std::size_t outlet, OutletArticle& article) {
    if (!random.one_in(4)) return;
    article.paragraphs.push_back(
        fmt::format("Water in the harbour of town {} stood at {} centimetres on Monday, {} more "
                    "than a week before.",
                    outlet, random.below(1000), random.below(100)));
  }

  void add_ad(std::size_t outlet, OutletArticle& article) {
    const auto at = static_cast<std::ptrdiff_t>(random.between(2, article.paragraphs.size()));
    article.paragraphs.insert(article.paragraphs.begin() + at,
                              ad_of(seed, outlet, random.below(kCorpusAds), random));
    article.is_ad.insert(article.is_ad.begin() + at, true);
  }
};

}  // namespace

std::string OutletArticle::text() const {
  std::string all;
  for (const std::string& paragraph : paragraphs) {
    if (!all.empty()) all += "\n\n";
    all += paragraph;
  }
  return all;
}

std::vector<OutletArticle> outlet_corpus(std::uint64_t seed) {
  Maker maker{seed, Random(seed)};
  std::vector<OutletArticle> articles;
  articles.reserve(kCorpusOutlets * kCorpusArticles);
  for (std::size_t outlet = 0; outlet < kCorpusOutlets; ++outlet) {
    for (std::size_t number = 0; number < kCorpusArticles; ++number) {
      articles.push_back(maker.make(outlet, number));
    }
  }
  return articles;
}

}  // namespace headwater::testing
