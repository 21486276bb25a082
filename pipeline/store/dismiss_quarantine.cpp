#include "store/dismiss_quarantine.h"

#include "store/schema.h"
#include "store/sqlite.h"
#include "store/store_lock.h"

namespace headwater {

Status dismiss_quarantine(const std::filesystem::path& store, std::span<const std::int64_t> items) {
  const Result<StoreLock> lock = StoreLock::acquire(store);
  if (!lock) return lock.error();
  DatabaseOptions options;
  options.access = DatabaseAccess::kWrite;
  Result<Database> database = Database::open(store / "headwater.db", options);
  if (!database) return database.error();
  if (Status fits = check_schema(*database); !fits) return fits;
  Result<Transaction> transaction = Transaction::begin(*database);
  if (!transaction) return transaction.error();
  SqlStatement dismiss;
  Status status = database->prepare_all(
      {{&dismiss,
        "UPDATE quarantine SET state = 'dismissed' WHERE quarantine = ? AND state = 'open'"}});
  for (const std::int64_t item : items) {
    if (!status) return status;
    status = dismiss.bind_integer(item).run();
  }
  return status ? transaction->commit() : status;
}

}  // namespace headwater
