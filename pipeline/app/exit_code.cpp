#include "app/exit_code.h"

namespace headwater {

std::span<const ExitMeaning> exit_meanings() {
  static constexpr ExitMeaning kMeanings[] = {
      {ExitCode::kOk, "All done; also when there was nothing new."},
      {ExitCode::kFailed, "Failed: nothing could be done."},
      {ExitCode::kUsage, "The command line is refused."},
      {ExitCode::kPartial, "Partial: some documents were quarantined or some sources failed."},
      {ExitCode::kStoreMissing, "There is no store, or it needs a migration."},
      {ExitCode::kStoreLocked, "Another process writes to the store."},
      {ExitCode::kStoreDamaged, "The store is damaged."},
      {ExitCode::kTemporary, "Try again: the disk is full, or the run was asked to stop."},
      {ExitCode::kBadConfig, "The configuration is refused."},
  };
  return kMeanings;
}

ExitCode exit_code_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::kBadArgument:
      return ExitCode::kUsage;
    case ErrorCode::kBadConfig:
      return ExitCode::kBadConfig;
    case ErrorCode::kStoreMissing:
    case ErrorCode::kStoreOutdated:
      return ExitCode::kStoreMissing;
    case ErrorCode::kStoreLocked:
      return ExitCode::kStoreLocked;
    case ErrorCode::kStoreDamaged:
      return ExitCode::kStoreDamaged;
    case ErrorCode::kDiskFull:
    case ErrorCode::kInterrupted:
      return ExitCode::kTemporary;
    default:
      return ExitCode::kFailed;
  }
}

}  // namespace headwater
