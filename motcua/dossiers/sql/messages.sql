-- name: write_message
-- One message beside a dossier, sealed.
INSERT INTO dossiers_message (dossier_id, text, at, officer_id, agency_id)
VALUES (%(dossier)s, %(text)s, %(at)s, %(officer)s, %(agency)s);

-- name: unanswered
-- How many messages the owner has sent since the office last wrote.
SELECT count(*) FROM dossiers_message m WHERE m.dossier_id = %(dossier)s AND m.officer_id IS NULL
  AND m.id > coalesce((SELECT max(id) FROM dossiers_message WHERE dossier_id = %(dossier)s AND officer_id IS NOT NULL), 0);

-- name: read_by_owner
-- The owner has the answers before them.
UPDATE dossiers_message SET read_at = greatest(at, %(now)s)
WHERE dossier_id = %(dossier)s AND officer_id IS NOT NULL AND read_at IS NULL;

-- name: read_by_office
-- An officer who may answer has the messages before them.
UPDATE dossiers_message SET read_at = greatest(at, %(now)s)
WHERE dossier_id = %(dossier)s AND officer_id IS NULL AND read_at IS NULL;

-- name: talk
-- How much was said, and what each side has not read.
SELECT count(*) AS total, count(*) FILTER (WHERE officer_id IS NOT NULL AND read_at IS NULL) AS for_owner,
       count(*) FILTER (WHERE officer_id IS NULL AND read_at IS NULL) AS for_office
FROM dossiers_message WHERE dossier_id = %(dossier)s;

-- name: messages_waiting
-- Open dossiers of these agencies with messages nobody has read yet, the longest waiting first.
SELECT d.id, d.code, d.owner_name, v.name AS procedure_name, a.short_name AS agency_name, m.count, m.since
FROM (SELECT dossier_id, count(*) AS count, min(at) AS since FROM dossiers_message
      WHERE officer_id IS NULL AND read_at IS NULL GROUP BY dossier_id) m
JOIN dossiers_dossier d ON d.id = m.dossier_id
JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
JOIN org_agency a ON a.id = d.competent_agency_id
WHERE d.closed_at IS NULL
  AND (d.receiving_agency_id = ANY(%(agencies)s) OR d.competent_agency_id = ANY(%(agencies)s)
       OR EXISTS (SELECT FROM unnest(%(place_agencies)s::bigint[], %(place_units)s::bigint[], %(place_fields)s::text[])
                       AS p(agency, unit, fields)
                  WHERE p.agency IN (d.receiving_agency_id, d.competent_agency_id)
                    AND (p.fields = '{}' OR d.field_id = ANY(p.fields::bigint[]))
                    AND (p.unit = 0 OR d.handling_unit_id = p.unit OR EXISTS (
                         SELECT FROM dossiers_step WHERE dossier_id = d.id AND unit_id = p.unit)))
       OR EXISTS (SELECT FROM dossiers_step WHERE dossier_id = d.id AND officer_id = ANY(%(officers)s)))
ORDER BY m.since, d.id LIMIT %(limit)s;
