-- name: note_look
-- Who looked at whose data, and why.
INSERT INTO access_looklog (officer_id, dossier_id, purpose, what, at)
VALUES (%(officer)s, %(dossier)s, %(purpose)s, %(what)s, %(at)s);

-- name: told_looks
-- Looks at these dossiers for their owner: one line for an officer, a purpose and a day, with the post held on that day.
SELECT g.dossier_id, g.purpose, g.at, g.times, g.papers, p.role, p.agency_name
FROM (
    SELECT dossier_id, officer_id, purpose, max(at) AS at, count(*) AS times,
           bool_or(what LIKE 'file:%%' OR what LIKE 'tệp %%') AS papers
    FROM access_looklog WHERE dossier_id = ANY(%(dossiers)s)
    GROUP BY dossier_id, officer_id, purpose, (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
    ORDER BY max(at) DESC, dossier_id DESC LIMIT %(limit)s OFFSET %(offset)s) g
LEFT JOIN LATERAL (
    SELECT post.role, a.name AS agency_name
    FROM people_post post JOIN org_agency a ON a.id = post.agency_id
    WHERE post.officer_id = g.officer_id AND post.valid_from <= (g.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
      AND (post.valid_to IS NULL OR post.valid_to >= (g.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
    ORDER BY (post.role IN ('reception', 'return_desk')) = (g.purpose = 'reception') DESC, post.valid_from, post.id
    LIMIT 1) p ON true
ORDER BY g.at DESC, g.dossier_id DESC;

-- name: told_looks_count
-- How many such lines there are.
SELECT count(*) FROM (
    SELECT FROM access_looklog WHERE dossier_id = ANY(%(dossiers)s)
    GROUP BY dossier_id, officer_id, purpose, (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) g;
