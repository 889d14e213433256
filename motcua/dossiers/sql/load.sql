-- name: lock
-- Lock a dossier known by its id or by one of its steps, then read it: the row as it is after the wait. Keys may still
-- be referred to meanwhile. Which dossier a step belongs to never changes, so that may be asked before the lock.
SELECT id, code, key, state, channel, parent_id, parent_step_no, procedure_version_id, case_key, process_version_id,
       calendar_version_id, norm_value, norm_unit, supplement_policy, due_hour, field_id, receiving_agency_id,
       competent_agency_id, handling_unit_id, is_non_territorial, linked_set_id,
       owner_citizen_id, submitted_at, accepted_at, accepted_by, taken_over_at, due_original_at, due_at, due_on,
       due_is_draft, has_no_due_date, processed_at, timeliness, returned_at, closed_at, state_since, last_at,
       timer_kind, timer_at, supplements_asked, postponements, is_negative, open_proposals, open_consultations
FROM dossiers_dossier
WHERE id = coalesce(%(id)s, (SELECT dossier_id FROM dossiers_step WHERE id = %(step)s)) FOR NO KEY UPDATE;

-- name: steps
-- Every step ever opened: the marking of the process.
SELECT no, key, round, performer, name, kind, role, agency_id, opened_at, id, unit_id, officer_id, came_from, due_at,
       seen_at, state, done_at, done_by, outcome, note
FROM dossiers_step WHERE dossier_id = %(id)s ORDER BY no;

-- name: clock
-- The clock's ledger.
SELECT kind, at, cause, ground, until FROM dossiers_clockevent WHERE dossier_id = %(id)s ORDER BY seq;

-- name: proposals
-- The proposals on their way.
SELECT kind, stage, drafted_by, drafted_at, id, content, new_due_at, ground, decided_by, decided_at
FROM dossiers_proposal WHERE dossier_id = %(id)s AND stage IN ('drafted', 'signed') ORDER BY id;

-- name: open_supplement
-- The request for papers that is not settled.
SELECT number, at_intake, asked_at, term_ends_on, id, asked_by, content, supplied_at, confirmed_at
FROM dossiers_supplement WHERE dossier_id = %(id)s AND confirmed_at IS NULL ORDER BY number DESC LIMIT 1;

-- name: open_consultations
-- The questions without an answer.
SELECT agency_id, asked_at, due_at, id, asked_by, question, answer, answered_at, answered_by
FROM dossiers_consultation WHERE dossier_id = %(id)s AND answered_at IS NULL ORDER BY id;

-- name: keep_key
-- The key of a command, kept once. Whoever comes second with it waits here for the first, and gets no row.
INSERT INTO dossiers_commandkey (key, verb, dossier_id, at) VALUES (%(key)s, %(verb)s, %(dossier)s, %(at)s)
ON CONFLICT (key) DO NOTHING RETURNING key;

-- name: command
-- The dossier a command with this key was carried out on, and what the command was.
SELECT dossier_id, verb FROM dossiers_commandkey WHERE key = %(key)s;

-- name: last_position
-- Where the next paper goes.
SELECT coalesce(max(position), 0) AS last FROM dossiers_component WHERE dossier_id = %(id)s;

-- name: parent_of_part
-- What a sub-dossier takes from its parent.
SELECT procedure_version_id, process_version_id, case_key, channel, owner_name, field_id, supplement_policy, due_hour
FROM dossiers_dossier WHERE id = %(id)s;

-- name: part_of_step
-- The sub-dossier a step of a parent opened.
SELECT id FROM dossiers_dossier WHERE parent_id = %(parent)s AND parent_step_no = %(no)s;

-- name: parent_of_step
-- The parent of the dossier a step belongs to; it never changes, so this is asked before the lock.
SELECT d.parent_id FROM dossiers_step s JOIN dossiers_dossier d ON d.id = s.dossier_id WHERE s.id = %(step)s;

-- name: parents
-- A part's parent and the parents above it, the topmost first.
WITH RECURSIVE up AS (
    SELECT id, parent_id, 1 AS height FROM dossiers_dossier WHERE id = %(id)s
    UNION ALL
    SELECT d.id, d.parent_id, up.height + 1 FROM up JOIN dossiers_dossier d ON d.id = up.parent_id
)
SELECT id FROM up ORDER BY height DESC;

-- name: parent_step
-- The open step of the parent that waits for this part.
SELECT s.id AS step_id, s.dossier_id, parent.parent_id IS NOT NULL AS is_part
FROM dossiers_dossier d JOIN dossiers_step s ON s.dossier_id = d.parent_id AND s.no = d.parent_step_no
JOIN dossiers_dossier parent ON parent.id = d.parent_id
WHERE d.id = %(id)s AND s.state = 'open';

-- name: peek
-- The same row without the lock, for explaining.
SELECT id, code, key, state, channel, parent_id, parent_step_no, procedure_version_id, case_key, process_version_id,
       calendar_version_id, norm_value, norm_unit, supplement_policy, due_hour, field_id, receiving_agency_id,
       competent_agency_id, handling_unit_id, is_non_territorial,
       owner_citizen_id, submitted_at, accepted_at, accepted_by, taken_over_at, due_original_at, due_at, due_on,
       due_is_draft, has_no_due_date, processed_at, timeliness, returned_at, closed_at, state_since, last_at,
       timer_kind, timer_at, supplements_asked, postponements, is_negative, open_proposals, open_consultations
FROM dossiers_dossier WHERE id = %(id)s;
