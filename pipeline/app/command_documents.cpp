#include <fmt/format.h>

#include <optional>

#include "app/commands.h"
#include "app/output_json.h"
#include "app/session.h"
#include "app/version_place.h"
#include "base/utf8.h"

namespace headwater {
namespace {

void print_row(const StoredDocument& document, const std::optional<VersionPlace>& place,
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
    const auto place = version_place(document.article.id, *session.reader);
    if (!place) {
      status = place.error();
      return false;
    }
    if (session.line.has("json")) {
      json.clear();
      write_listing(document, *place, json);
      session.out.line(json.text());
    } else {
      print_row(document, *place, session);
    }
    return !session.out.failed();
  };
  const auto since = static_cast<std::int64_t>(session.line.number("since"));
  if (Status read = session.reader->each_document(since, print); !read) return read.error();
  if (!status) return status.error();
  return ExitCode::kOk;
}

}  // namespace headwater
