-- name: process_names
-- Every process with what a list is narrowed by.
SELECT p.id, p.key, p.name,
       EXISTS (SELECT FROM catalog_processversion v WHERE v.process_id = p.id AND v.status = 'draft') AS has_draft,
       EXISTS (SELECT FROM catalog_processversion v WHERE v.process_id = p.id AND v.is_template) AS is_template,
       (SELECT array_agg(DISTINCT c.national_code) FROM catalog_procedureprocess b
        JOIN catalog_processversion v ON v.id = b.process_version_id AND v.process_id = p.id
        JOIN catalog_procedureversion pv ON pv.id = b.version_id
        JOIN catalog_procedure c ON c.id = pv.procedure_id) AS codes
FROM catalog_process p;

-- name: process_rows
-- Some processes, each with its draft, what is in force on a day and what comes after.
SELECT p.id, p.key, p.name, draft.id AS draft_id, draft.number AS draft_number, draft.saved_at AS draft_saved_at,
       (SELECT count(*) FROM jsonb_array_elements(draft.findings) f WHERE f->>'severity' = 'error') AS draft_errors,
       live.id AS live_id, live.number AS live_number, live.valid_from AS live_from,
       coming.id AS coming_id, coming.number AS coming_number, coming.valid_from AS coming_from,
       jsonb_array_length(coalesce(live.definition, coming.definition, draft.definition)->'steps') AS steps,
       coalesce(live.norm_hours, coming.norm_hours, draft.norm_hours) AS norm_hours
FROM catalog_process p
LEFT JOIN LATERAL (SELECT v.* FROM catalog_processversion v WHERE v.process_id = p.id AND v.status = 'draft'
                   ORDER BY v.number DESC LIMIT 1) draft ON true
LEFT JOIN LATERAL (SELECT v.* FROM catalog_processversion v WHERE v.process_id = p.id AND v.status = 'published'
                   AND v.valid_from <= %(day)s ORDER BY v.valid_from DESC, v.number DESC LIMIT 1) live ON true
LEFT JOIN LATERAL (SELECT v.* FROM catalog_processversion v WHERE v.process_id = p.id AND v.status = 'published'
                   AND v.valid_from > %(day)s ORDER BY v.valid_from, v.number LIMIT 1) coming ON true
WHERE p.id = ANY(%(ids)s);

-- name: process_used_by
-- The procedures worked by any version of a process, as each procedure stands now.
SELECT DISTINCT ON (c.national_code, coalesce(pc.position, -1))
       c.national_code AS code, pv.name, pc.name AS case_name, v.number
FROM catalog_procedureprocess b
JOIN catalog_processversion v ON v.id = b.process_version_id
JOIN catalog_procedureversion pv ON pv.id = b.version_id
JOIN catalog_procedure c ON c.id = pv.procedure_id
LEFT JOIN catalog_procedurecase pc ON pc.id = b.case_id
WHERE v.process_id = %(process)s
ORDER BY c.national_code, coalesce(pc.position, -1), pv.number DESC;
