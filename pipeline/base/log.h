#pragma once

#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"

namespace headwater {

enum class LogFormat : std::uint8_t { kText, kJson };
/// kNotice is what somebody should know who asked for no details.
enum class LogLevel : std::uint8_t { kInfo, kNotice, kWarning, kError };

/// A named value of a record.
using LogField = std::pair<std::string_view, std::string_view>;

/// Writes events, one record a line, times in RFC 3339 UTC:
///   2026-02-03T10:00:00Z warning quarantined code=binary uri="file:///a b"
///   {"type":"event","time":"2026-02-03T10:00:00Z","level":"warning","event":"quarantined",...}
/// Text values are escaped for display and quoted where they hold more than one word, so that no
/// input can forge a record. Thread-safe.
class Log {
 public:
  /// `file` (stderr, except in tests) and `clock` must outlive the log.
  Log(LogFormat format, LogLevel least, const Clock& clock, std::FILE* file = stderr);
  ~Log();
  Log(Log&&) noexcept;
  Log& operator=(Log&&) noexcept;

  /// `event` is a snake_case name; fields with empty values are left out.
  void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) const;
  void info(std::string_view event, std::initializer_list<LogField> fields) const {
    write(LogLevel::kInfo, event, fields);
  }
  void warning(std::string_view event, std::initializer_list<LogField> fields) const {
    write(LogLevel::kWarning, event, fields);
  }
  void error(std::string_view event, std::initializer_list<LogField> fields) const {
    write(LogLevel::kError, event, fields);
  }

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headwater
