#include "net/fetcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <utility>

#include "base/url.h"
#include "net/fetch_job.h"
#include "net/http_fields.h"
#include "net/robots_cache.h"

namespace headwater {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;
using JobId = std::uint64_t;

/// As curl's documentation and browsers have it; more is a trap.
constexpr std::size_t kMostRedirects = 10;
/// RFC 9309, section 2.3.1.2.
constexpr std::size_t kMostRobotsRedirects = 5;
/// Of all texts of robots.txt that are held. Beyond them those that nobody waits for are let go.
constexpr std::size_t kMostRobotsMemory = std::size_t{64} << 20U;

/// What tells the tickets of visits to robots.txt from those of tasks.
constexpr std::uint64_t kRobotsTickets = std::uint64_t{1} << 63U;

struct Server {
  std::string origin;
  HostState state;
  RobotsCache robots;
  std::optional<JobId> robots_job;  ///< Under way.
  std::vector<JobId> parked;        ///< Tasks that wait for it.
  bool loaded = true;               ///< False once robots.txt has been let go.
};

}  // namespace

struct Fetcher::State {
  State(FetcherOptions o, std::unique_ptr<HttpClient> c, HostLookup l, const Clock& k)
      : options(o),
        client(std::move(c)),
        lookup(std::move(l)),
        clock(k),
        politeness(options.politeness) {}

  Moment now() const { return {client->now(), clock.now()}; }

  // The way of a job, in order.
  void begin_hop(JobId id);
  Result<std::size_t> server_of(const std::string& origin);
  Status reload(Server& server);
  void park(JobId id, std::size_t index);
  bool may_ask(JobId id, const std::string& target);
  void enqueue(JobId id);
  void pump();
  void take(HttpReply reply);
  void follow(JobId id, const std::string& location);
  void finish_robots(JobId id, const Judgement& judgement, const ResponseHead* head);
  void fail_robots(JobId id, const Error& error);
  void report_robots(JobId id, FetchJob& job, const Judgement& judgement, const ResponseHead* head);
  void hold(std::uint64_t ticket, std::vector<std::size_t> touched);
  Fetched fetched_of(FetchJob& job, FetchVerdict verdict, std::optional<Error> error,
                     const ResponseHead* head);
  void release_parked(const FetchJob& robots, const std::optional<Error>& error);

  // Its ends.
  void end(JobId id, FetchVerdict verdict, std::optional<Error> error, double weight,
           seconds retry_after = seconds(0), const ResponseHead* head = nullptr);
  void spare(JobId id, microseconds closed);
  void spare_all_waiting(std::size_t index);
  void trim_robots();

  FetcherOptions options;
  std::unique_ptr<HttpClient> client;
  HostLookup lookup;
  const Clock& clock;
  RobotsReceiver robots_visited;  ///< May be empty.
  Politeness politeness;
  std::vector<Server> servers;  ///< By the numbers that politeness gives them.
  std::unordered_map<std::string, std::size_t> server_numbers;
  std::unordered_map<JobId, FetchJob> jobs;
  JobId next_id = 1;
  std::size_t robots_bytes = 0;  ///< Held.
  std::size_t most_robots_bytes = kMostRobotsMemory;
  std::size_t tasks = 0;  ///< In jobs, those for robots.txt not counted.
  std::deque<Fetched> ended;
  /// Servers that are held, by the ticket of the task that asked them.
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> held;
};

Status Fetcher::State::reload(Server& server) {
  Result<std::optional<HostState>> known = lookup(server.origin);
  if (!known) return known.error();
  if (*known) server.state = std::move(**known);
  server.state.origin = server.origin;
  server.robots.load(server.state, now());
  robots_bytes += server.state.robots.size();
  server.loaded = true;
  return {};
}

Result<std::size_t> Fetcher::State::server_of(const std::string& origin) {
  if (const auto found = server_numbers.find(origin); found != server_numbers.end()) {
    Server& server = servers[found->second];
    if (!server.loaded) {
      if (Status loaded = reload(server); !loaded) return loaded.error();
    }
    return found->second;
  }
  Server server;
  server.origin = origin;
  if (Status loaded = reload(server); !loaded) return loaded.error();
  const LastAsked last = options.killed_before ? LastAsked::kUnsure : LastAsked::kKnown;
  const std::size_t index = politeness.add(origin, server.state, now(), last);
  servers.push_back(std::move(server));
  server_numbers.emplace(origin, index);
  return index;
}

