#include "store/run_rows.h"

#include <unistd.h>

#include <array>
#include <map>
#include <string>

#include "base/json.h"
#include "base/utf8.h"

namespace headwater {
namespace {

std::string host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "unknown";
  return to_valid_utf8(name.data());
}

std::string counts_to_json(const std::map<std::string, std::uint64_t>& counts) {
  JsonWriter json;
  json.begin_object();
  for (const auto& [name, count] : counts) json.key(name).number(count);
  json.end_object();
  return std::string(json.text());
}

Status insert_steps(Database& database, const Recipe& recipe, std::int64_t row) {
  SqlStatement insert;
  Status status = database.prepare_all({{&insert, "INSERT INTO recipe_step VALUES (?, ?, ?, ?)"}});
  for (std::size_t i = 0; status && i < recipe.steps.size(); ++i) {
    insert.bind_integer(row).bind_unsigned(i).bind_text(recipe.steps[i].stage);
    status = insert.bind_integer(recipe.steps[i].version).run();
  }
  return status;
}

Status insert_rules(Database& database, const Recipe& recipe, std::int64_t row) {
  SqlStatement insert;
  Status status =
      database.prepare_all({{&insert, "INSERT INTO recipe_rule VALUES (?, ?, ?, ?, ?)"}});
  for (std::size_t i = 0; status && i < recipe.rules.size(); ++i) {
    const RuleInfo& rule = recipe.rules.rules()[i];
    insert.bind_integer(row).bind_unsigned(i).bind_text(rule.id);
    status = insert.bind_text(reason_name(rule.reason)).bind_text(rule.why).run();
  }
  return status;
}

/// The row of `recipe`, made if no run used it before.
Result<std::int64_t> recipe_row(Database& database, const Recipe& recipe) {
  SqlStatement find;
  SqlStatement insert;
  Status status =
      database.prepare_all({{&find, "SELECT recipe FROM recipe WHERE id = ?"},
                            {&insert, "INSERT INTO recipe (id, description) VALUES (?, ?)"}});
  if (!status) return status.error();
  const Result<bool> found = find.bind_bytes(recipe.id.bytes).step();
  if (!found) return found.error();
  if (*found) return find.integer(0);
  status = insert.bind_bytes(recipe.id.bytes).bind_text(recipe.description).run();
  if (!status) return status.error();
  const std::int64_t row = database.last_row();
  if (status = insert_steps(database, recipe, row); !status) return status.error();
  if (status = insert_rules(database, recipe, row); !status) return status.error();
  return row;
}

}  // namespace

std::string_view run_state_name(RunState state) {
  constexpr std::array<std::string_view, 4> kNames = {"complete", "stopped", "failed", "partial"};
  return kNames[static_cast<std::size_t>(state)];
}

Result<RunRow> insert_run(Database& database, const Recipe& recipe, std::string_view command,
                          Timestamp now) {
  const Result<std::int64_t> row = recipe_row(database, recipe);
  if (!row) return row.error();
  SqlStatement insert;
  Status status = database.prepare_all(
      {{&insert,
        "INSERT INTO run (recipe, program, command, host, started_at) VALUES (?, ?, ?, ?, ?)"}});
  if (!status) return status.error();
  const std::string host = host_name();
  const std::string text = to_valid_utf8(command);
  insert.bind_integer(*row).bind_text("headwater " HEADWATER_VERSION).bind_text(text);
  status = insert.bind_text(host).bind_integer(now.microseconds).run();
  if (!status) return status.error();
  return RunRow{database.last_row(), *row};
}

Status close_run(Database& database, std::int64_t run, const RunCounts& counts, RunState state,
                 Timestamp now) {
  SqlStatement update;
  Status status = database.prepare_all(
      {{&update,
        "UPDATE run SET ended_at = ?, state = ?, arrived = ?, stored = ?, dropped = ?,"
        " quarantined = ?, bytes = ? WHERE run = ?"}});
  if (!status) return status;
  const std::string dropped = counts_to_json(counts.dropped);
  const std::string quarantined = counts_to_json(counts.quarantined);
  update.bind_integer(now.microseconds).bind_text(run_state_name(state));
  update.bind_unsigned(counts.arrived).bind_unsigned(counts.stored).bind_text(dropped);
  return update.bind_text(quarantined).bind_unsigned(counts.bytes).bind_integer(run).run();
}

}  // namespace headwater
