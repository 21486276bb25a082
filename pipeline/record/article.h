#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/digest.h"
#include "base/result.h"
#include "record/edit_map.h"
#include "record/frontier.h"
#include "record/http_visit.h"
#include "record/outcome.h"
#include "record/source_map.h"
#include "record/text_span.h"

namespace headwater {

struct HtmlPage;  // html/page.h

/// The file (or feed, or archive) that held an item, and where in it.
struct Container {
  std::string uri;
  Digest payload;          ///< Of the container's whole payload.
  RawSpan range;           ///< The item's bytes in the container's payload.
  std::uint64_t line = 0;  ///< 1-based line of the item, 0 where lines mean nothing. For messages.
  /// Whether the range holds a record around the item, or the item coded, as web archives do. Raw
  /// positions then count in the item's own payload, else in the container's.
  bool wraps = false;

  /// By how much raw positions of the item are shifted when they are printed.
  std::uint64_t shift() const { return wraps ? 0 : range.begin; }
  bool operator==(const Container&) const = default;
};

/// Where a source stands: `value` replaces what was stored under `key` for that source in the
/// transaction that stores the arrival. Opaque to everybody but the source.
struct CursorEntry {
  std::string key;
  std::string value;
};

/// One item as a source brought it. Constant once it has been handed to the engine.
struct Arrival {
  std::string source;  ///< Name of the source, for the cursor and for messages.
  std::string uri;     ///< The item's own address; ASCII (percent-encoded).
  std::optional<Container> container;
  std::string media_type;        ///< "text/plain", "application/json", ...: without parameters.
  std::string charset;           ///< As declared from outside; empty where nothing was.
  std::string content_encoding;  ///< "gzip" where `received` is compressed; else empty. Several
                                 ///< codings stand in the order of application: "gzip, br".
  Timestamp captured_at;
  /// R: the bytes that all raw positions count in (decoded from `received` if there is an
  /// encoding).
  std::string payload;
  /// The bytes as received, only where they differ from `payload`.
  std::string received;
  /// Not 0 where the arrival is packed: `payload`, of at most so many bytes, is made of `received`,
  /// which is gzipped, when the document is worked on, and let go of afterwards.
  std::uint64_t unpack_limit = 0;
  /// How it was asked for, where it came over HTTP.
  std::optional<HttpVisit> http;
  std::optional<CursorEntry> cursor;
  /// What it changes in the frontier.
  std::optional<FrontierUpdate> frontier;
  /// Set when the source itself lets the item go: it is captured, and dropped with this reason.
  std::optional<DropReason> aside;
  /// A JSON object for the lineage record of its receipt, or empty.
  std::string detail;
  /// What the feed or sitemap that named the item says of it: the JSON object that `detail` has as
  /// "named", or empty.
  std::string named;
  /// Set when the item could not be brought in whole: it is quarantined with this error, and
  /// `payload` holds what there is of it.
  std::optional<Error> fault;
  /// What is amiss with an item that was brought in all the same: the run warns of it.
  std::optional<Error> warning;
  /// Set when a stored capture is processed again; then nothing is written to the archive.
  std::optional<std::int64_t> stored_capture;
};

/// A reason to believe something about a document. `span` is in T, `raw` in R; either may be
/// absent.
struct Evidence {
  std::string kind;   ///< "host", "syndication-notice", "signature-line", "copyright-line",
                      ///< "json-field", ...
  std::string value;  ///< What was found, as printed.
  std::optional<TextSpan> span;
  std::optional<RawSpan> raw;
  std::string rule;  ///< Id of the rule or registry entry that says what it means.
};

/// A value found in the document, with the evidence that decided.
struct Field {
  std::string value;
  Evidence evidence;
};

/// What a page says of itself besides the fields that every document may have.
struct PageFacts {
  std::optional<Field> modified_at;    ///< In the form of published_at.
  std::optional<Field> section;        ///< Of the outlet: "Politics".
  std::optional<Field> canonical_uri;  ///< Where the outlet says that the article stands.
  std::optional<Field> amp_uri;        ///< Its AMP form.
  std::optional<Field> based_on_uri;   ///< The article that it says it is made from.
  std::optional<Field> site_name;      ///< What the site calls itself.
  std::optional<Field> publisher;      ///< Whom it names as the article's publisher.
  std::optional<Field> free_to_read;   ///< "true", or "false" behind a paywall.
  std::optional<Field> licence;        ///< An address or a text.
  std::optional<Field> image_uri;      ///< The main picture.
  std::optional<Field> image_caption;
};

/// A field of PageFacts and the name under which it is printed and stored.
struct NamedFact {
  std::string_view name;
  std::optional<Field> PageFacts::*field;
};
/// All of them, in the order of printing.
std::span<const NamedFact> named_facts();

/// Who published the document. Without `id` the outlet is unknown and `evidence` lists what was
/// seen.
struct OutletTag {
  std::optional<std::string> id;
  std::string name;
  double confidence = 0;  ///< 0 to 1.
  std::vector<Evidence> evidence;
};

/// Who supplied the text, where it is not the outlet's own.
struct WireCredit {
  std::optional<std::string> agency;
  bool syndicated = false;
  std::vector<Evidence> evidence;
};

enum class BlockKind : std::uint8_t {
  kParagraph,
  kHeading,
  kListItem,
  kQuote,
  kTableRow,
  kCaption,
  kPreformatted
};

/// A paragraph or the like. Blocks ascend, do not overlap, and do not include the white space
/// between.
struct Block {
  TextSpan span;
  BlockKind kind = BlockKind::kParagraph;
};

/// A sentence of the cleaned text, in positions of T. `key` is `statement_key` of its text.
struct Statement {
  TextSpan span;
  std::uint64_t key = 0;
};

/// How two texts are related. All but the last put their documents into one cluster.
enum class CopyKind : std::uint8_t { kIdentical, kCopy, kEdited, kExcerpt, kSharesPassage };
std::string_view copy_kind_name(CopyKind kind);
std::optional<CopyKind> copy_kind_from_name(std::string_view name);

/// The earlier document that this one repeats.
struct CopyOf {
  std::string document;  ///< Its id.
  CopyKind kind = CopyKind::kIdentical;
};

/// A passage that two documents have in common: the same words in the same order.
struct AlignedPassage {
  TextSpan here;   ///< In T of the document in hand.
  TextSpan there;  ///< In T of the other one.
  bool operator==(const AlignedPassage&) const = default;
};

/// What a document has in common with another one. Depends on the two cleaned texts alone.
struct CopyEdge {
  std::string document;  ///< Id of the other one.
  CopyKind kind = CopyKind::kIdentical;
  double jaccard = 1;      ///< Shared shingles over all shingles of both.
  double share_here = 1;   ///< Of the shingles of the document in hand, those shared.
  double share_there = 1;  ///< Of the other one's.
  /// Ascending in `here`, disjoint on both sides. Empty where the whole texts are identical.
  std::vector<AlignedPassage> passages;
};

/// What copies of a text are found by, see stages/copies/shingles.h.
struct TextSketch {
  std::vector<std::uint32_t> tags;  ///< Ascending, each once.
  std::uint64_t shingles = 0;       ///< Of the whole text; 0 where it is too short to have one.
};

/// The bytes that hold the article's text, found inside the payload: the payload itself for a text
/// file, the value of "text" for a JSON record. Made by the first stages; whoever makes the text of
/// it may take `bytes` and `map` away.
struct Content {
  std::string media_type;
  std::string charset;  ///< As declared; empty where nothing was.
  bool inside = false;  ///< Whether `bytes` was taken out of an outer format; if not it is empty.
  std::string bytes;    ///< Space M: the content with the outer escaping undone.
  SourceMap map;        ///< R to M; meaningful when `inside`.
};

/// How bytes became characters.
struct Decoding {
  std::string charset;   ///< WHATWG name of the encoding used, such as "UTF-8" or "windows-1252".
  std::string evidence;  ///< "bom", "declared", "valid-utf8", "detected", "fallback".
  std::uint64_t replaced = 0;  ///< Ill-formed sequences that became U+FFFD.
};

/// One document on its way through the stages. Filled section by section; a stage writes only the
/// sections that its row in the catalog says it gives. One thread at a time.
struct Article {
  Arrival arrival;
  Digest payload_digest;  ///< SHA-256 of arrival.payload; set by the engine before the first stage.
  std::string id;         ///< Stable id of the document; set by the engine, see `document_id`.

