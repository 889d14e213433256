-- name: rate
-- The one rating of a dossier, written or, while it may be, changed. No row comes back when it may not.
INSERT INTO ratings_rating AS kept (dossier_id, procedure_id, stars, words, rated_at, changed_at)
VALUES (%(dossier)s, %(procedure)s, %(stars)s, %(words)s, %(now)s, %(now)s)
ON CONFLICT (dossier_id) DO UPDATE SET stars = EXCLUDED.stars, words = EXCLUDED.words, changed_at = EXCLUDED.changed_at
WHERE kept.rated_at <= EXCLUDED.changed_at AND kept.rated_at + %(changeable)s::interval >= EXCLUDED.changed_at
RETURNING rated_at = changed_at AS is_new;

-- name: figures
-- How satisfied those are whose dossiers of a procedure were rated from a moment on.
SELECT stars, count(*) AS count FROM ratings_rating WHERE procedure_id = %(procedure)s AND rated_at >= %(since)s
GROUP BY stars ORDER BY stars;
