-- name: offers
-- What each office offers on a day: departments one by one, districts and communes as one office each.
SELECT a.level, CASE WHEN a.level IN ('district', 'commune') THEN '' ELSE a.name END AS department,
       min(a.id) AS agency_id, count(*) AS places, p.national_code AS code, v.id AS version_id, v.name, f.id AS field_id,
       f.name AS field, v.supplement_policy, 'XA' = ANY(v.levels) AS is_commune_level,
       min(o.online_level) AS online_level, b.process_version_id
FROM catalog_offering o
JOIN org_agency a ON a.id = o.agency_id
JOIN catalog_procedure p ON p.id = o.procedure_id
JOIN catalog_procedureversion v ON v.procedure_id = p.id
     AND v.valid_from <= %(day)s AND (v.valid_to IS NULL OR v.valid_to >= %(day)s)
JOIN catalog_field f ON f.id = v.field_id
JOIN catalog_procedureprocess b ON b.version_id = v.id AND b.case_id IS NULL
WHERE o.valid_from <= %(day)s AND (o.valid_to IS NULL OR o.valid_to >= %(day)s)
GROUP BY 1, 2, p.national_code, v.id, v.name, f.id, f.name, v.supplement_policy, v.levels, b.process_version_id
ORDER BY 1, 2, f.name COLLATE "C", p.national_code;

-- name: papers
-- The first papers that must be handed in with each version.
SELECT version_id, (array_agg(name ORDER BY position))[1:2] AS names
FROM catalog_paper WHERE kind = 'required' AND version_id = ANY(%(versions)s) GROUP BY version_id;

-- name: any_dossier
SELECT EXISTS (SELECT FROM dossiers_dossier) AS there;
