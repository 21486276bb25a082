#pragma once

#include <cstdint>
#include <string>

#include "support/news_corpus.h"

namespace headwater::testing {

/// Makes pages of HTML around the articles of NewsCorpus, as costly to read as those of real web
/// sites: some 170 KB, half of it scripts and styles, a thousand elements with attributes, and the
/// article a twentieth of it, between menus, cards, advertisements and a footer. All words are
/// invented. A page depends on its number and the seed alone. Thread-safe.
class NewsPages {
 public:
  explicit NewsPages(std::uint64_t seed = 1) : corpus_(seed) {}

  std::string page(std::uint64_t number) const;

 private:
  NewsCorpus corpus_;
};

}  // namespace headwater::testing
