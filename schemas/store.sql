-- The schema of a store (headwater.db), version 3: what all of schemas/migrations/ together make.
-- Times are microseconds since 1970-01-01T00:00:00Z, digests are 32 raw bytes of SHA-256, positions
-- are half-open byte offsets. Tables are for the program; the v_* views at the end are the public face
-- and stay compatible. Rows that come in great numbers are keyed so that they are appended, never
-- inserted in the middle.

-- Under which rules documents were cleaned.
CREATE TABLE recipe (
  recipe      INTEGER PRIMARY KEY,
  id          BLOB NOT NULL UNIQUE,
  description TEXT NOT NULL                 -- canonical JSON; id is its digest
) STRICT;
CREATE TABLE recipe_step (
  recipe  INTEGER NOT NULL REFERENCES recipe,
  step    INTEGER NOT NULL,
  stage   TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (recipe, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE recipe_rule (
  recipe INTEGER NOT NULL REFERENCES recipe,
  rule   INTEGER NOT NULL,                  -- the index that cuts and maps use
  id     TEXT NOT NULL,
  reason TEXT NOT NULL,
  why    TEXT NOT NULL,
  PRIMARY KEY (recipe, rule)
) STRICT, WITHOUT ROWID;

-- One execution. A run without ended_at was killed.
CREATE TABLE run (
  run         INTEGER PRIMARY KEY,
  recipe      INTEGER NOT NULL REFERENCES recipe,
  program     TEXT NOT NULL,
  command     TEXT NOT NULL,
  host        TEXT NOT NULL,
  started_at  INTEGER NOT NULL,
  ended_at    INTEGER,
  state       TEXT,                         -- complete, partial (sources of it failed), stopped, failed
  arrived     INTEGER NOT NULL DEFAULT 0,
  stored      INTEGER NOT NULL DEFAULT 0,
  dropped     TEXT NOT NULL DEFAULT '{}',   -- JSON: reason to count
  quarantined TEXT NOT NULL DEFAULT '{}',   -- JSON: code to count
  bytes       INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Where arrivals come from. What has a kind is on the web, and is told of by SourceSpec and
-- SourceState in pipeline/record/frontier.h.
CREATE TABLE source (
  source         INTEGER PRIMARY KEY,
  name           TEXT NOT NULL UNIQUE,
  kind           TEXT,                      -- null: a folder or a file
  uri            TEXT,
  settings       TEXT,                      -- a JSON object
  origin         TEXT,                      -- config, added, argument
  category       TEXT,
  active         INTEGER NOT NULL DEFAULT 0,  -- 1: visited by itself when it is due
  due            INTEGER NOT NULL DEFAULT 0,
  asked          INTEGER,
  news           INTEGER,
  interval       INTEGER NOT NULL DEFAULT 0,  -- seconds
  visits         INTEGER NOT NULL DEFAULT 0,
  visits_in_vain INTEGER NOT NULL DEFAULT 0,
  failures       REAL NOT NULL DEFAULT 0,
  gone           INTEGER NOT NULL DEFAULT 0,
  error          TEXT NOT NULL DEFAULT '',
  etag           TEXT NOT NULL DEFAULT '',
  last_modified  TEXT NOT NULL DEFAULT '',
  payload        BLOB,
  capture        INTEGER REFERENCES capture,
  address        TEXT NOT NULL DEFAULT '',    -- where it moved to for good; empty: uri
  moved          INTEGER,
  moving_to      TEXT NOT NULL DEFAULT '',
  moving_visits  INTEGER NOT NULL DEFAULT 0,
  warning        TEXT NOT NULL DEFAULT ''
) STRICT;
-- In the order in which due sources are listed, and all that has to be read to find them.
CREATE INDEX source_due ON source (name, due, asked) WHERE active = 1 AND gone = 0;
-- Who is asked at an address: no source moves to where another one is.
CREATE INDEX source_uri ON source (uri) WHERE active = 1;
CREATE INDEX source_address ON source (address) WHERE address <> '';
CREATE TABLE source_cursor (
  source INTEGER NOT NULL REFERENCES source,
  key    TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;

-- Pages that are to be fetched: PageTask.
CREATE TABLE page (
  uri         TEXT NOT NULL PRIMARY KEY,
  source      INTEGER NOT NULL REFERENCES source,
  found       INTEGER NOT NULL,
  due         INTEGER NOT NULL,
  attempts    INTEGER NOT NULL,
  failures    REAL NOT NULL,
  error       TEXT NOT NULL,
  keys        TEXT NOT NULL,                -- a JSON array
  fingerprint TEXT NOT NULL,
  hints       TEXT NOT NULL,                -- a JSON object
  asked       INTEGER
) STRICT, WITHOUT ROWID;
-- With all that has to be read to tell which pages are due.
CREATE INDEX page_due ON page (due, uri, found, asked, source);
CREATE INDEX page_of_source ON page (source, due, uri, found, asked);

-- What is remembered of servers: HostState.
CREATE TABLE host (
  host           INTEGER PRIMARY KEY,
  origin         TEXT NOT NULL UNIQUE,
  asked          INTEGER NOT NULL,
  not_before     INTEGER NOT NULL,
  requests       INTEGER NOT NULL,
  robots_fetched INTEGER,
  robots_status  INTEGER NOT NULL
) STRICT;
-- Apart, because it is long and changes seldom.
CREATE TABLE host_robots (
  host INTEGER PRIMARY KEY REFERENCES host,
  text TEXT NOT NULL
) STRICT;

-- What an outlet published as one thing, whatever its address and however its text was edited.
CREATE TABLE article (
  article       INTEGER PRIMARY KEY,
  merged_into   INTEGER REFERENCES article,  -- a smaller row that was found to be the same article
  capture       INTEGER NOT NULL REFERENCES capture,  -- the latest that shows it
  etag          TEXT NOT NULL,              -- its validators
  last_modified TEXT NOT NULL
) STRICT;
CREATE INDEX article_merged ON article (merged_into) WHERE merged_into IS NOT NULL;
-- Under which names articles are known: ArticleKey.
CREATE TABLE article_key (
  key         BLOB NOT NULL PRIMARY KEY,    -- first 16 bytes of the key's digest
  article     INTEGER REFERENCES article,   -- null: dealt with, but led to no document
  fingerprint TEXT NOT NULL,
  seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Documents of an article in order of arrival. Those whose text equals that of the one before have
-- its number: they are other payloads of the same version.
CREATE TABLE version (
  version    INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES article,
  number     INTEGER NOT NULL,              -- from 1
  document   BLOB NOT NULL,                 -- id
  capture    INTEGER NOT NULL REFERENCES capture,
  first_seen INTEGER NOT NULL
) STRICT;
CREATE INDEX version_of_article ON version (article);

-- A file that held many items.
CREATE TABLE container (
  container INTEGER PRIMARY KEY,
  uri       TEXT NOT NULL,
  payload   BLOB NOT NULL,
  wraps     INTEGER NOT NULL CHECK (wraps IN (0, 1)),
  UNIQUE (uri, payload)
) STRICT;

-- An act of acquiring: every arrival is one, whatever became of it.
CREATE TABLE capture (
  capture          INTEGER PRIMARY KEY,
  run              INTEGER NOT NULL REFERENCES run,
  source           INTEGER NOT NULL REFERENCES source,
  uri              TEXT NOT NULL,
  media_type       TEXT NOT NULL,
  charset          TEXT NOT NULL,           -- as declared from outside, or empty
  content_encoding TEXT NOT NULL,
  captured_at      INTEGER NOT NULL,
  payload          BLOB NOT NULL,
  payload_size     INTEGER NOT NULL,
  revisit_of       INTEGER REFERENCES capture,  -- an earlier capture of the same payload
  segment          INTEGER NOT NULL,
  offset           INTEGER NOT NULL,
  length           INTEGER NOT NULL,
  container        INTEGER REFERENCES container,
  container_begin  INTEGER,
  container_end    INTEGER,
  container_line   INTEGER,
  requested_uri    TEXT,                    -- over HTTP: asked for first, where that is not uri
  final_uri        TEXT,                    -- over HTTP: asked for last, where that is not uri
  status           INTEGER,                 -- of the last response, 0 if none came; null: not over HTTP
  redirects        INTEGER,
  robots           TEXT,                    -- what robots.txt said, for people
  document         BLOB                     -- id of the document it shows; null if dropped or quarantined
) STRICT;
-- The first sighting of a document stands in its row; only the others need an index.
CREATE INDEX capture_again ON capture (revisit_of) WHERE revisit_of IS NOT NULL;

-- A payload cleaned under a recipe. Cleaning it again adds a row that supersedes the old one.
CREATE TABLE document (
  document         INTEGER PRIMARY KEY,
  id               BLOB NOT NULL,           -- first 16 bytes of the payload's digest
  capture          INTEGER NOT NULL REFERENCES capture,  -- the first sighting
  recipe           INTEGER NOT NULL REFERENCES recipe,
  run              INTEGER NOT NULL REFERENCES run,
  superseded_by    INTEGER REFERENCES document,
  charset          TEXT NOT NULL,
  charset_evidence TEXT NOT NULL,
  replaced         INTEGER NOT NULL,        -- ill-formed sequences
  title            TEXT,
  byline           TEXT,
  dateline         TEXT,
  published_at     TEXT,
  language         TEXT,
  fields           TEXT NOT NULL,           -- JSON: the evidence of the five fields above, and the page's facts
  text_sha256      BLOB NOT NULL,           -- of the cleaned text
  folded           BLOB NOT NULL,
  folded_key       INTEGER NOT NULL,        -- first 8 bytes of folded, as a signed number
  text_size        INTEGER NOT NULL,
  kept             INTEGER NOT NULL,
  changed          INTEGER NOT NULL,
  removed          INTEGER NOT NULL,
  markup           INTEGER NOT NULL,
  statements       INTEGER NOT NULL,
  version          INTEGER REFERENCES version  -- null: has no web address
) STRICT;
CREATE INDEX document_by_id ON document (id);
-- The earliest sighting comes first, so that asking for it stays cheap however many copies there are.
CREATE INDEX document_by_folded ON document (folded_key, capture) WHERE superseded_by IS NULL;

-- Apart, so that walks over document stay short.
CREATE TABLE document_text (
  document   INTEGER PRIMARY KEY REFERENCES document,
  cuts       TEXT NOT NULL,                 -- JSON: ["begin-end:rule",..]
  statements TEXT NOT NULL,                 -- JSON: ["begin-end",..]
  text       TEXT NOT NULL,                 -- all visible text (T)
  map        BLOB NOT NULL                  -- R to C, see pipeline/record/document_map.h
) STRICT;

-- The lists of document_text, a row an entry. As tables they would be most rows of a document. A CAST
-- takes the number that a text begins with.
CREATE VIEW cut AS
SELECT t.document AS document, e.key AS ordinal, CAST(e.value AS INTEGER) AS begin,
       CAST(substr(e.value, instr(e.value, '-') + 1) AS INTEGER) AS end,
       CAST(substr(e.value, instr(e.value, ':') + 1) AS INTEGER) AS rule
FROM document_text t, json_each(t.cuts) e;
CREATE VIEW statement AS
SELECT t.document AS document, e.key AS ordinal, CAST(e.value AS INTEGER) AS begin,
       CAST(substr(e.value, instr(e.value, '-') + 1) AS INTEGER) AS end
FROM document_text t, json_each(t.statements) e;

-- Who says what, once speakers are looked for.
CREATE TABLE attribution (
  document   INTEGER NOT NULL REFERENCES document,
  statement  INTEGER NOT NULL,
  ordinal    INTEGER NOT NULL,
  role       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  cue        TEXT,
  content    TEXT NOT NULL,
  speaker    TEXT,
  outlet     TEXT,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL,
  PRIMARY KEY (document, statement, ordinal)
) STRICT, WITHOUT ROWID;

-- Keys of statements as sorted runs: random keys in a B-tree would dirty a page each. A segment is
-- written once, appended chunk by chunk, and later merged with others of its level into a larger one.
CREATE TABLE statement_segment (
  segment     INTEGER PRIMARY KEY,
  level       INTEGER NOT NULL,
  state       TEXT NOT NULL,                  -- complete; growing out of a merge; retired: merged, being freed
  merged_into INTEGER REFERENCES statement_segment  -- the segment that grows out of this and others
) STRICT;
CREATE TABLE statement_key (
  segment   INTEGER NOT NULL REFERENCES statement_segment,
  first_key INTEGER NOT NULL,               -- first entry's key - 2^63: signed order is key order
  chunk     INTEGER NOT NULL,
  entries   BLOB NOT NULL,                  -- 20 bytes each: key, document, ordinal, big-endian, sorted
  PRIMARY KEY (segment, first_key, chunk)
) STRICT, WITHOUT ROWID;

-- Who published it, as this capture shows; outlet is null where it is not known.
CREATE TABLE outlet_tag (
  capture       INTEGER PRIMARY KEY REFERENCES capture,
  outlet        TEXT,
  name          TEXT NOT NULL,
  confidence    REAL NOT NULL,
  evidence      TEXT NOT NULL,              -- JSON array
  wire_agency   TEXT,
  syndicated    INTEGER,                    -- null: no wire credit
  wire_evidence TEXT NOT NULL
) STRICT;

-- What a document has in common with one that was known before it was cleaned. All kinds but
-- shares-passage put both into one cluster.
CREATE TABLE copy (
  document INTEGER NOT NULL REFERENCES document,
  original BLOB NOT NULL,                   -- id of the other document
  kind     TEXT NOT NULL,                   -- identical, copy, edited, excerpt, shares-passage
  repeats  INTEGER NOT NULL CHECK (repeats IN (0, 1)),  -- 1: the one that it is said to repeat
  jaccard  REAL NOT NULL,                   -- shared shingles over all shingles of both
  share_here  REAL NOT NULL,                -- shared shingles over those of document
  share_there REAL NOT NULL,                -- and over those of original
  passages TEXT NOT NULL,                   -- ["begin-end=begin-end",..] in T of both
  PRIMARY KEY (document, original)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_by_original ON copy (original);

-- What copies are found by, of current documents whose text no earlier one has. All of it is read when an
-- ingest starts, so nothing else has to be: id and capture are those of the document.
CREATE TABLE copy_sketch (
  document INTEGER PRIMARY KEY REFERENCES document,
  id       BLOB NOT NULL,
  capture  INTEGER NOT NULL,                -- the first sighting
  shingles INTEGER NOT NULL,                -- of the whole cleaned text
  tags     BLOB NOT NULL                    -- of those kept: 32-bit numbers, little-endian, ascending
) STRICT;

-- One row a step. output is null where it is the output of the step before.
CREATE TABLE lineage (
  capture     INTEGER NOT NULL REFERENCES capture,
  run         INTEGER NOT NULL REFERENCES run,
  ordinal     INTEGER NOT NULL,
  step        INTEGER NOT NULL,             -- into recipe_step of the run's recipe
  verb        TEXT NOT NULL,
  output      BLOB,
  nanoseconds INTEGER NOT NULL,
  detail      TEXT,
  PRIMARY KEY (capture, run, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  quarantine INTEGER PRIMARY KEY,
  run        INTEGER NOT NULL REFERENCES run,
  capture    INTEGER NOT NULL REFERENCES capture,
  step       INTEGER NOT NULL,
  code       TEXT NOT NULL,
  message    TEXT NOT NULL,
  at         INTEGER NOT NULL,
  state      TEXT NOT NULL                  -- open, resolved, dismissed
) STRICT;
CREATE INDEX quarantine_open ON quarantine (capture) WHERE state = 'open';

-- The public face: times as RFC 3339, digests and ids as hexadecimal digits, names instead of
-- numbers. Columns may be added; none is renamed or removed.

-- Documents as they were last cleaned. Sizes are in bytes;
-- kept_bytes + changed_bytes + removed_bytes + markup_bytes = payload_bytes.
CREATE VIEW v_documents AS
SELECT d.document AS document_key, lower(hex(d.id)) AS document, c.uri AS uri,
       n.uri AS container_uri, c.media_type AS media_type, s.name AS source,
       strftime('%Y-%m-%dT%H:%M:%SZ', c.captured_at / 1000000, 'unixepoch') AS captured_at,
       o.outlet AS outlet, o.name AS outlet_name, o.confidence AS outlet_confidence,
       o.wire_agency AS wire_agency, d.title AS title, d.byline AS byline, d.dateline AS dateline,
       d.published_at AS published_at, d.language AS language, d.charset AS charset,
       lower(hex(c.payload)) AS payload_sha256, lower(hex(d.text_sha256)) AS text_sha256,
       lower(hex(r.id)) AS recipe, c.payload_size AS payload_bytes, d.text_size AS text_bytes,
       d.kept AS kept_bytes, d.changed AS changed_bytes, d.removed AS removed_bytes,
       d.markup AS markup_bytes, d.statements AS statements,
       1 + (SELECT count(*) FROM capture a WHERE a.revisit_of = c.capture) AS sightings,
       v.article AS article, v.number AS version,
       v.number = (SELECT max(w.number) FROM version w WHERE w.article = v.article) AS latest
FROM document d
JOIN capture c ON c.capture = d.capture
JOIN recipe r ON r.recipe = d.recipe
JOIN source s ON s.source = c.source
LEFT JOIN container n ON n.container = c.container
LEFT JOIN outlet_tag o ON o.capture = d.capture
LEFT JOIN version v ON v.version = d.version
WHERE d.superseded_by IS NULL;

-- Sentences of the cleaned text, as printed.
CREATE VIEW v_statements AS
SELECT d.document AS document_key, lower(hex(d.id)) AS document, s.ordinal AS ordinal,
       s.begin AS begin, s.end AS end,
       CAST(substr(CAST(t.text AS BLOB), s.begin + 1, s.end - s.begin) AS TEXT) AS text,
       o.outlet AS outlet, d.published_at AS published_at, c.uri AS uri
FROM document d
JOIN statement s ON s.document = d.document
JOIN document_text t ON t.document = d.document
JOIN capture c ON c.capture = d.capture
LEFT JOIN outlet_tag o ON o.capture = d.capture
WHERE d.superseded_by IS NULL;

-- What was removed from the visible text, why, and by which rule.
CREATE VIEW v_cuts AS
SELECT d.document AS document_key, lower(hex(d.id)) AS document, k.ordinal AS ordinal,
       k.begin AS begin, k.end AS end, u.reason AS reason, u.id AS rule, u.why AS why,
       CAST(substr(CAST(t.text AS BLOB), k.begin + 1, k.end - k.begin) AS TEXT) AS text
FROM document d
JOIN cut k ON k.document = d.document
JOIN document_text t ON t.document = d.document
JOIN recipe_rule u ON u.recipe = d.recipe AND u.rule = k.rule
WHERE d.superseded_by IS NULL;

-- Every act of acquiring, whatever became of it.
CREATE VIEW v_captures AS
SELECT c.capture AS capture, c.run AS run, s.name AS source, c.uri AS uri,
       strftime('%Y-%m-%dT%H:%M:%SZ', c.captured_at / 1000000, 'unixepoch') AS captured_at,
       c.media_type AS media_type, c.charset AS charset, c.content_encoding AS content_encoding,
       lower(hex(c.payload)) AS payload_sha256, c.payload_size AS payload_bytes,
       c.revisit_of AS revisit_of, nullif(lower(hex(c.document)), '') AS document,
       n.uri AS container_uri, nullif(lower(hex(n.payload)), '') AS container_payload_sha256,
       c.container_begin AS container_begin, c.container_end AS container_end,
       c.container_line AS container_line,
       iif(c.status IS NULL, NULL, coalesce(c.requested_uri, c.uri)) AS requested_uri,
       iif(c.status IS NULL, NULL, coalesce(c.final_uri, c.uri)) AS final_uri,
       c.status AS status, c.redirects AS redirects, c.robots AS robots,
       format('captures/%06d.warc.gz', c.segment) AS segment_file, c.offset AS offset,
       c.length AS length
FROM capture c
JOIN source s ON s.source = c.source
LEFT JOIN container n ON n.container = c.container;

-- The story of each capture, step by step.
CREATE VIEW v_lineage AS
SELECT l.capture AS capture, nullif(lower(hex(c.document)), '') AS document, c.uri AS uri,
       l.run AS run,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.started_at / 1000000, 'unixepoch') AS run_started_at,
       l.ordinal AS ordinal, p.stage AS stage, p.version AS stage_version, l.verb AS verb,
       lower(hex((SELECT e.output FROM lineage e
                  WHERE e.capture = l.capture AND e.run = l.run AND e.ordinal <= l.ordinal
                    AND e.output IS NOT NULL
                  ORDER BY e.ordinal DESC LIMIT 1))) AS output_sha256,
       l.nanoseconds AS nanoseconds, l.detail AS detail, lower(hex(q.id)) AS recipe
FROM lineage l
JOIN capture c ON c.capture = l.capture
JOIN run r ON r.run = l.run
JOIN recipe q ON q.recipe = r.recipe
JOIN recipe_step p ON p.recipe = r.recipe AND p.step = l.step;

-- What documents have in common, by current documents.
CREATE VIEW v_copies AS
SELECT lower(hex(d.id)) AS document, lower(hex(y.original)) AS original, y.kind AS kind
FROM copy y
JOIN document d ON d.document = y.document
WHERE d.superseded_by IS NULL;

-- Outlets by what was captured of them; outlet is null for those nobody registered.
CREATE VIEW v_outlets AS
SELECT o.outlet AS outlet, o.name AS name, count(*) AS captures,
       count(c.document) AS captures_with_document,
       strftime('%Y-%m-%dT%H:%M:%SZ', min(c.captured_at) / 1000000, 'unixepoch')
         AS first_captured_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', max(c.captured_at) / 1000000, 'unixepoch')
         AS last_captured_at
FROM outlet_tag o
JOIN capture c ON c.capture = o.capture
GROUP BY o.outlet, o.name;

-- What could not be processed.
CREATE VIEW v_quarantine AS
SELECT q.quarantine AS quarantine, q.state AS state, q.code AS code, q.message AS message,
       p.stage AS stage,
       strftime('%Y-%m-%dT%H:%M:%SZ', q.at / 1000000, 'unixepoch') AS at,
       q.run AS run, q.capture AS capture, c.uri AS uri,
       lower(hex(c.payload)) AS payload_sha256, c.payload_size AS payload_bytes
FROM quarantine q
JOIN run r ON r.run = q.run
JOIN recipe_step p ON p.recipe = r.recipe AND p.step = q.step
JOIN capture c ON c.capture = q.capture;

-- Every run. state is null while it works and for one that was killed.
CREATE VIEW v_runs AS
SELECT r.run AS run, r.command AS command, r.program AS program, r.host AS host,
       lower(hex(q.id)) AS recipe, r.state AS state,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.started_at / 1000000, 'unixepoch') AS started_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.ended_at / 1000000, 'unixepoch') AS ended_at,
       r.arrived AS arrived, r.stored AS stored, r.dropped AS dropped,
       r.quarantined AS quarantined, r.bytes AS bytes
FROM run r
JOIN recipe q ON q.recipe = r.recipe;

-- Sources, where each stands.
CREATE VIEW v_sources AS
SELECT s.source AS source_key, s.name AS source, s.kind AS kind, s.uri AS uri,
       s.settings AS settings, s.origin AS origin, s.category AS category, s.active AS active,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.due / 1000000, 'unixepoch') AS due_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.asked / 1000000, 'unixepoch') AS asked_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.news / 1000000, 'unixepoch') AS news_at,
       s.interval AS interval_seconds, s.visits AS visits, s.visits_in_vain AS visits_in_vain,
       s.failures AS failures, s.gone AS gone, s.error AS error, s.etag AS etag,
       s.last_modified AS last_modified, nullif(lower(hex(s.payload)), '') AS payload_sha256,
       s.capture AS capture, nullif(s.address, '') AS moved_to,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.moved / 1000000, 'unixepoch') AS moved_at,
       nullif(s.moving_to, '') AS moving_to, s.moving_visits AS moving_visits,
       s.warning AS warning
