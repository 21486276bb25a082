-- Tables and indexes; schemas/store.sql says what they mean.
CREATE TABLE recipe (
  recipe      INTEGER PRIMARY KEY,
  id          BLOB NOT NULL UNIQUE,
  description TEXT NOT NULL
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
  rule   INTEGER NOT NULL,
  id     TEXT NOT NULL,
  reason TEXT NOT NULL,
  why    TEXT NOT NULL,
  PRIMARY KEY (recipe, rule)
) STRICT, WITHOUT ROWID;
CREATE TABLE run (
  run         INTEGER PRIMARY KEY,
  recipe      INTEGER NOT NULL REFERENCES recipe,
  program     TEXT NOT NULL,
  command     TEXT NOT NULL,
  host        TEXT NOT NULL,
  started_at  INTEGER NOT NULL,
  ended_at    INTEGER,
  state       TEXT,
  arrived     INTEGER NOT NULL DEFAULT 0,
  stored      INTEGER NOT NULL DEFAULT 0,
  dropped     TEXT NOT NULL DEFAULT '{}',
  quarantined TEXT NOT NULL DEFAULT '{}',
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
CREATE TABLE container (
  container INTEGER PRIMARY KEY,
  uri       TEXT NOT NULL,
  payload   BLOB NOT NULL,
  wraps     INTEGER NOT NULL CHECK (wraps IN (0, 1)),
  UNIQUE (uri, payload)
) STRICT;
CREATE TABLE capture (
  capture          INTEGER PRIMARY KEY,
  run              INTEGER NOT NULL REFERENCES run,
  source           INTEGER NOT NULL REFERENCES source,
  uri              TEXT NOT NULL,
  media_type       TEXT NOT NULL,
  charset          TEXT NOT NULL,
  content_encoding TEXT NOT NULL,
  captured_at      INTEGER NOT NULL,
  payload          BLOB NOT NULL,
  payload_size     INTEGER NOT NULL,
  revisit_of       INTEGER REFERENCES capture,
  segment          INTEGER NOT NULL,
  offset           INTEGER NOT NULL,
  length           INTEGER NOT NULL,
  container        INTEGER REFERENCES container,
  container_begin  INTEGER,
  container_end    INTEGER,
  container_line   INTEGER,
  requested_uri    TEXT,
  final_uri        TEXT,
  status           INTEGER,
  redirects        INTEGER,
  robots           TEXT,
  document         BLOB
) STRICT;
CREATE INDEX capture_again ON capture (revisit_of) WHERE revisit_of IS NOT NULL;
CREATE TABLE document (
  document         INTEGER PRIMARY KEY,
  id               BLOB NOT NULL,
  capture          INTEGER NOT NULL REFERENCES capture,
  recipe           INTEGER NOT NULL REFERENCES recipe,
  run              INTEGER NOT NULL REFERENCES run,
  superseded_by    INTEGER REFERENCES document,
  charset          TEXT NOT NULL,
  charset_evidence TEXT NOT NULL,
  replaced         INTEGER NOT NULL,
  title            TEXT,
  byline           TEXT,
  dateline         TEXT,
  published_at     TEXT,
  language         TEXT,
  fields           TEXT NOT NULL,
  text_sha256      BLOB NOT NULL,
  folded           BLOB NOT NULL,
  folded_key       INTEGER NOT NULL,
  text_size        INTEGER NOT NULL,
  kept             INTEGER NOT NULL,
  changed          INTEGER NOT NULL,
  removed          INTEGER NOT NULL,
  markup           INTEGER NOT NULL,
  statements       INTEGER NOT NULL
) STRICT;
CREATE INDEX document_by_id ON document (id);
CREATE INDEX document_by_folded ON document (folded_key, capture) WHERE superseded_by IS NULL;
CREATE TABLE document_text (
  document   INTEGER PRIMARY KEY REFERENCES document,
  cuts       TEXT NOT NULL,
  statements TEXT NOT NULL,
  text       TEXT NOT NULL,
  map        BLOB NOT NULL
) STRICT;
CREATE VIEW cut AS
SELECT t.document AS document, e.key AS ordinal, CAST(e.value AS INTEGER) AS begin,
       CAST(substr(e.value, instr(e.value, '-') + 1) AS INTEGER) AS end,
       CAST(substr(e.value, instr(e.value, ':') + 1) AS INTEGER) AS rule
FROM document_text t, json_each(t.cuts) e;
CREATE VIEW statement AS
SELECT t.document AS document, e.key AS ordinal, CAST(e.value AS INTEGER) AS begin,
       CAST(substr(e.value, instr(e.value, '-') + 1) AS INTEGER) AS end
FROM document_text t, json_each(t.statements) e;
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
CREATE TABLE statement_segment (
  segment     INTEGER PRIMARY KEY,
  level       INTEGER NOT NULL,
  state       TEXT NOT NULL,
  merged_into INTEGER REFERENCES statement_segment
) STRICT;
CREATE TABLE statement_key (
  segment   INTEGER NOT NULL REFERENCES statement_segment,
  first_key INTEGER NOT NULL,
  chunk     INTEGER NOT NULL,
  entries   BLOB NOT NULL,
  PRIMARY KEY (segment, first_key, chunk)
) STRICT, WITHOUT ROWID;
CREATE TABLE outlet_tag (
  capture       INTEGER PRIMARY KEY REFERENCES capture,
  outlet        TEXT,
  name          TEXT NOT NULL,
  confidence    REAL NOT NULL,
  evidence      TEXT NOT NULL,
  wire_agency   TEXT,
  syndicated    INTEGER,
  wire_evidence TEXT NOT NULL
) STRICT;
CREATE TABLE copy (
  document INTEGER NOT NULL REFERENCES document,
  original BLOB NOT NULL,
  kind     TEXT NOT NULL,
  repeats  INTEGER NOT NULL CHECK (repeats IN (0, 1)),
  jaccard  REAL NOT NULL,
  share_here  REAL NOT NULL,
  share_there REAL NOT NULL,
  passages TEXT NOT NULL,
  PRIMARY KEY (document, original)
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_by_original ON copy (original);
CREATE TABLE copy_sketch (
  document INTEGER PRIMARY KEY REFERENCES document,
  id       BLOB NOT NULL,
  capture  INTEGER NOT NULL,
  shingles INTEGER NOT NULL,
  tags     BLOB NOT NULL
) STRICT;
CREATE TABLE lineage (
  capture     INTEGER NOT NULL REFERENCES capture,
  run         INTEGER NOT NULL REFERENCES run,
  ordinal     INTEGER NOT NULL,
  step        INTEGER NOT NULL,
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
  state      TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_open ON quarantine (capture) WHERE state = 'open';
