#include "net/politeness.h"

#include <algorithm>

namespace headwater {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

constexpr microseconds kDay = std::chrono::hours(24);
/// Doublings of the delay; by then most_retry_after has long been reached.
constexpr std::uint32_t kMostDoublings = 20;

std::int64_t day_of(Timestamp time) {
  return std::chrono::floor<std::chrono::days>(microseconds(time.microseconds)).count();
}

microseconds until_midnight(Timestamp now) {
  return (day_of(now) + 1) * kDay - microseconds(now.microseconds);
}

/// FNV-1a: the jitter of a server is the same in every run, so that runs can be compared.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

}  // namespace

Politeness::Server Politeness::add(std::string_view origin, const HostState& state, Moment now,
                                   LastAsked last_asked) {
  Entry entry;
  entry.seed = hash_of(origin);
  entry.asked = state.asked;
  entry.not_before = state.not_before;
  const microseconds since{now.wall.microseconds - state.asked.microseconds};
  const microseconds most = std::max(rules_.delay, rules_.most_crawl_delay);
  entry.last_end = last_asked == LastAsked::kUnsure
                       ? now.steady
                       : now.steady - std::clamp(since, microseconds(0), most);
  const microseconds closed{state.not_before.microseconds - now.wall.microseconds};
  entry.closed_until =
      now.steady + std::clamp<microseconds>(closed, microseconds(0), rules_.most_retry_after);
  if (day_of(state.asked) == day_of(now.wall)) entry.requests = state.requests;
  close_for_the_day(entry, now);
  entries_.push_back(std::move(entry));
  return static_cast<Server>(entries_.size() - 1);
}

void Politeness::close_for_the_day(Entry& entry, Moment now) const {
  if (entry.requests < rules_.most_a_day) return;
  entry.closed_until = std::max(entry.closed_until, now.steady + until_midnight(now.wall));
}

void Politeness::set_crawl_delay(Server server, std::chrono::milliseconds delay) {
  dequeue(server);
  entries_[server].crawl_delay = std::min(delay, rules_.most_crawl_delay);
  enqueue(server);
}

microseconds Politeness::ready_at(const Entry& entry) const {
  return std::max<microseconds>(entry.last_end + std::max(rules_.delay, entry.crawl_delay),
                                entry.closed_until);
}

void Politeness::enqueue(Server server) {
  Entry& entry = entries_[server];
  if (entry.busy || entry.holds > 0 || entry.waiting.empty()) return;
  entry.queued_at = ready_at(entry);
  ready_.emplace(entry.queued_at, server);
}

void Politeness::dequeue(Server server) { ready_.erase({entries_[server].queued_at, server}); }

void Politeness::wait(Server server, std::uint64_t ticket, Place place) {
  std::list<std::uint64_t>& waiting = entries_[server].waiting;
  waiting.insert(place == Place::kFirst ? waiting.begin() : waiting.end(), ticket);
  if (waiting.size() == 1) enqueue(server);
}

std::optional<Politeness::Turn> Politeness::take(microseconds now) {
  if (ready_.empty() || ready_.begin()->first > now) return std::nullopt;
  const Server server = ready_.begin()->second;
  ready_.erase(ready_.begin());
  Entry& entry = entries_[server];
  entry.busy = true;
  const Turn turn{server, entry.waiting.front()};
  entry.waiting.pop_front();
  return turn;
}

std::optional<microseconds> Politeness::next_turn() const {
  if (ready_.empty()) return std::nullopt;
  return ready_.begin()->first;
}

seconds Politeness::back_off(const Entry& entry) const {
  const std::uint32_t doublings = std::min(entry.failures, kMostDoublings);
  const microseconds base =
      microseconds(std::max(rules_.delay, entry.crawl_delay)) * (std::int64_t{1} << doublings);
  // Up to a quarter more, so that servers that fell together are not asked together.
  const std::uint64_t share = (entry.seed ^ (entry.failures * 0x9e3779b97f4a7c15U)) % 1024;
  const microseconds all = base + base * static_cast<std::int64_t>(share) / 4096;
  return std::min(std::chrono::ceil<seconds>(all), rules_.most_retry_after);
}

void Politeness::done(Server server, Moment now, const Answer& answer) {
  Entry& entry = entries_[server];
  if (day_of(entry.asked) != day_of(now.wall)) entry.requests = 0;
  ++entry.requests;
  entry.failures = answer.failed ? entry.failures + 1 : 0;
  entry.asked = now.wall;
  entry.last_end = now.steady;
  const seconds asked_for = std::min(answer.retry_after, rules_.most_retry_after);
  const seconds closed = std::max(asked_for, answer.failed ? back_off(entry) : seconds(0));
  entry.closed_until = now.steady + closed;
  entry.not_before = closed > seconds(0)
                         ? Timestamp{now.wall.microseconds + microseconds(closed).count()}
                         : Timestamp{};
  close_for_the_day(entry, now);
  entry.busy = false;
  enqueue(server);
}

void Politeness::hold(Server server) {
  dequeue(server);
  ++entries_[server].holds;
}

void Politeness::release(Server server) {
  if (--entries_[server].holds == 0) enqueue(server);
}

microseconds Politeness::closed_for(Server server, microseconds now) const {
  return std::max(entries_[server].closed_until - now, microseconds(0));
}

std::vector<std::uint64_t> Politeness::give_up(Server server) {
  dequeue(server);
  std::list<std::uint64_t>& waiting = entries_[server].waiting;
  std::vector<std::uint64_t> tickets(waiting.begin(), waiting.end());
  waiting.clear();
  return tickets;
}

void Politeness::write_state(Server server, HostState& state) const {
  const Entry& entry = entries_[server];
  state.asked = entry.asked;
  state.not_before = entry.not_before;
  state.requests = entry.requests;
}

}  // namespace headwater
