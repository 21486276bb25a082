#include "store/sqlite_frontier.h"

#include <fmt/format.h>

#include <limits>
#include <string>
#include <utility>

namespace headwater {
namespace {

std::optional<Timestamp> time_column(const SqlStatement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Timestamp{row.integer(column)};
}

/// All columns of the pages that `wanted` asks for of page p and its source s, and last their keys,
/// which take a query of their own. Which they are is found out in an index alone: every page that
/// waits is looked at, whenever it is due (is_due), and few are wanted.
constexpr int kKeysColumn = 10;
std::string page_query(std::string_view wanted) {
  return fmt::format(
      "SELECT p.uri, s.name, p.found, p.due, p.attempts, p.failures, p.error, p.fingerprint,"
      " p.hints, p.asked, p.keys FROM (SELECT p.uri AS uri FROM page p"
      "   JOIN source s ON s.source = p.source"
      "   WHERE (p.due <= ?1 OR p.found > ?2 OR p.asked > ?2) AND (p.due, p.uri) > (?3, ?4)"
      "   AND {} ORDER BY p.due, p.uri LIMIT ?5) AS w"
      " JOIN page p ON p.uri = w.uri JOIN source s ON s.source = p.source ORDER BY p.due, p.uri",
      wanted);
}

PageTask read_page(const SqlStatement& row) {
  PageTask page;
  page.uri = row.text(0);
  page.source = row.text(1);
  page.found = {row.integer(2)};
  page.due = {row.integer(3)};
  page.attempts = row.integer(4);
  page.failures = row.real(5);
  page.error = row.text(6);
  page.fingerprint = row.text(7);
  page.hints = row.text(8);
  page.asked = time_column(row, 9);
  return page;
}

class SqliteFrontier final : public Frontier {
 public:
  SqliteFrontier(Database database, std::int64_t run)
      : database_(std::move(database)), queries_(database_), run_(run) {}

  Result<std::optional<SourceRow>> source(std::string_view name) override {
    static const std::string sql = std::string("SELECT ") + kSourceColumns +
                                   " FROM source s WHERE s.name = ? AND s.kind <> ''";
    Result<Query> query = queries_.get(sql);
    if (!query) return std::move(query.error());
    const Result<bool> row = (*query)->bind_text(name).step();
    if (!row) return row.error();
    if (!*row) return std::optional<SourceRow>();
    return std::optional(read_source_row(**query));
  }

  Result<std::vector<SourceRow>> due_sources(Timestamp now, std::string_view after,
                                             std::size_t most) override {
    static const std::string sql = std::string("SELECT ") + kSourceColumns +
                                   " FROM source s WHERE s.active = 1 AND s.gone = 0"
                                   " AND s.name > ? AND (s.due <= ? OR s.asked > ?)"
                                   " ORDER BY s.name LIMIT ?";
    Result<Query> query = queries_.get(sql);
    if (!query) return std::move(query.error());
    (*query)->bind_text(after).bind_integer(now.microseconds);
    (*query)->bind_integer(now.microseconds + kClockSlack * 1'000'000).bind_unsigned(most);
    std::vector<SourceRow> rows;
    Result<bool> row = (*query)->step();
    for (; row && *row; row = (*query)->step()) rows.push_back(read_source_row(**query));
    if (!row) return std::move(row.error());
    return rows;
  }

  Result<std::vector<PageTask>> due_pages(Timestamp now, std::string_view source,
                                          const PageTask* after, std::size_t most) override {
    // What a source named that is not visited any more waits until it is asked for by name.
    static const std::string of_all = page_query("s.active = 1");
    static const std::string of_one = page_query("s.name = ?6");
    Result<Query> query = queries_.get(source.empty() ? of_all : of_one);
    if (!query) return std::move(query.error());
    (*query)->bind_integer(now.microseconds);
    (*query)->bind_integer(now.microseconds + kClockSlack * 1'000'000);
    (*query)->bind_integer(after == nullptr ? std::numeric_limits<std::int64_t>::min()
                                            : after->due.microseconds);
    (*query)->bind_text(after == nullptr ? std::string_view() : after->uri).bind_unsigned(most);
    if (!source.empty()) (*query)->bind_text(source);
    return read_pages(*query);
  }

  Result<bool> is_asked_by_another(std::string_view uri, std::string_view except) override {
    Result<Query> query = queries_.get(
        "SELECT 1 FROM source WHERE uri = ?1 AND active = 1 AND name <> ?2"
        " UNION ALL SELECT 1 FROM source WHERE address = ?1 AND address <> '' AND active = 1"
        " AND name <> ?2 LIMIT 1");
    if (!query) return std::move(query.error());
    return (*query)->bind_text(uri).bind_text(except).step();
  }

  Result<std::optional<KnownArticle>> find(std::span<const std::string> keys) override {
    for (const std::string& key : keys) {
      Result<std::optional<KnownArticle>> known = find_key(key);
      if (!known || *known) return known;
    }
    return std::optional<KnownArticle>();
  }

