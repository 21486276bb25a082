#include "stages/extract/page_dates.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/dates.h"
#include "html/ascii.h"
#include "stages/extract/front_matter.h"
#include "stages/extract/page_text.h"

namespace headwater {
namespace {

/// The web is younger than any date before it.
constexpr std::string_view kEarliestDay = "1990-01-01";
constexpr std::int64_t kDay = std::int64_t{24} * 60 * 60 * 1'000'000;
constexpr std::size_t kDayLength = 10;  ///< "2024-05-03"
constexpr std::size_t kMostRefused = 8;
/// Time elements that are looked at: a list of other stories begins later.
constexpr std::size_t kMostTimes = 16;

std::string_view day_of(std::string_view date) { return date.substr(0, kDayLength); }

bool holds(std::string_view text, std::string_view word) {
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
    if (html::starts_with_ignoring_case(text.substr(at), word)) return true;
  }
  return false;
}

/// A date that stands alone or, as some print into fields for programs, behind a label or before
/// more words.
std::optional<std::string> read_date(std::string_view text) {
  if (auto date = parse_date(text)) return std::move(date->text);
  if (auto stamp = read_date_stamp(text)) return std::move(stamp->date);
  if (auto prefix = parse_date_prefix(text)) return std::move(prefix->text);
  return std::nullopt;
}

/// Asks the sources in order.
class DateSearch {
 public:
  DateSearch(const PageSources& from, std::string_view address, Timestamp captured_at)
      : from_(from), address_(address), captured_at_(captured_at) {}

  PageDates run() {
    ask_data();
    ask_metas(MetaKey::kPublished, dates_.published);
    ask_metas(MetaKey::kModified, dates_.modified);
    ask_times();
    ask_metas(MetaKey::kDated, dates_.published);
    answer(std::move(time_), dates_.published);
    ask_address();
    return std::move(dates_);
  }

 private:
  /// Makes a date of what the clue prints and gives it as an answer.
  void offer(PageClue clue, PageClue& answered) {
    if (clue.empty()) return;
    auto date = read_date(clue.value);
    if (!date || !is_plausible_date(*date, captured_at_)) {
      if (dates_.refused.size() < kMostRefused) dates_.refused.push_back(std::move(clue));
      return;
    }
    clue.value = std::move(*date);
    answer(std::move(clue), answered);
  }

  /// The first answer stays, unless it names a day and this one a time of that day.
  static void answer(PageClue clue, PageClue& answered) {
    if (clue.empty()) return;
    const bool finer = answered.value.size() == kDayLength && clue.value.size() > kDayLength &&
                       day_of(clue.printed) == answered.value;
    if (answered.empty() || finer) answered = std::move(clue);
  }

  void ask_data() {
    ask_thing(from_.article);
    if (!dates_.published.empty()) return;
    for (LdIndex i = 0; i < from_.data.nodes().size() && dates_.published.empty(); ++i) {
      const LdNode& node = from_.data.nodes()[i];
      const bool top = node.key == LdKey::kItem || node.key == LdKey::kGraph;
      if (node.kind == LdKind::kObject && top && i != from_.article) ask_thing(i);
    }
  }

  void ask_thing(LdIndex thing) {
    if (thing == kNoLd) return;
    const JsonLd& data = from_.data;
    const auto ask = [&](LdKey key, std::string_view rule, PageClue& answered) {
      offer(ld_clue(from_, data.member(thing, key), rule), answered);
    };
    ask(LdKey::kDatePublished, "json-ld.published", dates_.published);
    ask(LdKey::kUploadDate, "json-ld.uploaded", dates_.published);
    ask(LdKey::kDateCreated, "json-ld.created", dates_.published);
    ask(LdKey::kDateModified, "json-ld.modified", dates_.modified);
  }

  void ask_metas(MetaKey key, PageClue& answered) {
    for (const MetaTag& tag : from_.marks.metas) {
      if (tag.key == key) offer(meta_clue(from_, tag), answered);
    }
  }

  void ask_times() {
    std::size_t asked = 0;
    for (const HtmlNodeIndex node : from_.marks.times) {
      if (++asked > kMostTimes) return;
      ask_time(node);
    }
  }

  void ask_time(HtmlNodeIndex index) {
    const HtmlTree& tree = from_.page.tree;
    const HtmlNode& node = tree.nodes()[index];
    const auto value = tree.attribute(node, "datetime");
    PageClue clue =
        value ? attribute_clue(*value) : element_clue(from_, index, "time", "time.text");
    const auto says = [&](std::string_view attribute, std::string_view word) {
      const auto found = tree.attribute(node, attribute);
      return found && holds(found->of(from_.page.bytes), word);
    };
    if (says("itemprop", "datemodified") || says("class", "updated") || says("class", "modified"))
      return offer(std::move(clue), dates_.modified);
    const bool marked = says("itemprop", "datepublished") || says("class", "publish") ||
                        tree.attribute(node, "pubdate").has_value();
    offer(std::move(clue), marked ? dates_.published : time_);
  }

  PageClue attribute_clue(ByteRange value) {
    std::string line = slice_line(from_.page, value, HtmlTextMode::kAttribute);
    return {line, line, value, "time", "time.datetime"};
  }

  void ask_address() {
    std::string day = date_in_address(address_);
    if (day.empty() || !is_plausible_date(day, captured_at_)) return;
    answer({day, std::string(address_), {}, "url", "url.date"}, dates_.published);
  }

  const PageSources& from_;
  std::string_view address_;
  Timestamp captured_at_;
  PageDates dates_;
  PageClue time_;  ///< The first time element that does not say what of.
};

}  // namespace

PageDates find_page_dates(const PageSources& from, std::string_view address,
                          Timestamp captured_at) {
  return DateSearch(from, address, captured_at).run();
}

bool is_plausible_date(std::string_view date, Timestamp captured_at) {
  if (date.empty() || day_of(date) < kEarliestDay) return false;
  if (captured_at.microseconds == 0) return true;
  const std::string latest = to_rfc3339({captured_at.microseconds + kDay});
  return date.size() == kDayLength ? date <= day_of(latest) : date <= latest;
}

std::string date_in_address(std::string_view address) {
  for (std::size_t at = 0; at + kDayLength < address.size(); ++at) {
    if (address[at] != '/') continue;
    const std::string_view rest = address.substr(at + 1);
    if (!html::is_digit(rest.front())) continue;
    const auto date = parse_date_prefix(rest.substr(0, kDayLength));
    if (date && date->length == kDayLength && date->precision == DatePrecision::kDay)
      return date->text;
  }
  return {};
}

}  // namespace headwater
