#include "store/source_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

namespace headwater {
namespace {

constexpr std::string_view kConfig = "config";
constexpr std::string_view kArgument = "argument";
/// Row numbers that are remembered: a run may visit a hundred thousand feeds once each, while the
/// pages that come of them alternate between few.
constexpr std::size_t kMostRemembered = 10'000;

bool is_whole_configuration(std::span<const SourceSpec> specs) {
  return specs.empty() ||
         std::ranges::any_of(specs, [](const SourceSpec& spec) { return spec.origin == kConfig; });
}

void bind_time(SqlStatement& statement, const std::optional<Timestamp>& time) {
  time ? statement.bind_integer(time->microseconds) : statement.bind_null();
}

}  // namespace

Result<SourceRows> SourceRows::open(Database& database) {
  SourceRows rows(database);
  const Status prepared = database.prepare_all(
      {{&rows.find_, "SELECT source FROM source WHERE name = ?"},
       {&rows.insert_, "INSERT INTO source (name) VALUES (?)"},
       // Run by run the whole configuration is listed again: what is as it was is not written.
       // Other settings may be what a source that failed was waiting for.
       {&rows.put_,
        "INSERT INTO source (name, kind, uri, settings, origin, category, active)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (name) DO UPDATE"
        " SET due = iif(settings IS ?4, due, 0), kind = ?2, uri = ?3, settings = ?4, origin = ?5,"
        " category = ?6, active = ?7"
        " WHERE (kind, uri, settings, origin, category, active) IS NOT (?2, ?3, ?4, ?5, ?6, ?7)"
        " AND (?7 OR NOT active)"},
       // What was learned at another address, or before the source was let go, is of no use.
       {&rows.begin_anew_,
        "UPDATE source SET due = 0, interval = 0, visits_in_vain = 0, failures = 0, gone = 0,"
        " error = '', etag = '', last_modified = '', payload = NULL, capture = NULL, address = '',"
        " moved = NULL, moving_to = '', moving_visits = 0, warning = ''"
        " WHERE name = ?1 AND (kind IS NOT ?2 OR uri IS NOT ?3 OR active < ?4)"
        " AND (?4 OR NOT active)"},
       {&rows.listed_, "SELECT source, name FROM source WHERE active = 1 AND origin = 'config'"},
       {&rows.retire_, "UPDATE source SET active = 0 WHERE source = ?"},
       {&rows.remove_,
        "UPDATE source SET active = 0 WHERE name = ? AND active = 1 RETURNING source"},
       {&rows.remove_pages_, "DELETE FROM page WHERE source = ?"},
       {&rows.set_state_,
        "UPDATE source SET due = ?, asked = ?, news = ?, interval = ?, visits = ?,"
        " visits_in_vain = ?, failures = ?, gone = ?, error = ?, etag = ?, last_modified = ?,"
        " payload = ?, capture = ?, address = ?, moved = ?, moving_to = ?, moving_visits = ?,"
        " warning = ? WHERE source = ?"}});
  if (!prepared) return prepared.error();
  return rows;
}

Result<std::int64_t> SourceRows::row(const std::string& name) {
  const auto known = rows_.find(name);
  if (known != rows_.end()) return known->second;
  const Result<bool> found = find_.bind_text(name).step();
  if (!found) return found.error();
  std::int64_t row = *found ? find_.integer(0) : 0;
  find_.reset();
  if (row == 0) {
    if (Status inserted = insert_.bind_text(name).run(); !inserted) return inserted.error();
    row = database_->last_row();
  }
  if (rows_.size() >= kMostRemembered) rows_.clear();
  rows_.emplace(name, row);
  return row;
}

Status SourceRows::put(std::span<const SourceSpec> specs) {
  for (const SourceSpec& spec : specs) {
    if (Status put = upsert(spec); !put) return put;
  }
  return is_whole_configuration(specs) ? retire_unlisted(specs) : Status();
}

Status SourceRows::upsert(const SourceSpec& spec) {
  const int active = spec.origin == kArgument ? 0 : 1;
  begin_anew_.bind_text(spec.name).bind_text(spec.kind).bind_text(spec.uri);
  if (Status anew = begin_anew_.bind_integer(active).run(); !anew) return anew;
  put_.bind_text(spec.name).bind_text(spec.kind).bind_text(spec.uri).bind_text(spec.settings);
  return put_.bind_text(spec.origin).bind_text(spec.category).bind_integer(active).run();
}

Status SourceRows::retire_unlisted(std::span<const SourceSpec> specs) {
  std::unordered_set<std::string_view> names;
  for (const SourceSpec& spec : specs) names.insert(spec.name);
  std::vector<std::int64_t> unlisted;
  Result<bool> row = listed_.step();
  for (; row && *row; row = listed_.step()) {
    if (!names.contains(listed_.text(1))) unlisted.push_back(listed_.integer(0));
  }
  if (!row) return row.error();
  for (const std::int64_t source : unlisted) {
    if (Status retired = retire_.bind_integer(source).run(); !retired) return retired;
  }
  return {};
}

Status SourceRows::remove(std::string_view name) {
  const Result<bool> removed = remove_.bind_text(name).step();
  if (!removed) return removed.error();
  if (!*removed) {
    return Error{
        ErrorCode::kNotFound,
        fmt::format("no source is called \"{}\"; `headwater sources list` tells those there are",
                    name)};
  }
  const std::int64_t source = remove_.integer(0);
  // To its end, as it only then counts.
  if (Status ended = remove_.run(); !ended) return ended;
  return remove_pages_.bind_integer(source).run();
}

Status SourceRows::set_state(std::int64_t source, const SourceState& state) {
  SqlStatement& set = set_state_;
  set.bind_integer(state.due.microseconds);
  bind_time(set, state.asked);
  bind_time(set, state.news);
  set.bind_integer(state.interval).bind_integer(state.visits).bind_integer(state.visits_in_vain);
  set.bind_real(state.failures).bind_integer(state.gone ? 1 : 0).bind_text(state.error);
  set.bind_text(state.etag).bind_text(state.last_modified);
  state.payload ? set.bind_bytes(state.payload->bytes) : set.bind_null();
  state.capture ? set.bind_integer(*state.capture) : set.bind_null();
  set.bind_text(state.address);
  bind_time(set, state.moved);
  set.bind_text(state.moving_to).bind_integer(state.moving_visits).bind_text(state.warning);
  return set.bind_integer(source).run();
}

}  // namespace headwater
