#include "store/lineage_rows.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "base/utf8.h"

namespace headwater {
namespace {

/// Where an item was asked for, and which file or feed held it: a feed that leads to a login page
/// and one that is read again share the first address, not the last.
std::size_t address_hash(std::string_view asked, std::string_view container) {
  std::string address(asked);
  address.append("\n").append(container);
  return std::hash<std::string>()(address);
}

std::size_t address_hash(const Arrival& arrival) {
  const std::string_view container =
      arrival.container ? std::string_view(arrival.container->uri) : std::string_view();
  if (!arrival.http) return address_hash(arrival.uri, container);
  return address_hash(summarise(*arrival.http, arrival.uri).requested_uri, container);
}

}  // namespace

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
  if (Status loaded = rows.load_open(); !loaded) return loaded.error();
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

Status LineageRows::load_open() {
  Result<SqlStatement> rows = database_->prepare(
      "SELECT coalesce(c.requested_uri, c.uri), coalesce(n.uri, ''), c.capture FROM quarantine q"
      " JOIN capture c ON c.capture = q.capture"
      " LEFT JOIN container n ON n.container = c.container WHERE q.state = 'open'");
  if (!rows) return rows.error();
  Result<bool> row = rows->step();
  for (; row && *row; row = rows->step()) {
    open_.emplace(address_hash(rows->text(0), rows->text(1)), rows->integer(2));
  }
  return row ? Status() : Status(row.error());
}

Status LineageRows::quarantine(const Arrival& arrival, std::int64_t capture, std::int64_t run,
                               std::uint32_t step, const Error& error, Timestamp at) {
  const Result<bool> found = find_open_.bind_integer(capture).step();
  if (!found) return found.error();
  std::int64_t row = capture;
  if (*found) row = find_open_.integer(0);
  find_open_.reset();
  SqlStatement& write = *found ? update_item_ : insert_item_;
  if (!*found) open_.emplace(address_hash(arrival), capture);
  // A message may hold bytes of the input; the column is text.
  const std::string message = to_valid_utf8(error.message);
  write.bind_integer(run).bind_integer(step).bind_text(code_name(error.code));
  return write.bind_text(message).bind_integer(at.microseconds).bind_integer(row).run();
}

Status LineageRows::resolve(std::int64_t capture) {
  return resolve_item_.bind_integer(capture).run();
}

Status LineageRows::resolve_address(const Arrival& arrival,
                                    std::optional<std::int64_t> unchanged_since) {
  if (open_.empty()) return {};
  auto [item, end] = open_.equal_range(address_hash(arrival));
  while (item != end) {
    if (item->second == unchanged_since) {
      ++item;
      continue;
    }
    if (Status resolved = resolve(item->second); !resolved) return resolved;
    item = open_.erase(item);
  }
  return {};
}

}  // namespace headwater
