-- name: next_id
-- The id of a new dossier, and the database's clock.
SELECT nextval('dossiers_dossier_id_seq') AS id, clock_timestamp() AS recorded_at;


-- name: next_serial
-- The running number of a code prefix on a day: an atomic counter row, never max() + 1.
INSERT INTO dossiers_codecounter (prefix, day, last) VALUES (%(prefix)s, %(day)s, 1)
ON CONFLICT (prefix, day) DO UPDATE SET last = dossiers_codecounter.last + 1
RETURNING last;

-- name: next_serial_for
-- The same for a command with a key, which is kept for the id just taken. Whoever comes second with it waits here for
-- the first, and gets no number.
WITH kept AS (
    INSERT INTO dossiers_commandkey (key, verb, dossier_id, at)
    VALUES (%(key)s, %(verb)s, currval('dossiers_dossier_id_seq'), %(at)s) ON CONFLICT (key) DO NOTHING RETURNING key
)
INSERT INTO dossiers_codecounter (prefix, day, last) SELECT %(prefix)s, %(day)s, 1 FROM kept
ON CONFLICT (prefix, day) DO UPDATE SET last = dossiers_codecounter.last + 1
RETURNING last;

-- name: insert_dossier
INSERT INTO dossiers_dossier (id, code, key, state, channel, parent_id, parent_step_no, linked_set_id, procedure_version_id, case_key,
    process_version_id, calendar_version_id, norm_value, norm_unit,
    supplement_policy, due_hour, field_id, receiving_agency_id, competent_agency_id,
    handling_unit_id, is_non_territorial, owner_citizen_id, identity_level, owner_name, owner_folded, owner_sort_key, submitted_at,
    accepted_at, accepted_by, taken_over_at, due_original_at, due_at, due_on, due_is_draft, has_no_due_date,
    processed_at, timeliness, returned_at, closed_at, state_since, last_at, timer_kind, timer_at, supplements_asked,
    postponements, is_negative, open_proposals, open_consultations)
VALUES (%(id)s, %(code)s, %(key)s, %(state)s, %(channel)s, %(parent_id)s, %(parent_step_no)s, %(linked_set_id)s,
    %(procedure_version_id)s, %(case_key)s, %(process_version_id)s, %(calendar_version_id)s,
    %(norm_value)s, %(norm_unit)s, %(supplement_policy)s, %(due_hour)s, %(field_id)s, %(receiving_agency_id)s, %(competent_agency_id)s, %(handling_unit_id)s, %(is_non_territorial)s,
    %(owner_citizen_id)s, %(identity_level)s, %(owner_name)s, %(owner_folded)s, %(owner_sort_key)s, %(submitted_at)s, %(accepted_at)s,
    %(accepted_by)s, %(taken_over_at)s, %(due_original_at)s, %(due_at)s, %(due_on)s, %(due_is_draft)s,
    %(has_no_due_date)s, %(processed_at)s, %(timeliness)s, %(returned_at)s, %(closed_at)s, %(state_since)s,
    %(last_at)s, %(timer_kind)s, %(timer_at)s, %(supplements_asked)s, %(postponements)s, %(is_negative)s,
    %(open_proposals)s, %(open_consultations)s);

-- name: insert_party
INSERT INTO dossiers_party (dossier_id, role, kind, full_name, personal_id, personal_id_hash, tax_code, born_on, phone,
    phone_hash, email, address, commune_code, ground, ground_paper)
VALUES (%(dossier)s, %(role)s, %(kind)s, %(full_name)s, %(personal_id)s, %(personal_id_hash)s, %(tax_code)s,
    %(born_on)s, %(phone)s, %(phone_hash)s, %(email)s, %(address)s, %(commune_code)s, %(ground)s, %(ground_paper)s);

-- name: insert_parcel
INSERT INTO dossiers_parcel (dossier_id, waybill, posted_on, arrived_on)
VALUES (%(dossier)s, %(waybill)s, %(posted_on)s, %(arrived_on)s);

-- name: insert_name_parts
INSERT INTO dossiers_namepart (part, dossier_id) SELECT part, %(dossier)s FROM unnest(%(parts)s::text[]) AS part;

-- name: insert_component
INSERT INTO dossiers_component (dossier_id, position, name, originals, copies, certified_copies, is_present_only,
    is_reused, is_digitised, file_id, supplement_number, note)
VALUES (%(dossier)s, %(position)s, %(name)s, %(originals)s, %(copies)s, %(certified_copies)s, %(is_present_only)s,
    %(is_reused)s, %(is_digitised)s, %(file_id)s, %(supplement_number)s, %(note)s);

-- name: insert_answers
INSERT INTO dossiers_answers (dossier_id, form_id, answers) VALUES (%(dossier)s, %(form)s, %(answers)s);

-- name: insert_external_code
-- Whoever files the same code at the same moment waits here, and finds it taken.
INSERT INTO dossiers_externalcode (dossier_id, system, code) VALUES (%(dossier)s, %(system)s, %(code)s)
ON CONFLICT (system, code) DO NOTHING RETURNING id;

-- name: by_external_code
-- The code here of what another system filed; empty for a draft.
SELECT coalesce(d.code, '') AS code FROM dossiers_externalcode e JOIN dossiers_dossier d ON d.id = e.dossier_id
WHERE e.system = %(system)s AND e.code = %(code)s;
