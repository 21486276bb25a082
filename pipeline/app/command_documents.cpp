#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/output_json.h"
#include "app/session.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// Which of how many versions of an article a document is.
struct Place {
  std::int64_t number = 0;
  std::int64_t of = 0;
};

/// A text that came back is the last of its versions. Nothing for what has no versions.
std::optional<Place> place_of(const std::string& id, const std::vector<ArticleVersion>& versions) {
  const auto same = [&](const ArticleVersion& version) { return version.document == id; };
  const auto found = std::find_if(versions.rbegin(), versions.rend(), same);
  if (found == versions.rend()) return std::nullopt;
  return Place{found->number, versions.back().number};
}

void print_row(const StoredDocument& document, const std::optional<Place>& place,
               Session& session) {
  const Article& article = document.article;
  const bool alone = !place || place->of == 1;
  session.out.line(fmt::format(
      "{}  {:<10}  {:<24}  {}{}", article.id,
      article.published_at ? escape_for_display(article.published_at->value.substr(0, 10)) : "-",
      escape_for_display(article.outlet.id.value_or("-")),
      escape_for_display(article.title ? article.title->value : article.arrival.uri),
      alone ? "" : fmt::format("  (version {} of {})", place->number, place->of)));
}

}  // namespace

Result<ExitCode> run_documents(Session& session) {
  JsonWriter json;
  Status status;
  const auto print = [&](const StoredDocument& document) {
    const auto versions = session.reader->versions(document.article.id);
    if (!versions) {
      status = versions.error();
      return false;
    }
    const std::optional<Place> place = place_of(document.article.id, *versions);
    if (session.line.has("json")) {
      json.clear();
      write_listing(document, place ? place->number : 0, place ? place->of : 0, json);
      session.out.line(json.text());
    } else {
      print_row(document, place, session);
    }
    return !session.out.failed();
  };
  const auto since = static_cast<std::int64_t>(session.line.number("since"));
  if (Status read = session.reader->each_document(since, print); !read) return read.error();
  if (!status) return status.error();
  return ExitCode::kOk;
}

}  // namespace headwater
