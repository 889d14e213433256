-- name: changes
-- What officers and the system changed of the settings, newest first: procedures, processes, forms, agencies, people, code
-- tables, calendars; never a dossier. The condition on the subject is that of the index journal_of_settings, word for word.
SELECT id, subject, seq, kind, at, actor, agency_id, details
FROM journal_journalevent
WHERE subject NOT LIKE 'dossier:%%' AND subject NOT LIKE 'rating:%%'
  AND (actor LIKE 'officer:%%' OR actor = 'system')
  AND (%(subject)s::text = '' OR subject LIKE %(subject)s::text)
  AND (%(kinds)s::text[] IS NULL OR kind LIKE ANY(%(kinds)s::text[]))
  AND (%(actors)s::text[] IS NULL OR actor = ANY(%(actors)s::text[]))
  AND (%(since)s::timestamptz IS NULL OR at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR at < %(until)s)
  AND (%(before)s::bigint IS NULL OR id < %(before)s)
ORDER BY id DESC LIMIT %(limit)s;
