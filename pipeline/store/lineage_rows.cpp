#include "store/lineage_rows.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "base/utf8.h"

namespace headwater {

Result<LineageRows> LineageRows::open(Database& database) {
  LineageRows rows(database);
  const Status prepared = database.prepare_all(
      {{&rows.find_open_, "SELECT quarantine FROM quarantine WHERE capture = ? AND state = 'open'"},
       {&rows.insert_item_,
        "INSERT INTO quarantine (run, step, code, message, at, capture, state)"
        " VALUES (?, ?, ?, ?, ?, ?, 'open')"},
       {&rows.update_item_,
        "UPDATE quarantine SET run = ?, step = ?, code = ?, message = ?, at = ?"
        " WHERE quarantine = ?"},
       {&rows.resolve_item_,
        "UPDATE quarantine SET state = 'resolved' WHERE capture = ? AND state = 'open'"}});
  if (!prepared) return prepared.error();
  return rows;
}

Status LineageRows::add(std::int64_t capture, std::int64_t run, const Digest& payload,
                        const std::vector<LineageStep>& steps) {
  const Digest* before = nullptr;
  std::int64_t ordinal = 0;
  for (std::span<const LineageStep> left = steps; !left.empty();) {
    const auto some = left.first(std::min(left.size(), kMostSteps));
    left = left.subspan(some.size());
    const Result<SqlStatement*> insertion = insertion_of(some.size());
    if (!insertion) return insertion.error();
    SqlStatement& insert = **insertion;
    for (const LineageStep& step : some) {
      insert.bind_integer(capture).bind_integer(run).bind_integer(ordinal++);
      insert.bind_integer(step.stage).bind_text(verb_name(step.verb));
      // Most steps leave the text as it was: the digest is not repeated.
      const Digest& output = before == nullptr ? payload : step.output;
      const bool same = before != nullptr && *before == output;
      same ? insert.bind_null() : insert.bind_bytes(output.bytes);
      insert.bind_unsigned(step.nanoseconds);
      step.detail.empty() ? insert.bind_null() : insert.bind_text(step.detail);
      before = &output;
    }
    if (Status inserted = insert.run(); !inserted) return inserted;
  }
  return {};
}

Result<SqlStatement*> LineageRows::insertion_of(std::size_t steps) {
  std::optional<SqlStatement>& insert = insert_steps_[steps];
  if (insert) return &*insert;
  std::string sql =
      "INSERT INTO lineage (capture, run, ordinal, step, verb, output, nanoseconds, detail) VALUES";
  for (std::size_t i = 0; i < steps; ++i) {
    sql += i == 0 ? " (?, ?, ?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?, ?, ?)";
  }
  Result<SqlStatement> prepared = database_->prepare(sql);
  if (!prepared) return prepared.error();
  insert = std::move(*prepared);
  return &*insert;
}

Status LineageRows::quarantine(std::int64_t capture, std::int64_t run, std::uint32_t step,
                               const Error& error, Timestamp at) {
  const Result<bool> found = find_open_.bind_integer(capture).step();
  if (!found) return found.error();
  std::int64_t row = capture;
  if (*found) row = find_open_.integer(0);
  find_open_.reset();
  SqlStatement& write = *found ? update_item_ : insert_item_;
  // A message may hold bytes of the input; the column is text.
  const std::string message = to_valid_utf8(error.message);
  write.bind_integer(run).bind_integer(step).bind_text(code_name(error.code));
  return write.bind_text(message).bind_integer(at.microseconds).bind_integer(row).run();
}

Status LineageRows::resolve(std::int64_t capture) {
  return resolve_item_.bind_integer(capture).run();
}

}  // namespace headwater
