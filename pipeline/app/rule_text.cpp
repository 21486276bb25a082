#include <fmt/format.h>

#include "app/display.h"
#include "app/rule_report.h"
#include "base/text_lines.h"
#include "base/utf8.h"

namespace headwater {
namespace {

constexpr std::size_t kShown = 60;  // bytes of a sample in a row: with the rest it fills a line

std::string in_marks(std::string_view text) { return '"' + escape_for_display(trim(text)) + '"'; }

/// The beginning of `text`.
std::string_view shortened(std::string_view text) {
  if (text.size() <= kShown) return text;
  std::size_t end = kShown;
  while (end > 0 && !is_code_point_edge(text, end)) --end;
  return text.substr(0, end);
}

/// Lines of a name and a value, the names in one column.
class Sheet {
 public:
  explicit Sheet(std::string head) : text_(std::move(head)) {}

  void row(std::string_view name, std::string_view value) {
    text_ += fmt::format("\n  {:<10}{}", name, escape_for_display(value));
  }
  /// A value that is safe already.
  void safe_row(std::string_view name, std::string_view value) {
    text_ += fmt::format("\n  {:<10}{}", name, value);
  }
  void passages(const std::vector<PlacedPassage>& passages) {
    for (const PlacedPassage& passage : passages) {
      text_ += fmt::format("\n            {}  text {}-{}  {}\n              {}", passage.document,
                           passage.span.begin, passage.span.end, escape_for_display(passage.uri),
                           in_marks(passage.text));
    }
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

/// The sample as its pack has it.
std::string with_brackets(const RuleSample& sample) {
  std::string text = sample.text;
  for (auto span = sample.marked.rbegin(); span != sample.marked.rend(); ++span) {
    text.insert(span->end, "]]").insert(span->begin, "[[");
  }
  return text;
}

void add_written(const Rule& rule, Sheet& lines) {
  lines.row("where", where_name(rule.where));
  lines.row("pattern", rule.pattern);
  lines.row("at most", fmt::format("{} bytes", rule.max_length));
  for (const RuleSample& sample : rule.removes)
    lines.safe_row("removes", in_marks(with_brackets(sample)));
  for (const RuleSample& sample : rule.keeps) lines.safe_row("keeps", in_marks(sample.text));
}

double percent(const LearnedPassage& passage) {
  return passage.owner_documents == 0 ? 0.0
                                      : 100.0 * static_cast<double>(passage.documents) /
                                            static_cast<double>(passage.owner_documents);
}

std::string_view verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::kTemplate:
      return "template: cut wherever its owner prints it";
    case Verdict::kFormulaic:
      return "formulaic: real text in set words, so it is kept";
    case Verdict::kKept:
      return "kept, as whoever looks after the set wants it";
  }
  return "";
}

void add_learned(const LearnedPassage& passage, Sheet& lines) {
  lines.row("owner", passage.owner.empty() ? "whoever prints it" : passage.owner);
  lines.row("passage", passage_kind_name(passage.kind));
  lines.row("verdict", verdict_text(passage.verdict));
  lines.row("words", passage.words);
  lines.safe_row("sample", in_marks(passage.sample));
  lines.row("counted",
            fmt::format("{} of {} documents ({:.1f} %), {} stories, {} outlets, {} wordings",
                        human_count(passage.documents), human_count(passage.owner_documents),
                        percent(passage), passage.stories, passage.outlets, passage.forms));
  lines.row("days", fmt::format("{}, {} to {}", passage.days, passage.first_day, passage.last_day));
  for (const std::string& document : passage.examples) lines.row("document", document);
}

std::string place_of(const KnownRule& rule) {
  if (rule.written) return fmt::format("{}:{}", rule.pack, rule.written->position.line);
  return rule.pack.empty() ? "the program itself" : rule.pack;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", human_count(number), noun, number == 1 ? "" : "s");
}

void add_removed(const RuleExplanation& explanation, Sheet& lines) {
  const std::optional<RuleEffect>& effect = explanation.removed;
  if (!effect) {
    lines.row("removed", "not known: there is no store");
  } else if (effect->passages == 0) {
    lines.row("removed", "nothing");
  } else {
    std::string sum = counted(effect->passages, "passage");
    if (!explanation.document) sum += " in " + counted(effect->documents, "document");
    lines.row("removed", fmt::format("{}, {}{}", sum, human_bytes(effect->bytes),
                                     explanation.document ? "" : "; such as"));
  }
  if (effect) lines.passages(effect->samples);
}

}  // namespace

std::string rule_row(const KnownRule& rule) {
  std::string row = fmt::format("{:<34} {:<8} {:<18} {}", rule.info.id, origin_name(rule.origin),
                                reason_name(rule.info.reason), place_of(rule));
  if (rule.learned) row += fmt::format("  \"{}\"", shortened(trim(rule.learned->sample)));
  if (rule.learned && rule.learned->verdict == Verdict::kFormulaic) row += "  (formulaic, kept)";
  if (rule.learned && rule.learned->verdict == Verdict::kKept) row += "  (kept)";
  if (rule.learned && rule.learned->verdict == Verdict::kTemplate && !rule.in_force)
    row += "  (not in force)";
  return escape_for_display(row);
}

std::string rule_text(const KnownRule& rule) {
  Sheet lines(escape_for_display(rule.info.id));
  lines.row("kind", origin_name(rule.origin));
  lines.row("reason", reason_name(rule.info.reason));
  lines.row("from", place_of(rule));
  lines.row("in force", rule.in_force ? "yes" : "no");
  lines.row("why", rule.info.why);
  if (rule.written) add_written(*rule.written, lines);
  if (rule.learned) add_learned(*rule.learned, lines);
  return lines.take();
}

std::string explanation_text(const RuleExplanation& explanation) {
  const KnownRule* rule = explanation.rule;
  Sheet lines(escape_for_display(explanation.id));
  lines.row("reason", explanation.reason);
  lines.row("from", rule == nullptr ? "an earlier configuration" : place_of(*rule));
  if (rule != nullptr && !rule->in_force) lines.row("in force", "no");
  lines.row("why", explanation.why);
  const bool whole = !explanation.document && rule != nullptr;
  if (whole && rule->written) add_written(*rule->written, lines);
  if (whole && rule->learned) add_learned(*rule->learned, lines);
  if (!explanation.printed.empty()) {
    lines.row("printed", explanation.document ? "and kept" : "in the sample documents");
    lines.passages(explanation.printed);
  }
  add_removed(explanation, lines);
  return lines.take();
}

}  // namespace headwater
