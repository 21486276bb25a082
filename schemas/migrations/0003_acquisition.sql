-- What acquiring from the web remembers, and the versions of articles; schemas/store.sql says what
-- the tables mean.
ALTER TABLE source ADD COLUMN kind TEXT;
ALTER TABLE source ADD COLUMN uri TEXT;
ALTER TABLE source ADD COLUMN settings TEXT;
ALTER TABLE source ADD COLUMN origin TEXT;
ALTER TABLE source ADD COLUMN category TEXT;
ALTER TABLE source ADD COLUMN active INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN asked INTEGER;
ALTER TABLE source ADD COLUMN news INTEGER;
ALTER TABLE source ADD COLUMN interval INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN visits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN visits_in_vain INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN failures REAL NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN error TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN etag TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN last_modified TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN payload BLOB;
ALTER TABLE source ADD COLUMN capture INTEGER REFERENCES capture;
ALTER TABLE source ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN moved INTEGER;
ALTER TABLE source ADD COLUMN moving_to TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN moving_visits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN warning TEXT NOT NULL DEFAULT '';
CREATE INDEX source_due ON source (name, due, asked) WHERE active = 1 AND gone = 0;
CREATE INDEX source_uri ON source (uri) WHERE active = 1;
CREATE INDEX source_address ON source (address) WHERE address <> '';
CREATE TABLE page (
  uri         TEXT NOT NULL PRIMARY KEY,
  source      INTEGER NOT NULL REFERENCES source,
  found       INTEGER NOT NULL,
  due         INTEGER NOT NULL,
  attempts    INTEGER NOT NULL,
  failures    REAL NOT NULL,
  error       TEXT NOT NULL,
  keys        TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  hints       TEXT NOT NULL,
  asked       INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX page_due ON page (due, uri, found, asked, source);
CREATE INDEX page_of_source ON page (source, due, uri, found, asked);
CREATE TABLE host (
  host           INTEGER PRIMARY KEY,
  origin         TEXT NOT NULL UNIQUE,
  asked          INTEGER NOT NULL,
  not_before     INTEGER NOT NULL,
  requests       INTEGER NOT NULL,
  robots_fetched INTEGER,
  robots_status  INTEGER NOT NULL
) STRICT;
CREATE TABLE host_robots (
  host INTEGER PRIMARY KEY REFERENCES host,
  text TEXT NOT NULL
) STRICT;
CREATE TABLE article (
  article       INTEGER PRIMARY KEY,
  merged_into   INTEGER REFERENCES article,
  capture       INTEGER NOT NULL REFERENCES capture,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL
) STRICT;
CREATE INDEX article_merged ON article (merged_into) WHERE merged_into IS NOT NULL;
CREATE TABLE article_key (
  key         BLOB NOT NULL PRIMARY KEY,
  article     INTEGER REFERENCES article,
  fingerprint TEXT NOT NULL,
  seen_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE version (
  version    INTEGER PRIMARY KEY,
  article    INTEGER NOT NULL REFERENCES article,
  number     INTEGER NOT NULL,
  document   BLOB NOT NULL,
  capture    INTEGER NOT NULL REFERENCES capture,
  first_seen INTEGER NOT NULL
) STRICT;
CREATE INDEX version_of_article ON version (article);
ALTER TABLE document ADD COLUMN version INTEGER REFERENCES version;
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
CREATE VIEW v_pages AS
SELECT p.uri AS uri, s.name AS source,
       strftime('%Y-%m-%dT%H:%M:%SZ', p.found / 1000000, 'unixepoch') AS found_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', p.due / 1000000, 'unixepoch') AS due_at,
       p.attempts AS attempts, p.failures AS failures, p.error AS error, p.keys AS keys,
       p.fingerprint AS fingerprint, p.hints AS hints,
       strftime('%Y-%m-%dT%H:%M:%SZ', p.asked / 1000000, 'unixepoch') AS asked_at
FROM page p
JOIN source s ON s.source = p.source;
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
DROP VIEW v_documents;
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
