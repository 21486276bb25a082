#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/session.h"
#include "stages/acquire/web_source.h"

namespace headwater {

/// The http or https address that `argument` is, or nothing.
std::optional<std::string> web_argument(std::string_view argument);

/// Whether sources of `kind` are on the web.
bool is_on_web(std::string_view kind);

/// Those of `entries` whose kind is on the web, as the store lists them, with origin "config".
std::vector<SourceSpec> web_specs(const std::vector<SourceEntry>& entries);

/// An address that was named on a command line, as the store lists it.
SourceSpec argument_spec(const std::string& address);

/// How servers are asked, by the configuration.
HttpClientOptions client_options(const PipelineConfig& config);
FetcherOptions fetcher_options(const PipelineConfig& config);

/// The sources of `run` on the web, with the frontier of `store`. Requires: a run has begun.
Result<std::unique_ptr<Source>> open_web(const Session& session, Store& store, WebRun run);

}  // namespace headwater
