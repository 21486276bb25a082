-- The public views; schemas/store.sql says what they mean.
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
       1 + (SELECT count(*) FROM capture a WHERE a.revisit_of = c.capture) AS sightings
FROM document d
JOIN capture c ON c.capture = d.capture
JOIN recipe r ON r.recipe = d.recipe
JOIN source s ON s.source = c.source
LEFT JOIN container n ON n.container = c.container
LEFT JOIN outlet_tag o ON o.capture = d.capture
WHERE d.superseded_by IS NULL;
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
CREATE VIEW v_cuts AS
SELECT d.document AS document_key, lower(hex(d.id)) AS document, k.ordinal AS ordinal,
       k.begin AS begin, k.end AS end, u.reason AS reason, u.id AS rule, u.why AS why,
       CAST(substr(CAST(t.text AS BLOB), k.begin + 1, k.end - k.begin) AS TEXT) AS text
FROM document d
JOIN cut k ON k.document = d.document
JOIN document_text t ON t.document = d.document
JOIN recipe_rule u ON u.recipe = d.recipe AND u.rule = k.rule
WHERE d.superseded_by IS NULL;
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
CREATE VIEW v_copies AS
SELECT lower(hex(d.id)) AS document, lower(hex(y.original)) AS original, y.kind AS kind
FROM copy y
JOIN document d ON d.document = y.document
WHERE d.superseded_by IS NULL;
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
CREATE VIEW v_runs AS
SELECT r.run AS run, r.command AS command, r.program AS program, r.host AS host,
       lower(hex(q.id)) AS recipe, r.state AS state,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.started_at / 1000000, 'unixepoch') AS started_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', r.ended_at / 1000000, 'unixepoch') AS ended_at,
       r.arrived AS arrived, r.stored AS stored, r.dropped AS dropped,
       r.quarantined AS quarantined, r.bytes AS bytes
FROM run r
JOIN recipe q ON q.recipe = r.recipe;