void Fetcher::State::begin_hop(JobId id) {
  FetchJob& job = jobs.at(id);
  const std::optional<Url> url = parse_url(job.uri);
  if (!url || !url->is_http() || url->href_without_fragment() != job.uri) {
    end(id, FetchVerdict::kForbidden,
        Error{ErrorCode::kBadArgument, job.uri + ": is no address of the web, or not as the URL "
                                                 "parser serialises it"},
        kHard);
    return;
  }
  Result<std::size_t> index = server_of(url->origin());
  if (!index) {
    end(id, FetchVerdict::kUnreachable, index.error(), 0);
    return;
  }
  job.server = *index;
  const microseconds closed =
      politeness.closed_for(static_cast<Politeness::Server>(*index), client->now());
  if (closed > options.longest_wait) {
    spare(id, closed);
  } else if (job.for_robots) {
    enqueue(id);
  } else if (!job.task.obey_robots) {
    job.visit.robots = "not asked: the owner has listed the address";
    job.robots.reset();
    enqueue(id);
  } else if (!servers[*index].robots.is_fresh(client->now())) {
    park(id, *index);
  } else if (may_ask(id, url->target())) {
    enqueue(id);
  }
}

void Fetcher::State::park(JobId id, std::size_t index) {
  FetchJob& job = jobs.at(id);
  job.touch(index);
  Server& server = servers[index];
  server.parked.push_back(id);
  if (server.robots_job) return;
  const JobId robots_id = next_id++;
  server.robots_job = robots_id;
  FetchJob robots;
  robots.for_robots = true;
  robots.robots_of = index;
  robots.uri = server.origin + "/robots.txt";
  robots.task.any_address = job.task.any_address;
  robots.task.limit = kMostRobotsBytes;
  jobs.emplace(robots_id, std::move(robots));
  begin_hop(robots_id);
}

bool Fetcher::State::may_ask(JobId id, const std::string& target) {
  FetchJob& job = jobs.at(id);
  const Server& server = servers[job.server];
  if (const std::optional<Error>& failure = server.robots.failure()) {
    job.visit.robots = "not to be had";
    job.robots.reset();
    end(id, FetchVerdict::kUnreachable,
        Error{failure->code, fmt::format("{}: not asked, because robots.txt cannot be had: {}",
                                         job.uri, failure->message)},
        failure->code == ErrorCode::kServerSpared ? 0 : kTemporary, kRobotsRetry);
    return false;
  }
  const RobotsRuling ruling = server.robots.rule(target);
  job.visit.robots = ruling.reason;
  job.robots =
      RobotsCopy{server.origin + "/robots.txt", server.robots.fetched(), server.robots.payload()};
  const auto number = static_cast<Politeness::Server>(job.server);
  politeness.set_crawl_delay(number, server.robots.crawl_delay());
  if (ruling.allowed) return true;
  end(id, FetchVerdict::kForbidden,
      Error{ErrorCode::kForbiddenByRobots,
            fmt::format("{}: robots.txt of {}: {}", job.uri, server.origin, ruling.reason)},
      kHard);
  return false;
}

void Fetcher::State::enqueue(JobId id) {
  const FetchJob& job = jobs.at(id);
  const auto server = static_cast<Politeness::Server>(job.server);
  const bool first = job.for_robots || !job.seen.empty();
  politeness.wait(server, id, first ? Politeness::Place::kFirst : Politeness::Place::kLast);
}

void Fetcher::State::pump() {
  while (client->active() < options.most_active) {
    const std::optional<Politeness::Turn> turn = politeness.take(client->now());
    if (!turn) return;
    FetchJob& job = jobs.at(turn->ticket);
    job.touch(job.server);
    client->start(request_of(job, turn->ticket));
  }
}

void Fetcher::State::take(HttpReply reply) {
  const JobId id = reply.ticket;
  FetchJob& job = jobs.at(id);
  const Moment moment = now();
  const Result<ResponseHead> parsed = parse_response_head(reply.exchange.response);
  const ResponseHead* head = parsed ? &*parsed : nullptr;
  const seconds most = options.politeness.most_retry_after;
  Judgement judgement = judge_reply(job, reply, head, moment.wall, most);
  const std::size_t index = job.server;
  politeness.done(static_cast<Politeness::Server>(index), moment, judgement.answer);
  reply.exchange.cut = cut_of(reply);
  job.visit.exchanges.push_back(std::move(reply.exchange));
  if (!judgement.location.empty()) {
    follow(id, judgement.location);
  } else if (job.for_robots) {
    judgement.error = reply.error;  // What a status means for robots.txt, the cache knows.
    finish_robots(id, judgement, head);
  } else {
    const bool rests = judgement.answer.failed;
    const microseconds closed =
        rests ? politeness.closed_for(static_cast<Politeness::Server>(index), moment.steady)
              : microseconds(0);
    end(id, judgement.verdict, std::move(judgement.error), judgement.weight,
        std::chrono::ceil<seconds>(closed), head);
  }
  spare_all_waiting(index);
}

