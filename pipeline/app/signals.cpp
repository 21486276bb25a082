#include "app/signals.h"

#include <signal.h>
#include <unistd.h>

namespace headwater {
namespace {

std::atomic<bool> stop{false};
std::atomic<bool> limit{false};
std::atomic<bool> interrupted{false};
std::atomic<bool> status{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set from signal handlers");

void on_stop(int) {
  interrupted = true;
  stop = true;
}
void on_alarm(int) {
  limit = true;
  stop = true;
}
void on_status(int) { status = true; }

void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

const std::atomic<bool>& stop_requested() { return stop; }

void stop_at_limit() { on_alarm(SIGALRM); }

void stop_after(std::uint32_t seconds) {
  handle(SIGALRM, on_alarm, SA_RESTART);
  ::alarm(seconds);
}

bool limit_reached() { return limit && !interrupted; }

bool take_status_request() { return status.exchange(false); }

void watch_signals() {
  handle(SIGINT, on_stop, SA_RESTART | static_cast<int>(SA_RESETHAND));
  handle(SIGTERM, on_stop, SA_RESTART | static_cast<int>(SA_RESETHAND));
  handle(SIGUSR1, on_status, SA_RESTART);
}

void ignore_write_signals() {
  handle(SIGPIPE, SIG_IGN, 0);
  handle(SIGXFSZ, SIG_IGN, 0);
}

}  // namespace headwater
