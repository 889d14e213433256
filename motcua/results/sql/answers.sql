-- name: answer
-- The answer drafted in a dossier, once for each approval it ever had, oldest first.
SELECT r.id, r.drafted_by_id AS drafted_by, r.is_negative, a.step_id AS approved_in, a.officer_id AS approved_by
FROM results_result r LEFT JOIN results_approval a ON a.result_id = r.id
WHERE r.dossier_id = %(dossier)s ORDER BY a.at, a.id;

-- name: write_draft
-- The one draft of a dossier, written or rewritten.
INSERT INTO results_result (dossier_id, kind, title, body, file_id, is_negative, drafted_by_id, drafted_at, register_number)
VALUES (%(dossier)s, %(kind)s, %(title)s, %(body)s, %(file)s, %(is_negative)s, %(by)s, %(at)s, '')
ON CONFLICT (dossier_id) DO UPDATE SET kind = excluded.kind, title = excluded.title, body = excluded.body,
    file_id = excluded.file_id, is_negative = excluded.is_negative, drafted_by_id = excluded.drafted_by_id,
    drafted_at = excluded.drafted_at
RETURNING id;

-- name: approve
INSERT INTO results_approval (result_id, step_id, officer_id, at, note)
VALUES (%(result)s, %(step)s, %(by)s, %(at)s, %(note)s);

-- name: next_number
-- The next number of a register: a counter row, locked until the transaction ends, so that none is left out.
INSERT INTO results_register (agency_id, symbol, year, last) VALUES (%(agency)s, %(symbol)s, %(year)s, 1)
ON CONFLICT (agency_id, symbol, year) DO UPDATE SET last = results_register.last + 1
RETURNING last;

-- name: register
UPDATE results_result SET register_number = %(number)s, registered_by_id = %(by)s, registered_at = %(at)s
WHERE id = %(result)s;

-- name: deliver
-- The minutes of handing it over.
INSERT INTO results_delivery (dossier_id, way, to_name, proof, waybill, originals_back, capacity, id_number, is_matched,
    ground, handed_by_id, at)
VALUES (%(dossier)s, %(way)s, %(to_name)s, %(proof)s, %(waybill)s, %(originals_back)s, %(capacity)s, %(id_number)s,
    %(is_matched)s, %(ground)s, %(by)s, %(at)s);
