-- name: standings
-- How every accepted dossier that touches a period stood on its last day, folded from the journal and counted.
-- Acceptance and end never change once written, so they may narrow down which journals are read.
WITH counted AS (
    SELECT d.id, d.field_id, d.competent_agency_id
    FROM dossiers_dossier d
    WHERE d.parent_id IS NULL AND d.accepted_at < %(after)s
      AND (coalesce(d.processed_at, d.closed_at) IS NULL OR coalesce(d.processed_at, d.closed_at) >= %(begin)s)
      AND (%(everywhere)s OR d.competent_agency_id = ANY(%(agencies)s))
), folded AS (
    SELECT c.id, c.field_id, c.competent_agency_id,
           min(e.at) FILTER (WHERE e.kind = 'dossier.accepted') AS accepted_at,
           bool_or(e.kind = 'dossier.accepted' AND e.details->>'channel' = 'online') AS online,
           (array_agg(e.kind ORDER BY e.seq DESC))[1] AS last_kind,
           (array_agg(e.at ORDER BY e.seq DESC))[1] AS last_at,
           (array_agg(e.details->>'due_on' ORDER BY e.seq DESC) FILTER (WHERE e.details ? 'due_on'))[1] AS due_on,
           (array_agg(e.kind ORDER BY e.seq DESC))[2] AS kind_before,
           max(e.details->>'timeliness') FILTER (WHERE e.kind = 'dossier.processed') AS verdict
    FROM counted c JOIN journal_journalevent e ON e.subject = 'dossier:' || c.id
    WHERE e.at < %(after)s
      AND e.kind = ANY('{dossier.accepted,dossier.taken_over,dossier.postponed,dossier.due_moved,
                         dossier.supplement_asked,dossier.supplement_given,dossier.supplement_confirmed,
                         dossier.payment_asked,dossier.payment_confirmed,dossier.processed,dossier.withdrawn,
                         dossier.stopped}'::text[])
    GROUP BY c.id, c.field_id, c.competent_agency_id
)
SELECT f.field_id, a.level, (f.accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS accepted_on, f.online, f.last_kind,
       f.kind_before, (f.last_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS last_on, f.verdict,
       f.due_on::date AS due_on, count(*) AS number
FROM folded f JOIN org_agency a ON a.id = f.competent_agency_id
WHERE f.accepted_at IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;

-- name: fields
-- The names of the rows, in Vietnamese order.
SELECT id, name FROM catalog_field WHERE id = ANY(%(ids)s) ORDER BY sort_key, id;

-- name: recount
-- The same form by the official formula, counted once more the plain way from the dossiers as they stand now.
-- It agrees with the journal for every period after whose end nothing has happened to the dossiers counted.
WITH counted AS (
    SELECT d.*, coalesce(d.processed_at, d.closed_at) AS ended_at,
           (coalesce(d.processed_at, d.closed_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS ended_on,
           (d.accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS accepted_on
    FROM dossiers_dossier d
    WHERE d.parent_id IS NULL AND (%(everywhere)s OR d.competent_agency_id = ANY(%(agencies)s))
), placed AS (
    SELECT field_id,
           CASE WHEN accepted_on < %(start)s THEN '6' WHEN channel = 'online' THEN '4' ELSE '5' END AS received,
           CASE
               WHEN processed_at IS NOT NULL THEN
                   CASE timeliness WHEN 'early' THEN '8' WHEN 'late' THEN '10' ELSE '9' END
               WHEN ended_on IS NOT NULL THEN
                   CASE WHEN due_on IS NULL OR due_on = ended_on THEN '9' WHEN ended_on < due_on THEN '8' ELSE '10' END
               WHEN state IN ('supplement', 'supplement_given', 'finance') OR due_on IS NULL OR due_on >= %(end)s
                   THEN '12'
               ELSE '13'
           END AS stands
    FROM counted
    WHERE accepted_on <= %(end)s AND (ended_on IS NULL OR ended_on >= %(start)s)
)
SELECT field_id, received, stands, count(*) AS number FROM placed GROUP BY 1, 2, 3;