FROM source s;

-- Pages that are to be fetched.
CREATE VIEW v_pages AS
SELECT p.uri AS uri, s.name AS source,
       strftime('%Y-%m-%dT%H:%M:%SZ', p.found / 1000000, 'unixepoch') AS found_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', p.due / 1000000, 'unixepoch') AS due_at,
       p.attempts AS attempts, p.failures AS failures, p.error AS error, p.keys AS keys,
       p.fingerprint AS fingerprint, p.hints AS hints,
       strftime('%Y-%m-%dT%H:%M:%SZ', p.asked / 1000000, 'unixepoch') AS asked_at
FROM page p
JOIN source s ON s.source = p.source;

-- Servers that were asked. Without the text of robots.txt.
CREATE VIEW v_hosts AS
SELECT h.origin AS origin,
       strftime('%Y-%m-%dT%H:%M:%SZ', h.asked / 1000000, 'unixepoch') AS asked_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', nullif(h.not_before, 0) / 1000000, 'unixepoch')
         AS not_before,
       h.requests AS requests,
       strftime('%Y-%m-%dT%H:%M:%SZ', h.robots_fetched / 1000000, 'unixepoch')
         AS robots_fetched_at,
       h.robots_status AS robots_status
FROM host h;

-- Versions of articles, by article and version: documents that an outlet published as one thing.
-- Several documents may be one version: other payloads with the same text.
CREATE VIEW v_versions AS
SELECT v.article AS article, v.number AS version,
       v.number = (SELECT max(w.number) FROM version w WHERE w.article = v.article) AS latest,
       lower(hex(v.document)) AS document, v.capture AS capture, c.uri AS uri,
       strftime('%Y-%m-%dT%H:%M:%SZ', v.first_seen / 1000000, 'unixepoch') AS first_seen_at,
       d.title AS title, lower(hex(d.text_sha256)) AS text_sha256, d.kept + d.changed AS text_bytes,
       d.statements AS statements
FROM version v
JOIN document d ON d.id = v.document AND d.superseded_by IS NULL
JOIN capture c ON c.capture = v.capture;
