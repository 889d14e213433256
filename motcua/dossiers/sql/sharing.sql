-- name: sharing_rule
-- The rule of a unit for one role, or that of its whole agency, with who looks after which commune.
SELECT r.method, coalesce(jsonb_object_agg(c.commune_code, c.officer_id) FILTER (WHERE c.id IS NOT NULL), '{}') AS communes
FROM dossiers_sharingrule r LEFT JOIN dossiers_sharedcommune c ON c.rule_id = r.id
WHERE r.agency_id = %(agency)s AND r.role = %(role)s AND (r.unit_id IS NULL OR r.unit_id = %(unit)s)
GROUP BY r.id ORDER BY r.unit_id NULLS LAST LIMIT 1;

-- name: sharing_facts
-- What a rule looks at: how much open work each of some officers has, and when each was last given a step to examine.
SELECT o.id, (SELECT count(*) FROM dossiers_step s WHERE s.officer_id = o.id AND s.state = 'open') AS load,
       (SELECT s.opened_at FROM dossiers_step s WHERE s.officer_id = o.id AND s.role = 'case_officer'
        ORDER BY s.opened_at DESC LIMIT 1) AS last_given
FROM unnest(%(officers)s::bigint[]) AS o(id);

-- name: commune_of
-- Where the owner of a dossier lives.
SELECT commune_code FROM dossiers_party WHERE dossier_id = %(id)s AND role = 'owner';
