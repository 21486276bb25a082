#include "app/learning.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/rule_printings.h"
#include "app/story_ids.h"
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

}  // namespace

Result<LearnedSet> learn_from(StoreReader& reader) {
  PassageCounter counter;
  StoryIds stories(reader);
  Status walked =
      walk(reader, [&](const StoredDocument& document, const std::vector<Passage>& passages) {
        counter.look(template_owner(document.article), document.article.text, passages);
        return Status();
      });
  if (!walked.ok()) return walked.error();
  walked = walk(reader, [&](const StoredDocument& document, const std::vector<Passage>& passages) {
    const Article& article = document.article;
    Result<std::string> story = stories.of(article.id);
    if (!story) return Status(story.error());
    counter.count({article.id, template_owner(article), std::move(*story), day_of(article)},
                  article.text, passages);
    return Status();
  });
  if (!walked.ok()) return walked.error();
  return counter.finish();
}

}  // namespace headwater
