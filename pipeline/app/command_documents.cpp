#include <fmt/format.h>

#include "app/commands.h"
#include "app/output_json.h"
#include "app/session.h"
#include "base/utf8.h"

namespace headwater {
namespace {

void print_row(const StoredDocument& document, Session& session) {
  const Article& article = document.article;
  session.out.line(fmt::format(
      "{}  {:<10}  {:<24}  {}", article.id,
      article.published_at ? escape_for_display(article.published_at->value.substr(0, 10)) : "-",
      escape_for_display(article.outlet.id.value_or("-")),
      escape_for_display(article.title ? article.title->value : article.arrival.uri)));
}

}  // namespace

Result<ExitCode> run_documents(Session& session) {
  JsonWriter json;
  const auto print = [&](const StoredDocument& document) {
    if (session.line.has("json")) {
      json.clear();
      write_listing(document, json);
      session.out.line(json.text());
    } else {
      print_row(document, session);
    }
    return !session.out.failed();
  };
  const auto since = static_cast<std::int64_t>(session.line.number("since"));
  if (Status status = session.reader->each_document(since, print); !status) return status.error();
  return ExitCode::kOk;
}

}  // namespace headwater
