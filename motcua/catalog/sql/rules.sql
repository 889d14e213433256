-- name: version_for_rules
-- All that binds the dossiers of a version, in one row.
SELECT v.id, v.procedure_id, p.national_code AS code, v.field_id, v.supplement_policy,
       f.id AS form_id, f.compared_at IS NOT NULL AS form_compared,
       (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'position', c.position, 'name', c.name) ORDER BY c.position)
        FROM catalog_procedurecase c WHERE c.version_id = v.id) AS cases,
       (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'case_id', c.case_id,
                'time_value', c.time_value::text, 'time_unit', c.time_unit, 'time_raw', c.time_raw,
                'time_alternatives', c.time_alternatives, 'description', c.description) ORDER BY c.position)
        FROM catalog_channel c WHERE c.version_id = v.id) AS channels,
       (SELECT jsonb_agg(jsonb_build_object('case_id', b.case_id, 'process_version_id', b.process_version_id, 'later',
                (SELECT jsonb_agg(jsonb_build_array(later.valid_from, later.id) ORDER BY later.valid_from, later.number)
                 FROM catalog_processversion bound
                 JOIN catalog_processversion later ON later.process_id = bound.process_id
                      AND later.number > bound.number AND later.status = 'published'
                 WHERE bound.id = b.process_version_id)))
        FROM catalog_procedureprocess b WHERE b.version_id = v.id) AS processes
FROM catalog_procedureversion v
JOIN catalog_procedure p ON p.id = v.procedure_id
LEFT JOIN catalog_formversion f ON f.version_id = v.id AND f.status = 'published'
WHERE v.id = %(version)s;

-- name: stamp_and_offering
-- Whether an agency offers the procedure of a version on a day, and the stamp to compare what is in memory with.
SELECT s.value AS stamp, o.id IS NOT NULL AS offered, o.handling_unit_id
FROM catalog_procedureversion v
CROSS JOIN catalog_stamp s
LEFT JOIN catalog_offering o ON o.procedure_id = v.procedure_id AND o.agency_id = %(agency)s
     AND o.valid_from <= %(day)s AND (o.valid_to IS NULL OR o.valid_to >= %(day)s)
WHERE v.id = %(version)s;

-- name: published_definition
SELECT definition FROM catalog_processversion WHERE id = %(process_version)s AND status = 'published';

-- name: form_definition
-- A form whose text no longer changes.
SELECT definition FROM catalog_formversion WHERE id = %(form)s AND status <> 'draft';

-- name: process_in_force
-- The newest published version of a process that applies on a day.
SELECT v.id FROM catalog_processversion v JOIN catalog_process p ON p.id = v.process_id
WHERE p.key = %(key)s AND v.status = 'published' AND v.valid_from <= %(day)s
ORDER BY v.valid_from DESC, v.number DESC LIMIT 1;

-- name: department_for
-- The department that works a part of a commune's dossier: the one that offers the same procedure on the day.
SELECT o.agency_id
FROM catalog_procedureversion v
JOIN catalog_offering o ON o.procedure_id = v.procedure_id
     AND o.valid_from <= %(day)s AND (o.valid_to IS NULL OR o.valid_to >= %(day)s)
JOIN org_agency a ON a.id = o.agency_id AND a.level = 'department'
WHERE v.id = %(version)s AND NOT EXISTS (SELECT FROM org_agency WHERE id = %(agency)s AND level = 'department')
ORDER BY o.agency_id LIMIT 1;
