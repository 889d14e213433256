-- name: next_linked_set
-- The number of a new set: its dossiers name it before it is written.
SELECT nextval('dossiers_linkedset_id_seq') AS id;

-- name: reach_counters
-- Lock the counters of a set's codes in one order, whichever dossier of it comes first.
INSERT INTO dossiers_codecounter (prefix, day, last)
SELECT prefix, %(day)s, 0 FROM unnest(%(prefixes)s::text[]) AS prefix ORDER BY prefix
ON CONFLICT (prefix, day) DO UPDATE SET last = dossiers_codecounter.last;

-- name: insert_linked_set
INSERT INTO dossiers_linkedset (id, bundle, bundle_since, name, name_en, procedure_version_id, form_id, answers, made_at)
VALUES (%(id)s, %(bundle)s, %(since)s, %(name)s, %(name_en)s, %(version)s, %(form)s, %(answers)s, %(at)s);

-- name: insert_linked_member
INSERT INTO dossiers_linkedmember (set_id, position, key, dossier_id, after, if_denied, if_withdrawn, taken_in)
VALUES (%(set)s, %(position)s, %(key)s, %(dossier)s, %(after)s::text[], %(if_denied)s, %(if_withdrawn)s, %(taken_in)s);

-- name: linked_waiting
-- The members of a dossier's set that stand after it and wait, in the order in which they are locked.
SELECT other.id FROM dossiers_dossier d JOIN dossiers_linkedmember m ON m.set_id = d.linked_set_id
JOIN dossiers_dossier other ON other.id = m.dossier_id
WHERE d.id = %(id)s AND other.id > d.id AND other.state = 'awaiting_turn' ORDER BY other.id;

-- name: linked_members
-- The set of a dossier as it stands: every member, in order.
SELECT m.set_id, m.position, m.key, m.after, m.if_denied, m.if_withdrawn, m.taken_in, o.id, o.code,
       o.key AS tracking_key, o.state, o.is_negative, o.due_at, o.submitted_at, o.accepted_at, o.processed_at,
       o.closed_at, o.receiving_agency_id, o.competent_agency_id, o.field_id, v.name AS procedure_name, a.name AS agency_name
FROM dossiers_dossier d JOIN dossiers_linkedmember m ON m.set_id = d.linked_set_id
JOIN dossiers_dossier o ON o.id = m.dossier_id
JOIN catalog_procedureversion v ON v.id = o.procedure_version_id
JOIN org_agency a ON a.id = o.competent_agency_id
WHERE d.id = %(id)s ORDER BY m.position;

-- name: turns_missed
-- Dossiers that wait though every one before them has ended: of an end nobody passed on.
SELECT w.dossier_id AS id FROM dossiers_linkedmember w JOIN dossiers_dossier d ON d.id = w.dossier_id
WHERE d.state = 'awaiting_turn' AND NOT EXISTS (
    SELECT FROM dossiers_linkedmember m JOIN dossiers_dossier o ON o.id = m.dossier_id
    WHERE m.set_id = w.set_id AND m.key = ANY(w.after)
      AND o.state NOT IN ('processed', 'returned', 'refused', 'stopped', 'withdrawn'))
ORDER BY w.dossier_id LIMIT %(limit)s;
