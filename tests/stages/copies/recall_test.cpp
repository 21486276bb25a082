#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/copy_desk.h"
#include "support/edited_copies.h"
#include "support/random_numbers.h"
#include "support/wire_stories.h"

/// How many edited copies of real wire stories lead back to their story. A copy is found if there
/// is an edge of any kind between the two.
namespace headwater {
namespace {

using testing::CopyDesk;
using testing::CopyEdit;
using testing::Random;
using testing::WireStory;

constexpr std::size_t kStories = 400;

bool leads_to(const Article& copy, const std::string& document) {
  for (const CopyEdge& edge : copy.copies) {
    if (edge.document == document) return true;
  }
  return false;
}

/// Real stories run in several versions, or twice: those that repeat or are related to an earlier
/// one are left out.
std::vector<WireStory> unrelated_stories(std::size_t least_paragraphs, std::size_t least_bytes,
                                         std::size_t most) {
  std::vector<WireStory> stories = testing::read_wire_stories(least_paragraphs, least_bytes, most);
  CopyDesk desk;
  std::set<std::string> ids;
  std::erase_if(stories, [&](const WireStory& story) {
    const Article article = desk.take(story.text());
    return !article.copies.empty() || !ids.insert(article.id).second;
  });
  return stories;
}

double least_recall(CopyEdit edit) {
  switch (edit) {
    case CopyEdit::kWords20:
      return 0.98;
    default:
      return 0.99;
  }
}

TEST(Recall, EditedCopiesLeadToTheirStory) {
  const std::vector<WireStory> all = unrelated_stories(6, 1500, 3 * kStories);
  if (all.size() < 2 * kStories) GTEST_SKIP() << "the Reuters collection is not there";
  const std::span stories(all.data(), kStories);
  const std::span others(all.data() + kStories, kStories);
  CopyDesk desk;
  std::vector<std::string> ids;
  for (const WireStory& story : stories) ids.push_back(desk.take(story.text()).id);
  Random random(1987);
  for (const CopyEdit edit : testing::kAllEdits) {
    std::size_t found = 0;
    for (std::size_t i = 0; i < stories.size(); ++i) {
      const std::string copy = testing::edited_copy(stories[i], edit, others, random);
      found += leads_to(desk.compare(copy), ids[i]) ? 1 : 0;
    }
    const double recall = static_cast<double>(found) / static_cast<double>(stories.size());
    std::printf("recall of %-22s %.4f\n", std::string(testing::edit_name(edit)).c_str(), recall);
    EXPECT_GE(recall, least_recall(edit)) << testing::edit_name(edit);
  }
}

using Labels = std::vector<std::size_t>;

double pairs(double n) { return n * (n - 1) / 2; }

/// The adjusted Rand index of two partitions.
double adjusted_rand(const Labels& a, const Labels& b) {
  std::map<std::size_t, double> of_a;
  std::map<std::size_t, double> of_b;
  std::map<std::pair<std::size_t, std::size_t>, double> of_both;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ++of_a[a[i]];
    ++of_b[b[i]];
    ++of_both[{a[i], b[i]}];
  }
  double sum_a = 0;
  double sum_b = 0;
  double sum_both = 0;
  for (const auto& [key, n] : of_a) sum_a += pairs(n);
  for (const auto& [key, n] : of_b) sum_b += pairs(n);
  for (const auto& [key, n] : of_both) sum_both += pairs(n);
  const double expected = sum_a * sum_b / pairs(static_cast<double>(a.size()));
  return (sum_both - expected) / ((sum_a + sum_b) / 2 - expected);
}

/// Texts and the story that each belongs to.
struct Mix {
  std::vector<std::string> texts;
  Labels labels;
  std::size_t first_roundup = 0;  ///< Label of the first round-up; those of others follow.
  std::size_t first_other = 0;
  bool is_roundup(std::size_t label) const { return label >= first_roundup && label < first_other; }
  void add(std::string text, std::size_t label) {
    texts.push_back(std::move(text));
    labels.push_back(label);
  }
};

/// Wires with 1 to 7 edited copies each, excerpts labelled with their wire, round-ups that quote
/// three paragraphs of two wires each among six others and belong to none, and other stories. No
/// copies in which every fifth word is another, which share too little to be called edited (their
/// recall is tested above), and none that belong to two wires or mostly to other stories.
Mix make_mix(std::span<const WireStory> wires, std::span<const WireStory> others, Random& random) {
  Mix mix;
  std::size_t label = 0;
  for (const WireStory& wire : wires) {
    mix.add(wire.text(), label);
    for (std::uint64_t n = random.between(1, 7); n > 0; --n) {
      constexpr CopyEdit kEdits[] = {CopyEdit::kBylineAndFooter, CopyEdit::kLocalLead,
                                     CopyEdit::kFirstHalf,       CopyEdit::kFirstThree,
                                     CopyEdit::kWords5,          CopyEdit::kWords10,
                                     CopyEdit::kShuffled};
      const CopyEdit edit = kEdits[random.below(std::size(kEdits))];
      mix.add(testing::edited_copy(wire, edit, others, random), label);
    }
    ++label;
  }
  mix.first_roundup = label;
  for (std::size_t i = 0; i < wires.size() * 4 / 9; ++i) {
    WireStory roundup;
    for (int part = 0; part < 2; ++part) {
      const WireStory& wire = wires[random.below(wires.size())];
      const std::size_t begin = random.below(wire.paragraphs.size() - 2);
      for (std::size_t k = begin; k < begin + 3; ++k) {
        roundup.paragraphs.push_back(wire.paragraphs[k]);
      }
      for (int k = 0; k < 3; ++k) {
        const WireStory& other = others[random.below(others.size())];
        roundup.paragraphs.push_back(other.paragraphs[random.below(other.paragraphs.size())]);
      }
    }
    mix.add(roundup.text(), label++);
  }
  mix.first_other = label;
  for (const WireStory& other : others) mix.add(other.text(), label++);
  return mix;
}

TEST(Recall, ClustersAreThoseOfTheStories) {
  std::vector<WireStory> all = unrelated_stories(4, 600, 9000);
  if (all.size() < 2000) GTEST_SKIP() << "the Reuters collection is not there";
  std::stable_partition(all.begin(), all.end(),
                        [](const WireStory& s) { return s.paragraphs.size() >= 8; });
  const std::size_t wires = 900;
  Random random(21578);
  const Mix mix = make_mix(std::span(all).first(wires), std::span(all).subspan(wires), random);
  CopyDesk desk;
  std::vector<std::string> ids;
  std::map<std::string, std::size_t> labels;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < mix.texts.size(); ++i) {
    const Article article = desk.take(mix.texts[i]);
    ids.push_back(article.id);
    labels.emplace(article.id, mix.labels[i]);
    for (const CopyEdge& edge : article.copies) {
      const bool joins = edge.kind != CopyKind::kSharesPassage;
      const std::size_t other = labels.at(edge.document);
      if (joins && other != mix.labels[i] && !mix.is_roundup(mix.labels[i]) &&
          !mix.is_roundup(other))
        ++wrong;
    }
  }
  const std::map<std::string, std::string> partition = desk.partition();
  std::map<std::string, std::size_t> numbers;
  Labels found;
  for (const std::string& id : ids) {
    found.push_back(numbers.emplace(partition.at(id), numbers.size()).first->second);
  }
  const double index = adjusted_rand(mix.labels, found);
  const double thousands = pairs(static_cast<double>(ids.size())) / 1000;
  std::printf("%zu texts, adjusted Rand index %.4f, %zu wrong links, %.6f of 1,000 pairs\n",
              ids.size(), index, wrong, static_cast<double>(wrong) / thousands);
  EXPECT_GE(index, 0.97);  // 0.983 measured.
  EXPECT_LT(static_cast<double>(wrong) / thousands, 0.001);
}

TEST(Recall, UnrelatedStoriesAreHardlyEverLinked) {
  const std::vector<WireStory> all = testing::read_wire_stories(4, 600, 1000);
  if (all.size() < 1000) GTEST_SKIP() << "the Reuters collection is not there";
  // A text of words drawn from all stories, in no order: what it shares with one is chance.
  std::vector<std::string> words;
  for (const WireStory& story : all) {
    const std::string text = story.text();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
      if (end > at) words.push_back(text.substr(at, end - at));
      at = end + 1;
    }
  }
  CopyDesk desk;
  for (const WireStory& story : all) desk.take(story.text());
  Random random(5);
  std::size_t edges = 0;
  constexpr std::size_t kTexts = 200;
  for (std::size_t i = 0; i < kTexts; ++i) {
    std::string text;
    for (int k = 0; k < 500; ++k) text += words[random.below(words.size())] + ' ';
    edges += desk.compare(text).copies.size();
  }
  EXPECT_EQ(edges, 0U) << "of " << kTexts * all.size() << " pairs";
}

}  // namespace
}  // namespace headwater
