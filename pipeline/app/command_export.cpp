#include <string>

#include "app/article_json.h"
#include "app/commands.h"
#include "app/session.h"

namespace headwater {

Result<ExitCode> run_export(Session& session) {
  DocumentWriter writer;
  JsonWriter json;
  auto cursor = static_cast<std::int64_t>(session.line.number("since"));
  const auto print = [&](const StoredDocument& document) {
    json.clear();
    writer.write({document.article, document.recipe, document.rules}, json);
    session.out.line(json.text());
    cursor = document.key;
    return !session.out.failed();
  };
  if (Status status = session.reader->each_document(cursor, print); !status) return status.error();
  session.out.flush();
  // Not on stdout, where every line is a document; not before what it covers has been written.
  if (!session.line.has("quiet") && !session.out.failed()) {
    session.log.write(LogLevel::kNotice, "exported", {{"since", std::to_string(cursor)}});
  }
  return ExitCode::kOk;
}

}  // namespace headwater