  Content content;
  /// The page that the text was taken from; null where it was no HTML. The engine lets go of it
  /// after the parallel stages. Shared with the worker's thread, which reuses its buffers.
  std::shared_ptr<HtmlPage> page;
  Decoding decoding;
  std::string text;  ///< T.
  SourceMap source_map;
  std::vector<Block> blocks;
  EditMap edits;
  Digest text_digest;  ///< Of the cleaned text as it stands; kept by the engine.

  std::optional<Field> title;
  std::optional<Field> byline;
  std::optional<Field> dateline;
  std::optional<Field> published_at;  ///< "2022-10-21" or RFC 3339 with time and zone.
  std::optional<Field> language;      ///< BCP 47.
  PageFacts facts;
  OutletTag outlet;
  std::optional<WireCredit> wire;

  Digest folded_digest;  ///< Of the folded cleaned text: equal for copies that differ in form only.
  std::vector<Statement> statements;
  TextSketch sketch;
  std::vector<CopyEdge> copies;   ///< What it has in common with documents known before it.
  std::optional<CopyOf> copy_of;  ///< Of those in its cluster, the one seen first by us.

  /// A JSON object that the stage at work may leave for its lineage record; the engine takes it.
  std::string detail;
};

/// The stable id of the document with this payload: the first 32 hexadecimal digits of its digest.
/// Equal payloads are the same document, wherever they were seen.
std::string document_id(const Digest& payload);

}  // namespace headwater
