-- name: update_dossier
-- Everything a move may change.
UPDATE dossiers_dossier SET
    code = %(code)s, norm_value = %(norm_value)s, norm_unit = %(norm_unit)s, has_no_due_date = %(has_no_due_date)s,
    calendar_version_id = %(calendar_version_id)s, process_version_id = %(process_version_id)s, state = %(state)s, submitted_at = %(submitted_at)s, accepted_at = %(accepted_at)s,
    accepted_by = %(accepted_by)s, taken_over_at = %(taken_over_at)s, due_original_at = %(due_original_at)s,
    due_at = %(due_at)s, due_on = %(due_on)s, due_is_draft = %(due_is_draft)s, processed_at = %(processed_at)s,
    timeliness = %(timeliness)s, returned_at = %(returned_at)s, closed_at = %(closed_at)s,
    state_since = %(state_since)s, last_at = %(last_at)s, timer_kind = %(timer_kind)s, timer_at = %(timer_at)s,
    supplements_asked = %(supplements_asked)s, postponements = %(postponements)s, is_negative = %(is_negative)s,
    open_proposals = %(open_proposals)s, open_consultations = %(open_consultations)s
WHERE id = %(id)s;

-- name: touch_dossier
-- When it was last changed, the rest being as it was.
UPDATE dossiers_dossier SET last_at = %(last_at)s WHERE id = %(id)s;

-- name: clear_draft
-- A draft thrown away, with all that hangs on it; a trigger refuses the deletion of anything that has a code.
WITH dossier AS (SELECT id FROM dossiers_dossier WHERE id = %(id)s AND code IS NULL),
     keys AS (DELETE FROM dossiers_commandkey WHERE dossier_id IN (SELECT id FROM dossier)),
     parties AS (DELETE FROM dossiers_party WHERE dossier_id IN (SELECT id FROM dossier)),
     names AS (DELETE FROM dossiers_namepart WHERE dossier_id IN (SELECT id FROM dossier)),
     papers AS (DELETE FROM dossiers_component WHERE dossier_id IN (SELECT id FROM dossier)),
     answers AS (DELETE FROM dossiers_answers WHERE dossier_id IN (SELECT id FROM dossier)),
     said AS (DELETE FROM dossiers_statement WHERE dossier_id IN (SELECT id FROM dossier)),
     codes AS (DELETE FROM dossiers_externalcode WHERE dossier_id IN (SELECT id FROM dossier))
DELETE FROM dossiers_dossier WHERE id IN (SELECT id FROM dossier);

-- name: open_step
-- A step opened for one performer.
INSERT INTO dossiers_step (dossier_id, no, key, round, performer, name, kind, role, agency_id, unit_id, officer_id,
    came_from, opened_at, due_at, seen_at, state, done_at, done_by, outcome, note)
VALUES (%(dossier)s, %(no)s, %(key)s, %(round)s, %(performer)s, %(name)s, %(kind)s, %(role)s, %(agency_id)s,
    %(unit_id)s, %(officer_id)s, %(came_from)s::smallint[], %(opened_at)s, %(due_at)s, %(seen_at)s, %(state)s,
    %(done_at)s, %(done_by)s, %(outcome)s, %(note)s);

-- name: alter_step
-- A step done, seen, sent back, taken back or given to another.
UPDATE dossiers_step SET officer_id = %(officer_id)s, due_at = %(due_at)s, seen_at = %(seen_at)s, state = %(state)s,
    done_at = %(done_at)s, done_by = %(done_by)s, outcome = %(outcome)s, note = %(note)s
WHERE id = %(id)s;

-- name: tick
-- One entry of the clock's ledger.
INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground, until)
VALUES (%(dossier)s, %(seq)s, %(kind)s, %(at)s, %(cause)s, %(ground)s, %(until)s);

-- name: draft_proposal
INSERT INTO dossiers_proposal (dossier_id, kind, stage, content, ground, new_due_at, drafted_by, drafted_at,
    decided_by, decided_at)
VALUES (%(dossier)s, %(kind)s, %(stage)s, %(content)s, %(ground)s, %(new_due_at)s, %(drafted_by)s, %(drafted_at)s,
    %(decided_by)s, %(decided_at)s);

-- name: move_proposal
UPDATE dossiers_proposal SET stage = %(stage)s, content = %(content)s, decided_by = %(decided_by)s,
    decided_at = %(decided_at)s WHERE id = %(id)s;

-- name: ask_supplement
INSERT INTO dossiers_supplement (dossier_id, number, at_intake, asked_at, asked_by, content, term_ends_on)
VALUES (%(dossier)s, %(number)s, %(at_intake)s, %(asked_at)s, %(asked_by)s, %(content)s, %(term_ends_on)s);

-- name: settle_supplement
UPDATE dossiers_supplement SET supplied_at = %(supplied_at)s, confirmed_at = %(confirmed_at)s WHERE id = %(id)s;

-- name: ask_opinion
INSERT INTO dossiers_consultation (dossier_id, agency_id, question, asked_at, asked_by, due_at, answer)
VALUES (%(dossier)s, %(agency_id)s, %(question)s, %(asked_at)s, %(asked_by)s, %(due_at)s, '');

-- name: give_opinion
UPDATE dossiers_consultation SET answer = %(answer)s, answered_at = %(answered_at)s, answered_by = %(answered_by)s
WHERE id = %(id)s;

-- name: say
INSERT INTO dossiers_statement (dossier_id, kind, content, at, by)
VALUES (%(dossier)s, %(kind)s, %(content)s, %(at)s, %(by)s);
