-- The schema of a store (headwater.db), version 1: what a new store gets. Times are microseconds since
-- 1970-01-01T00:00:00Z, digests are 32 raw bytes of SHA-256, positions are half-open byte offsets.
-- Tables are for the program; the v_* views are the public face and stay compatible.
-- Rows that come in great numbers are keyed so that they are appended, never inserted in the middle.

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
  state       TEXT,                         -- complete, stopped, failed
  arrived     INTEGER NOT NULL DEFAULT 0,
  stored      INTEGER NOT NULL DEFAULT 0,
  dropped     TEXT NOT NULL DEFAULT '{}',   -- JSON: reason to count
  quarantined TEXT NOT NULL DEFAULT '{}',   -- JSON: code to count
  bytes       INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE source (
  source INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE source_cursor (
  source INTEGER NOT NULL REFERENCES source,
  key    TEXT NOT NULL,
  value  TEXT NOT NULL,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;

-- A file that held many items.
CREATE TABLE container (
  container INTEGER PRIMARY KEY,
  uri       TEXT NOT NULL,
  payload   BLOB NOT NULL,
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
  revisit_of       INTEGER REFERENCES capture,  -- the capture that holds the same bytes
  segment          INTEGER NOT NULL,
  offset           INTEGER NOT NULL,
  length           INTEGER NOT NULL,
  container        INTEGER REFERENCES container,
  container_begin  INTEGER,
  container_end    INTEGER,
  container_line   INTEGER,
  document         BLOB                     -- id of the document it shows; null if dropped or quarantined
) STRICT;

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
  fields           TEXT NOT NULL,           -- JSON: the evidence of the five fields above
  text_sha256      BLOB NOT NULL,           -- of the cleaned text
  folded           BLOB NOT NULL,
  folded_key       INTEGER NOT NULL,        -- first 8 bytes of folded, as a signed number
  text_size        INTEGER NOT NULL,
  kept             INTEGER NOT NULL,
  changed          INTEGER NOT NULL,
  removed          INTEGER NOT NULL,
  markup           INTEGER NOT NULL,
  statements       INTEGER NOT NULL
) STRICT;
CREATE INDEX document_by_id ON document (id);
CREATE INDEX document_by_folded ON document (folded_key);

-- Apart, so that walks over document stay short.
CREATE TABLE document_text (
  document INTEGER PRIMARY KEY REFERENCES document,
  text     TEXT NOT NULL,                   -- all visible text (T)
  map      BLOB NOT NULL                    -- R to C, see pipeline/record/document_map.h
) STRICT;

CREATE TABLE cut (
  document INTEGER NOT NULL REFERENCES document,
  ordinal  INTEGER NOT NULL,
  begin    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  rule     INTEGER NOT NULL,
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
  document INTEGER NOT NULL REFERENCES document,
  ordinal  INTEGER NOT NULL,
  begin    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

-- Who says what, once speakers are looked for.
CREATE TABLE attribution (
  document   INTEGER NOT NULL,
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
  PRIMARY KEY (document, statement, ordinal),
  FOREIGN KEY (document, statement) REFERENCES statement (document, ordinal)
) STRICT, WITHOUT ROWID;

-- Keys of statements as sorted runs: random keys in a B-tree would dirty a page each. A segment is
-- written once, appended chunk by chunk, and later merged with others of its level into a larger one.
CREATE TABLE statement_segment (
  segment INTEGER PRIMARY KEY,
  level   INTEGER NOT NULL,
  entries INTEGER NOT NULL
) STRICT;
CREATE TABLE statement_key (
  segment   INTEGER NOT NULL REFERENCES statement_segment,
  first_key INTEGER NOT NULL,               -- upper 63 bits of the first entry's key
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

CREATE TABLE copy (
  document INTEGER NOT NULL REFERENCES document,
  original BLOB NOT NULL,                   -- id of the earlier document
  kind     TEXT NOT NULL,
  PRIMARY KEY (document, original)
) STRICT, WITHOUT ROWID;

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
  state      TEXT NOT NULL                  -- open, resolved
) STRICT;
