-- name: coverage
-- An empty list of agencies means all of them.
WITH held AS (
    SELECT v.id, v.procedure_id,
           EXISTS (SELECT FROM catalog_procedureprocess b WHERE b.version_id = v.id) AS has_process,
           EXISTS (SELECT FROM catalog_channel c WHERE c.version_id = v.id AND c.time_unit = '') AS time_open
    FROM catalog_procedureversion v
    WHERE v.valid_from <= %(day)s AND (v.valid_to IS NULL OR v.valid_to >= %(day)s)
), offered AS (
    SELECT procedure_id, count(*) AS offerings, bool_or(online_level IN ('3', '4', 'partial', 'full')) AS is_online
    FROM catalog_offering
    WHERE valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
      AND (%(agencies)s::bigint[] = '{}' OR agency_id = ANY(%(agencies)s))
    GROUP BY procedure_id
)
SELECT count(*) AS in_force,
       count(o.procedure_id) AS offered,
       count(*) FILTER (WHERE o.is_online) AS online,
       count(*) FILTER (WHERE o.procedure_id IS NOT NULL AND NOT h.has_process) AS without_process,
       count(*) FILTER (WHERE h.time_open) AS clerk_must_choose_time,
       COALESCE(sum(o.offerings), 0)::int AS offerings
FROM held h LEFT JOIN offered o ON o.procedure_id = h.procedure_id;

-- name: offerings_by_level
SELECT online_level AS level, count(*)::int AS count FROM catalog_offering
WHERE valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
  AND (%(agencies)s::bigint[] = '{}' OR agency_id = ANY(%(agencies)s))
GROUP BY online_level ORDER BY online_level;

-- name: search_rows
-- Names in force on a day: what the index in memory is made of.
SELECT v.id AS version_id, p.national_code AS code, v.name, v.sort_key, f.id AS field_id, f.name AS field, v.levels,
       v.targets, v.keywords
FROM catalog_procedureversion v
JOIN catalog_procedure p ON p.id = v.procedure_id
JOIN catalog_field f ON f.id = v.field_id
WHERE v.valid_from <= %(day)s AND (v.valid_to IS NULL OR v.valid_to >= %(day)s)
  AND (p.abolished_on IS NULL OR p.abolished_on > %(day)s)
ORDER BY v.sort_key, p.national_code;

-- name: offered_versions
-- The procedures some agencies offer on a day.
SELECT DISTINCT p.national_code AS code FROM catalog_offering o JOIN catalog_procedure p ON p.id = o.procedure_id
WHERE o.valid_from <= %(day)s AND (o.valid_to IS NULL OR o.valid_to >= %(day)s)
  AND (%(agencies)s::bigint[] = '{}' OR o.agency_id = ANY(%(agencies)s));
