-- name: subtree
-- An agency and all below it on a day, with those that ended and whose work is now theirs; nothing if it does not hold.
WITH RECURSIVE below(id) AS (
    SELECT id FROM org_agency
    WHERE id = %(agency)s::bigint AND daterange(valid_from, valid_to, '[]') @> %(day)s::date
    UNION ALL
    SELECT a.id FROM org_agency a JOIN below ON a.parent_id = below.id
    WHERE daterange(a.valid_from, a.valid_to, '[]') @> %(day)s::date
), whole(id) AS (
    SELECT id FROM below
    UNION
    SELECT a.id FROM whole JOIN org_succession s ON s.successor_id = whole.id AND s.is_default AND s."on" <= %(day)s::date
    JOIN org_agency a ON a.id = s.predecessor_id AND a.valid_to < s."on"
)
SELECT id FROM whole;

-- name: answering
-- With whom an agency's work is on a day: itself while it holds, else who took the main part of it.
SELECT org_answering(%(agency)s::bigint, %(day)s::date);

-- name: successors
-- Who answers on a day for what an agency was: itself while it holds, then its heirs, following reorganisations in time.
WITH RECURSIVE line(id, since, part, is_default, is_verified) AS (
    SELECT %(agency)s::bigint, '-infinity'::date, false, true, true
    UNION
    SELECT s.successor_id, s."on", line.part OR s.part, line.is_default AND s.is_default,
           line.is_verified AND s.is_verified
    FROM line JOIN org_succession s ON s.predecessor_id = line.id
    WHERE s."on" <= %(day)s::date AND s."on" >= line.since
)
SELECT line.id, bool_and(part) AS part, bool_or(is_default) AS is_default, bool_or(line.is_verified) AS is_verified
FROM line JOIN org_agency a ON a.id = line.id
WHERE daterange(a.valid_from, a.valid_to, '[]') @> %(day)s::date
GROUP BY line.id, a.sort_key
ORDER BY bool_or(is_default) DESC, a.sort_key, line.id;

-- name: predecessors
-- Whose work of a day an agency answers for later: itself if it held already, and all it inherited from.
WITH RECURSIVE line(id, before, part, is_default, is_verified) AS (
    SELECT %(agency)s::bigint, 'infinity'::date, false, true, true
    UNION
    SELECT s.predecessor_id, s."on", line.part OR s.part, line.is_default AND s.is_default,
           line.is_verified AND s.is_verified
    FROM line JOIN org_succession s ON s.successor_id = line.id
    WHERE s."on" > %(day)s::date AND s."on" <= line.before
)
SELECT line.id, bool_and(part) AS part, bool_or(is_default) AS is_default, bool_or(line.is_verified) AS is_verified
FROM line JOIN org_agency a ON a.id = line.id
WHERE daterange(a.valid_from, a.valid_to, '[]') @> %(day)s::date
GROUP BY line.id, a.sort_key
ORDER BY a.sort_key, line.id;

-- name: calendar_version
-- The calendar version in force for an agency on a day: its own calendar, else that of the nearest agency above, else
-- the usual one.
WITH RECURSIVE above(id, parent_id, steps) AS (
    SELECT id, parent_id, 0 FROM org_agency WHERE id = %(agency)s::bigint
    UNION ALL
    SELECT a.id, a.parent_id, above.steps + 1 FROM org_agency a JOIN above ON a.id = above.parent_id
), chosen(calendar_id, steps) AS (
    SELECT ac.calendar_id, above.steps FROM above JOIN org_agencycalendar ac ON ac.agency_id = above.id
    WHERE daterange(ac.valid_from, ac.valid_to, '[]') @> %(day)s::date
    UNION ALL
    SELECT id, 1000 FROM org_calendar WHERE key = %(usual)s::text
)
SELECT v.id FROM chosen JOIN org_calendarversion v ON v.calendar_id = chosen.calendar_id
WHERE v.valid_from <= %(day)s::date
ORDER BY chosen.steps, v.valid_from DESC, v.id DESC
LIMIT 1;

-- name: communes
-- The communes of a day with their codes of the statistics office, the code of their province, and a name of that day.
WITH RECURSIVE below(id, level, short_name, sort_key, province) AS (
    SELECT a.id, a.level, a.short_name, a.sort_key, c.code FROM org_agency a
    JOIN org_agencycode c ON c.agency_id = a.id AND c.scheme = 'gso'
        AND daterange(c.valid_from, c.valid_to, '[]') @> %(day)s::date
    WHERE a.parent_id IS NULL AND daterange(a.valid_from, a.valid_to, '[]') @> %(day)s::date
    UNION ALL
    SELECT a.id, a.level, a.short_name, a.sort_key, below.province FROM org_agency a JOIN below ON a.parent_id = below.id
    WHERE daterange(a.valid_from, a.valid_to, '[]') @> %(day)s::date
)
SELECT below.province, c.code, below.short_name, below.sort_key, n.short_name AS then_name FROM below
JOIN org_agencycode c ON c.agency_id = below.id AND c.scheme = 'gso'
    AND daterange(c.valid_from, c.valid_to, '[]') @> %(day)s::date
LEFT JOIN org_agencyname n ON n.agency_id = below.id AND daterange(n.valid_from, n.valid_to, '[]') @> %(day)s::date
WHERE below.level = 'commune'
ORDER BY below.sort_key, below.id;

-- name: committee
-- The provincial People's Committee above an agency on a day, whatever stands between.
WITH RECURSIVE above(id, parent_id, level) AS (
    SELECT id, parent_id, level FROM org_agency WHERE id = org_answering(%(agency)s::bigint, %(day)s::date)
    UNION ALL
    SELECT a.id, a.parent_id, a.level FROM org_agency a JOIN above ON a.id = above.parent_id
    WHERE daterange(a.valid_from, a.valid_to, '[]') @> %(day)s::date
)
SELECT id FROM above WHERE level = 'province' LIMIT 1;
