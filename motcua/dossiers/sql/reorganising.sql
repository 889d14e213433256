-- name: work_of_agencies
-- What each of some agencies has in hand, from a day on: what a reorganisation must not leave without anybody.
SELECT a.id,
       (SELECT count(*) FROM dossiers_dossier d
        WHERE d.closed_at IS NULL AND d.state <> 'draft'
          AND (d.competent_agency_id = a.id OR d.receiving_agency_id = a.id)) AS dossiers,
       (SELECT count(DISTINCT o.procedure_id) FROM catalog_offering o
        WHERE o.agency_id = a.id AND (o.valid_to IS NULL OR o.valid_to >= %(day)s)) AS offerings,
       (SELECT count(*) FROM people_post p
        WHERE p.agency_id = a.id AND (p.valid_to IS NULL OR p.valid_to >= %(day)s)) AS posts,
       (SELECT count(*) FROM people_delegation l WHERE l.agency_id = a.id AND l.valid_to >= %(day)s) AS delegations,
       (SELECT count(*) FROM org_unit u
        WHERE u.agency_id = a.id AND (u.valid_to IS NULL OR u.valid_to >= %(day)s)) AS units,
       (SELECT count(*) FROM org_agency c
        WHERE c.parent_id = a.id AND (c.valid_to IS NULL OR c.valid_to >= %(day)s) AND c.id <> ALL(%(agencies)s)) AS below
FROM org_agency a WHERE a.id = ANY(%(agencies)s);

-- name: work_of_unit
-- What one division has in hand, from a day on: posts, procedures it handles, open steps, running dossiers.
SELECT (SELECT count(*) FROM people_post WHERE unit_id = %(unit)s AND (valid_to IS NULL OR valid_to >= %(day)s)) AS posts,
       (SELECT count(DISTINCT procedure_id) FROM catalog_offering
        WHERE handling_unit_id = %(unit)s AND (valid_to IS NULL OR valid_to >= %(day)s)) AS offerings,
       (SELECT count(*) FROM dossiers_dossier WHERE handling_unit_id = %(unit)s AND closed_at IS NULL) AS dossiers;
