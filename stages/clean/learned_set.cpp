#include "stages/clean/learned_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/toml.h"

namespace headwater {
namespace {

constexpr std::int64_t kFormat = 1;
constexpr std::string_view kIdPrefix = "learned.";
constexpr std::string_view kEnding = ".learned.toml";
constexpr std::string_view kHead =
    "# Passages that outlets print again and again, learned from a store. Every entry tells what\n"
    "# was counted. Set the verdict of an entry to \"kept\" to keep its words: that holds for all\n"
    "# later sets as well, as long as the configuration has this one before them.\n";

/// A TOML basic string.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += c;
    }
  }
  return out += '"';
}

void write_passage(const LearnedPassage& passage, std::string& out) {
  out += fmt::format(
      "\n[[passage]]\nid = {}\nowner = {}\nkind = \"{}\"\nverdict = \"{}\"\nwords = {}\n"
      "sample = {}\ndocuments = {}\nowner_documents = {}\nstories = {}\noutlets = {}\ndays = "
      "{}\nforms = {}\n"
      "first_day = {}\nlast_day = {}\nexamples = [",
      quoted(passage.id), quoted(passage.owner), passage_kind_name(passage.kind),
      verdict_name(passage.verdict), quoted(passage.words), quoted(passage.sample),
      passage.documents, passage.owner_documents, passage.stories, passage.outlets, passage.days,
      passage.forms, quoted(passage.first_day), quoted(passage.last_day));
  for (std::size_t i = 0; i < passage.examples.size(); ++i) {
    out += (i > 0 ? ", " : "") + quoted(passage.examples[i]);
  }
  out += "]\n";
}

/// A key that nobody reads is a slip of whoever edited the file: what it was to say must not be
/// lost.
void refuse_unknown(const TomlTable& table, const std::vector<std::string_view>& known,
                    std::vector<ConfigMistake>& mistakes) {
  for (const TomlEntry& entry : table.entries) {
    if (std::find(known.begin(), known.end(), entry.name) != known.end()) continue;
    mistakes.push_back({entry.position, fmt::format("unknown key \"{}\"{}", entry.name,
                                                    did_you_mean(entry.name, known))});
  }
}

/// Reads one [[passage]].
class PassageReader {
 public:
  PassageReader(const TomlValue& entry, std::vector<ConfigMistake>& mistakes)
      : entry_(entry), mistakes_(mistakes) {}

  std::optional<LearnedPassage> read() {
    if (entry_.table() == nullptr) {
      refuse("\"passage\" must be written as [[passage]]");
      return std::nullopt;
    }
    const std::size_t before = mistakes_.size();
    refuse_unknown(
        *entry_.table(),
        {"id", "owner", "kind", "verdict", "words", "sample", "documents", "owner_documents",
         "stories", "outlets", "days", "forms", "first_day", "last_day", "examples"},
        mistakes_);
    LearnedPassage passage;
    passage.id = text("id");
    passage.owner = text("owner");
    passage.words = text("words");
    passage.sample = text("sample");
    passage.first_day = text("first_day");
    passage.last_day = text("last_day");
    passage.kind =
        choice("kind", "sentence", "paragraph") ? PassageKind::kSentence : PassageKind::kParagraph;
    read_verdict(passage);
    read_counts(passage);
    read_examples(passage);
    if (passage.words.empty()) refuse("\"words\" must not be empty");
    // Or else what it cuts would be laid to a rule that somebody wrote.
    if (!passage.id.starts_with(kIdPrefix))
      refuse("the id of a learned passage begins \"learned.\"");
    if (mistakes_.size() > before) return std::nullopt;
    return passage;
  }

 private:
  void refuse(const std::string& message) { mistakes_.push_back({entry_.position, message}); }

  std::string text(std::string_view name) {
    const TomlValue* value = entry_.table()->find(name);
    if (value != nullptr && value->text() != nullptr) return *value->text();
    refuse(fmt::format("a learned passage needs the string \"{}\"", name));
    return {};
  }

  /// Whether the value is `yes`; anything but `yes` and `no` is refused.
  bool choice(std::string_view name, std::string_view yes, std::string_view no) {
    const std::string value = text(name);
    if (value != yes && value != no) {
      refuse(fmt::format("\"{}\" must be \"{}\" or \"{}\"", name, yes, no));
    }
    return value == yes;
  }

