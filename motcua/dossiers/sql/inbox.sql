-- name: inbox_dossiers
-- Whose dossiers the open steps of one officer are: what a search of the inbox is among. Stops at two thousand a branch.
SELECT DISTINCT dossier_id AS id FROM (
    (SELECT s.dossier_id FROM unnest(%(officers)s::bigint[], %(officer_fields)s::text[]) AS o(id, fields)
     CROSS JOIN LATERAL (SELECT dossier_id FROM dossiers_step WHERE state = 'open' AND officer_id = o.id AND (o.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(o.fields::bigint[])))
                        AND kind <> 'higher_level' ORDER BY due_at LIMIT 2000) s)
    UNION ALL
    (SELECT s.dossier_id
     FROM unnest(%(agencies)s::bigint[], %(roles)s::text[], %(units)s::bigint[], %(fields)s::text[])
          AS p(agency, role, unit, fields)
     CROSS JOIN LATERAL (
        SELECT dossier_id FROM dossiers_step
        WHERE state = 'open' AND officer_id IS NULL AND agency_id = p.agency AND role = p.role
          AND (p.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(p.fields::bigint[])))
          AND kind <> 'higher_level' AND (p.unit = 0 OR unit_id IS NULL OR unit_id = p.unit)
        ORDER BY due_at LIMIT 2000) s)) mine;

-- name: inbox_wanted
-- The open steps of one officer that fit, in the order asked for, and how many fit in all.
WITH mine AS (
    (SELECT s.id FROM unnest(%(officers)s::bigint[], %(officer_fields)s::text[]) AS o(id, fields)
     CROSS JOIN LATERAL (SELECT id FROM dossiers_step WHERE state = 'open' AND officer_id = o.id AND (o.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(o.fields::bigint[])))
                        AND kind <> 'higher_level' ORDER BY due_at LIMIT 2000) s)
    UNION
    (SELECT s.id
     FROM unnest(%(agencies)s::bigint[], %(roles)s::text[], %(units)s::bigint[], %(fields)s::text[])
          AS p(agency, role, unit, fields)
     CROSS JOIN LATERAL (
        SELECT id FROM dossiers_step
        WHERE state = 'open' AND officer_id IS NULL AND agency_id = p.agency AND role = p.role
          AND (p.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(p.fields::bigint[])))
          AND kind <> 'higher_level' AND (p.unit = 0 OR unit_id IS NULL OR unit_id = p.unit)
        ORDER BY due_at LIMIT 2000) s)
)
SELECT s.id AS step_id, s.dossier_id, s.key AS step_key, s.name AS step_name, s.role, s.kind, s.officer_id, s.opened_at,
       s.due_at AS step_due_at, s.seen_at, d.code, d.state, d.channel, d.owner_name, d.due_at, d.due_on, d.accepted_at,
       d.postponements, d.open_proposals, d.open_consultations, v.name AS procedure_name, f.name AS field_name,
       count(*) OVER () AS total
FROM mine JOIN dossiers_step s USING (id) JOIN dossiers_dossier d ON d.id = s.dossier_id
JOIN catalog_procedureversion v ON v.id = d.procedure_version_id JOIN catalog_field f ON f.id = d.field_id
WHERE d.closed_at IS NULL
  AND (%(dossiers)s::bigint[] IS NULL OR d.id = ANY(%(dossiers)s))
  AND (%(procedure)s::bigint IS NULL OR v.procedure_id = %(procedure)s)
  AND (%(field)s::bigint IS NULL OR d.field_id = %(field)s)
  AND (%(step)s::text = '' OR s.name = %(step)s)
  AND (%(channel)s::text = '' OR d.channel = %(channel)s)
  AND (%(due_from)s::timestamptz IS NULL OR s.due_at >= %(due_from)s)
  AND (%(due_before)s::timestamptz IS NULL OR s.due_at < %(due_before)s)
  AND (NOT %(new)s OR s.seen_at IS NULL)
ORDER BY
    CASE WHEN %(order)s::text = '-due' THEN s.due_at END DESC NULLS LAST,
    CASE %(order)s WHEN 'received' THEN s.opened_at WHEN 'promise' THEN d.due_at END,
    CASE %(order)s WHEN '-received' THEN s.opened_at WHEN '-promise' THEN d.due_at END DESC NULLS LAST,
    CASE %(order)s WHEN 'owner' THEN d.owner_sort_key WHEN 'procedure' THEN v.sort_key WHEN 'code' THEN d.code
                   WHEN 'step' THEN s.name END COLLATE "C",
    CASE %(order)s WHEN '-owner' THEN d.owner_sort_key WHEN '-procedure' THEN v.sort_key WHEN '-code' THEN d.code
                   WHEN '-step' THEN s.name END COLLATE "C" DESC NULLS LAST,
    s.due_at, s.id
