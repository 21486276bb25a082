#include "app/stored_captures.h"

#include <utility>

#include "app/pipeline_run.h"

namespace headwater {

Result<std::optional<Arrival>> StoredCaptures::next() {
  if (next_ == captures_.size()) return std::optional<Arrival>();
  const Result<Sighting> found = reader_.sighting(captures_[next_++]);
  if (!found) return found.error();
  const Sighting& sighting = *found;
  Arrival arrival;
  arrival.source = sighting.source;
  arrival.uri = sighting.uri;
  arrival.container = sighting.container;
  arrival.media_type = sighting.media_type;
  arrival.charset = sighting.charset;
  arrival.content_encoding = sighting.content_encoding;
  arrival.captured_at = sighting.captured_at;
  arrival.stored_capture = sighting.capture;
  Result<std::string> named = reader_.named(sighting.capture);
  if (!named) return named.error();
  arrival.named = std::move(*named);
  Result<std::string> payload = reader_.payload(sighting);
  if (payload.ok()) {
    arrival.payload = std::move(*payload);
  } else {
    arrival.fault = payload.error();
  }
  return std::optional<Arrival>(std::move(arrival));
}

Result<ExitCode> process_again(Session& session, const Plan& plan,
                               std::vector<std::int64_t> captures) {
  Result<std::unique_ptr<Store>> store = open_for_writing(session);
  if (!store) return store.error();
  const auto run = (*store)->begin_run(plan.recipe(), session.line.typed, session.clock);
  if (!run) return run.error();
  OpenSources open;
  open.sources.push_back(
      {"stored captures", std::make_unique<StoredCaptures>(std::move(captures), *session.reader)});
  const Result<RunReport> report = run_into_store(session, plan, **store, open);
  return report ? Result<ExitCode>(exit_code_for(*report)) : report.error();
}

}  // namespace headwater
