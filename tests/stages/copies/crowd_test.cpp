#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "stages/copies/compare_texts.h"
#include "stages/copies/copy_index.h"
#include "stages/copies/disjoint_sets.h"
#include "stages/copies/shingles.h"
#include "support/copy_desk.h"
#include "support/random_numbers.h"

/// Texts that resemble more others than are compared one by one.
namespace headwater {
namespace {

using testing::CopyDesk;
using testing::Random;

std::string words(Random& random, std::uint64_t count) {
  std::string text;
  for (; count > 0; --count) text += "w" + std::to_string(random.next() % 100000) + " ";
  return text;
}

/// Texts around a few forms. What they have in common goes from a passage to nearly all, so that
/// many pairs lie about the thresholds, and some texts belong to two forms.
std::vector<std::string> make_crowd(std::size_t count, std::uint64_t form_words) {
  Random random(11);
  std::vector<std::string> forms;
  for (int i = 0; i < 3; ++i) forms.push_back(words(random, form_words));
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = forms[random.below(forms.size())];
    if (random.one_in(200)) text += forms[random.below(forms.size())];
    if (random.one_in(4)) text = text.substr(text.size() / 2);
    texts.push_back(text + words(random, random.between(form_words / 2, 2 * form_words)));
  }
  return texts;
}

/// The clusters by comparing every pair, as sets of texts.
std::set<std::set<std::size_t>> clusters_of_all_pairs(const std::vector<std::string>& texts) {
  std::vector<ComparedText> compared(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const TextSpan all{0, texts[i].size()};
    compared[i].assign(texts[i], {&all, 1});
  }
  DisjointSets sets;
  sets.grow(static_cast<std::uint32_t>(texts.size()));
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    for (std::uint32_t k = 0; k < i; ++k) {
      CopyEdge edge;
      const bool related = compare_texts(compared[i], compared[k], {}, edge);
      if (related && edge.kind != CopyKind::kSharesPassage) sets.unite(i, k);
    }
  }
  std::map<std::uint32_t, std::set<std::size_t>> clusters;
  for (std::uint32_t i = 0; i < texts.size(); ++i) clusters[sets.find(i)].insert(i);
  std::set<std::set<std::size_t>> out;
  for (auto& [root, members] : clusters) out.insert(std::move(members));
  return out;
}

std::set<std::set<std::size_t>> clusters_found(const std::vector<std::string>& texts,
                                               const std::vector<std::size_t>& order,
                                               std::size_t runs) {
  CopyDesk desk;
  std::map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i % (order.size() / runs) == 0) desk.begin_run();
    numbers[desk.take(texts[order[i]]).id] = order[i];
  }
  std::map<std::string, std::set<std::size_t>> clusters;
  for (const auto& [id, root] : desk.partition()) clusters[root].insert(numbers.at(id));
  std::set<std::set<std::size_t>> out;
  for (auto& [root, members] : clusters) out.insert(std::move(members));
  return out;
}

void expect_all_pairs(const std::vector<std::string>& texts) {
  const std::set<std::set<std::size_t>> expected = clusters_of_all_pairs(texts);
  std::size_t largest = 0;
  for (const auto& cluster : expected) largest = std::max(largest, cluster.size());
  ASSERT_GT(expected.size(), texts.size() / 10);
  ASSERT_GT(largest, texts.size() / 10);
  std::vector<std::size_t> order(texts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  Random random(3);
  for (const std::size_t runs : {1U, 10U}) {
    EXPECT_EQ(clusters_found(texts, order, runs), expected) << runs << " runs";
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[random.below(i)]);
    }
  }
}

TEST(Crowd, ClustersAreThoseOfComparingEveryPair) { expect_all_pairs(make_crowd(450, 60)); }

TEST(Crowd, ClustersOfSampledTextsToo) { expect_all_pairs(make_crowd(320, 300)); }