LIMIT %(limit)s OFFSET %(offset)s;

-- name: inbox_kinds
-- What the inbox is made of: the choices its filters offer.
WITH mine AS (
    (SELECT s.id FROM unnest(%(officers)s::bigint[], %(officer_fields)s::text[]) AS o(id, fields)
     CROSS JOIN LATERAL (SELECT id FROM dossiers_step WHERE state = 'open' AND officer_id = o.id AND (o.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(o.fields::bigint[])))
                        AND kind <> 'higher_level' ORDER BY due_at LIMIT 2000) s)
    UNION
    (SELECT s.id
     FROM unnest(%(agencies)s::bigint[], %(roles)s::text[], %(units)s::bigint[], %(fields)s::text[])
          AS p(agency, role, unit, fields)
     CROSS JOIN LATERAL (
        SELECT id FROM dossiers_step
        WHERE state = 'open' AND officer_id IS NULL AND agency_id = p.agency AND role = p.role
          AND (p.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(p.fields::bigint[])))
          AND kind <> 'higher_level' AND (p.unit = 0 OR unit_id IS NULL OR unit_id = p.unit)
        ORDER BY due_at LIMIT 2000) s)
)
SELECT v.procedure_id, max(v.name) AS procedure_name, d.field_id, f.name AS field_name, s.name AS step_name, d.channel,
       count(*) AS count
FROM mine JOIN dossiers_step s USING (id) JOIN dossiers_dossier d ON d.id = s.dossier_id
JOIN catalog_procedureversion v ON v.id = d.procedure_version_id JOIN catalog_field f ON f.id = d.field_id
WHERE d.closed_at IS NULL
GROUP BY v.procedure_id, d.field_id, f.name, s.name, d.channel;

-- name: inbox_ids
-- The steps of a page of the inbox and nothing else, in its usual order: asked every few seconds by an open list.
WITH mine AS (
    (SELECT s.id, s.due_at FROM unnest(%(officers)s::bigint[], %(officer_fields)s::text[]) AS o(id, fields)
     CROSS JOIN LATERAL (
        SELECT id, due_at FROM dossiers_step
        WHERE state = 'open' AND officer_id = o.id AND (o.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(o.fields::bigint[]))) AND kind <> 'higher_level' ORDER BY due_at, id LIMIT %(most)s) s)
    UNION
    (SELECT s.id, s.due_at
     FROM unnest(%(agencies)s::bigint[], %(roles)s::text[], %(units)s::bigint[], %(fields)s::text[])
          AS p(agency, role, unit, fields)
     CROSS JOIN LATERAL (
        SELECT id, due_at FROM dossiers_step
        WHERE state = 'open' AND officer_id IS NULL AND agency_id = p.agency AND role = p.role
          AND (p.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(p.fields::bigint[])))
          AND kind <> 'higher_level' AND (p.unit = 0 OR unit_id IS NULL OR unit_id = p.unit)
        ORDER BY due_at, id LIMIT %(most)s) s)
)
SELECT id FROM mine ORDER BY due_at, id LIMIT %(limit)s OFFSET %(offset)s;

-- name: text_among
-- Which of these dossiers have the words in the owner's name, the procedure's name or what was declared.
SELECT d.id, (d.owner_folded LIKE %(pattern)s OR v.name_folded LIKE %(pattern)s) AS by_name
FROM dossiers_dossier d JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
LEFT JOIN dossiers_answers a ON a.dossier_id = d.id
WHERE d.id = ANY(%(ids)s)
  AND (d.owner_folded LIKE %(pattern)s OR v.name_folded LIKE %(pattern)s
       OR dossiers_answer_words(a.answers) @@ plainto_tsquery('simple', %(words)s));

-- name: by_answers
-- Dossiers in whose answers all the words stand; the index gives a bounded handful, the scope is looked at after it.
WITH hits AS MATERIALIZED (
    SELECT dossier_id FROM dossiers_answers
    WHERE dossiers_answer_words(answers) @@ plainto_tsquery('simple', %(words)s) LIMIT 2000)
SELECT d.id FROM hits JOIN dossiers_dossier d ON d.id = hits.dossier_id
WHERE d.code IS NOT NULL
  AND (%(everywhere)s OR d.competent_agency_id = ANY(%(agencies)s) OR d.receiving_agency_id = ANY(%(agencies)s))
ORDER BY d.id DESC LIMIT %(limit)s;