  void read_verdict(LearnedPassage& passage) {
    const std::string name = text("verdict");
    for (const Verdict verdict : {Verdict::kTemplate, Verdict::kFormulaic, Verdict::kKept}) {
      if (verdict_name(verdict) != name) continue;
      passage.verdict = verdict;
      return;
    }
    refuse("\"verdict\" must be \"template\", \"formulaic\" or \"kept\"");
  }

  std::uint64_t count(std::string_view name) {
    const TomlValue* value = entry_.table()->find(name);
    if (value != nullptr && value->integer() != nullptr && *value->integer() >= 0) {
      return static_cast<std::uint64_t>(*value->integer());
    }
    refuse(fmt::format("a learned passage needs the number \"{}\"", name));
    return 0;
  }

  void read_counts(LearnedPassage& passage) {
    passage.documents = count("documents");
    passage.owner_documents = count("owner_documents");
    passage.stories = count("stories");
    passage.outlets = count("outlets");
    passage.days = count("days");
    passage.forms = count("forms");
  }

  void read_examples(LearnedPassage& passage) {
    const TomlValue* list = entry_.table()->find("examples");
    if (list == nullptr || list->list() == nullptr) {
      refuse("a learned passage needs the list \"examples\"");
      return;
    }
    for (const TomlValue& item : *list->list()) {
      if (item.text() == nullptr) {
        refuse("\"examples\" is a list of strings");
      } else {
        passage.examples.push_back(*item.text());
      }
    }
  }

  const TomlValue& entry_;
  std::vector<ConfigMistake>& mistakes_;
};

void read_head(const TomlValue& head, LearnedSet& set, std::vector<ConfigMistake>& mistakes) {
  const TomlTable* table = head.table();
  const TomlValue* format = table == nullptr ? nullptr : table->find("format");
  if (format == nullptr || format->integer() == nullptr || *format->integer() != kFormat) {
    mistakes.push_back(
        {head.position, "[learned] needs format = 1; make the set again with learn"});
    return;
  }
  refuse_unknown(*table, {"format", "documents"}, mistakes);
  const TomlValue* documents = table->find("documents");
  if (documents != nullptr && documents->integer() != nullptr && *documents->integer() >= 0) {
    set.documents = static_cast<std::uint64_t>(*documents->integer());
  }
}

void read_passages(const TomlValue& list, LearnedSet& set, std::vector<ConfigMistake>& mistakes) {
  if (list.list() == nullptr) {
    mistakes.push_back({list.position, "\"passage\" must be written as [[passage]]"});
    return;
  }
  std::set<std::string> ids;
  for (const TomlValue& entry : *list.list()) {
    std::optional<LearnedPassage> passage = PassageReader(entry, mistakes).read();
    if (!passage) continue;
    if (ids.insert(passage->id).second) {
      set.passages.push_back(std::move(*passage));
    } else {
      mistakes.push_back(
          {entry.position, fmt::format("\"{}\" is there already: ids must differ", passage->id)});
    }
  }
}

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kTemplate:
      return "template";
    case Verdict::kFormulaic:
      return "formulaic";
    case Verdict::kKept:
      return "kept";
  }
  return "";
}

bool is_learned_set(const ConfigFile& file) { return file.name.ends_with(kEnding); }

std::string evidence_of(const LearnedPassage& passage) {
  const std::string who =
      passage.owner.empty() ? fmt::format("{} outlets", passage.outlets) : passage.owner;
  return fmt::format("Printed by {} in {} documents of {} different stories on {} days, {} to {}.",
                     who, passage.documents, passage.stories, passage.days, passage.first_day,
                     passage.last_day);
}

std::string write_learned_set(const LearnedSet& set) {
  std::string out(kHead);
  out += fmt::format("\n[learned]\nformat = {}\ndocuments = {}\n", kFormat, set.documents);
  for (const LearnedPassage& passage : set.passages) write_passage(passage, out);
  return out;
}

LearnedSet parse_learned_set(const ConfigFile& file, std::vector<ConfigMistake>& mistakes) {
  LearnedSet set;
  const TomlOutcome parsed = parse_toml(file.text, file.name);
  if (parsed.mistake) {
    mistakes.push_back(*parsed.mistake);
    return set;
  }
  const TomlValue* head = parsed.root->find("learned");
  if (head == nullptr) {
    mistakes.push_back({{file.name, 1, 1}, "a learned set begins with [learned]"});
    return set;
  }
  read_head(*head, set, mistakes);
  refuse_unknown(*parsed.root, {"learned", "passage"}, mistakes);
  if (const TomlValue* list = parsed.root->find("passage")) read_passages(*list, set, mistakes);
  return set;
}

}  // namespace headwater
