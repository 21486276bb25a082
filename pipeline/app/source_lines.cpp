#include "app/source_lines.h"

#include <fmt/format.h>

#include "app/display.h"
#include "app/output_json.h"
#include "base/utf8.h"
#include "stages/acquire/source_move.h"

namespace headwater {

bool is_due_now(const SourceFigures& source, Timestamp now) {
  return source.active && !source.row.state.gone && is_due(source.row.state, now);
}

std::string_view standing(const SourceFigures& source, Timestamp now) {
  if (!source.active) return "not listed";
  if (source.row.state.gone) return "gone";
  if (!source.row.state.error.empty()) return "failing";
  if (!source.row.state.warning.empty()) return "partial";
  if (is_silent(source.row.state, now)) return "silent";
  return source.row.state.asked ? "well" : "new";
}

void print_source(const SourceFigures& source, Timestamp now, Session& session) {
  const SourceState& state = source.row.state;
  if (session.line.has("json")) {
    JsonWriter json;
    write_source_figures(source, standing(source, now), json);
    session.out.line(json.text());
    return;
  }
  const std::string due = is_due_now(source, now) ? "due now" : "due " + to_rfc3339(state.due);
  session.out.line(fmt::format(
      "{:<24} {:<10} {:<24} {:>8} documents  {}", escape_for_display(source.row.spec.name),
      standing(source, now), source.active && !state.gone ? due : "-",
      human_count(source.documents), escape_for_display(source.row.spec.uri)));
  if (!state.error.empty()) session.out.line("    " + escape_for_display(state.error));
  if (!state.warning.empty()) session.out.line("    " + escape_for_display(state.warning));
  if (!state.address.empty()) {
    session.out.line(fmt::format("    moved for good to {}, asked there since {}",
                                 escape_for_display(state.address),
                                 to_rfc3339(state.moved.value_or(Timestamp()))));
  }
  if (!state.moving_to.empty()) {
    session.out.line(
        fmt::format("    redirected for good to {}, {} of {} times before it is asked "
                    "there",
                    escape_for_display(state.moving_to), state.moving_visits, kMoveVisits));
  }
}

}  // namespace headwater
