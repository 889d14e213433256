-- name: open_steps
-- The steps of a dossier somebody has to do.
SELECT id, no, key, role, agency_id, unit_id, officer_id FROM dossiers_step
WHERE dossier_id = %(dossier)s AND state = 'open' ORDER BY no;

-- name: done_commands
-- Which of these commands were carried out, and on which dossier.
SELECT key, dossier_id FROM dossiers_commandkey WHERE key = ANY(%(keys)s);

-- name: drafted
-- The dossiers among these whose answer is drafted.
SELECT dossier_id FROM results_result WHERE dossier_id = ANY(%(dossiers)s);

-- name: posts
-- Who may act on a day.
SELECT p.officer_id, p.role, p.agency_id, p.unit_id, o.full_name FROM people_post p
JOIN people_officer o ON o.id = p.officer_id
WHERE p.valid_from <= %(day)s AND (p.valid_to IS NULL OR p.valid_to >= %(day)s) ORDER BY p.officer_id, p.id;
