#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <functional>

#include "app/commands.h"
#include "app/display.h"
#include "app/rule_printings.h"
#include "app/session.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "stages/clean/passage_counter.h"

namespace headwater {
namespace {

std::string day_of(const Article& article) {
  if (article.published_at) return article.published_at->value.substr(0, 10);
  return to_rfc3339(article.arrival.captured_at).substr(0, 10);
}

/// Calls `each` for every document with its passages; ends with the first error.
Status walk(StoreReader& reader,
            const std::function<Status(const StoredDocument&, const std::vector<Passage>&)>& each) {
  std::vector<Passage> passages;
  Status failed;
  const Status walked = reader.each_document(0, [&](const StoredDocument& document) {
    unwritten_passages(document, passages);
    failed = each(document, passages);
    return failed.ok();
  });
  return walked.ok() ? failed : walked;
}

Result<LearnedSet> learn_from(StoreReader& reader) {
  PassageCounter counter;
  Status walked =
      walk(reader, [&](const StoredDocument& document, const std::vector<Passage>& passages) {
        counter.look(template_owner(document.article), document.article.text, passages);
        return Status();
      });
  if (!walked.ok()) return walked.error();
  walked = walk(reader, [&](const StoredDocument& document, const std::vector<Passage>& passages) {
    const Article& article = document.article;
    // Copies of one text tell one story, however often it was printed and updated.
    const Result<CopyCluster> story = reader.cluster(article.id);
    if (!story) return Status(story.error());
    counter.count({article.id, template_owner(article), story->id, day_of(article)}, article.text,
                  passages);
    return Status();
  });
  if (!walked.ok()) return walked.error();
  return counter.finish();
}

Status write_new_file(const std::string& file, std::string_view text) {
  if (std::filesystem::exists(file)) {
    return Error{ErrorCode::kBadArgument,
                 file + ": is there already; a set is not changed, give the new one a new name"};
  }
  errno = 0;
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) return error_from_errno(errno == 0 ? EIO : errno, file);
  return {};
}

}  // namespace

Result<ExitCode> run_learn(Session& session) {
  const std::string& file = session.line.arguments.front();
  if (!is_learned_set({file, {}})) {
    return Error{ErrorCode::kBadArgument,
                 file + ": the name of a learned set must end in .learned.toml"};
  }
  const Result<LearnedSet> set = learn_from(*session.reader);
  if (!set) return set.error();
  const std::string text = write_learned_set(*set);
  if (Status written = write_new_file(file, text); !written.ok()) return written.error();
  const auto cut = std::count_if(
      set->passages.begin(), set->passages.end(),
      [](const LearnedPassage& passage) { return passage.verdict == Verdict::kTemplate; });
  session.out.line(fmt::format(
      "{}: {} templates and {} formulaic passages of {} documents, sha256 {}\n"
      "To use it, add it to boilerplate in [rules] and run headwater reprocess.",
      escape_for_display(file), cut, set->passages.size() - static_cast<std::size_t>(cut),
      set->documents, sha256(text).hex()));
  return ExitCode::kOk;
}

}  // namespace headwater
