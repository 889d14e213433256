-- name: note_look
-- Who looked at whose data, and why.
INSERT INTO access_looklog (officer_id, dossier_id, purpose, what, at)
VALUES (%(officer)s, %(dossier)s, %(purpose)s, %(what)s, %(at)s);
