-- name: holders
-- Who can be given a step: open officers with a role on a day, by post, lent while the post it came from is held, or
-- standing in for somebody away (what decides is only ever lent); not who is away. What an agency or a division that has
-- ended had to do is its successor's.
WITH place AS (
    SELECT heir AS agency, u.id AS unit
    FROM (SELECT CASE WHEN a.valid_to < %(day)s::date THEN org_answering(a.id, %(day)s::date) ELSE a.id END AS heir
          FROM org_agency a WHERE a.id = %(agency)s::bigint) line
    LEFT JOIN org_unit u ON u.id = org_unit_answering(%(unit)s::bigint, %(day)s::date) AND u.agency_id = heir
)
SELECT o.id FROM people_officer o JOIN people_account a ON a.id = o.account_id
WHERE a.is_active
  AND NOT EXISTS (SELECT FROM people_leave l
                  WHERE l.officer_id = o.id AND l.valid_from <= %(day)s AND l.valid_to >= %(day)s)
  AND o.id IN (
    SELECT p.officer_id FROM people_post p
    WHERE p.agency_id = (SELECT agency FROM place) AND p.role = %(role)s
      AND ((SELECT unit FROM place) IS NULL OR p.unit_id = (SELECT unit FROM place))
      AND p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to >= %(day)s)
    UNION ALL
    SELECT d.to_officer_id FROM people_delegation d
    WHERE d.agency_id = (SELECT agency FROM place) AND d.role = %(role)s
      AND ((SELECT unit FROM place) IS NULL OR d.unit_id = (SELECT unit FROM place))
      AND d.valid_from <= %(day)s AND d.valid_to >= %(day)s
      AND (d.field_ids = '{}' OR %(field)s::bigint = ANY(d.field_ids))
      AND EXISTS (
          SELECT FROM people_post s JOIN people_officer f ON f.id = s.officer_id
          JOIN people_account fa ON fa.id = f.account_id
          WHERE fa.is_active AND s.officer_id = d.from_officer_id AND s.agency_id = d.agency_id AND s.role = d.role
            AND coalesce(s.unit_id, 0) = coalesce(d.unit_id, 0)
            AND s.valid_from <= %(day)s AND (s.valid_to IS NULL OR s.valid_to >= %(day)s))
    UNION ALL
    SELECT l.substitute_id FROM people_leave l
    JOIN people_post p ON p.officer_id = l.officer_id
    JOIN people_officer f ON f.id = l.officer_id JOIN people_account fa ON fa.id = f.account_id
    WHERE fa.is_active AND l.valid_from <= %(day)s AND l.valid_to >= %(day)s
      AND p.agency_id = (SELECT agency FROM place) AND p.role = %(role)s AND p.role <> ALL(%(lent_only)s::text[])
      AND ((SELECT unit FROM place) IS NULL OR p.unit_id = (SELECT unit FROM place))
      AND p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to >= %(day)s))
ORDER BY o.sort_key, o.id;

-- name: held
-- Every post of an account and every role lent to it, past and future ones too. A loan is cut to the post it came from:
-- nobody keeps a role its owner has lost. Who stands in for somebody away has what need not be lent in writing. With a
-- post come the agencies and divisions that ended and whose work is now that place's: a post in a division takes over
-- divisions, and whole agencies only where these handed over no divisions.
WITH own AS (
SELECT p.role, p.agency_id, p.unit_id, p.valid_from, p.valid_to, p.title, NULL::bigint AS lent_by, p.id AS post_id,
       false AS is_lent, p.valid_from AS since, p.id, '{}'::bigint[] AS field_ids
FROM people_post p JOIN people_officer o ON o.id = p.officer_id
WHERE o.account_id = %(account)s
UNION ALL
SELECT d.role, d.agency_id, d.unit_id, greatest(d.valid_from, p.valid_from), least(d.valid_to, p.valid_to), '',
       d.from_officer_id, NULL, true, d.valid_from, d.id, d.field_ids
FROM people_delegation d JOIN people_officer o ON o.id = d.to_officer_id
JOIN people_officer f ON f.id = d.from_officer_id JOIN people_account a ON a.id = f.account_id AND a.is_active
JOIN people_post p ON p.officer_id = f.id AND p.agency_id = d.agency_id AND p.role = d.role
                  AND coalesce(p.unit_id, 0) = coalesce(d.unit_id, 0)
WHERE o.account_id = %(account)s AND greatest(d.valid_from, p.valid_from) <= least(d.valid_to, p.valid_to)
UNION ALL
SELECT p.role, p.agency_id, p.unit_id, greatest(l.valid_from, p.valid_from), least(l.valid_to, p.valid_to), '',
       l.officer_id, NULL, true, l.valid_from, l.id, '{}'::bigint[]
FROM people_leave l JOIN people_officer o ON o.id = l.substitute_id
JOIN people_officer f ON f.id = l.officer_id JOIN people_account a ON a.id = f.account_id AND a.is_active
JOIN people_post p ON p.officer_id = f.id AND p.role <> ALL(%(lent_only)s::text[])
WHERE o.account_id = %(account)s AND greatest(l.valid_from, p.valid_from) <= least(l.valid_to, p.valid_to)
)
SELECT role, agency_id, unit_id, valid_from, valid_to, title, lent_by, post_id, field_ids, false AS taken_over, is_lent,
       since, id
FROM own
UNION ALL
SELECT own.role, gone.id, NULL, greatest(own.valid_from, gone.since), own.valid_to, '', own.lent_by, NULL,
       own.field_ids, true, own.is_lent, own.since, own.id
FROM own CROSS JOIN LATERAL org_taken_over(own.agency_id) gone
WHERE (own.valid_to IS NULL OR own.valid_to >= gone.since)
  AND (own.unit_id IS NULL
       OR NOT EXISTS (SELECT FROM org_unit u WHERE u.agency_id = gone.id AND u.successor_id IS NOT NULL))
UNION ALL
SELECT own.role, gone.agency_id, gone.id, greatest(own.valid_from, gone.since), own.valid_to, '', own.lent_by, NULL,
       own.field_ids, true, own.is_lent, own.since, own.id
FROM own CROSS JOIN LATERAL org_units_taken_over(own.unit_id) gone
WHERE own.valid_to IS NULL OR own.valid_to >= gone.since
ORDER BY taken_over, is_lent, since, id;

-- name: session
-- What is kept of a session that has not run out.
SELECT session_data FROM django_session WHERE session_key = %(key)s AND expire_date > %(now)s;
