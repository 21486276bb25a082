#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "app/commands.h"
#include "app/display.h"
#include "app/output_json.h"
#include "app/stored_captures.h"
#include "base/utf8.h"
#include "stages/catalog.h"
#include "store/dismiss_quarantine.h"

namespace headwater {
namespace {

Result<std::vector<std::int64_t>> numbers(const Session& session) {
  std::vector<std::int64_t> found;
  for (std::size_t i = 1; i < session.line.arguments.size(); ++i) {
    const std::string& text = session.line.arguments[i];
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
      return Error{
          ErrorCode::kBadArgument,
          "\"" + text + "\" is no number of a quarantined item; see headwater quarantine list"};
    }
    found.push_back(number);
  }
  return found;
}

/// The items asked for: those named, or all that are open (with --all, closed ones too).
Result<std::vector<QuarantineItem>> items(Session& session) {
  const Result<std::vector<std::int64_t>> wanted = numbers(session);
  if (!wanted) return wanted.error();
  if (wanted->empty()) return session.reader->quarantine(session.line.has("all"));
  std::vector<QuarantineItem> found;
  for (const std::int64_t number : *wanted) {
    Result<QuarantineItem> item = session.reader->quarantine_item(number);
    if (!item) return item.error();
    found.push_back(std::move(*item));
  }
  return found;
}

void print_row(const QuarantineItem& item, Session& session) {
  const std::string closed = item.state == "open" ? "" : " (" + item.state + ")";
  session.out.line(fmt::format("{:>6}  {}  {:<13} {:<16} {}{}", item.number, to_rfc3339(item.time),
                               item.code, item.stage, escape_for_display(item.sighting.uri),
                               closed));
}

void print_item(const QuarantineItem& item, Session& session) {
  const Sighting& sighting = item.sighting;
  session.out.write(fmt::format(
      "{}  {} since {}, run {}\n  address   {}\n  stage     {}\n  code      {}\n  message   {}\n"
      "  payload   {}, sha256 {}\n  type      {}\n",
      item.number, item.state, to_rfc3339(item.time), item.run, escape_for_display(sighting.uri),
      item.stage, item.code, escape_for_display(item.message), human_bytes(sighting.payload_size),
      sighting.payload.hex(), escape_for_display(sighting.media_type)));
}

Result<ExitCode> print_raw(const std::vector<QuarantineItem>& items, Session& session) {
  for (const QuarantineItem& item : items) {
    const Result<std::string> payload = session.reader->payload(item.sighting);
    if (!payload) return payload.error();
    session.out.write(session.out.is_terminal() ? escape_for_display(*payload, Lines::kKeep)
                                                : *payload);
  }
  return ExitCode::kOk;
}

using Printer = void (*)(const QuarantineItem&, Session&);

Result<ExitCode> print_all(const std::vector<QuarantineItem>& items, Printer printer,
                           Session& session) {
  JsonWriter json;
  for (const QuarantineItem& item : items) {
    if (!session.line.has("json")) {
      printer(item, session);
      continue;
    }
    json.clear();
    write_quarantine(item, json);
    session.out.line(json.text());
  }
  return ExitCode::kOk;
}

/// Why the stages cannot try the item again; empty if they can. What a source itself refused was
/// never a document: a page that came in place of a feed must not be stored as an article.
std::string_view retry_obstacle(const QuarantineItem& item) {
  if (item.sighting.payload_size == 0) {
    return "nothing of it could be read; `headwater ingest` tries the source again";
  }
  const bool refused = item.stage == "receive" && item.code != code_name(ErrorCode::kInternal);
  if (!refused) return {};
  return "it did not come as its source should bring it (a feed that is none, a file that is not "
         "whole): it is no document; `headwater ingest` reads the source again";
}

Result<ExitCode> retry(const std::vector<QuarantineItem>& items, Session& session) {
  const Result<Plan> plan = build_plan(session.config, stage_kinds());
  if (!plan) return plan.error();
  std::vector<std::int64_t> captures;
  for (const QuarantineItem& item : items) {
    const std::int64_t capture = item.sighting.capture;
    if (std::find(captures.begin(), captures.end(), capture) != captures.end()) continue;
    const std::string_view obstacle = retry_obstacle(item);
    if (obstacle.empty()) {
      captures.push_back(capture);
    } else {
      session.log.warning("retry_skipped", {{"uri", item.sighting.uri}, {"message", obstacle}});
    }
  }
  return process_again(session, *plan, std::move(captures));
}

Result<ExitCode> dismiss(Session& session) {
  const Result<std::vector<std::int64_t>> wanted = numbers(session);
  if (!wanted) return wanted.error();
  if (wanted->empty()) {
    return Error{ErrorCode::kBadArgument,
                 "name the items to dismiss by their numbers; `headwater quarantine list` shows "
                 "those that are open"};
  }
  // A number that is none must be told before anything is changed.
  if (const auto known = items(session); !known) return known.error();
  if (Status done = dismiss_quarantine(session.store, *wanted); !done) return done.error();
  const Result<std::vector<QuarantineItem>> closed = items(session);
  if (!closed) return closed.error();
  return session.line.has("quiet") ? ExitCode::kOk : print_all(*closed, print_row, session);
}

}  // namespace

Result<ExitCode> run_quarantine(Session& session) {
  const std::string& action = session.line.arguments.front();
  if (action == "dismiss") return dismiss(session);
  const Result<std::vector<QuarantineItem>> found = items(session);
  if (!found) return found.error();
  if (action == "retry") return retry(*found, session);
  if (session.line.has("raw")) return print_raw(*found, session);
  return print_all(*found, action == "list" ? print_row : print_item, session);
}

}  // namespace headwater
