#include "base/log.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>

#include "base/json.h"
#include "base/utf8.h"

namespace headwater {
namespace {

using FileSink = spdlog::sinks::stdout_sink_base<spdlog::details::console_mutex>;

std::string_view level_name(LogLevel level) {
  constexpr std::array<std::string_view, 4> kNames = {"info", "notice", "warning", "error"};
  return kNames[static_cast<std::size_t>(level)];
}

spdlog::level::level_enum library_level(LogLevel level) {
  constexpr std::array kLevels = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                  spdlog::level::err};
  return kLevels[static_cast<std::size_t>(level)];
}

/// A bare word as it is; anything else in quotation marks.
std::string text_value(std::string_view value) {
  std::string shown = escape_for_display(value);
  if (shown.find_first_of(" \"=\\") == std::string::npos) return shown;
  std::string quoted = "\"";
  for (const char c : shown) {
    if (c == '"') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

std::string text_record(std::string_view time, LogLevel level, std::string_view event,
                        std::initializer_list<LogField> fields) {
  std::string line = fmt::format("{} {} {}", time, level_name(level), event);
  for (const auto& [name, value] : fields) {
    if (!value.empty()) line += fmt::format(" {}={}", name, text_value(value));
  }
  return line;
}

std::string json_record(std::string_view time, LogLevel level, std::string_view event,
                        std::initializer_list<LogField> fields) {
  JsonWriter json;
  json.begin_object().key("type").string("event").key("time").string(time);
  json.key("level").string(level_name(level)).key("event").string(event);
  for (const auto& [name, value] : fields) {
    if (!value.empty()) json.key(name).string(value);
  }
  json.end_object();
  return std::string(json.text());
}

}  // namespace

struct Log::State {
  LogFormat format;
  const Clock& clock;
  spdlog::logger logger;
};

Log::Log(LogFormat format, LogLevel least, const Clock& clock, std::FILE* file)
    : state_(
          new State{format, clock, spdlog::logger("headwater", std::make_shared<FileSink>(file))}) {
  state_->logger.set_pattern("%v");
  state_->logger.set_level(library_level(least));
}

Log::~Log() = default;
Log::Log(Log&&) noexcept = default;
Log& Log::operator=(Log&&) noexcept = default;

void Log::write(LogLevel level, std::string_view event,
                std::initializer_list<LogField> fields) const {
  if (!state_->logger.should_log(library_level(level))) return;
  const std::string time = to_rfc3339(state_->clock.now());
  const auto record = state_->format == LogFormat::kText ? text_record : json_record;
  const std::string line = record(time, level, event, fields);
  // Passed as an argument: a brace in a message is no format.
  state_->logger.log(library_level(level), "{}", line);
}

}  // namespace headwater
