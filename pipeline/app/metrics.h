#pragma once

#include <filesystem>
#include <string>

#include "app/pipeline_run.h"
#include "store/store.h"

namespace headwater {

/// The figures of a store, and of a run where `report` is not null, in the text format of
/// Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/), for the textfile
/// collector of its node exporter.
std::string metrics_text(const StoreStatus& status, const RunReport* report);

/// Replaces `file` by them at once, so that nobody reads half of it.
Status write_metrics(const std::filesystem::path& file, const StoreStatus& status,
                     const RunReport* report);

}  // namespace headwater