void Fetcher::State::follow(JobId id, const std::string& location) {
  FetchJob& job = jobs.at(id);
  const int status = job.visit.exchanges.back().status;
  job.moved_for_good = job.moved_for_good && (status == 301 || status == 308);
  job.seen.push_back(job.uri);
  const std::optional<std::string> next = resolve_web_address(location, job.uri);
  const std::size_t most = job.for_robots ? kMostRobotsRedirects : kMostRedirects;
  const bool circle = next && std::find(job.seen.begin(), job.seen.end(), *next) != job.seen.end();
  if (next && !circle && job.seen.size() <= most) {
    job.uri = *next;
    begin_hop(id);
    return;
  }
  if (job.for_robots) {
    finish_robots(id, {}, nullptr);
  } else if (!next) {
    end(id, FetchVerdict::kForbidden,
        Error{ErrorCode::kForbiddenAddress,
              fmt::format("{}: redirected to \"{}\", which is no address of the web", job.uri,
                          location)},
        kHard);
  } else {
    end(id, FetchVerdict::kUnreachable,
        Error{ErrorCode::kTooManyRedirects,
              circle ? fmt::format("{}: redirected in a circle, back to {}", job.uri, *next)
                     : fmt::format("{}: redirected more than {} times, from {}", job.uri, most,
                                   job.task.uri)},
        kHard);
  }
}

void Fetcher::State::finish_robots(JobId id, const Judgement& judgement, const ResponseHead* head) {
  FetchJob job = std::move(jobs.at(id));
  jobs.erase(id);
  Server& server = servers[job.robots_of];
  robots_bytes -= server.state.robots.size();
  server.robots.learn(job.visit.exchanges.back(), judgement.error, server.state, now());
  robots_bytes += server.state.robots.size();
  report_robots(id, job, judgement, head);
  release_parked(job, judgement.error);
  trim_robots();
}

void Fetcher::State::fail_robots(JobId id, const Error& error) {
  FetchJob job = std::move(jobs.at(id));
  jobs.erase(id);
  Server& server = servers[job.robots_of];
  server.robots.fail(error, server.state, now());
  Judgement judgement;
  judgement.error = error;
  // Where nothing was asked, there is nothing to keep.
  if (!job.visit.exchanges.empty()) report_robots(id, job, judgement, nullptr);
  release_parked(job, error);
}

void Fetcher::State::report_robots(JobId id, FetchJob& job, const Judgement& judgement,
                                   const ResponseHead* head) {
  if (!robots_visited) return;
  Fetched fetched = fetched_of(job, judgement.verdict, judgement.error, head);
  fetched.ticket = kRobotsTickets | id;
  hold(fetched.ticket, job.touched);
  robots_visited(std::move(fetched), jobs.at(servers[job.robots_of].parked.front()).task.ticket);
}

void Fetcher::State::release_parked(const FetchJob& robots, const std::optional<Error>& error) {
  Server& server = servers[robots.robots_of];
  server.robots_job.reset();
  const std::vector<JobId> parked = std::exchange(server.parked, {});
  for (const JobId id : parked) {
    FetchJob& job = jobs.at(id);
    for (const std::size_t touched : robots.touched) job.touch(touched);
    if (error && error->code == ErrorCode::kForbiddenAddress) {
      end(id, FetchVerdict::kForbidden, *error, kHard);
    } else if (may_ask(id, parse_url(job.uri)->target())) {
      enqueue(id);
    }
  }
}

void Fetcher::State::end(JobId id, FetchVerdict verdict, std::optional<Error> error, double weight,
                         seconds retry_after, const ResponseHead* head) {
  if (jobs.at(id).for_robots) {  // It could not even be asked for.
    fail_robots(id, error.value_or(Error{ErrorCode::kInternal, "robots.txt"}));
    return;
  }
  FetchJob job = std::move(jobs.at(id));
  jobs.erase(id);
  --tasks;
  Fetched fetched = fetched_of(job, verdict, std::move(error), head);
  fetched.weight = weight;
  fetched.retry_after = retry_after.count();
  ended.push_back(std::move(fetched));
  hold(job.task.ticket, std::move(job.touched));
}

