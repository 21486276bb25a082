#include "app/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "app/display.h"
#include "app/signals.h"
#include "base/utf8.h"

namespace headwater {
namespace {

// Ten pictures a second are seen as movement; more would cost time on slow connections.
constexpr auto kInterval = std::chrono::milliseconds(100);
constexpr std::size_t kBarWidth = 20;

std::size_t terminal_width() {
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

std::string bar(double share) {
  const auto done = static_cast<std::size_t>(share * static_cast<double>(kBarWidth));
  return "[" + std::string(done, '#') + std::string(kBarWidth - done, '-') + "] ";
}

/// The first `width` code points of escaped text, so that the line does not wrap.
std::string cut_to(const std::string& text, std::size_t width) {
  std::size_t offset = 0;
  for (std::size_t column = 0; column < width && offset < text.size(); ++column) {
    offset += decode_utf8(text, offset).length;
  }
  return text.substr(0, offset);
}

}  // namespace

std::string progress_line(const RunProgress& progress, double seconds, std::size_t width) {
  const RunCounts& counts = progress.counts;
  const double rate = seconds > 0 ? static_cast<double>(counts.arrived) / seconds : 0;
  std::string line;
  std::string eta;
  if (progress.bytes_left > 0) {
    const double done = static_cast<double>(counts.bytes);
    const double left = static_cast<double>(progress.bytes_left);
    line = bar(done / (done + left));
    if (done > 0) eta = "  eta " + human_duration(seconds * left / done);
  }
  line +=
      fmt::format("{} documents  {}  {}/s{}", human_count(counts.arrived),
                  human_bytes(counts.bytes), human_count(static_cast<std::uint64_t>(rate)), eta);
  if (!progress.last_outlet.empty()) line += "  " + escape_for_display(progress.last_outlet);
  return cut_to(line, width);
}

Progress::Progress(const Log& log, Bar bar)
    : log_(log),
      bar_(bar == Bar::kOnTerminal && ::isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()),
      next_(start_ + kInterval) {}

Progress::~Progress() { finish(); }

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void Progress::wipe() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

void Progress::draw(const RunProgress& progress) {
  // The last column stays free: some terminals wrap when it is written.
  const std::string line = progress_line(progress, seconds(), terminal_width() - 1);
  std::fputs(("\r" + line + "\x1b[K").c_str(), stderr);
  drawn_ = true;
}

void Progress::on_event(const RunEvent& event) {
  if (event.kind != RunEvent::Kind::kDropped && event.kind != RunEvent::Kind::kCommitted) wipe();
  switch (event.kind) {
    case RunEvent::Kind::kDropped:
      log_.info("dropped", {{"stage", event.stage},
                            {"reason", event.code},
                            {"uri", event.uri},
                            {"message", event.message}});
      break;
    case RunEvent::Kind::kQuarantined:
      log_.warning("quarantined", {{"stage", event.stage},
                                   {"code", event.code},
                                   {"uri", event.uri},
                                   {"message", event.message}});
      break;
    case RunEvent::Kind::kWarned:
      log_.warning("partial",
                   {{"code", event.code}, {"uri", event.uri}, {"message", event.message}});
      break;
    case RunEvent::Kind::kSourceFailed:
      log_.error("source_failed",
                 {{"source", event.uri}, {"code", event.code}, {"message", event.message}});
      break;
    case RunEvent::Kind::kCommitted:
      log_.info("committed", {{"message", event.message}});
      break;
  }
}

void Progress::on_progress(const RunProgress& progress) {
  if (take_status_request()) {
    wipe();
    std::fputs((progress_line(progress, seconds(), 200) + "\n").c_str(), stderr);
  }
  if (!bar_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + kInterval;
  draw(progress);
}

void Progress::finish() { wipe(); }

}  // namespace headwater
