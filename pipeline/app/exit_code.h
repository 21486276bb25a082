#pragma once

#include <span>
#include <string_view>

#include "base/result.h"

namespace headwater {

/// How the program ends. The numbers are a promise to scripts; unknown ones count as failure.
enum class ExitCode : int {
  kOk = 0,             ///< All done; also when there was nothing new.
  kFailed = 1,         ///< Nothing could be done.
  kUsage = 2,          ///< The command line is refused.
  kPartial = 3,        ///< Some documents were quarantined or some sources failed.
  kStoreMissing = 10,  ///< There is no store, or it needs a migration.
  kStoreLocked = 11,   ///< Another process writes to the store.
  kStoreDamaged = 12,  ///< The store contradicts itself.
  kTemporary = 75,     ///< Try again: the disk is full, or the run was stopped (EX_TEMPFAIL).
  kBadConfig = 78,     ///< The configuration is refused (EX_CONFIG).
};

/// A row of the table in the man page.
struct ExitMeaning {
  ExitCode code;
  std::string_view meaning;
};
/// Every exit code, ascending.
std::span<const ExitMeaning> exit_meanings();

/// How a command ends that failed with an error of this kind.
ExitCode exit_code_for(ErrorCode code);

}  // namespace headwater