Fetched Fetcher::State::fetched_of(FetchJob& job, FetchVerdict verdict, std::optional<Error> error,
                                   const ResponseHead* head) {
  Fetched fetched;
  fetched.ticket = job.task.ticket;
  fetched.verdict = verdict;
  fetched.uri = job.uri;
  fetched.error = std::move(error);
  fetched.visit = std::move(job.visit);
  fetched.robots = std::move(job.robots);
  if (!fetched.visit.exchanges.empty()) {
    fetched.status = fetched.visit.exchanges.back().status;
    fetched.received = std::exchange(fetched.visit.exchanges.back().body, {});
  }
  if (head != nullptr) describe_payload(*head, fetched);
  const bool well = verdict == FetchVerdict::kFetched || verdict == FetchVerdict::kUnchanged;
  if (well && job.moved_for_good && !job.seen.empty()) fetched.moved_to = job.uri;
  for (const std::size_t index : job.touched) {
    fetched.hosts.push_back(servers[index].state);
    politeness.write_state(static_cast<Politeness::Server>(index), fetched.hosts.back());
  }
  return fetched;
}

/// Until `ticket` is released, if the caller releases tickets.
void Fetcher::State::hold(std::uint64_t ticket, std::vector<std::size_t> touched) {
  if (!options.until_released) return;
  for (const std::size_t index : touched) {
    politeness.hold(static_cast<Politeness::Server>(index));
  }
  held.emplace(ticket, std::move(touched));
}

void Fetcher::State::spare(JobId id, microseconds closed) {
  const FetchJob& job = jobs.at(id);
  const seconds retry = std::chrono::ceil<seconds>(closed);
  end(id, FetchVerdict::kUnreachable,
      Error{ErrorCode::kServerSpared,
            fmt::format("{}: {} is not to be asked for another {} s", job.uri,
                        servers[job.server].origin, retry.count())},
      0, retry);
}

void Fetcher::State::spare_all_waiting(std::size_t index) {
  const auto server = static_cast<Politeness::Server>(index);
  const microseconds closed = politeness.closed_for(server, client->now());
  if (closed <= options.longest_wait) return;
  for (const JobId id : politeness.give_up(server)) spare(id, closed);
}

void Fetcher::State::trim_robots() {
  if (robots_bytes <= most_robots_bytes) return;
  std::vector<bool> needed(servers.size(), false);
  for (const auto& [id, job] : jobs) {
    needed[job.server] = needed[job.robots_of] = true;
    for (const std::size_t index : job.touched) needed[index] = true;
  }
  for (std::size_t i = 0; i < servers.size(); ++i) {
    if (needed[i] || !servers[i].loaded) continue;
    robots_bytes -= servers[i].state.robots.size();
    servers[i].state = HostState{};
    servers[i].robots = RobotsCache{};
    servers[i].loaded = false;
  }
  // If most are needed, this is not tried again before it is worth it.
  most_robots_bytes = std::max(kMostRobotsMemory, 2 * robots_bytes);
}

Fetcher::Fetcher(FetcherOptions options, std::unique_ptr<HttpClient> client, HostLookup lookup,
                 const Clock& clock)
    : state_(std::make_unique<State>(options, std::move(client), std::move(lookup), clock)) {}

Fetcher::~Fetcher() = default;

void Fetcher::on_robots(RobotsReceiver take) { state_->robots_visited = std::move(take); }

void Fetcher::add(FetchTask task) {
  const JobId id = state_->next_id++;
  FetchJob job;
  job.uri = task.uri;
  job.task = std::move(task);
  state_->jobs.emplace(id, std::move(job));
  ++state_->tasks;
  state_->begin_hop(id);
}

std::optional<Fetched> Fetcher::next(milliseconds most) {
  State& s = *state_;
  const microseconds deadline = s.client->now() + most;
  while (s.ended.empty() && s.tasks > 0) {
    s.pump();
    const microseconds now = s.client->now();
    microseconds until = deadline;
    if (s.client->active() < s.options.most_active) {
      until = std::min(until, s.politeness.next_turn().value_or(deadline));
    }
    const auto wait = std::chrono::ceil<milliseconds>(std::max(until - now, microseconds(0)));
    if (std::optional<HttpReply> reply = s.client->wait(wait)) {
      s.take(std::move(*reply));
    } else if (s.client->now() >= deadline) {
      break;
    }
  }
  if (s.ended.empty()) return std::nullopt;
  Fetched fetched = std::move(s.ended.front());
  s.ended.pop_front();
  return fetched;
}

void Fetcher::release(std::uint64_t ticket) {
  const auto node = state_->held.extract(ticket);
  if (!node) return;
  for (const std::size_t index : node.mapped()) {
    state_->politeness.release(static_cast<Politeness::Server>(index));
  }
}

std::size_t Fetcher::waiting() const { return state_->tasks + state_->ended.size(); }

}  // namespace headwater
