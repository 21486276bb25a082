#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/capture_archive.h"
#include "base/clock.h"
#include "base/result.h"
#include "record/article.h"
#include "record/document_map.h"
#include "record/finished.h"
#include "record/frontier.h"
#include "record/lineage.h"
#include "record/recipe.h"
#include "record/run_counts.h"
#include "stage/stage.h"
#include "store/document_origin.h"

namespace headwater {

/// How a run ended; kPartial went through, but sources of it failed. A run without an end was
/// killed.
enum class RunState { kComplete, kStopped, kFailed, kPartial };
std::string_view run_state_name(RunState state);

/// Where the store stands on disk and how it is written.
struct StoreOptions {
  std::filesystem::path path;
  std::uint64_t segment_limit = std::uint64_t{1} << 30;  ///< Bytes of a capture segment.
};

/// The writing side of a store. Holds the store's lock while it lives. One thread.
class Store : public Sink {
 public:
  /// Starts a run under `recipe`, which must outlive the run; records host, command line and time.
  virtual Result<std::int64_t> begin_run(const Recipe& recipe, std::string_view command,
                                         const Clock& clock) = 0;
  /// Commits what is left and closes the run's record. The search index is caught up before it
  /// returns.
  virtual Status end_run(const RunCounts& counts, RunState state) = 0;
  /// What `source` stored under its keys. May be used from the thread that reads the source; sees
  /// what had been committed when it was called.
  virtual Result<std::unique_ptr<Cursor>> cursor(std::string_view source) = 0;
  /// Adds sources on the web, or replaces what is said of those of the same name; durable when it
  /// returns. Of origin "config" are always given all that the configuration lists (so none at all
  /// is a configuration without sources): those that it listed before are no longer due, but keep
  /// their history. A source that comes back, or whose kind or address has changed, begins anew and
  /// is due at once. Naming one that is visited anyway as an "argument" changes nothing.
  virtual Status put_sources(std::span<const SourceSpec> specs) = 0;
  /// The source is no longer visited and the pages that it named no longer wait; its history stays.
  /// kNotFound if no source of that name is visited. Durable when it returns.
  virtual Status remove_source(std::string_view name) = 0;
  /// What is to be acquired and what is known already. May be used from the thread that reads the
  /// sources. Requires: the run has begun, if there is to be one.
  virtual Result<std::unique_ptr<Frontier>> frontier() = 0;
  /// What opening had to repair ("cut 512 bytes of an unfinished capture ..."), for the log.
  virtual const std::vector<std::string>& repairs() const = 0;
};

/// Opens the store at `options.path` for writing, making it if there is none. Migrates an older
/// schema. kStoreLocked names the process that holds it; kStoreOutdated a store of a newer program.
Result<std::unique_ptr<Store>> open_store(const StoreOptions& options);

/// One capture of a document: a sighting.
struct Sighting {
  std::int64_t capture = 0;  ///< Row in the store.
  std::string uri;
  std::optional<Container> container;
  Timestamp captured_at;
  std::string source;
  std::string media_type;
  std::string charset;
  std::string content_encoding;
  Digest payload;
  std::uint64_t payload_size = 0;
  ArchivePlace place;
  bool revisit = false;
  std::optional<VisitSummary> http;  ///< Where it came over HTTP.
};

/// A stored document under the recipe it was last cleaned with. `article` has every section filled
/// except the payload; `article.arrival` tells of the first sighting.
struct StoredDocument {
  std::int64_t key = 0;  ///< Row in the store; grows with time: the cursor of `export --since`.
  Article article;
  DocumentMap map;
  Digest recipe;
  Digest text_digest;           ///< Of the cleaned text.
  std::vector<RuleInfo> rules;  ///< By rule index; of the document's recipe.
  std::vector<Sighting> sightings;
};

/// One line of a document's story.
struct StoredStep {
  std::int64_t run = 0;
  Timestamp time;
  std::string verb;
  std::string stage;
  int stage_version = 0;
  Digest input;
  Digest output;
  std::uint64_t nanoseconds = 0;
  std::string detail;  ///< JSON object or empty.
  std::string recipe;  ///< Hexadecimal id.
};

/// One place where a statement occurs.
struct Occurrence {
  std::string document;
  std::int64_t document_key = 0;
  Sighting sighting;
  std::optional<std::string> outlet_id;
  std::optional<std::string> outlet_name;
  std::optional<std::string> published_at;
  TextSpan span;             ///< Of the sentence, in T.
  std::vector<RawSpan> raw;  ///< In the payload, or in the container's where there is one.
  std::string text;          ///< The sentence as printed.
  /// Shared words over all words of query and sentence: 1 when equal when folded.
  double similarity = 0;
  /// Id of the copy cluster of its document; nothing where nothing copies it.
  std::optional<std::string> cluster;
};

/// What `trace` found.
struct TraceAnswer {
  std::vector<Occurrence> occurrences;
  /// There is more than was looked at or asked for: the limit was reached, the statement is too
  /// common, or too many documents wait for the search index.
  bool cut = false;
};

/// Something that could not be processed.
struct QuarantineItem {
  std::int64_t number = 0;
  std::int64_t run = 0;
  Timestamp time;
  std::string stage;
  std::string code;
  std::string message;
  Sighting sighting;
  std::string state;  ///< "open", or "resolved" once a retry or a reprocess carried it through.
};

/// Figures for `status`.
struct StoreStatus {
  std::uint64_t documents = 0;
  std::uint64_t captures = 0;
  std::uint64_t statements = 0;
  std::uint64_t quarantine_open = 0;
  std::uint64_t runs = 0;
  std::uint64_t database_bytes = 0;
  std::uint64_t search_bytes = 0;
  std::uint64_t archive_bytes = 0;
  std::optional<Timestamp> last_run;
  std::string last_run_state;
  std::uint64_t search_behind = 0;    ///< Documents that the search index does not know yet.
  std::uint64_t sources = 0;          ///< On the web, listed.
  std::uint64_t sources_due = 0;      ///< Of these, to be visited by the next run.
  std::uint64_t sources_failing = 0;  ///< Whose last visit failed.
  std::uint64_t sources_silent = 0;   ///< See is_silent in record/frontier.h.
  std::uint64_t sources_moved = 0;    ///< Asked at another address than the listed one.
  std::uint64_t pages_waiting = 0;    ///< Named, and still to be fetched.
  int schema_version = 0;
};

/// A text of an article that differs from the one before.
struct ArticleVersion {
  std::int64_t article = 0;  ///< Row in the store.
  std::int64_t number = 0;   ///< From 1, in order of arrival.
  bool latest = false;
  std::string document;  ///< Id of the first document with this text.
  Timestamp first_seen;
  std::string uri;
  std::uint64_t text_bytes = 0;  ///< Cleaned.
  std::uint64_t statements = 0;
};

/// A source, where it stands and what it brought.
struct SourceFigures {
  SourceRow row;        ///< Without kind and address where it is not on the web.
  bool active = false;  ///< Visited by itself when it is due.
  std::uint64_t captures = 0;
  std::uint64_t documents = 0;  ///< Different ones that its captures show.
};

/// Evidence of captures without an outlet that led nowhere: a host or a name nobody registered.
struct UnknownOutlet {
  std::string kind;   ///< Of the evidence: "host", "site-name", "signature-line", ...
  std::string value;  ///< As seen.
  std::uint64_t captures = 0;
  std::string example;  ///< The address of one of them.
};

/// Members of a cluster that are looked for, and documents looked at for the clusters of several:
/// so that no answer takes minutes.
inline constexpr std::size_t kMostMembers = 20'000;
inline constexpr std::size_t kMostClustered = 200'000;

/// A passage of a document and where it stands.
struct PlacedPassage {
  std::string document;
  std::string uri;
  TextSpan span;  ///< In T.
  std::string text;
};

/// What a rule removed from the current documents. `reason` and `why` are those of the latest
/// recipe that has the rule; `known` is false where none has.
struct RuleEffect {
  bool known = false;
  std::string reason;
  std::string why;
  std::uint64_t documents = 0;
  std::uint64_t passages = 0;
  std::uint64_t bytes = 0;
  std::vector<PlacedPassage> samples;  ///< Of different wording, by age.
};

/// What cleaning under a recipe changed, and what its rules of one family removed.
struct RecipeEffect {
  std::uint64_t documents = 0;  ///< Current ones that were cleaned under it.
  std::uint64_t changed = 0;    ///< Of these, with another text than the cleaning before gave.
  std::uint64_t cut_documents = 0;
  std::uint64_t passages = 0;
  std::uint64_t bytes = 0;
};

/// The reading side. Works while another process writes, and never takes the lock. One thread.
class StoreReader {
 public:
  virtual ~StoreReader() = default;

