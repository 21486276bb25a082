#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "app/commands.h"
#include "app/rule_book.h"
#include "app/rule_printings.h"
#include "app/rule_report.h"
#include "app/session.h"

namespace headwater {
namespace {

constexpr std::size_t kSamples = 5;        // removed passages that are shown of a rule
constexpr std::size_t kLeastIdDigits = 6;  // as for all commands that take a document
constexpr std::size_t kMostIdDigits = 32;

std::span<const std::string> operands(const Session& session) {
  return std::span<const std::string>(session.line.arguments).subspan(1);
}

/// Whether `rule` is of the kind, reason or pack `word`, or has it in its id.
bool matches(const KnownRule& rule, const std::string& word) {
  return origin_name(rule.origin) == word || reason_name(rule.info.reason) == word ||
         rule.pack == word || (rule.learned && rule.learned->owner == word) ||
         rule.info.id.find(word) != std::string::npos;
}

bool looks_like_document(std::string_view word) {
  return word.size() >= kLeastIdDigits && word.size() <= kMostIdDigits &&
         word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void print(const KnownRule& rule, std::string (*text)(const KnownRule&), Session& session) {
  if (!session.line.has("json")) return session.out.line(text(rule));
  JsonWriter json;
  write_rule(rule, json);
  session.out.line(json.text());
}

void print(const RuleExplanation& explanation, Session& session) {
  if (!session.line.has("json")) return session.out.line(explanation_text(explanation));
  JsonWriter json;
  write_explanation(explanation, json);
  session.out.line(json.text());
}

Error unknown_rule(const RuleBook& book, const std::string& word) {
  return {ErrorCode::kNotFound, "no rule has the id \"" + word + "\"" + book.hint(word) +
                                    "; `headwater rules list` prints all"};
}

Result<ExitCode> list(const RuleBook& book, Session& session) {
  const auto words = operands(session);
  for (const KnownRule& rule : book.rules()) {
    if (std::all_of(words.begin(), words.end(),
                    [&](const std::string& word) { return matches(rule, word); }))
      print(rule, rule_row, session);
  }
  return ExitCode::kOk;
}

Result<ExitCode> show(const RuleBook& book, Session& session) {
  for (const std::string& word : operands(session)) {
    const std::vector<const KnownRule*> found = book.find(word);
    if (found.empty()) return unknown_rule(book, word);
    for (const KnownRule* rule : found) print(*rule, rule_text, session);
  }
  return ExitCode::kOk;
}

/// The store's reader; nothing where there is no store: why there is a rule can be told without.
Result<std::unique_ptr<StoreReader>> reader_if_any(const Session& session) {
  Result<std::unique_ptr<StoreReader>> reader = open_store_reader(session.store);
  if (!reader && reader.error().code == ErrorCode::kStoreMissing)
    return std::unique_ptr<StoreReader>();
  return reader;
}

/// Where the sample documents of `learned` print it; those that are not in the store are left out.
Result<std::vector<PlacedPassage>> printings(const LearnedPassage& learned, StoreReader& reader) {
  std::vector<PlacedPassage> found;
  const LearnedPassage* const wanted[] = {&learned};
  for (const std::string& id : learned.examples) {
    const Result<StoredDocument> document = reader.document(id);
    if (!document && document.error().code != ErrorCode::kNotFound) return document.error();
    if (!document) continue;
    for (Printing& printing : find_printings(*document, wanted))
      found.push_back(std::move(printing.passage));
  }
  return found;
}

Result<ExitCode> explain_rule(const RuleBook& book, const std::string& id, StoreReader* reader,
                              Session& session) {
  std::optional<RuleEffect> effect;
  if (reader != nullptr) {
    Result<RuleEffect> found = reader->rule_effect(id, kSamples);
    if (!found) return found.error();
    effect = std::move(*found);
  }
  const std::vector<const KnownRule*> rules = book.find(id);
  if (rules.empty() && !(effect && effect->known)) return unknown_rule(book, id);
  if (rules.empty()) print({id, effect->reason, effect->why, nullptr, {}, effect, {}}, session);
  for (const KnownRule* rule : rules) {
    RuleExplanation explanation{
        id, std::string(reason_name(rule->info.reason)), rule->info.why, rule, {}, effect, {}};
    if (rule->learned && reader != nullptr) {
      Result<std::vector<PlacedPassage>> printed = printings(*rule->learned, *reader);
      if (!printed) return printed.error();
      explanation.printed = std::move(*printed);
    }
    print(explanation, session);
  }
  return ExitCode::kOk;
}

/// The rule that a document was cleaned by: of several sets that have it, the one with the same
/// evidence.
const KnownRule* rule_of(const RuleInfo& info, const RuleBook& book) {
  const std::vector<const KnownRule*> known = book.find(info.id);
  const auto same = [&](const KnownRule* rule) { return rule->info.why == info.why; };
  const auto found = std::find_if(known.begin(), known.end(), same);
  if (found != known.end()) return *found;
  return known.empty() ? nullptr : known.front();
}

/// What each rule removed from `document`, in order of the first passage.
std::vector<RuleExplanation> effects_in(const StoredDocument& document, const RuleBook& book) {
  const Article& article = document.article;
  std::vector<RuleExplanation> found;
  std::map<RuleIndex, std::size_t> places;
  for (const Cut& cut : article.edits.cuts()) {
    const auto [place, fresh] = places.emplace(cut.rule, found.size());
    if (fresh) {
      const RuleInfo& info = document.rules[cut.rule];
      found.push_back({info.id,
                       std::string(reason_name(info.reason)),
                       info.why,
                       rule_of(info, book),
                       article.id,
                       RuleEffect{},
                       {}});
      found.back().removed->documents = 1;
    }
    RuleEffect& effect = *found[place->second].removed;
    ++effect.passages;
    effect.bytes += cut.span.size();
    effect.samples.push_back(
        {article.id, article.arrival.uri, cut.span, std::string(slice(article.text, cut.span))});
  }
  return found;
}

/// Whether what `rule` was learned of is told of, and kept.
bool is_spared(const KnownRule& rule, const std::string& learned_set) {
  const Verdict verdict = rule.learned->verdict;
  return verdict == Verdict::kKept || (verdict == Verdict::kFormulaic && rule.pack == learned_set);
}

/// The passages that `document` prints and that were learned, but are kept.
std::vector<RuleExplanation> kept_in(const StoredDocument& document, const RuleBook& book) {
  std::map<const LearnedPassage*, const KnownRule*> rules;
  std::vector<const LearnedPassage*> formulaic;
  for (const KnownRule& rule : book.rules()) {
    if (!rule.learned || !is_spared(rule, book.learned_set())) continue;
    formulaic.push_back(&*rule.learned);
    rules.emplace(&*rule.learned, &rule);
  }
  std::vector<RuleExplanation> found;
  for (Printing& printing : find_printings(document, formulaic)) {
    const KnownRule& rule = *rules.at(printing.learned);
    found.push_back({rule.info.id,
                     std::string(reason_name(rule.info.reason)),
                     rule.info.why,
                     &rule,
                     document.article.id,
                     RuleEffect{},
                     {std::move(printing.passage)}});
  }
  return found;
}

Result<ExitCode> explain_document(const RuleBook& book, const std::string& id, StoreReader& reader,
                                  Session& session) {
  const Result<StoredDocument> document = reader.document(id);
  if (!document) return document.error();
  for (const RuleExplanation& explanation : effects_in(*document, book))
    print(explanation, session);
  for (const RuleExplanation& explanation : kept_in(*document, book)) print(explanation, session);
  return ExitCode::kOk;
}

Result<ExitCode> explain(const RuleBook& book, Session& session) {
  const Result<std::unique_ptr<StoreReader>> reader = reader_if_any(session);
  if (!reader) return reader.error();
  for (const std::string& word : operands(session)) {
    const bool document = book.find(word).empty() && looks_like_document(word);
    if (document && *reader == nullptr) {
      return Error{ErrorCode::kStoreMissing,
                   session.store.string() + ": there is no store to look up " + word + " in"};
    }
    Result<ExitCode> told = document ? explain_document(book, word, **reader, session)
                                     : explain_rule(book, word, reader->get(), session);
    if (!told) return told;
  }
  return ExitCode::kOk;
}

}  // namespace

Result<ExitCode> run_rules(Session& session) {
  const std::string& action = session.line.arguments.front();
  if (action != "list" && operands(session).empty()) {
    return Error{ErrorCode::kBadArgument, action == "show"
                                              ? "rules show takes ids of rules"
                                              : "rules explain takes ids of rules or documents"};
  }
  const Result<RuleBook> book = RuleBook::read(session.config);
  if (!book) return book.error();
  if (action == "show") return show(*book, session);
  return action == "explain" ? explain(*book, session) : list(*book, session);
}

}  // namespace headwater
