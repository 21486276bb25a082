#include "app/web.h"

#include <utility>

#include "app/signals.h"
#include "base/web_address.h"
#include "stages/acquire/web_settings.h"
#include "stages/catalog.h"

namespace headwater {

bool is_on_web(std::string_view kind) {
  for (const SourceKind& row : source_kinds()) {
    if (row.name == kind) return row.on_web();
  }
  return false;
}

std::optional<std::string> web_argument(std::string_view argument) {
  if (!argument.starts_with("http://") && !argument.starts_with("https://")) return std::nullopt;
  return request_address(argument);
}

std::vector<SourceSpec> web_specs(const std::vector<SourceEntry>& entries) {
  std::vector<SourceSpec> specs;
  for (const SourceEntry& entry : entries) {
    if (!is_on_web(entry.kind)) continue;
    specs.push_back({entry.name,
                     entry.kind,
                     entry.settings.text("uri"),
                     settings_to_json(entry.kind, entry.settings),
                     "config",
                     {}});
  }
  return specs;
}

SourceSpec argument_spec(const std::string& address) {
  return {address, "fetch_pages", address, "{}", "argument", {}};
}

HttpClientOptions client_options(const PipelineConfig& config) {
  HttpClientOptions options;
  options.contact = config.web.contact;
  options.ca_file = config.web.ca_file.string();
  options.total_timeout = std::chrono::seconds(config.web.timeout_seconds);
  return options;
}

FetcherOptions fetcher_options(const PipelineConfig& config) {
  FetcherOptions options;
  options.politeness.delay = std::chrono::milliseconds(config.web.delay_milliseconds);
  options.politeness.most_a_day = config.web.requests_a_day;
  options.most_active = config.web.transfers;
  return options;
}

Result<std::unique_ptr<Source>> open_web(const Session& session, Store& store, WebRun run) {
  Result<std::unique_ptr<Frontier>> frontier = store.frontier();
  if (!frontier) return frontier.error();
  const Result<bool> killed = (*frontier)->last_run_was_killed();
  if (!killed) return killed.error();
  auto client = make_http_client(client_options(session.config), session.clock);
  if (!client) return client.error();
  FetcherOptions options = fetcher_options(session.config);
  options.killed_before = *killed;
  // Without a pause between requests speed is wanted more than to ask little again.
  options.until_released = options.politeness.delay.count() > 0;
  // The source keeps the frontier as long as the fetcher that asks it.
  const HostLookup lookup = [known = frontier->get()](std::string_view origin) {
    return known->host(origin);
  };
  auto fetcher = std::make_unique<Fetcher>(options, std::move(*client), lookup, session.clock);
  return open_web_source(std::move(run), std::move(*frontier), std::move(fetcher), session.clock,
                         stop_requested());
}

}  // namespace headwater
