#include "store/quarantine_reader.h"

#include <string>

#include "store/sighting_reader.h"

namespace headwater {
namespace {

std::string item_query(std::string_view rest) {
  return sighting_query(", q.quarantine, q.run, q.at, p.stage, q.code, q.message, q.state",
                        "JOIN quarantine q ON q.capture = c.capture JOIN run r ON r.run = q.run"
                        " JOIN recipe_step p ON p.recipe = r.recipe AND p.step = q.step",
                        rest);
}

QuarantineItem read_item(const SqlStatement& row) {
  QuarantineItem item;
  item.sighting = read_sighting(row);
  constexpr int kFirst = kSightingColumns;
  item.number = row.integer(kFirst);
  item.run = row.integer(kFirst + 1);
  item.time = {row.integer(kFirst + 2)};
  item.stage = row.text(kFirst + 3);
  item.code = row.text(kFirst + 4);
  item.message = row.text(kFirst + 5);
  item.state = row.text(kFirst + 6);
  return item;
}

}  // namespace

Result<std::vector<QuarantineItem>> read_quarantine(Queries& queries, bool all) {
  static const std::string sql = item_query("WHERE q.state = 'open' OR ? ORDER BY q.quarantine");
  Result<Query> query = queries.get(sql);
  if (!query) return std::move(query.error());
  (*query)->bind_integer(all ? 1 : 0);
  std::vector<QuarantineItem> items;
  Result<bool> row = (*query)->step();
  for (; row && *row; row = (*query)->step()) items.push_back(read_item(**query));
  if (!row) return std::move(row.error());
  return items;
}

Result<QuarantineItem> read_quarantine_item(Queries& queries, std::int64_t number) {
  static const std::string sql = item_query("WHERE q.quarantine = ?");
  Result<Query> row = queries.row(sql, number);
  if (row) return read_item(**row);
  if (row.error().code != ErrorCode::kNotFound) return std::move(row.error());
  return Error{ErrorCode::kNotFound, "there is no quarantine item " + std::to_string(number) +
                                         "; `headwater quarantine list --all` names all"};
}

}  // namespace headwater
