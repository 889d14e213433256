"""The statements of the bare contender."""

LOCK = "SELECT state, channel, last_at, due_on FROM dossiers_dossier WHERE id = %s FOR NO KEY UPDATE"
LOCK_OF_STEP = """SELECT id, last_at FROM dossiers_dossier
    WHERE id = (SELECT dossier_id FROM dossiers_step WHERE id = %s) FOR NO KEY UPDATE"""
HEAD = "SELECT seq, hash, clock_timestamp() FROM journal_journalhead WHERE subject = %s"
HEAD_OF_STEP = """SELECT seq, hash, clock_timestamp() FROM journal_journalhead
    WHERE subject = 'dossier:' || (SELECT dossier_id FROM dossiers_step WHERE id = %s)"""
STEP = "SELECT no, key, state FROM dossiers_step WHERE id = %s"
OPEN_STEP = "SELECT id, no, key FROM dossiers_step WHERE dossier_id = %s AND state = 'open'"
CLOSE_STEP = """UPDATE dossiers_step SET state = 'done', done_at = %s, done_by = %s, outcome = %s, note = %s
    WHERE id = %s"""
INSERT_STEP = """INSERT INTO dossiers_step (dossier_id, no, key, round, performer, name, kind, role, agency_id,
    officer_id, came_from, opened_at, due_at, state, outcome, note)
    VALUES (%s, %s, %s, 1, 0, %s, %s, %s, %s, %s, %s::smallint[], %s, %s, 'open', '', '')"""
TOUCH = "UPDATE dossiers_dossier SET last_at = %s WHERE id = %s"
KEEP_KEY = "INSERT INTO dossiers_commandkey (key, verb, dossier_id, at) VALUES (%s, %s, %s, %s)"
TICK = (
    "INSERT INTO dossiers_clockevent (dossier_id, seq, kind, at, cause, ground) VALUES (%s, %s, %s, %s, 'agency', %s)"
)
EVENT = """INSERT INTO journal_journalevent (subject, seq, kind, at, recorded_at, actor, agency_id, details, canonical,
    previous_hash, hash) VALUES (%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s)"""
NEW_HEAD = "INSERT INTO journal_journalhead (subject, seq, hash) VALUES (%s, %s, %s)"
MOVE_HEAD = "UPDATE journal_journalhead SET seq = %s, hash = %s WHERE subject = %s"
NEXT_ID = "SELECT nextval('dossiers_dossier_id_seq'), clock_timestamp()"
NEXT_SERIAL = """INSERT INTO dossiers_codecounter (prefix, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (prefix, day) DO UPDATE SET last = dossiers_codecounter.last + 1 RETURNING last"""
INSERT_FILED = """INSERT INTO dossiers_dossier (id, code, key, state, channel, procedure_version_id, case_key,
    process_version_id, calendar_version_id, norm_value, norm_unit, supplement_policy, due_hour, field_id,
    receiving_agency_id, competent_agency_id, is_non_territorial, owner_name, owner_folded, owner_sort_key,
    submitted_at, due_is_draft, has_no_due_date, timeliness, state_since, last_at, timer_kind, timer_at,
    supplements_asked, postponements, is_negative, open_proposals, open_consultations)
    VALUES (%s, %s, %s, 'submitted', 'online', %s, '', %s, %s, 5, 'working_day', 'restart', 'receipt', %s, %s, %s,
    false, %s, %s, %s, %s, false, false, '', %s, %s, 'check', %s, 0, 0, false, 0, 0)"""
