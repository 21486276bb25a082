#include "app/session.h"

#include <system_error>
#include <utility>

#include "stages/catalog.h"

namespace headwater {
namespace {

Status open_config(Session& session) {
  ConfigOutcome outcome = resolve_config(session.line);
  if (!outcome.config) return Error{ErrorCode::kBadConfig, describe(outcome.mistakes)};
  session.config = std::move(*outcome.config);
  session.store = session.line.value("store").value_or(session.config.store.string());
  return {};
}

Status open_reader(Session& session) {
  if (Status place = check_store_place(session.store); !place) return place;
  Result<std::unique_ptr<StoreReader>> reader = open_store_reader(session.store);
  if (!reader) return reader.error();
  session.reader = std::move(*reader);
  return {};
}

}  // namespace

Status check_store_place(const std::filesystem::path& store) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(store, error);
  if (!std::filesystem::exists(status) || std::filesystem::is_directory(status)) return {};
  return Error{ErrorCode::kBadArgument,
               store.string() + ": is a file, and a store is a folder; name another with --store"};
}

ConfigOutcome resolve_config(const CommandLine& line) {
  const KnownKinds kinds{stage_kinds(), source_kinds()};
  if (const auto file = line.value("config")) return load_config(*file, kinds);
  if (const auto file = find_config_file()) return load_config(*file, kinds);
  return builtin_config(kinds);
}

Status open_session(Session& session) {
  const Opens opens = session.line.command->opens;
  if (opens >= Opens::kConfig) {
    if (Status status = open_config(session); !status) return status;
  }
  if (opens >= Opens::kReader) return open_reader(session);
  return {};
}

}  // namespace headwater
