#include "stages/extract/page_title.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "record/fold_text.h"
#include "stages/extract/json_ld_article.h"
#include "stages/extract/page_text.h"

namespace headwater {
namespace {

/// Headings that are heard: a page of an article has one, or a few for the parts round it.
constexpr std::size_t kMostHeadings = 8;
/// Other witnesses that are heard; pages have two to six.
constexpr std::size_t kMostOthers = 16;
/// A heading that shares fewer words with any other witness is that of something else.
constexpr double kLeastShared = 2.0 / 3;
constexpr std::size_t kFewestWords = 3;
/// Parts that are taken off the end of a title, one after the other: section, site, network.
constexpr int kMostCuts = 4;

constexpr std::array<std::string_view, 10> kSeparators = {
    " | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " ― ", " / "};

/// A witness of the title: what it says, and how it compares.
struct Witness {
  PageClue clue;
  std::string folded;
};

/// Where a separator stands in `title` after `from`; npos if none does.
struct Separator {
  std::size_t at = std::string_view::npos;
  std::size_t size = 0;
};

/// The size of the separator at `title[at]`, 0 if none stands there.
std::size_t separator_at(std::string_view title, std::size_t at) {
  const std::string_view rest = title.substr(at);
  if (!rest.starts_with(' ')) return 0;
  for (const std::string_view sign : kSeparators) {
    if (rest.starts_with(sign)) return sign.size();
  }
  return 0;
}

Separator last_separator(std::string_view title) {
  for (std::size_t at = title.size(); at-- > 0;) {
    if (const std::size_t size = separator_at(title, at)) return {at, size};
  }
  return {};
}

Separator first_separator(std::string_view title) {
  for (std::size_t at = 0; at < title.size(); ++at) {
    if (const std::size_t size = separator_at(title, at)) return {at, size};
  }
  return {};
}

/// Whether `part` is a way to write the site's name: equal to it when folded, or its beginning or
/// end ("Heron Post" of "heronpost.example" has no spaces).
bool is_site_name(std::string_view part, std::string_view site) {
  if (site.empty()) return false;
  std::string a = folded_text(part);
  std::string b = folded_text(site);
  std::erase(a, ' ');
  std::erase(b, ' ');
  if (a == b) return !a.empty();
  return (a.size() > 3 && (b.starts_with(a) || b.ends_with(a))) ||
         (b.size() > 3 && a.starts_with(b));
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const std::size_t size = std::min(folded.find(' '), folded.size());
    words.push_back(folded.substr(0, size));
    folded.remove_prefix(std::min(size + 1, folded.size()));
  }
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

/// Gathers what speaks for a title and decides.
class TitleJury {
 public:
  TitleJury(const PageSources& from, std::string_view site, std::string_view host)
      : from_(from), site_(site), host_(host) {}

  PageClue decide() {
    call_headings();
    call_others();
    strip_site_names();
    if (Witness* shown = find_shown_title()) {
      strip_kicker(*shown);
      return std::move(shown->clue);
    }
    if (Witness* declared = find_declared_headline()) {
      const auto seen = std::ranges::find(headings_, declared->folded, &Witness::folded);
      return std::move(seen == headings_.end() ? declared->clue : seen->clue);
    }
    Witness* heading = find_confirmed_heading();
    if (heading == nullptr) heading = find_similar_heading();
    if (heading != nullptr) {
      strip_kicker(*heading);
      return std::move(heading->clue);
    }
    if (Witness* other = find_most_agreed()) return std::move(other->clue);
    return headings_.empty() ? PageClue{} : std::move(headings_.front().clue);
  }

 private:
  static void call(PageClue clue, std::vector<Witness>& bench) {
    if (clue.empty() || bench.size() == kMostOthers) return;
    std::string key = folded_text(clue.value);
    if (!key.empty()) bench.push_back({std::move(clue), std::move(key)});
  }

  /// Headings but those that are the site's name, as many sites head every page with it.
  void call_headings() {
    std::size_t called = 0;
    for (const HtmlNodeIndex node : from_.marks.headings) {
      if (++called > kMostHeadings) break;
      PageClue clue = element_clue(from_, node, "heading", "heading.h1");
      if (!is_site_name(clue.value, site_) && !is_name_in_title(clue.value))
        call(std::move(clue), headings_);
    }
  }

  /// Whether `heading` is what the title element has behind its last separator.
  bool is_name_in_title(std::string_view heading) {
    if (page_title_.empty() && !from_.marks.titles.empty())
      page_title_ = element_line(from_.page, from_.marks.titles.front());
    const Separator last = last_separator(page_title_);
    if (last.at == std::string::npos) return false;
    const std::string_view tail = std::string_view(page_title_).substr(last.at + last.size);
    return tail.size() < last.at && folded_text(tail) == folded_text(heading);
  }

  void call_others() {
    const JsonLd& data = from_.data;
    if (from_.article != kNoLd) {
      LdIndex headline = data.member(from_.article, LdKey::kHeadline);
      if (headline == kNoLd && ld_rank(data, from_.article) == LdRank::kArticle)
        headline = data.member(from_.article, LdKey::kName);
      call(ld_clue(from_, headline, "json-ld.headline"), others_);
    }
    for (const MetaTag& tag : from_.marks.metas) {
      if (tag.key == MetaKey::kTitle) call(meta_clue(from_, tag), others_);
    }
    for (const MetaTag& tag : from_.marks.metas) {
      if (tag.key == MetaKey::kTitleOfPage) call(meta_clue(from_, tag), others_);
    }
    if (!from_.marks.titles.empty())
      call(element_clue(from_, from_.marks.titles.front(), "title", "title.element"), others_);
  }

  /// Takes the site's name off where the rest is what another witness says, or where it is known.
  void strip_site_names() {
    for (Witness& witness : others_) {
      const std::string_view title = witness.clue.value;
      std::string_view rest = agreed_part(witness, title);
      if (rest.empty()) rest = without_site_name(without_site_name(title, site_), host_);
      if (rest.size() == title.size()) continue;
      witness.clue.value = std::string(rest);
      witness.folded = folded_text(witness.clue.value);
    }
  }

  /// The part of `title` at one side of a separator that another witness says; empty if none.
  std::string_view agreed_part(const Witness& self, std::string_view title) const {
    std::string_view front = title;
    for (int cuts = 0; cuts < kMostCuts; ++cuts) {
      const Separator cut = last_separator(front);
      if (cut.at == std::string_view::npos || cut.at == 0) break;
      front = front.substr(0, cut.at);
      if (is_said(self, front)) return front;
    }
    const Separator first = first_separator(title);
    if (first.at == std::string_view::npos) return {};
    const std::string_view back = title.substr(first.at + first.size);
    return is_said(self, back) ? back : std::string_view{};
  }

  bool is_said(const Witness& self, std::string_view part) const {
    const std::string key = folded_text(part);
    const auto says = [&](const Witness& other) { return &other != &self && other.folded == key; };
    return !key.empty() &&
           (std::ranges::any_of(headings_, says) || std::ranges::any_of(others_, says));
  }

  /// The headline of linked data, unless it was shortened to what search engines show.
  Witness* find_declared_headline() {
    const auto declared = [](const Witness& witness) {
      return witness.clue.rule == "json-ld.headline" && !witness.clue.value.ends_with("...") &&
             !witness.clue.value.ends_with("…");
    };
    const auto found = std::ranges::find_if(others_, declared);
    return found == others_.end() ? nullptr : &*found;
  }

  /// The first heading that the page also gives to those who share it: what most readers see.
  Witness* find_shown_title() {
    const auto shared = [&](const Witness& heading) {
      return std::ranges::any_of(others_, [&](const Witness& other) {
        return other.clue.rule == meta_rule(MetaKey::kTitle) && other.folded == heading.folded;
      });
    };
    const auto found = std::ranges::find_if(headings_, shared);
    return found == headings_.end() ? nullptr : &*found;
  }

  /// The first heading that others repeat.
  Witness* find_confirmed_heading() {
    const auto confirmed = [&](const Witness& heading) {
      return std::ranges::find(others_, heading.folded, &Witness::folded) != others_.end();
    };
    const auto found = std::ranges::find_if(headings_, confirmed);
    return found == headings_.end() ? nullptr : &*found;
  }

  /// The heading that shares most words with another witness: sites give search engines and
  /// networks a variant of the title.
  Witness* find_similar_heading() {
    Witness* best = nullptr;
    double most = kLeastShared;
    for (Witness& heading : headings_) {
      const auto words = words_of(heading.folded);
      if (words.size() < kFewestWords) continue;
      for (const Witness& other : others_) {
        const auto theirs = words_of(other.folded);
        std::vector<std::string_view> both;
        std::ranges::set_intersection(words, theirs, std::back_inserter(both));
        const double shared = static_cast<double>(both.size()) /
                              static_cast<double>(std::min(words.size(), theirs.size()));
        if (shared > most || (best == nullptr && shared == most)) {
          most = shared;
          best = &heading;
        }
      }
    }
    return best;
  }

  /// "Harbour: Ferry returns" is "Ferry returns" where another witness says just that.
  void strip_kicker(Witness& heading) const {
    const std::string_view title = heading.clue.value;
    for (const std::string_view sign : {": ", " - ", " – ", " | "}) {
      const std::size_t at = title.find(sign);
      if (at == std::string_view::npos) continue;
      const std::string_view rest = title.substr(at + sign.size());
      if (!is_said(heading, rest)) continue;
      heading.clue.value = std::string(rest);
      return;
    }
  }

  Witness* find_most_agreed() {
    Witness* best = nullptr;
    std::ptrdiff_t most = 0;
    for (Witness& witness : others_) {
      const auto votes = std::ranges::count(others_, witness.folded, &Witness::folded);
      if (votes > most) best = &witness;
      most = std::max(most, votes);
    }
    return best;
  }

  const PageSources& from_;
  std::string_view site_;
  std::string_view host_;
  std::string page_title_;
  std::vector<Witness> headings_;
  std::vector<Witness> others_;
};

}  // namespace

std::string_view without_site_name(std::string_view title, std::string_view site) {
  const Separator last = last_separator(title);
  if (last.at == std::string_view::npos) return title;
  if (is_site_name(title.substr(last.at + last.size), site)) return title.substr(0, last.at);
  const Separator first = first_separator(title);
  if (is_site_name(title.substr(0, first.at), site)) return title.substr(first.at + first.size);
  return title;
}

PageClue find_page_title(const PageSources& from, std::string_view site, std::string_view host) {
  return TitleJury(from, site, host).decide();
}

}  // namespace headwater
