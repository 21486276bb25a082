#include "support/edited_copies.h"

#include <algorithm>
#include <array>
#include <vector>

namespace headwater::testing {
namespace {

const WireStory& any_story(std::span<const WireStory> others, Random& random) {
  return others[random.below(others.size())];
}

std::string foreign_paragraph(std::span<const WireStory> others, Random& random) {
  const WireStory& story = any_story(others, random);
  return story.paragraphs[random.below(story.paragraphs.size())];
}

std::string first_paragraphs(const WireStory& story, std::size_t count) {
  WireStory part;
  for (const std::string& paragraph : story.paragraphs) {
    if (part.paragraphs.size() == count) break;
    part.paragraphs.push_back(paragraph);
  }
  return part.text();
}

std::string half_of(const WireStory& story) {
  return first_paragraphs(story, (story.paragraphs.size() + 1) / 2);
}

std::string three_in_twelve(const WireStory& story, std::span<const WireStory> others,
                            Random& random) {
  WireStory mixed;
  const std::size_t begin = random.below(story.paragraphs.size() - 2);
  for (int i = 0; i < 12; ++i) {
    mixed.paragraphs.push_back(foreign_paragraph(others, random));
    if (i != 5) continue;
    for (std::size_t k = begin; k < begin + 3; ++k) mixed.paragraphs.push_back(story.paragraphs[k]);
  }
  return mixed.text();
}

/// Words that stand in for others; none of them makes a phrase of a story.
constexpr std::array<std::string_view, 8> kStandIns = {"heron",  "lantern", "quarry", "velvet",
                                                       "basalt", "thistle", "cobalt", "marrow"};

std::string with_word_edits(const WireStory& story, std::uint64_t percent, Random& random) {
  std::string out;
  const std::string text = story.text();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string word = text.substr(at, end - at);
    if (word.empty() || random.below(100) >= percent) {
      out += word;
    } else if (const std::uint64_t choice = random.below(3); choice == 0) {
      out += kStandIns[random.below(kStandIns.size())];
    } else if (choice == 1) {
      out += word + ' ' + std::string(kStandIns[random.below(kStandIns.size())]);
    }
    if (end < text.size()) out += text[end];
    at = end + 1;
  }
  return out;
}

std::string shuffled(WireStory story, Random& random) {
  for (std::size_t i = story.paragraphs.size(); i > 1; --i) {
    std::swap(story.paragraphs[i - 1], story.paragraphs[random.below(i)]);
  }
  return story.text();
}

}  // namespace

std::string_view edit_name(CopyEdit edit) {
  constexpr std::array<std::string_view, 10> kNames = {
      "byline and footer", "local lead", "first half", "first three paragraphs",
      "three in twelve",   "words 5 %",  "words 10 %", "words 20 %",
      "shuffled",          "two merged"};
  return kNames[static_cast<std::size_t>(edit)];
}

std::string edited_copy(const WireStory& story, CopyEdit edit, std::span<const WireStory> others,
                        Random& random) {
  switch (edit) {
    case CopyEdit::kBylineAndFooter:
      return "By Mara Quill, Kelp Bay Courier\n\n" + story.text() +
             "Copyright 1987 Example Wire. All rights reserved. May not be redistributed.\n";
    case CopyEdit::kLocalLead: {
      std::string text = foreign_paragraph(others, random) + "\n\n" + story.text();
      for (int i = 0; i < 2; ++i) text += foreign_paragraph(others, random) + "\n\n";
      return text;
    }
    case CopyEdit::kFirstHalf:
      return half_of(story);
    case CopyEdit::kFirstThree:
      return first_paragraphs(story, 3);
    case CopyEdit::kThreeInTwelve:
      return three_in_twelve(story, others, random);
    case CopyEdit::kWords5:
      return with_word_edits(story, 5, random);
    case CopyEdit::kWords10:
      return with_word_edits(story, 10, random);
    case CopyEdit::kWords20:
      return with_word_edits(story, 20, random);
    case CopyEdit::kShuffled:
      return shuffled(story, random);
    case CopyEdit::kTwoMerged:
      return half_of(story) + half_of(any_story(others, random));
  }
  return story.text();
}

}  // namespace headwater::testing
