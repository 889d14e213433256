-- name: procedure_list
-- One page of the procedures and how many there are of each standing. Of each procedure the version of the day is shown,
-- or else the next to come, or else the last there was. An empty filter takes all.
WITH shown AS (
    SELECT DISTINCT ON (v.procedure_id) v.id, v.procedure_id, v.number, v.valid_from, v.valid_to, v.name, v.name_folded,
           v.sort_key, v.field_id, v.levels
    FROM catalog_procedureversion v
    WHERE v.valid_to IS NULL OR v.valid_to >= v.valid_from
    ORDER BY v.procedure_id, (v.valid_from <= %(day)s AND (v.valid_to IS NULL OR v.valid_to >= %(day)s)) DESC,
             (v.valid_from > %(day)s) DESC, abs(v.valid_from - %(day)s::date), v.number DESC
), marked AS (
    SELECT s.id AS version_id, s.number, s.valid_from, s.valid_to, s.name, s.sort_key, s.levels, f.name AS field,
           p.national_code AS code, p.abolished_on,
           (SELECT max(n.number) FROM catalog_procedureversion n WHERE n.procedure_id = p.id) AS versions,
           NOT EXISTS (SELECT FROM catalog_procedureprocess b WHERE b.version_id = s.id) AS without_process,
           NOT EXISTS (SELECT FROM catalog_formversion w WHERE w.version_id = s.id AND w.status = 'published')
               AS without_form,
           EXISTS (SELECT FROM catalog_channel c WHERE c.version_id = s.id
                   AND (c.time_status <> 'understood' OR c.fee_status <> 'understood'))
           OR EXISTS (SELECT FROM catalog_paper e WHERE e.version_id = s.id AND e.status <> 'understood') AS must_choose,
           d.id IS NOT NULL AS has_draft, d.decided_on, d.issuer, d.effective_on
    FROM shown s
    JOIN catalog_procedure p ON p.id = s.procedure_id
    JOIN catalog_field f ON f.id = s.field_id
    LEFT JOIN catalog_proceduredraft d ON d.code = p.national_code
    WHERE (%(field)s::bigint IS NULL OR s.field_id = %(field)s)
      AND (%(level)s = '' OR %(level)s = ANY(s.levels))
      AND (%(agency)s::bigint IS NULL OR EXISTS (
          SELECT FROM catalog_offering o WHERE o.procedure_id = p.id AND o.agency_id = %(agency)s
          AND o.valid_from <= %(day)s AND (o.valid_to IS NULL OR o.valid_to >= %(day)s)))
      AND (%(code)s <> '' AND starts_with(p.national_code, %(code)s)
           OR (SELECT bool_and(position(word IN s.name_folded) > 0) FROM unnest(%(words)s::text[]) AS word) IS NOT FALSE
           AND %(code)s = '')
), counted AS (
    SELECT count(*) FILTER (WHERE abolished_on IS NULL OR abolished_on > %(day)s) AS "all",
           count(*) FILTER (WHERE must_choose AND (abolished_on IS NULL OR abolished_on > %(day)s)) AS choose,
           count(*) FILTER (WHERE without_process AND (abolished_on IS NULL OR abolished_on > %(day)s)) AS no_process,
           count(*) FILTER (WHERE without_form AND (abolished_on IS NULL OR abolished_on > %(day)s)) AS no_form,
           count(*) FILTER (WHERE has_draft) AS draft,
           count(*) FILTER (WHERE decided_on IS NOT NULL) AS due,
           count(*) FILTER (WHERE abolished_on IS NOT NULL) AS abolished
    FROM marked
), listed AS (
    SELECT * FROM marked
    WHERE CASE %(standing)s
        WHEN 'abolished' THEN abolished_on IS NOT NULL
        WHEN 'draft' THEN has_draft
        WHEN 'due' THEN decided_on IS NOT NULL
        ELSE (abolished_on IS NULL OR abolished_on > %(day)s)
             AND CASE %(standing)s WHEN 'choose' THEN must_choose WHEN 'no_process' THEN without_process
                                   WHEN 'no_form' THEN without_form ELSE true END
    END
    ORDER BY sort_key, code OFFSET %(skip)s LIMIT %(most)s
)
SELECT to_jsonb(counted) AS counts, listed.* FROM counted LEFT JOIN listed ON true ORDER BY listed.sort_key, listed.code;

-- name: publications
-- What decisions did to procedures, the newest first.
SELECT p.national_code AS code, v.number AS version, coalesce(v.name, last.name) AS name, b.what, b.effective_on,
       b.public_at, d.number AS decision, d.decided_on, d.issuer, o.full_name AS by
FROM catalog_publication b
JOIN catalog_publicationdecision d ON d.id = b.decision_id
JOIN catalog_procedure p ON p.id = b.procedure_id
LEFT JOIN catalog_procedureversion v ON v.id = b.version_id
LEFT JOIN people_officer o ON o.id = b.public_by_id
LEFT JOIN LATERAL (SELECT name FROM catalog_procedureversion n WHERE n.procedure_id = p.id ORDER BY number DESC LIMIT 1)
    last ON v.id IS NULL
WHERE (%(code)s = '' OR p.national_code = %(code)s) AND b.public_at >= %(since)s
ORDER BY b.public_at DESC, b.id DESC LIMIT %(most)s;