  /// The document whose id starts with `id` (at least 6 digits); kNotFound, or kBadArgument naming
  /// the candidates if several do.
  virtual Result<StoredDocument> document(std::string_view id) = 0;
  /// Calls `each` for every current document with a key above `since`, ascending; stops when it
  /// returns false. A document that cannot be read ends the walk with the error.
  virtual Status each_document(std::int64_t since,
                               const std::function<bool(const StoredDocument&)>& each) = 0;
  virtual Result<std::vector<StoredStep>> lineage(std::string_view id) = 0;
  /// Occurrences of `text`, one for each sighting: equal statements, statements that contain its
  /// words in order, and similar ones (similarity >= `least`). Ordered by similarity, then time; at
  /// most `limit`. Finds statements that the search index does not know yet, too.
  virtual Result<TraceAnswer> trace(std::string_view text, double least, std::size_t limit) = 0;
  virtual Result<std::vector<QuarantineItem>> quarantine(bool all) = 0;
  virtual Result<QuarantineItem> quarantine_item(std::int64_t number) = 0;
  /// R of a sighting: read from the archive, revisits followed, content-encoding undone.
  virtual Result<std::string> payload(const Sighting& sighting) = 0;
  /// The validators that a sighting was asked for with, and those that came: read from the archive.
  virtual Result<VisitValidators> validators(const Sighting& sighting) = 0;
  virtual Result<StoreStatus> status() = 0;
  /// The captures (rows) of all current documents that were cleaned under another recipe than
  /// `recipe`.
  virtual Result<std::vector<std::int64_t>> captures_to_reprocess(const Digest& recipe) = 0;
  /// The versions of the article that the document with this id belongs to, in order of arrival;
  /// none if it has no address on the web and came under no key. Errors as `document`.
  virtual Result<std::vector<ArticleVersion>> versions(std::string_view id) = 0;
  /// What the document with this id has in common with others, those known before it and those that
  /// came after; one edge for each, by id of the other. Spans `here` are its own. Errors as
  /// `document`.
  virtual Result<std::vector<CopyEdge>> copies(std::string_view id) = 0;
  /// The cluster of the document with this id; itself alone if nothing copies it. The same whatever
  /// the order of arrival. At most kMostMembers. Errors as `document`.
  virtual Result<CopyCluster> cluster(std::string_view id) = 0;
  /// The clusters of these documents; looks at kMostClustered documents at most, those it cannot
  /// reach any more stand in incomplete clusters. Ids are whole.
  virtual Result<ClusterGroups> clusters(std::span<const std::string> ids) = 0;
  /// Where the document with this id came from. Errors as `document`.
  virtual Result<DocumentOrigin> origin(std::string_view id) = 0;
  /// The documents in which `text` occurs, each once: statements are compared as by `trace`. At
  /// most `limit`; their texts are read one after the other.
  virtual Result<CarrierAnswer> carriers(std::string_view text, double least,
                                         std::size_t limit) = 0;
  /// All sources, by name.
  virtual Result<std::vector<SourceFigures>> sources() = 0;
  /// What waits and what is known, as it had been committed when it is asked; through a connection
  /// of its own.
  virtual Result<std::unique_ptr<Frontier>> frontier() = 0;
  /// What was seen of outlets that have no entry, the most frequent first, at most `limit`.
  virtual Result<std::vector<UnknownOutlet>> unknown_outlets(std::size_t limit) = 0;
  /// What the rule with this id removed, with at most `samples` passages. Reads all cuts once.
  virtual Result<RuleEffect> rule_effect(const std::string& rule, std::size_t samples) = 0;
  /// What the recipe changed, and what its rules whose id begins with `rules` removed. Reads all
  /// cuts under it once.
  virtual Result<RecipeEffect> recipe_effect(const Digest& recipe, std::string_view rules) = 0;
  /// What the feed or sitemap that named a captured page said of it when it was captured: the JSON
  /// object that its lineage has as "named"; empty where nothing named it.
  virtual Result<std::string> named(std::int64_t capture) = 0;
  /// The sighting in that row of capture.
  virtual Result<Sighting> sighting(std::int64_t capture) = 0;
};

/// Opens the store at `path` for reading. kStoreMissing, kStoreOutdated (with the command that
/// migrates) or kStoreDamaged.
Result<std::unique_ptr<StoreReader>> open_store_reader(const std::filesystem::path& path);

}  // namespace headwater
