-- name: take_ids
-- Ids for rows that refer to one another before they are written.
SELECT nextval(pg_get_serial_sequence(%(table)s, 'id')) AS id FROM generate_series(1, %(count)s);

-- name: latest_versions
-- What is known of the procedures of a batch: their newest version and every original already kept with it. A version
-- that never holds (withdrawn, or replaced on the day it began) is passed over; its number is not given again.
SELECT p.id, p.national_code AS code, v.id AS version_id, v.valid_from, v.source_kind, v.source_hash,
       (SELECT max(number) FROM catalog_procedureversion n WHERE n.procedure_id = p.id) AS number,
       v.content_hash, v.supplement_policy,
       ARRAY(SELECT hash FROM catalog_sourcetext s WHERE s.version_id = v.id) AS other_hashes
FROM catalog_procedure p
LEFT JOIN LATERAL (
    SELECT * FROM catalog_procedureversion v
    WHERE v.procedure_id = p.id AND (v.valid_to IS NULL OR v.valid_to >= v.valid_from) ORDER BY number DESC LIMIT 1
) v ON true
WHERE p.national_code = ANY(%(codes)s);

-- name: source_of_version
SELECT source_kind, source FROM catalog_procedureversion WHERE id = %(version)s;

-- name: add_procedures
-- Procedures seen for the first time.
INSERT INTO catalog_procedure (national_code, handled_by, online_filing_open)
SELECT code, 'local', true FROM unnest(%(codes)s::text[]) AS code
ON CONFLICT (national_code) DO NOTHING;

-- name: add_fields
-- A field without a code of the national database gets one of its name, never changed afterwards.
INSERT INTO catalog_field (code, name, name_folded, sort_key)
SELECT CASE WHEN EXISTS (SELECT FROM catalog_field x WHERE x.code = f.code) THEN f.other_code ELSE f.code END,
       f.name, f.folded, f.key
FROM unnest(%(codes)s::text[], %(other_codes)s::text[], %(names)s::text[], %(folded)s::text[], %(keys)s::text[])
     AS f(code, other_code, name, folded, key)
ON CONFLICT (name) DO NOTHING;

-- name: fields_by_name
SELECT id, name FROM catalog_field WHERE name = ANY(%(names)s);

-- name: close_versions
-- The day before its successor begins is the last day of a version.
UPDATE catalog_procedureversion SET valid_to = %(last)s WHERE id = ANY(%(versions)s) AND valid_to IS NULL;

-- name: keep_bindings
-- A new version is worked as the one before when its times are the same; a case as the one of the same name.
INSERT INTO catalog_procedureprocess (version_id, case_id, process_version_id)
SELECT n.new, now_case.id, b.process_version_id
FROM unnest(%(old)s::bigint[], %(new)s::bigint[]) AS n(old, new)
JOIN catalog_procedureprocess b ON b.version_id = n.old
LEFT JOIN catalog_procedurecase then_case ON then_case.id = b.case_id
LEFT JOIN catalog_procedurecase now_case ON now_case.version_id = n.new AND now_case.name = then_case.name
WHERE (b.case_id IS NULL) = (now_case.id IS NULL)
  AND (SELECT array_agg(DISTINCT (kind, time_value, time_unit)) FROM catalog_channel WHERE version_id = n.old)
    = (SELECT array_agg(DISTINCT (kind, time_value, time_unit)) FROM catalog_channel WHERE version_id = n.new);

-- name: keep_forms
-- A new version asks what the one before asked, until a clerk says otherwise.
INSERT INTO catalog_formversion
    (version_id, number, definition, digest, status, copied_from_id, saved_at, published_at, compared_at,
     compared_source, compared_by_id)
SELECT n.new, 1, f.definition, f.digest, 'published', f.id, %(now)s, %(now)s, f.compared_at,
       f.compared_source, f.compared_by_id
FROM unnest(%(old)s::bigint[], %(new)s::bigint[]) AS n(old, new)
JOIN catalog_formversion f ON f.version_id = n.old AND f.status = 'published';

-- name: bump
-- Whatever keeps the catalogue in memory sees that it changed.
UPDATE catalog_stamp SET value = value + 1 WHERE id = 1;

-- name: stamp
SELECT value FROM catalog_stamp WHERE id = 1;
