#include "support/outlet_corpus.h"

#include <fmt/format.h>

#include <algorithm>
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

/// Ad `number` of a paper called `name` as it is printed in one article.
std::string paper_ad(std::size_t number, std::string_view name, Random& random) {
  const std::uint64_t figure = random.between(1, 99);
  switch (number) {
    case 0:
      return fmt::format("Subscribe to the {} today for just ${} a month.", name, figure);
    case 1:
      return fmt::format("Read more at https://{}.example/{}", name, random.below(10'000));
    case 2:
      return fmt::format("The {} has been serving the county since 1903.", name);
    case 3:
      return fmt::format("Get the {} letter in your inbox every morning. It is free.", name);
    case 4:
      return fmt::format("{} Motors: {} percent off all models until May {}.", name, figure,
                         random.between(1, 30));
    case 5:
      return fmt::format("Enter the {} prize draw and win a boat.", name);
    case 6:
      return fmt::format("Call {}-{} for home delivery of the {}.", 100 + figure,
                         random.between(1000, 9999), name);
    default:
      return fmt::format("More stories by {} staff are on our home page.", name);
  }
}

/// Prints stories in outlets, each but the wires in one.
struct Printer {
  std::uint64_t seed;
  Random random;
  const std::vector<WireStory>& stories;
  std::size_t next = kSharedStories;
  static constexpr std::size_t kSharedStories = 150;

  void print(std::size_t outlet, std::vector<OutletArticle>& articles) {
    Random words(seed * 7919 + outlet);
    const std::string name = word_of(words) + word_of(words);
    const std::size_t running = next++;
    for (std::size_t number = 0; number < kStoryArticles; ++number) {
      OutletArticle article;
      article.id = fmt::format("{:02}-{:03}", outlet, number);
      article.outlet = fmt::format("outlet-{:02}", outlet);
      article.day = fmt::format("2026-{:02}-{:02}", 3 + number % kDays / 30, 1 + number % 30);
      const std::uint64_t kind = random.below(100);
      const std::size_t story =
          kind < 15 ? random.below(kSharedStories) : (kind < 25 ? running : next++);
      article.story = fmt::format("story-{}", story);
      article.paragraphs = stories[story].paragraphs;
      if (story == running) article.paragraphs.push_back(stories[next++].paragraphs.back());
      article.is_ad.assign(article.paragraphs.size(), false);
      for (std::uint64_t left = random.between(1, 2); left > 0; --left) add_ad(name, article);
      articles.push_back(std::move(article));
    }
  }

  void add_ad(std::string_view name, OutletArticle& article) {
    const std::size_t lead = end_of_lead(article);
    if (lead == 0) return;
    const auto at = static_cast<std::ptrdiff_t>(random.between(lead, article.paragraphs.size()));
    article.paragraphs.insert(article.paragraphs.begin() + at,
                              paper_ad(random.below(8), name, random));
    article.is_ad.insert(article.is_ad.begin() + at, true);
  }

  /// Paragraphs up to the second long one; 0 if there are no two.
  static std::size_t end_of_lead(const OutletArticle& article) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < article.paragraphs.size(); ++i) {
      const std::string& paragraph = article.paragraphs[i];
      found += !article.is_ad[i] && std::count(paragraph.begin(), paragraph.end(), ' ') >= 7;
      if (found == 2) return i + 1;
    }
    return 0;
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

std::vector<OutletArticle> outlets_of_stories(std::uint64_t seed,
                                              const std::vector<WireStory>& stories) {
  std::vector<OutletArticle> articles;
  articles.reserve(kStoryOutlets * kStoryArticles);
  Printer printer{seed, Random(seed), stories};
  for (std::size_t outlet = 0; outlet < kStoryOutlets; ++outlet) printer.print(outlet, articles);
  return articles;
}

}  // namespace headwater::testing