  Result<std::optional<HostState>> host(std::string_view origin) override {
    Result<Query> query = queries_.get(
        "SELECT h.origin, h.asked, h.not_before, h.requests, h.robots_fetched, h.robots_status,"
        " r.text FROM host h LEFT JOIN host_robots r ON r.host = h.host WHERE h.origin = ?");
    if (!query) return std::move(query.error());
    const Result<bool> found = (*query)->bind_text(origin).step();
    if (!found) return found.error();
    if (!*found) return std::optional<HostState>();
    const SqlStatement& row = **query;
    HostState host;
    host.origin = row.text(0);
    host.asked = {row.integer(1)};
    host.not_before = {row.integer(2)};
    host.requests = row.integer(3);
    host.robots_fetched = time_column(row, 4);
    host.robots_status = static_cast<int>(row.integer(5));
    host.robots = row.text(6);
    return std::optional(std::move(host));
  }

  Result<bool> last_run_was_killed() override {
    const std::int64_t before = run_ > 0 ? run_ : std::numeric_limits<std::int64_t>::max();
    Result<Query> query = queries_.row(
        "SELECT ended_at IS NULL OR state = 'failed' FROM run WHERE run < ?"
        " ORDER BY run DESC LIMIT 1",
        before);
    if (query) return (*query)->integer(0) != 0;
    if (query.error().code == ErrorCode::kNotFound) return false;
    return std::move(query.error());
  }

 private:
  Result<std::vector<PageTask>> read_pages(Query& query) {
    std::vector<PageTask> pages;
    Result<bool> row = query->step();
    for (; row && *row; row = query->step()) {
      pages.push_back(read_page(*query));
      Result<std::vector<std::string>> keys = read_keys(query->text(kKeysColumn));
      if (!keys) return std::move(keys.error());
      pages.back().keys = std::move(*keys);
    }
    if (!row) return std::move(row.error());
    return pages;
  }

  Result<std::vector<std::string>> read_keys(std::string_view json) {
    std::vector<std::string> keys;
    if (json == "[]") return keys;
    Result<Query> query = queries_.get("SELECT value FROM json_each(?)");
    if (!query) return std::move(query.error());
    Result<bool> row = (*query)->bind_text(json).step();
    for (; row && *row; row = (*query)->step()) keys.emplace_back((*query)->text(0));
    if (!row) return std::move(row.error());
    return keys;
  }

  Result<std::optional<KnownArticle>> find_key(std::string_view key) {
    Result<Query> query = queries_.get(
        "SELECT k.fingerprint, coalesce(a.merged_into, a.article), c.uri, a.etag, a.last_modified,"
        " a.capture FROM article_key k"
        " LEFT JOIN article b ON b.article = k.article"
        " LEFT JOIN article a ON a.article = coalesce(b.merged_into, b.article)"
        " LEFT JOIN capture c ON c.capture = a.capture WHERE k.key = ?");
    if (!query) return std::move(query.error());
    const std::string bytes = article_key_bytes(key);
    const Result<bool> found = (*query)->bind_blob(bytes).step();
    if (!found) return found.error();
    if (!*found) return std::optional<KnownArticle>();
    const SqlStatement& row = **query;
    KnownArticle known;
    known.fingerprint = row.text(0);
    if (row.is_null(1)) return std::optional(std::move(known));
    known.article = row.integer(1);
    known.uri = row.text(2);
    known.etag = row.text(3);
    known.last_modified = row.text(4);
    known.capture = row.integer(5);
    return std::optional(std::move(known));
  }

  Database database_;
  Queries queries_;
  const std::int64_t run_;
};

}  // namespace

SourceRow read_source_row(const SqlStatement& row) {
  SourceRow out;
  out.spec = {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
              std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5))};
  SourceState& state = out.state;
  state.due = {row.integer(6)};
  state.asked = time_column(row, 7);
  state.news = time_column(row, 8);
  state.interval = row.integer(9);
  state.visits = row.integer(10);
  state.visits_in_vain = row.integer(11);
  state.failures = row.real(12);
  state.gone = row.integer(13) != 0;
  state.error = row.text(14);
  state.etag = row.text(15);
  state.last_modified = row.text(16);
  if (!row.is_null(17)) state.payload = digest_column(row, 17);
  if (!row.is_null(18)) state.capture = row.integer(18);
  state.address = row.text(19);
  state.moved = time_column(row, 20);
  state.moving_to = row.text(21);
  state.moving_visits = row.integer(22);
  state.warning = row.text(23);
  return out;
}

std::string article_key_bytes(std::string_view key) {
  const Digest digest = sha256(key);
  return {reinterpret_cast<const char*>(digest.bytes.data()), 16};
}

Result<std::unique_ptr<Frontier>> open_sqlite_frontier(const std::filesystem::path& file,
                                                       std::int64_t run) {
  Result<Database> database = Database::open(file, {});
  if (!database) return database.error();
  return std::unique_ptr<Frontier>(std::make_unique<SqliteFrontier>(std::move(*database), run));
}

}  // namespace headwater