INSERT_RECEIVED = """INSERT INTO dossiers_dossier (id, code, key, state, channel, procedure_version_id, case_key,
    process_version_id, calendar_version_id, norm_value, norm_unit, supplement_policy, due_hour, field_id,
    receiving_agency_id, competent_agency_id, is_non_territorial, owner_name, owner_folded, owner_sort_key,
    submitted_at, accepted_at, accepted_by, due_original_at, due_at, due_on, due_is_draft, has_no_due_date, timeliness,
    state_since, last_at, timer_kind, timer_at, supplements_asked, postponements, is_negative, open_proposals,
    open_consultations)
    VALUES (%s, %s, %s, 'accepted', 'direct', %s, '', %s, %s, 5, 'working_day', 'restart', 'receipt', %s, %s,
    %s, false, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, false, '', %s, %s, 'transfer', %s, 0, 0, false, 0, 0)"""
INSERT_PARTY = """INSERT INTO dossiers_party (dossier_id, role, kind, full_name, personal_id, personal_id_hash,
    tax_code, born_on, phone, phone_hash, email, address, commune_code)
    VALUES (%s, 'owner', 'citizen', %s, %s, %s, '', '', %s, %s, %s, %s, '')"""
INSERT_PARTS = "INSERT INTO dossiers_namepart (part, dossier_id) SELECT part, %s FROM unnest(%s::text[]) AS part"
INSERT_PAPER = """INSERT INTO dossiers_component (dossier_id, position, name, originals, copies, certified_copies,
    is_present_only, is_reused, is_digitised, supplement_number, note)
    VALUES (%s, %s, %s, %s, 0, 0, false, false, false, 0, '')"""
INSERT_ANSWERS = "INSERT INTO dossiers_answers (dossier_id, answers) VALUES (%s, %s::jsonb)"
ACCEPT = """UPDATE dossiers_dossier SET state = 'accepted', accepted_at = %s, accepted_by = %s, due_original_at = %s,
    due_at = %s, due_on = %s, due_is_draft = %s, state_since = %s, last_at = %s, timer_kind = 'transfer', timer_at = %s
    WHERE id = %s"""
TRANSFER = """UPDATE dossiers_dossier SET state = 'in_process', state_since = %s, last_at = %s, timer_kind = %s,
    timer_at = %s WHERE id = %s"""
INSERT_RESULT = """INSERT INTO results_result (dossier_id, kind, title, body, is_negative, drafted_by_id, drafted_at,
    register_number) VALUES (%s, 'written', %s, %s, false, %s, %s, '') RETURNING id"""
READ_DRAFT = """SELECT r.id, r.drafted_by_id, d.accepted_by FROM dossiers_step s
    JOIN dossiers_dossier d ON d.id = s.dossier_id JOIN results_result r ON r.dossier_id = d.id WHERE s.id = %s"""
APPROVE = "INSERT INTO results_approval (result_id, step_id, officer_id, at, note) VALUES (%s, %s, %s, %s, '')"
READ_RESULT = """SELECT r.id, r.drafted_by_id, a.officer_id, d.due_on, d.id, d.accepted_by, s.no, s.key
    FROM dossiers_step s JOIN dossiers_dossier d ON d.id = s.dossier_id JOIN results_result r ON r.dossier_id = d.id
    JOIN results_approval a ON a.result_id = r.id WHERE s.id = %s"""
NEXT_NUMBER = """INSERT INTO results_register (agency_id, symbol, year, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (agency_id, symbol, year) DO UPDATE SET last = results_register.last + 1 RETURNING last"""
REGISTER = "UPDATE results_result SET register_number = %s, registered_by_id = %s, registered_at = %s WHERE id = %s"
PROCESS = """UPDATE dossiers_dossier SET state = 'processed', processed_at = %s, timeliness = %s, state_since = %s,
    last_at = %s, timer_kind = 'collect_reminder', timer_at = %s WHERE id = %s"""
RETURN = """UPDATE dossiers_dossier SET state = 'returned', returned_at = %s, closed_at = %s, state_since = %s,
    last_at = %s, timer_kind = '', timer_at = NULL WHERE id = %s"""
DELIVER = """INSERT INTO results_delivery (dossier_id, way, to_name, proof, waybill, originals_back, handed_by_id, at)
    VALUES (%s, 'direct', %s, %s, '', '', %s, %s)"""
