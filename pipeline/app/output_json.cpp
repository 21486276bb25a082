#include "app/output_json.h"

#include <algorithm>
#include <array>
#include <set>

#include "app/article_json.h"
#include "app/text_fragment.h"

namespace headwater {
namespace {

void begin(std::string_view type, JsonWriter& json) {
  json.begin_object().key("type").string(type);
}

void write_counts(std::string_view key, const std::map<std::string, std::uint64_t>& counts,
                  JsonWriter& json) {
  json.key(key).begin_object();
  for (const auto& [name, count] : counts) json.key(name).number(count);
  json.end_object();
}

double seconds(std::uint64_t nanoseconds) { return static_cast<double>(nanoseconds) / 1e9; }

std::optional<std::string> value_of(const std::optional<Field>& field) {
  return field ? std::optional(field->value) : std::nullopt;
}

void write_setting_value(const SettingValue& value, JsonWriter& json) {
  if (const bool* flag = std::get_if<bool>(&value)) {
    json.boolean(*flag);
  } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    json.signed_number(*integer);
  } else if (const auto* real = std::get_if<double>(&value)) {
    json.real(*real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    json.string(*text);
  } else {
    json.begin_array();
    for (const auto& item : std::get<std::vector<std::string>>(value)) json.string(item);
    json.end_array();
  }
}

void write_specs(const std::vector<SettingSpec>& specs, JsonWriter& json) {
  json.key("settings").begin_array();
  for (const SettingSpec& spec : specs) {
    json.begin_object().key("name").string(spec.name).key("preset");
    write_setting_value(spec.preset, json);
    json.key("help").string(spec.help).end_object();
  }
  json.end_array();
}

void write_sections(std::string_view key, Sections sections, JsonWriter& json) {
  json.key(key).begin_array();
  for (std::uint32_t bit = 1; bit <= static_cast<std::uint32_t>(Section::kPage); bit <<= 1) {
    if ((sections & bit) != 0) json.string(section_name(static_cast<Section>(bit)));
  }
  json.end_array();
}

void write_sighting(const Sighting& sighting, JsonWriter& json) {
  json.key("capture").signed_number(sighting.capture).key("source").string(sighting.source);
  json.key("uri").string(sighting.uri).key("container");
  write_container(sighting.container, json);
  json.key("media_type").string(sighting.media_type);
  json.key("captured_at").string(to_rfc3339(sighting.captured_at));
  json.key("payload_sha256").string(sighting.payload.hex());
  json.key("payload_size").number(sighting.payload_size);
}

void write_move(const SourceState& state, JsonWriter& json) {
  const auto text = [](const std::string& value) {
    return value.empty() ? std::nullopt : std::optional(value);
  };
  json.key("moved_to").string_or_null(text(state.address)).key("moved_at");
  json.string_or_null(state.moved ? std::optional(to_rfc3339(*state.moved)) : std::nullopt);
  json.key("moving_to").string_or_null(text(state.moving_to));
  json.key("moving_visits").signed_number(state.moving_visits);
}

}  // namespace

void write_forecast(const SourceForecast& forecast, JsonWriter& json) {
  begin("forecast", json);
  json.key("source").string(forecast.source).key("documents").number(forecast.documents);
  json.key("new").number(forecast.fresh).key("unreadable").number(forecast.faults);
  json.key("bytes").number(forecast.bytes).key("failed").boolean(forecast.failed).end_object();
}

void write_mistake(const ConfigMistake& mistake, JsonWriter& json) {
  begin("mistake", json);
  json.key("file").string(mistake.position.file).key("line").number(mistake.position.line);
  json.key("column").number(mistake.position.column);
  json.key("message").string(mistake.message).end_object();
}

void write_check(const CheckReport& report, JsonWriter& json) {
  begin("check", json);
  json.key("origin").string(report.origin).key("mistakes").number(report.mistakes);
  json.key("stages").number(report.stages).key("sources").number(report.sources);
  json.key("rules").number(report.rules).key("recipe").string_or_null(report.recipe).end_object();
}

void write_version(std::string_view version, JsonWriter& json) {
  begin("version", json);
  json.key("version").string(version).end_object();
}

void write_summary(const RunReport& report, JsonWriter& json) {
  const RunCounts& counts = report.summary.counts;
  begin("summary", json);
  json.key("arrived").number(counts.arrived).key("stored").number(counts.stored);
  write_counts("dropped", counts.dropped, json);
  write_counts("quarantined", counts.quarantined, json);
  json.key("balanced").boolean(counts.balanced()).key("bytes").number(counts.bytes);
  json.key("sources").number(report.sources).key("failed_sources").number(report.failed_sources);
  json.key("stopped").boolean(report.summary.stopped);
  json.key("recipe").string(report.recipe).key("seconds").real(report.seconds);
  json.key("documents_per_second")
      .real(report.seconds > 0 ? static_cast<double>(counts.arrived) / report.seconds : 0);
  json.key("steps").begin_array();
  for (const StepTime& time : report.summary.times) {
    json.begin_object().key("stage").string(time.stage);
    json.key("seconds").real(seconds(time.nanoseconds)).end_object();
  }
  json.end_array().end_object();
}

void write_statement(std::string_view text, const TraceAnswer& answer, JsonWriter& json) {
  std::set<std::string_view> documents;
  std::set<std::string_view> outlets;
  for (const Occurrence& occurrence : answer.occurrences) {
    documents.insert(occurrence.document);
    if (occurrence.outlet_id) outlets.insert(*occurrence.outlet_id);
  }
  begin("statement", json);
  json.key("text").string(text).key("occurrences").number(answer.occurrences.size());
  json.key("documents").number(documents.size()).key("outlets").number(outlets.size());
  json.key("complete").boolean(!answer.cut).end_object();
}

void write_occurrence(const Occurrence& occurrence, JsonWriter& json) {
  const Sighting& sighting = occurrence.sighting;
  begin("occurrence", json);
  json.key("document").string(occurrence.document).key("uri").string(sighting.uri);
  json.key("outlet").string_or_null(occurrence.outlet_id);
  json.key("published_at").string_or_null(occurrence.published_at);
  json.key("captured_at").string(to_rfc3339(sighting.captured_at));
  json.key("begin").number(occurrence.span.begin).key("end").number(occurrence.span.end);
  json.key("raw").begin_array();
  for (const RawSpan raw : occurrence.raw) write_span(raw, json);
  json.end_array().key("payload_sha256").string(sighting.payload.hex());
  json.key("speaker").null().key("via_outlet").null();
  json.key("similarity").real(occurrence.similarity);
  json.key("cluster").string_or_null(occurrence.cluster);
  json.key("link").string_or_null(text_fragment_link(sighting.uri, occurrence.text));
  json.end_object();
}

void write_lineage(std::string_view document, const StoredStep& step, JsonWriter& json) {
  begin("lineage", json);
  json.key("document").string(document).key("run").signed_number(step.run);
  json.key("time").string(to_rfc3339(step.time, TimePrecision::kMicroseconds));
  json.key("verb").string(step.verb).key("stage").string(step.stage);
  json.key("stage_version").signed_number(step.stage_version);
  json.key("input").string(step.input.hex()).key("output").string(step.output.hex());
  json.key("seconds").real(seconds(step.nanoseconds)).key("recipe").string(step.recipe);
  json.key("detail");
  if (step.detail.empty()) {
    json.null();
  } else {
    json.raw(step.detail);
  }
  json.end_object();
}

void write_listing(const StoredDocument& document, const std::optional<VersionPlace>& place,
                   JsonWriter& json) {
  const Article& article = document.article;
  const ByteAccount bytes = account(document.map);
  begin("listing", json);
  json.key("id").string(article.id).key("cursor").signed_number(document.key);
  json.key("uri").string(article.arrival.uri).key("outlet").string_or_null(article.outlet.id);
  json.key("title").string_or_null(value_of(article.title));
  json.key("published_at").string_or_null(value_of(article.published_at));
  json.key("captured_at").string(to_rfc3339(article.arrival.captured_at));
  write_version(place, json);
  json.key("sightings").number(document.sightings.size());
  json.key("statements").number(article.statements.size());
  json.key("kept").number(bytes.kept).key("changed").number(bytes.changed);
  json.key("removed").number(bytes.removed).key("markup").number(bytes.markup).end_object();
}

void write_revision(const ArticleVersion& version, std::size_t removed, std::size_t added,
                    JsonWriter& json) {
  begin("revision", json);
  json.key("article").signed_number(version.article);
  json.key("number").signed_number(version.number).key("latest").boolean(version.latest);
  json.key("document").string(version.document);
  json.key("first_seen").string(to_rfc3339(version.first_seen)).key("uri").string(version.uri);
  json.key("text_bytes").number(version.text_bytes).key("statements").number(version.statements);
  json.key("removed").number(removed).key("added").number(added).end_object();
}

void write_change(const StoredDocument& document, std::string_view kind, std::int64_t version,
                  std::size_t ordinal, JsonWriter& json) {
  const Article& article = document.article;
  const TextSpan span = article.statements[ordinal].span;
  const std::uint64_t shift = raw_shift(article.arrival);
  std::vector<RawSpan> raw;
  article.source_map.raw_spans(span, raw);
  begin("change", json);
  json.key("kind").string(kind).key("version").signed_number(version);
  json.key("document").string(article.id).key("ordinal").number(ordinal);
  json.key("begin").number(span.begin).key("end").number(span.end).key("raw").begin_array();
  for (const RawSpan part : raw) write_span(RawSpan{part.begin + shift, part.end + shift}, json);
  json.end_array().key("text").string(slice(article.text, span)).end_object();
}

void write_finding(const Finding& finding, JsonWriter& json) {
  begin("finding", json);
  json.key("number").signed_number(finding.number).key("subject").string(finding.subject);
  json.key("message").string(finding.message).end_object();
}

std::string_view depth_name(VerifyDepth depth) {
  constexpr std::array<std::string_view, 3> kNames = {"quick", "default", "read-data"};
  return kNames[static_cast<std::size_t>(depth)];
}

void write_verification(const VerifyCounts& counts, VerifyDepth depth, JsonWriter& json) {
  begin("verification", json);
  json.key("depth").string(depth_name(depth)).key("documents").number(counts.documents);
  json.key("captures").number(counts.captures).key("payload_bytes").number(counts.payload_bytes);
  json.key("maps_replayed").number(counts.maps_replayed);
  json.key("findings").number(counts.findings).end_object();
}

void write_quarantine(const QuarantineItem& item, JsonWriter& json) {
  begin("quarantine", json);
  json.key("number").signed_number(item.number).key("run").signed_number(item.run);
  json.key("time").string(to_rfc3339(item.time)).key("state").string(item.state);
  json.key("stage").string(item.stage).key("code").string(item.code);
  json.key("message").string(item.message);
  write_sighting(item.sighting, json);
  json.end_object();
}

void write_status(std::string_view store, const StoreStatus& status, JsonWriter& json) {
  begin("status", json);
  json.key("store").string(store).key("schema_version").signed_number(status.schema_version);
  json.key("documents").number(status.documents).key("captures").number(status.captures);
  json.key("statements").number(status.statements);
  json.key("quarantine_open").number(status.quarantine_open).key("runs").number(status.runs);
  json.key("database_bytes").number(status.database_bytes);
  json.key("search_bytes").number(status.search_bytes);
  json.key("archive_bytes").number(status.archive_bytes);
  json.key("search_behind").number(status.search_behind);
  json.key("sources").number(status.sources).key("sources_due").number(status.sources_due);
  json.key("sources_failing").number(status.sources_failing);
  json.key("sources_silent").number(status.sources_silent);
  json.key("sources_moved").number(status.sources_moved);
  json.key("pages_waiting").number(status.pages_waiting).key("last_run");
  if (status.last_run) {
    json.string(to_rfc3339(*status.last_run)).key("last_run_state").string(status.last_run_state);
  } else {
    json.null().key("last_run_state").null();
  }
  json.end_object();
}

void write_source_figures(const SourceFigures& source, std::string_view standing,
                          JsonWriter& json) {
  const SourceSpec& spec = source.row.spec;
  const SourceState& state = source.row.state;
  const auto time = [&](std::string_view key, const std::optional<Timestamp>& value) {
    json.key(key).string_or_null(value ? std::optional(to_rfc3339(*value)) : std::nullopt);
  };
  begin("feed", json);
  json.key("name").string(spec.name).key("kind").string(spec.kind).key("uri").string(spec.uri);
  json.key("origin").string(spec.origin).key("category").string(spec.category);
  json.key("settings").raw(spec.settings.empty() ? "{}" : spec.settings);
  json.key("listed").boolean(source.active).key("standing").string(standing);
  time("due_at", state.due);
  time("asked_at", state.asked);
  time("news_at", state.news);
  json.key("interval_seconds").signed_number(state.interval);
  json.key("visits").signed_number(state.visits);
  json.key("visits_in_vain").signed_number(state.visits_in_vain);
  json.key("failures").real(state.failures).key("error").string(state.error);
  json.key("warning").string(state.warning);
  write_move(state, json);
  json.key("captures").number(source.captures).key("documents").number(source.documents);
  json.end_object();
}

void write_diagnosis(const Diagnosis& diagnosis, JsonWriter& json) {
  begin("diagnosis", json);
  json.key("subject").string(diagnosis.subject);
  json.key("health").string(health_name(diagnosis.health));
  json.key("message").string(diagnosis.message).end_object();
}

void write_stage(const StageKind& kind, JsonWriter& json) {
  begin("stage", json);
  json.key("name").string(kind.name).key("summary").string(kind.summary);
  json.key("version").signed_number(kind.version);
  write_sections("needs", kind.needs, json);
  write_sections("gives", kind.gives, json);
  write_specs(kind.settings, json);
  json.end_object();
}

void write_source(const SourceKind& kind, JsonWriter& json) {
  begin("source", json);
  json.key("name").string(kind.name).key("summary").string(kind.summary);
  write_specs(kind.settings, json);
  json.end_object();
}

}  // namespace headwater
