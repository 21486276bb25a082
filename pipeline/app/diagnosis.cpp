#include "app/diagnosis.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/file.h>
#include <sys/timex.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <system_error>
#include <utility>

#include "app/display.h"

namespace headwater {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSystemCertificates = "/etc/ssl/certs/ca-certificates.crt";
constexpr std::int64_t kSecond = 1'000'000;

Diagnosis good(std::string subject, std::string message) {
  return {std::move(subject), Health::kGood, std::move(message)};
}
Diagnosis warning(std::string subject, std::string message) {
  return {std::move(subject), Health::kWarning, std::move(message)};
}
Diagnosis failure(std::string subject, std::string message) {
  return {std::move(subject), Health::kFailure, std::move(message)};
}

/// The nearest folder above `path`, or itself, that is there.
fs::path existing_parent(fs::path path) {
  std::error_code error;
  path = fs::absolute(path, error).lexically_normal();
  while (!fs::exists(path, error) && path.has_relative_path()) path = path.parent_path();
  return path;
}

std::size_t count_certificates(const fs::path& file) {
  std::ifstream in(file);
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);) {
    if (line == "-----BEGIN CERTIFICATE-----") ++count;
  }
  return count;
}

std::string first_schedule(const fs::path& root) {
  constexpr std::array<std::string_view, 5> kPlaces = {
      "etc/systemd/system/timers.target.wants/headwater-ingest.timer", "etc/cron.d/headwater",
      "etc/systemd/system/headwater-ingest.timer", "usr/lib/systemd/system/headwater-ingest.timer",
      "usr/local/lib/systemd/system/headwater-ingest.timer"};
  std::error_code error;
  for (const std::string_view place : kPlaces) {
    // A link to a unit counts where it stands, whatever it leads to.
    if (fs::symlink_status(root / place, error).type() != fs::file_type::not_found) {
      return (root / place).string();
    }
  }
  return {};
}

}  // namespace

std::string_view health_name(Health health) {
  constexpr std::array<std::string_view, 3> kNames = {"ok", "warning", "failure"};
  return kNames[static_cast<std::size_t>(health)];
}

Diagnosis diagnose_disk(const fs::path& store) {
  const fs::path place = existing_parent(store);
  std::error_code error;
  const fs::space_info space = fs::space(place, error);
  if (error) return failure("disk", place.string() + ": " + error.message());
  const std::string free = human_bytes(space.available) + " free at " + place.string();
  if (::access(place.c_str(), W_OK) != 0) {
    return failure("disk", free +
                               ", but it refuses writes; run as its owner, or choose another "
                               "folder with --store");
  }
  if (space.available == 0) {
    return failure("disk", free + ": nothing can be stored; make room");
  }
  if (space.available < kLittleSpace) {
    return warning("disk", free + "; make room before a run ends with a full disk");
  }
  return good("disk", free);
}

std::optional<Diagnosis> diagnose_path(const std::string& name, const fs::path& path) {
  if (path == "-") return std::nullopt;
  const std::string subject = "source " + name;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return failure(subject, path.string() + ": " + error.message() +
                                "; mount its disk, or correct path in the configuration");
  }
  if (!fs::is_directory(status)) return std::nullopt;
  const bool empty = fs::is_empty(path, error);
  if (error) return failure(subject, path.string() + ": " + error.message());
  if (!empty) return std::nullopt;
  return warning(subject, path.string() + " is empty; is its disk mounted?");
}

bool is_being_written(const fs::path& store) {
  const int file = ::open((store / "lock").c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0;
  ::close(file);
  return held;
}

Diagnosis diagnose_lock(const fs::path& store) {
  if (!is_being_written(store)) return good("lock", "nobody writes to the store");
  std::ifstream in(store / "lock");
  std::string holder;
  std::getline(in, holder);
  return good("lock", "a run is at work: " + holder);
}

Diagnosis diagnose_clock(Timestamp now, std::optional<Timestamp> last_run) {
  if (last_run && now < *last_run) {
    return failure("clock", fmt::format("{} is before the last run ({}): dates of captures would "
                                        "be wrong, and nothing would be due; set the clock",
                                        to_rfc3339(now), to_rfc3339(*last_run)));
  }
  timex state{};
  const bool synchronised = ::adjtimex(&state) != TIME_ERROR;
  if (!synchronised) {
    return warning("clock", to_rfc3339(now) +
                                ", kept by no time server: dates of captures may be "
                                "wrong; enable systemd-timesyncd or chrony");
  }
  return good("clock", to_rfc3339(now) + ", kept by a time server");
}

Diagnosis diagnose_certificates(const fs::path& file) {
  const fs::path used = file.empty() ? fs::path(kSystemCertificates) : file;
  const std::size_t count = count_certificates(used);
  if (count > 0) {
    return good("certificates", fmt::format("{} in {}", human_count(count), used.string()));
  }
  const std::string_view way_out = file.empty() ? "install the package ca-certificates"
                                                : "correct ca_file in [web] of the configuration";
  return failure("certificates", fmt::format("none in {}: every https address would be refused; {}",
                                             used.string(), way_out));
}

Diagnosis diagnose_names(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(host.c_str(), "443", &hints, &found);
  if (found != nullptr) ::freeaddrinfo(found);
  if (error == 0) return good("names", host + " has an address");
  return failure("names", fmt::format("{}: {}; look at /etc/resolv.conf and the network", host,
                                      ::gai_strerror(error)));
}

Diagnosis diagnose_schedule(const fs::path& root, Timestamp now,
                            std::optional<Timestamp> last_run) {
  const std::string schedule = first_schedule(root);
  const std::string when =
      last_run ? "the last run began " + to_rfc3339(*last_run) : "there was no run yet";
  if (schedule.empty()) {
    return warning("schedule", when +
                                   "; no timer and no entry of cron starts headwater: see "
                                   "config/systemd and config/cron");
  }
  if (last_run && now.microseconds - last_run->microseconds > kLongSilence * kSecond) {
    return warning("schedule", when + ", although " + schedule +
                                   " is there; is it enabled? systemctl list-timers, or the log of "
                                   "cron, tells");
  }
  return good("schedule", schedule + "; " + when);
}

}  // namespace headwater
