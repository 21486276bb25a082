#include "stages/clean/passage_counter.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

#include "base/digest.h"
#include "stages/clean/solicitation.h"

namespace headwater {
namespace {

constexpr std::size_t kTableSize = std::size_t{1} << 26;
constexpr std::size_t kMostExamples = 3;
/// A text that differs in its numbers from story to story says something each time.
constexpr std::uint64_t kStoriesPerForm = 3;

/// The smallest `most` of all values that were put in: the same whatever the order.
template <class Value>
void keep_smallest(std::set<Value>& values, Value value, std::size_t most) {
  values.insert(std::move(value));
  if (values.size() > most) values.erase(std::prev(values.end()));
}

struct Tally {
  LearnedPassage passage;  ///< owner, kind, words, sample
  std::uint64_t sheltered = 0;
  std::uint64_t last_document = std::numeric_limits<std::uint64_t>::max();
  std::set<std::uint64_t> stories;
  std::set<std::uint64_t> forms;
  std::set<std::string> outlets;
  std::set<std::string> days;
  std::set<std::string> examples;
};

std::string key_of(std::string_view owner, PassageKind kind, std::string_view words) {
  std::string key(owner);
  key += kind == PassageKind::kParagraph ? "\np " : "\ns ";
  return key.append(words);
}

std::uint64_t hash_of(std::string_view text) { return sha256(text).prefix64(); }

}  // namespace

struct PassageCounter::State {
  LearnLimits limits;
  std::vector<std::uint8_t> table = std::vector<std::uint8_t>(kTableSize);
  std::unordered_map<std::string, Tally> tallies;
  std::map<std::string, std::uint64_t> documents_of;
  std::uint64_t documents = 0;
  std::string words;

  std::uint8_t& seen(std::string_view key) { return table[hash_of(key) % kTableSize]; }

  void add(const CountedDocument& document, std::string_view owner, const Passage& passage,
           std::string_view printed) {
    std::string key = key_of(owner, passage.kind, words);
    if (seen(key) < limits.stories) return;
    Tally& tally = tallies[std::move(key)];
    if (tally.passage.words.empty()) {
      tally.passage.owner = owner;
      tally.passage.kind = passage.kind;
      tally.passage.words = words;
      tally.passage.sample = printed;
    }
    if (printed < tally.passage.sample) tally.passage.sample = printed;
    keep_smallest(tally.forms, hash_of(passage_form(printed)), kMostForms);
    if (tally.last_document == documents) return;
    tally.last_document = documents;
    ++tally.passage.documents;
    tally.sheltered += passage.sheltered ? 1U : 0U;
    keep_smallest(tally.stories, hash_of(document.story), kMostStories);
    if (!document.owner.empty()) tally.outlets.insert(document.owner);
    tally.days.insert(document.day);
    keep_smallest(tally.examples, document.id, kMostExamples);
  }

  bool is_frequent(const Tally& tally) const {
    if (tally.days.size() < limits.days) return false;
    if (tally.passage.owner.empty()) {
      return tally.stories.size() >= limits.global_stories &&
             tally.outlets.size() >= limits.global_outlets;
    }
    const auto all = static_cast<double>(documents_of.at(tally.passage.owner));
    return tally.stories.size() >= limits.stories &&
           static_cast<double>(tally.passage.documents) >= limits.share * all;
  }

  /// Real text in set words: what begins articles, and what has other numbers in most stories but
  /// offers nothing.
  static bool is_formulaic(const Tally& tally) {
    if (tally.sheltered * 2 > tally.passage.documents) return true;
    if (solicits(tally.passage.words)) return false;
    return tally.forms.size() >= kMostForms ||
           tally.forms.size() * kStoriesPerForm > tally.stories.size() + kStoriesPerForm;
  }

  /// A few words that several outlets have ("the nine months") are language.
  bool is_common(const LearnedPassage& passage) const {
    const auto spaces = std::count(passage.words.begin(), passage.words.end(), ' ');
    if (static_cast<std::size_t>(spaces) + 1 >= kHalfParagraphWords) return false;
    const auto all = tallies.find(key_of("", passage.kind, passage.words));
    return all != tallies.end() && all->second.outlets.size() >= limits.global_outlets;
  }

  LearnedPassage finished(const Tally& tally) const {
    LearnedPassage passage = tally.passage;
    passage.owner_documents = passage.owner.empty() ? documents : documents_of.at(passage.owner);
    const std::string key = key_of(passage.owner, passage.kind, passage.words);
    passage.id = "learned." + sha256(key).hex().substr(0, 12);
    const bool real = is_formulaic(tally) || is_common(passage);
    passage.verdict = real ? Verdict::kFormulaic : Verdict::kTemplate;
    passage.stories = tally.stories.size();
    passage.outlets = tally.outlets.size();
    passage.days = tally.days.size();
    passage.forms = tally.forms.size();
    passage.first_day = *tally.days.begin();
    passage.last_day = *tally.days.rbegin();
    passage.examples.assign(tally.examples.begin(), tally.examples.end());
    return passage;
  }
};

PassageCounter::PassageCounter(LearnLimits limits) : state_(std::make_unique<State>()) {
  state_->limits = limits;
}
PassageCounter::~PassageCounter() = default;

void PassageCounter::look(std::string_view owner, std::string_view text,
                          const std::vector<Passage>& passages) {
  const auto note = [&](std::string_view whose, PassageKind kind) {
    std::uint8_t& seen = state_->seen(key_of(whose, kind, state_->words));
    if (seen < std::numeric_limits<std::uint8_t>::max()) ++seen;
  };
  for (const Passage& passage : passages) {
    mask_passage(slice(text, passage.span), state_->words);
    if (state_->words.empty()) continue;
    if (!owner.empty()) note(owner, passage.kind);
    note("", passage.kind);
  }
}

void PassageCounter::count(const CountedDocument& document, std::string_view text,
                           const std::vector<Passage>& passages) {
  for (const Passage& passage : passages) {
    const std::string_view printed = slice(text, passage.span);
    mask_passage(printed, state_->words);
    if (state_->words.empty()) continue;
    if (!document.owner.empty()) state_->add(document, document.owner, passage, printed);
    state_->add(document, "", passage, printed);
  }
  ++state_->documents_of[document.owner];
  ++state_->documents;
}

LearnedSet PassageCounter::finish() const {
  LearnedSet set;
  set.documents = state_->documents;
  for (const auto& [key, tally] : state_->tallies) {
    if (state_->is_frequent(tally)) set.passages.push_back(state_->finished(tally));
  }
  std::sort(set.passages.begin(), set.passages.end(),
            [](const LearnedPassage& a, const LearnedPassage& b) { return a.id < b.id; });
  return set;
}

}  // namespace headwater
