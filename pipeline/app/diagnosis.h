#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "store/store.h"

namespace headwater {

enum class Health : std::uint8_t { kGood, kWarning, kFailure };
std::string_view health_name(Health health);

/// What `doctor` found out about one thing that the program depends on.
struct Diagnosis {
  std::string subject;  ///< "store", "clock", ...
  Health health = Health::kGood;
  std::string message;  ///< What is the case and, where it is not good, the way out.
};

/// The surroundings, each looked at by itself and quickly. Nothing is changed; nothing is asked of
/// the network but the addresses of names.

/// Free space where the store is or will be, and whether it may be written.
Diagnosis diagnose_disk(const std::filesystem::path& store);
/// Whether the path of the source `name`, a file or a folder, is there and has something in it;
/// nothing if so. "-" is standard input.
std::optional<Diagnosis> diagnose_path(const std::string& name, const std::filesystem::path& path);
/// Whether a process holds the store's lock.
bool is_being_written(const std::filesystem::path& store);
/// Who writes to the store.
Diagnosis diagnose_lock(const std::filesystem::path& store);
/// Whether the clock is after everything the store has seen, and kept by a time server.
Diagnosis diagnose_clock(Timestamp now, std::optional<Timestamp> last_run);
/// The certificates that servers are checked against; `file` is empty for those of the system.
Diagnosis diagnose_certificates(const std::filesystem::path& file);
/// Whether `host` has an address.
Diagnosis diagnose_names(const std::string& host);
/// Whether something starts the program regularly: a timer of systemd or an entry of cron, looked
/// for below `root` ("/" but in tests), and when it last ran.
Diagnosis diagnose_schedule(const std::filesystem::path& root, Timestamp now,
                            std::optional<Timestamp> last_run);

/// Below so many free bytes a run would soon end with a full disk.
inline constexpr std::uint64_t kLittleSpace = std::uint64_t{1} << 30U;
/// A run that is so long ago was not started: the longest interval of a source is a week, but
/// most are asked every hour.
inline constexpr std::int64_t kLongSilence = 26 * std::int64_t{3600};

}  // namespace headwater
