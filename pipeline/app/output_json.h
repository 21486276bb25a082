#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/diagnosis.h"
#include "app/pipeline_run.h"
#include "app/version_place.h"
#include "base/json.h"
#include "stage/stage_kind.h"
#include "store/store.h"
#include "store/verify.h"

namespace headwater {

// One writer for each printed type; what they promise is in schemas/<type>.schema.json, named after
// the type. Each writes one object with "type" first, every key present, absent values null.

/// What `ingest --dry-run` found out about a source.
struct SourceForecast {
  std::string source;
  std::uint64_t documents = 0;
  std::uint64_t fresh = 0;   ///< Not in the store.
  std::uint64_t faults = 0;  ///< That could not be read.
  std::uint64_t bytes = 0;
  bool failed = false;  ///< Reading ended with an error.
};

/// What `check` found out.
struct CheckReport {
  std::string origin;
  std::size_t mistakes = 0;
  std::size_t stages = 0;
  std::size_t sources = 0;
  std::size_t rules = 0;
  std::optional<std::string> recipe = {};  ///< Hexadecimal; only without mistakes.
};

/// {"type":"forecast",...}
void write_forecast(const SourceForecast& forecast, JsonWriter& json);
/// {"type":"mistake",...}: one of `check`.
void write_mistake(const ConfigMistake& mistake, JsonWriter& json);
/// {"type":"check",...}: the last line of `check`.
void write_check(const CheckReport& report, JsonWriter& json);
/// {"type":"version",...}
void write_version(std::string_view version, JsonWriter& json);
/// {"type":"summary",...}
void write_summary(const RunReport& report, JsonWriter& json);
/// {"type":"statement",...}: what was asked for and how much was found.
void write_statement(std::string_view text, const TraceAnswer& answer, JsonWriter& json);
/// {"type":"occurrence",...}
void write_occurrence(const Occurrence& occurrence, JsonWriter& json);
/// {"type":"lineage",...}
void write_lineage(std::string_view document, const StoredStep& step, JsonWriter& json);
/// {"type":"listing",...}: a row of `documents`, which is at `place` among its article's versions.
void write_listing(const StoredDocument& document, const std::optional<VersionPlace>& place,
                   JsonWriter& json);
/// {"type":"revision",...}: a version of an article, and how many statements of the one before it
/// lacks and how many it adds.
void write_revision(const ArticleVersion& version, std::size_t removed, std::size_t added,
                    JsonWriter& json);
/// {"type":"change",...}: the statement `ordinal` of `document`, which is that `version`; `kind` is
/// "removed" or "added".
void write_change(const StoredDocument& document, std::string_view kind, std::int64_t version,
                  std::size_t ordinal, JsonWriter& json);
/// {"type":"finding",...}
void write_finding(const Finding& finding, JsonWriter& json);
/// {"type":"verification",...}: the last line of `verify`.
void write_verification(const VerifyCounts& counts, VerifyDepth depth, JsonWriter& json);
/// {"type":"quarantine",...}
void write_quarantine(const QuarantineItem& item, JsonWriter& json);
/// {"type":"status",...}
void write_status(std::string_view store, const StoreStatus& status, JsonWriter& json);
/// {"type":"feed",...}: a source on the web as `sources` lists it; `standing` as it prints it.
void write_source_figures(const SourceFigures& source, std::string_view standing, JsonWriter& json);
/// {"type":"diagnosis",...}: a finding of `doctor`.
void write_diagnosis(const Diagnosis& diagnosis, JsonWriter& json);
/// {"type":"stage",...}
void write_stage(const StageKind& kind, JsonWriter& json);
/// {"type":"source",...}: a row of the catalog.
void write_source(const SourceKind& kind, JsonWriter& json);

std::string_view depth_name(VerifyDepth depth);

}  // namespace headwater
