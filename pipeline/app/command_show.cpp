#include <fmt/format.h>

#include "app/article_json.h"
#include "app/colour.h"
#include "app/commands.h"
#include "app/display.h"
#include "app/marked_text.h"
#include "app/session.h"
#include "app/show_versions.h"
#include "app/show_visits.h"
#include "base/utf8.h"

namespace headwater {
namespace {

/// Exact bytes into a pipe or file; escaped, and with a line end, on a terminal.
void print_bytes(std::string_view bytes, Session& session) {
  if (!session.out.is_terminal()) {
    session.out.write(bytes);
    return;
  }
  session.out.write(escape_for_display(bytes, Lines::kKeep));
  if (!bytes.ends_with('\n')) session.out.write("\n");
}

void print_json(const StoredDocument& document, Session& session) {
  JsonWriter json;
  DocumentView view{document.article, document.recipe, document.rules};
  view.with_map = session.line.has("map");
  view.with_visible = session.line.has("marked");
  DocumentWriter().write(view, json);
  session.out.line(json.text());
}

std::string account_line(const StoredDocument& document) {
  const ByteAccount bytes = account(document.map);
  return fmt::format("payload {} bytes = kept {} + changed {} + removed {} + markup {}",
                     bytes.total(), bytes.kept, bytes.changed, bytes.removed, bytes.markup);
}

MarkStyle mark_style(const Output& out) {
  return wants_colour(out) ? MarkStyle::kColour : MarkStyle::kBrackets;
}

Result<ExitCode> print_raw(const StoredDocument& document, Session& session) {
  if (document.sightings.empty()) {
    return Error{ErrorCode::kStoreDamaged, "document " + document.article.id + " has no capture"};
  }
  const Result<std::string> payload = session.reader->payload(document.sightings.front());
  if (!payload) return payload.error();
  print_bytes(*payload, session);
  return ExitCode::kOk;
}

int forms_asked_for(const CommandLine& line) {
  int count = 0;
  for (const char* form : {"removed", "marked", "raw", "map", "visits", "versions", "diff"})
    count += line.has(form) ? 1 : 0;
  return count;
}

Result<ExitCode> print(const StoredDocument& document, Session& session) {
  const CommandLine& line = session.line;
  const Article& article = document.article;
  if (line.has("raw")) return print_raw(document, session);
  if (line.has("visits")) {
    if (Status shown = show_visits(document, session); !shown) return shown.error();
  } else if (line.has("json")) {
    print_json(document, session);
  } else if (line.has("removed")) {
    session.out.line(account_line(document));
    session.out.write(removed_passages(article, document.rules));
  } else if (line.has("marked")) {
    session.out.line(marked_text(article, document.rules, mark_style(session.out)));
  } else if (line.has("map")) {
    session.out.line(account_line(document));
    session.out.write(map_lines(article, document.rules));
  } else {
    print_bytes(article.edits.cleaned(article.text), session);
  }
  return ExitCode::kOk;
}

}  // namespace

Result<ExitCode> run_show(Session& session) {
  if (forms_asked_for(session.line) > 1) {
    return Error{ErrorCode::kBadArgument,
                 "--removed, --marked, --raw, --map, --visits, --versions and --diff exclude each "
                 "other"};
  }
  if (session.line.has("raw") && session.line.has("json")) {
    return Error{ErrorCode::kBadArgument, "--raw prints bytes, which --json has no form for"};
  }
  const std::string& id = session.line.arguments.front();
  if (session.line.has("versions")) return show_versions(id, session);
  if (session.line.has("diff")) return show_diff(id, *session.line.value("diff"), session);
  const Result<StoredDocument> document = session.reader->document(id);
  if (!document) return document.error();
  return print(*document, session);
}

}  // namespace headwater
