#include "store/sqlite_ledger.h"

#include <utility>

#include "store/sqlite.h"

namespace headwater {
namespace {

class SqliteCursor final : public Cursor {
 public:
  SqliteCursor(Database database, SqlStatement select, std::string_view source)
      : database_(std::move(database)), select_(std::move(select)), source_(source) {}

  std::optional<std::string> find(std::string_view key) const override {
    const Result<bool> row = select_.bind_text(source_).bind_text(key).step();
    std::optional<std::string> value;
    // A read that fails counts as no entry: the item is brought again and found to be a duplicate.
    if (row && *row) value = select_.text(0);
    select_.reset();
    return value;
  }

 private:
  Database database_;
  mutable SqlStatement select_;
  const std::string source_;
};

}  // namespace

bool SqliteLedger::has_payload(const Digest& payload) {
  const auto current = documents_.find_current(payload);
  if (!current && failure_.ok()) failure_ = current.error();
  return current && *current && (*current)->recipe == recipe_;
}

std::optional<std::string> SqliteLedger::find_folded(const Digest& folded) {
  Result<std::optional<std::string>> id = documents_.find_folded(folded);
  if (id) return std::move(*id);
  if (failure_.ok()) failure_ = id.error();
  return std::nullopt;
}

void SqliteLedger::each_sketch(const std::function<void(const SketchedDocument&)>& each) {
  if (Status read = copies_.each_sketch(each); !read && failure_.ok()) failure_ = read;
}

void SqliteLedger::each_link(const std::function<void(std::string_view, std::string_view)>& each) {
  if (Status read = copies_.each_link(each); !read && failure_.ok()) failure_ = read;
}

bool SqliteLedger::find_text(std::string_view document, StoredText& out) {
  const Result<bool> found = copies_.find_text(document, out);
  if (!found && failure_.ok()) failure_ = found.error();
  return found && *found;
}

Result<std::unique_ptr<Cursor>> open_sqlite_cursor(const std::filesystem::path& file,
                                                   std::string_view source) {
  DatabaseOptions options;
  options.cache_bytes = std::int64_t{1} << 20;
  Result<Database> database = Database::open(file, options);
  if (!database) return database.error();
  Result<SqlStatement> select = database->prepare(
      "SELECT value FROM source_cursor"
      " WHERE source = (SELECT source FROM source WHERE name = ?) AND key = ?");
  if (!select) return select.error();
  return std::unique_ptr<Cursor>(
      std::make_unique<SqliteCursor>(std::move(*database), std::move(*select), source));
}

}  // namespace headwater