/// The text of two forms shares more with each text of the first than with any of the second.
TEST(Crowd, ATextOfTwoCrowdsJoinsThemWheneverItComes) {
  Random random(9);
  const std::string first = words(random, 70);
  const std::string second = words(random, 50);
  const std::uint64_t crowd = CopyIndex::kMostHolders + 60;
  std::vector<std::string> texts{first + second};
  for (std::uint64_t i = 0; i < crowd; ++i) texts.push_back(first + words(random, 10));
  for (std::uint64_t i = 0; i < crowd; ++i) texts.push_back(words(random, 8) + second);
  std::vector<std::size_t> order(texts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (const std::size_t place : {std::size_t{0}, std::size_t{400}, texts.size() - 1}) {
    std::vector<std::size_t> arrivals = order;
    std::rotate(arrivals.begin(), arrivals.begin() + 1,
                arrivals.begin() + static_cast<std::ptrdiff_t>(place) + 1);
    EXPECT_EQ(clusters_found(texts, arrivals, 1).size(), 1U) << place;
    EXPECT_EQ(clusters_found(texts, arrivals, 3).size(), 1U) << place << ", in three runs";
  }
}

/// All texts have the same phrases, each time in another order, and nearly resemble each other:
/// each pair must be compared, but what is kept of it does not grow with the number of texts.
TEST(Crowd, PassagesKeptAreBoundedWhereAllSharePhrases) {
  Random random(17);
  std::vector<std::string> phrases;
  for (int i = 0; i < 60; ++i) phrases.push_back(words(random, 9));
  CopyDesk desk;
  std::size_t most = 0;
  std::size_t edges = 0;
  for (int i = 0; i < 150; ++i) {
    std::string text;
    for (std::size_t k = phrases.size(); k > 1; --k) {
      std::swap(phrases[k - 1], phrases[random.below(k)]);
    }
    for (const std::string& phrase : phrases) text += phrase + words(random, 2);
    std::size_t passages = 0;
    const Article article = desk.take(text);
    for (const CopyEdge& edge : article.copies) {
      EXPECT_EQ(edge.kind, CopyKind::kSharesPassage);
      passages += edge.passages.size();
    }
    most = std::max(most, passages);
    edges = std::max(edges, article.copies.size());
  }
  EXPECT_GT(most, 1000U);
  EXPECT_LT(most, 1024U + kMostPassages);
  EXPECT_LT(edges, 30U);
}

/// Whoever prints a wire is of its cluster, so what the wire says is no slogan: not when the text
/// that quotes it comes, and not when that is cleaned again.
TEST(Crowd, WhatAWireSaysIsNoSlogan) {
  Random random(21);
  const std::string wire = words(random, 120);
  const std::string quote = wire.substr(0, wire.size() / 4);
  const std::string roundup = quote + words(random, 200);
  CopyDesk desk;
  for (std::uint32_t i = 0; i < 2 * CopyIndex::kFewHolders; ++i) desk.take(wire + words(random, 6));
  const std::size_t passages = desk.take(roundup).copies.size();
  EXPECT_GT(passages, 0U);
  desk.begin_run();
  EXPECT_EQ(desk.clean_again(roundup).copies.size(), passages);
}

/// All share a form but too little of it to be copies: each is a cluster, and none is left out of
/// sight because the form is common.
TEST(Crowd, WhatIsCommonIsFoundWhoeverCameFirst) {
  Random random(5);
  const std::string form = words(random, 40);
  CopyIndex index;
  const auto sketch_of = [](const std::string& text) {
    std::vector<Word> found;
    const TextSpan all{0, text.size()};
    find_words(text, {&all, 1}, found);
    std::vector<std::uint64_t> shingles;
    make_shingles(found, shingles);
    return make_sketch(shingles);
  };
  const std::uint32_t count = 3 * CopyIndex::kMostHolders;
  CopyIndex reserved;
  reserved.reserve(1U << 20U);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::string id = std::to_string(100000 + i);
    id.resize(16, ' ');
    const TextSketch sketch = sketch_of(form + words(random, 150));
    index.add(id, i, sketch);
    reserved.add(id, i, sketch);
  }
  std::vector<CopyCandidate> candidates;
  const TextSketch asked = sketch_of(form + words(random, 150));
  index.find(asked, candidates);
  std::set<std::uint32_t> found;
  for (const CopyCandidate& candidate : candidates) {
    EXPECT_GE(candidate.shared, 36U);
    EXPECT_EQ(candidate.telling, 0U) << "a slogan";
    found.insert(candidate.document);
  }
  for (const std::uint32_t group : index.groups()) {
    EXPECT_GE(index.shared_by(group), 36U);
    const auto& members = index.group(group).documents;
    found.insert(members.begin(), members.end());
  }
  EXPECT_EQ(found.size(), count);
  std::vector<CopyCandidate> same;
  reserved.find(asked, same);
  EXPECT_EQ(same, candidates);
  EXPECT_EQ(reserved.groups().size(), index.groups().size());
}

}  // namespace
}  // namespace headwater
