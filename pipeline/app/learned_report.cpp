#include "app/learned_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/display.h"
#include "base/utf8.h"
#include "stages/clean/passage_counter.h"

namespace headwater {

std::uint64_t LearnedReport::count(Verdict verdict) const {
  return static_cast<std::uint64_t>(
      std::count_if(set.passages.begin(), set.passages.end(),
                    [&](const LearnedPassage& passage) { return passage.verdict == verdict; }));
}

void write_learned(const LearnedPassage& passage, JsonWriter& json) {
  json.begin_object().key("owner");
  passage.owner.empty() ? json.null() : json.string(passage.owner);
  json.key("passage").string(passage_kind_name(passage.kind));
  json.key("verdict").string(verdict_name(passage.verdict));
  json.key("words").string(passage.words).key("sample").string(passage.sample);
  json.key("documents").number(passage.documents);
  json.key("owner_documents").number(passage.owner_documents);
  json.key("stories").number(passage.stories).key("outlets").number(passage.outlets);
  json.key("days").number(passage.days).key("forms").number(passage.forms);
  json.key("first_day").string(passage.first_day).key("last_day").string(passage.last_day);
  json.key("examples").begin_array();
  for (const std::string& id : passage.examples) {
    json.begin_object().key("document").string(id).end_object();
  }
  json.end_array().end_object();
}

void write_learned_passage(const LearnedPassage& passage, JsonWriter& json) {
  json.begin_object().key("type").string("learned_passage").key("rule").string(passage.id);
  json.key("learned");
  write_learned(passage, json);
  json.end_object();
}

void write_learned_report(const LearnedReport& report, JsonWriter& json) {
  json.begin_object().key("type").string("learned").key("file").string(report.file);
  json.key("sha256").string(report.digest).key("fresh").boolean(report.fresh);
  json.key("documents").number(report.set.documents);
  json.key("templates").number(report.count(Verdict::kTemplate));
  json.key("formulaic").number(report.count(Verdict::kFormulaic));
  json.key("kept").number(report.count(Verdict::kKept));
  json.key("applied");
  if (report.recipe) {
    const RecipeEffect& effect = report.effect;
    json.begin_object().key("recipe").string(*report.recipe);
    json.key("listed").boolean(report.listed).key("documents").number(effect.documents);
    json.key("changed").number(effect.changed).key("cut_documents").number(effect.cut_documents);
    json.key("passages").number(effect.passages).key("bytes").number(effect.bytes).end_object();
  } else {
    json.null();
  }
  json.end_object();
}

std::string learned_text(const LearnedReport& report) {
  return fmt::format("{}: {}{} templates and {} formulaic passages of {} documents, sha256 {}",
                     escape_for_display(report.file), report.fresh ? "" : "is there already; ",
                     human_count(report.count(Verdict::kTemplate)),
                     human_count(report.count(Verdict::kFormulaic)),
                     human_count(report.set.documents), report.digest);
}

std::string applied_text(const LearnedReport& report) {
  const std::string file = escape_for_display(report.file);
  if (!report.recipe) {
    if (report.count(Verdict::kTemplate) > 0 && report.listed)
      return "The configuration has it; headwater reprocess cleans by it what is in the store.";
    if (report.count(Verdict::kTemplate) > 0)
      return "To use it, add it to boilerplate in [rules] and run headwater reprocess.";
    return fmt::format("It cuts nothing: no outlet printed the same in {} stories on {} days yet.",
                       LearnLimits{}.stories, LearnLimits{}.days);
  }
  const RecipeEffect& effect = report.effect;
  std::string text = fmt::format(
      "{} of {} documents have changed; {} passages ({}) are cut by it in {} documents.",
      human_count(effect.changed), human_count(effect.documents), human_count(effect.passages),
      human_bytes(effect.bytes), human_count(effect.cut_documents));
  if (!report.listed) {
    text += "\nThe configuration does not have " + file +
            " yet: add it to boilerplate in [rules], or the next run cleans without it.";
  }
  return text;
}

}  // namespace headwater
