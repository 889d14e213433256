-- name: holders
-- Who can be given a step: open officers with a role on a day, by post or lent while the post it came from is held.
SELECT o.id FROM people_officer o JOIN people_account a ON a.id = o.account_id
WHERE a.is_active AND o.id IN (
    SELECT p.officer_id FROM people_post p
    WHERE p.agency_id = %(agency)s AND p.role = %(role)s
      AND (%(unit)s::bigint IS NULL OR p.unit_id = %(unit)s)
      AND p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to >= %(day)s)
    UNION ALL
    SELECT d.to_officer_id FROM people_delegation d
    WHERE d.agency_id = %(agency)s AND d.role = %(role)s
      AND (%(unit)s::bigint IS NULL OR d.unit_id = %(unit)s)
      AND d.valid_from <= %(day)s AND d.valid_to >= %(day)s
      AND EXISTS (
          SELECT FROM people_post s JOIN people_officer f ON f.id = s.officer_id
          JOIN people_account fa ON fa.id = f.account_id
          WHERE fa.is_active AND s.officer_id = d.from_officer_id AND s.agency_id = d.agency_id AND s.role = d.role
            AND coalesce(s.unit_id, 0) = coalesce(d.unit_id, 0)
            AND s.valid_from <= %(day)s AND (s.valid_to IS NULL OR s.valid_to >= %(day)s)))
ORDER BY o.sort_key, o.id;
