-- name: inbox
-- The open steps of one officer: named for them, or free to a role they hold. Each branch walks its own partial index.
WITH mine AS (
    (SELECT s.id, s.due_at FROM unnest(%(officers)s::bigint[], %(officer_fields)s::text[]) AS o(id, fields)
     CROSS JOIN LATERAL (
        SELECT id, due_at FROM dossiers_step
        WHERE state = 'open' AND officer_id = o.id AND (o.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(o.fields::bigint[]))) AND kind <> 'higher_level' ORDER BY due_at, id LIMIT %(most)s) s)
    UNION ALL
    (SELECT s.id, s.due_at
     FROM unnest(%(agencies)s::bigint[], %(roles)s::text[], %(units)s::bigint[], %(fields)s::text[])
          AS p(agency, role, unit, fields)
     CROSS JOIN LATERAL (
        SELECT id, due_at FROM dossiers_step
        WHERE state = 'open' AND officer_id IS NULL AND agency_id = p.agency AND role = p.role
          AND (p.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(p.fields::bigint[])))
          AND kind <> 'higher_level' AND (p.unit = 0 OR unit_id IS NULL OR unit_id = p.unit)
        ORDER BY due_at, id LIMIT %(most)s) s)
), page AS (SELECT DISTINCT id, due_at FROM mine ORDER BY due_at, id LIMIT %(limit)s OFFSET %(offset)s)
SELECT s.id AS step_id, s.dossier_id, s.name AS step_name, s.role, s.kind, s.officer_id, s.opened_at, s.due_at AS step_due_at,
       s.seen_at, d.code, d.state, d.owner_name, d.due_at, d.due_on, d.accepted_at, d.postponements, d.open_proposals,
       d.open_consultations, v.name AS procedure_name
FROM page JOIN dossiers_step s USING (id) JOIN dossiers_dossier d ON d.id = s.dossier_id
JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
WHERE d.closed_at IS NULL
ORDER BY s.due_at, s.id;

-- name: inbox_counts
-- How many there are, and how many of them are late or nearly so; stops at a thousand.
WITH mine AS (
    (SELECT s.id, s.due_at FROM unnest(%(officers)s::bigint[], %(officer_fields)s::text[]) AS o(id, fields)
     CROSS JOIN LATERAL (SELECT id, due_at FROM dossiers_step WHERE state = 'open' AND officer_id = o.id AND (o.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(o.fields::bigint[])))
                        AND kind <> 'higher_level' LIMIT 1000) s)
    UNION
    (SELECT s.id, s.due_at
     FROM unnest(%(agencies)s::bigint[], %(roles)s::text[], %(units)s::bigint[], %(fields)s::text[])
          AS p(agency, role, unit, fields)
     CROSS JOIN LATERAL (
        SELECT id, due_at FROM dossiers_step
        WHERE state = 'open' AND officer_id IS NULL AND agency_id = p.agency AND role = p.role
          AND (p.fields = '{}' OR EXISTS (
                SELECT FROM dossiers_dossier f WHERE f.id = dossier_id AND f.field_id = ANY(p.fields::bigint[])))
          AND kind <> 'higher_level' AND (p.unit = 0 OR unit_id IS NULL OR unit_id = p.unit) LIMIT 1000) s)
)
SELECT count(*) AS total, count(*) FILTER (WHERE due_at < %(now)s) AS late,
       count(*) FILTER (WHERE due_at >= %(now)s AND due_at < %(soon)s) AS soon FROM mine;

-- name: desk
-- What a reception desk has to do in some states, nearest timer first; what has no timer left (its term passed) leads.
-- A dossier sent on to another agency is that agency's desk's to do, until its result comes back.
SELECT d.id, d.code, d.state, d.channel, d.owner_name, d.submitted_at, d.accepted_at, d.due_at, d.due_on, d.timer_at,
       d.timer_kind, d.processed_at, d.is_non_territorial, d.receiving_agency_id, d.competent_agency_id, d.state_since,
       d.calendar_version_id, v.name AS procedure_name, a.short_name AS competent_name,
       d.state = 'finance' AND EXISTS (
           SELECT FROM dossiers_paymentproof WHERE dossier_id = d.id AND answer = 'waiting') AS has_proof
FROM dossiers_dossier d JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
JOIN org_agency a ON a.id = d.competent_agency_id
WHERE d.closed_at IS NULL AND d.parent_id IS NULL AND d.state = ANY(%(states)s)
  AND ((d.receiving_agency_id = ANY(%(agencies)s) AND NOT (d.is_non_territorial AND d.state <> 'processed'
                                                   AND (d.state = 'in_transit' OR d.taken_over_at IS NOT NULL)))
       OR (d.competent_agency_id = ANY(%(agencies)s) AND d.is_non_territorial AND d.state <> 'processed'
           AND (d.state = 'in_transit' OR d.taken_over_at IS NOT NULL)))
ORDER BY d.timer_at NULLS FIRST, d.id LIMIT %(limit)s OFFSET %(offset)s;

-- name: desk_counts
-- The same, counted by state.
SELECT d.state, count(*) AS count
FROM dossiers_dossier d
WHERE d.closed_at IS NULL AND d.parent_id IS NULL
  AND d.state = ANY('{submitted,supplement_given,accepted,in_transit,processed,intake_supplement,supplement,finance}')
  AND ((d.receiving_agency_id = ANY(%(agencies)s) AND NOT (d.is_non_territorial AND d.state <> 'processed'
                                                   AND (d.state = 'in_transit' OR d.taken_over_at IS NOT NULL)))
       OR (d.competent_agency_id = ANY(%(agencies)s) AND d.is_non_territorial AND d.state <> 'processed'
           AND (d.state = 'in_transit' OR d.taken_over_at IS NOT NULL)))
GROUP BY d.state;

-- name: proposals_waiting
-- Drafts at a stage: for a leader to sign, or for a desk to send.
SELECT p.id AS proposal_id, p.kind, p.stage, p.content, p.new_due_at, p.drafted_at, p.drafted_by, d.id, d.code, d.state,
       d.owner_name, d.due_at, d.due_on, d.field_id, d.competent_agency_id, v.name AS procedure_name
FROM dossiers_proposal p JOIN dossiers_dossier d ON d.id = p.dossier_id
JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
WHERE p.stage = %(stage)s AND d.closed_at IS NULL
  AND (d.competent_agency_id = ANY(%(agencies)s) OR (%(desk)s AND d.receiving_agency_id = ANY(%(agencies)s))
       OR EXISTS (SELECT FROM unnest(%(place_agencies)s::bigint[], %(place_fields)s::text[]) AS p(agency, fields)
                  WHERE p.agency = d.competent_agency_id
                    AND (p.fields = '{}' OR d.field_id = ANY(p.fields::bigint[]))))
ORDER BY p.drafted_at, p.id LIMIT %(limit)s;

-- name: consultations_waiting
-- Questions put to an agency and not answered.
SELECT c.id AS consultation_id, c.question, c.asked_at, c.due_at, d.id, d.code, v.name AS procedure_name,
       a.short_name AS asking_name
FROM dossiers_consultation c JOIN dossiers_dossier d ON d.id = c.dossier_id
JOIN catalog_procedureversion v ON v.id = d.procedure_version_id JOIN org_agency a ON a.id = d.competent_agency_id
WHERE c.answered_at IS NULL AND d.closed_at IS NULL
  AND (c.agency_id = ANY(%(agencies)s)
       OR EXISTS (SELECT FROM unnest(%(place_agencies)s::bigint[], %(place_fields)s::text[]) AS p(agency, fields)
                  WHERE p.agency = c.agency_id AND (p.fields = '{}' OR d.field_id = ANY(p.fields::bigint[]))))
ORDER BY c.due_at, c.id LIMIT %(limit)s;

-- name: overdue
-- Dossiers past their due moment (`now`, or one ahead) and not processed, with the step at fault; a clock that stands makes nothing late. The
-- page is found first, then described: each of a few agencies walks its own late ones; for many, all late ones are walked
-- (`+ 0` keeps PostgreSQL from the other). Besides, what these desks `received` for others, and what lies in a place: a
-- division of an agency, or some fields only.
WITH late AS (
    (SELECT d.id, d.due_at FROM unnest(%(agencies)s::bigint[]) AS a(agency) CROSS JOIN LATERAL (
        SELECT d.id, d.due_at FROM dossiers_dossier d
        WHERE d.closed_at IS NULL AND d.processed_at IS NULL AND d.parent_id IS NULL
          AND d.competent_agency_id = a.agency AND d.due_at < %(now)s AND d.due_at >= %(since)s
          AND (d.state NOT IN ('supplement', 'supplement_given', 'finance')
               OR d.due_at < (SELECT max(c.at) FROM dossiers_clockevent c WHERE c.dossier_id = d.id AND c.kind = 'stop'))
        ORDER BY d.due_at, d.id LIMIT %(most)s) d
     WHERE cardinality(%(agencies)s::bigint[]) <= %(few)s)
    UNION ALL
    (SELECT d.id, d.due_at FROM dossiers_dossier d
     WHERE cardinality(%(agencies)s::bigint[]) > %(few)s
       AND d.closed_at IS NULL AND d.processed_at IS NULL AND d.parent_id IS NULL
       AND d.competent_agency_id + 0 = ANY(%(agencies)s) AND d.due_at < %(now)s AND d.due_at >= %(since)s
       AND (d.state NOT IN ('supplement', 'supplement_given', 'finance')
            OR d.due_at < (SELECT max(c.at) FROM dossiers_clockevent c WHERE c.dossier_id = d.id AND c.kind = 'stop'))
     ORDER BY d.due_at, d.id LIMIT %(most)s)
    UNION ALL
    (SELECT d.id, d.due_at FROM dossiers_dossier d
     WHERE (cardinality(%(received)s::bigint[]) > 0 OR true = ANY(%(place_received)s::bool[]))
       AND d.closed_at IS NULL AND d.processed_at IS NULL AND d.parent_id IS NULL
       AND (d.receiving_agency_id + 0 = ANY(%(received)s)
            OR true = ANY(%(place_received)s::bool[]) AND EXISTS (
                SELECT FROM unnest(%(place_agencies)s::bigint[], %(place_fields)s::text[], %(place_received)s::bool[])
                     AS p(agency, fields, received)
                WHERE p.received AND p.agency = d.receiving_agency_id
                  AND (p.fields = '{}' OR d.field_id = ANY(p.fields::bigint[]))))
       AND d.competent_agency_id + 0 <> ALL(%(agencies)s)
       AND d.due_at < %(now)s AND d.due_at >= %(since)s
       AND (d.state NOT IN ('supplement', 'supplement_given', 'finance')
            OR d.due_at < (SELECT max(c.at) FROM dossiers_clockevent c WHERE c.dossier_id = d.id AND c.kind = 'stop'))
     ORDER BY d.due_at, d.id LIMIT %(most)s)
    UNION ALL
    (SELECT d.id, d.due_at
     FROM unnest(%(place_agencies)s::bigint[], %(place_units)s::bigint[], %(place_fields)s::text[],
                 %(place_received)s::bool[]) AS p(agency, unit, fields, received)
     CROSS JOIN LATERAL (
        SELECT d.id, d.due_at FROM dossiers_dossier d
        WHERE d.closed_at IS NULL AND d.processed_at IS NULL AND d.parent_id IS NULL
          AND d.competent_agency_id = p.agency AND d.due_at < %(now)s AND d.due_at >= %(since)s
          AND (d.state NOT IN ('supplement', 'supplement_given', 'finance')
               OR d.due_at < (SELECT max(c.at) FROM dossiers_clockevent c WHERE c.dossier_id = d.id AND c.kind = 'stop'))
          AND (p.fields = '{}' OR d.field_id = ANY(p.fields::bigint[]))
          AND (p.unit = 0 OR d.handling_unit_id = p.unit OR EXISTS (
               SELECT FROM dossiers_step WHERE dossier_id = d.id AND state = 'open' AND unit_id = p.unit))
        ORDER BY d.due_at, d.id LIMIT %(most)s) d
     WHERE NOT p.received)
), page AS (SELECT DISTINCT id, due_at FROM late ORDER BY due_at, id LIMIT %(limit)s OFFSET %(offset)s)
SELECT d.id, d.code, d.owner_name, d.due_at, d.due_on, d.state, d.postponements, d.accepted_at, v.name AS procedure_name,
       a.short_name AS agency_name, s.id AS step_id, s.name AS step_name, s.due_at AS step_due_at, s.officer_id,
       u.name AS unit_name
FROM page JOIN dossiers_dossier d USING (id) JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
JOIN org_agency a ON a.id = d.competent_agency_id
LEFT JOIN LATERAL (SELECT id, name, due_at, officer_id, unit_id FROM dossiers_step
                   WHERE dossier_id = d.id AND state = 'open' ORDER BY due_at, no LIMIT 1) s ON true
LEFT JOIN org_unit u ON u.id = s.unit_id
ORDER BY d.due_at, d.id;

-- name: overdue_count
-- How many of them there are, each once; stops at a thousand.
SELECT count(*) AS count FROM (
    (SELECT d.id FROM dossiers_dossier d
     WHERE d.closed_at IS NULL AND d.processed_at IS NULL AND d.parent_id IS NULL
       AND d.competent_agency_id = ANY(%(agencies)s) AND d.due_at < %(now)s
       AND (d.state NOT IN ('supplement', 'supplement_given', 'finance')
            OR d.due_at < (SELECT max(c.at) FROM dossiers_clockevent c WHERE c.dossier_id = d.id AND c.kind = 'stop'))
     LIMIT 1000)
    UNION
    (SELECT d.id FROM dossiers_dossier d
     WHERE (cardinality(%(received)s::bigint[]) > 0 OR true = ANY(%(place_received)s::bool[]))
       AND d.closed_at IS NULL AND d.processed_at IS NULL AND d.parent_id IS NULL
       AND (d.receiving_agency_id + 0 = ANY(%(received)s)
            OR true = ANY(%(place_received)s::bool[]) AND EXISTS (
                SELECT FROM unnest(%(place_agencies)s::bigint[], %(place_fields)s::text[], %(place_received)s::bool[])
                     AS p(agency, fields, received)
                WHERE p.received AND p.agency = d.receiving_agency_id
                  AND (p.fields = '{}' OR d.field_id = ANY(p.fields::bigint[]))))
       AND d.due_at < %(now)s
       AND (d.state NOT IN ('supplement', 'supplement_given', 'finance')
            OR d.due_at < (SELECT max(c.at) FROM dossiers_clockevent c WHERE c.dossier_id = d.id AND c.kind = 'stop'))
     LIMIT 1000)
    UNION
    (SELECT d.id
     FROM unnest(%(place_agencies)s::bigint[], %(place_units)s::bigint[], %(place_fields)s::text[],
                 %(place_received)s::bool[]) AS p(agency, unit, fields, received)
     JOIN dossiers_dossier d ON d.competent_agency_id = p.agency
     WHERE NOT p.received AND d.closed_at IS NULL AND d.processed_at IS NULL AND d.parent_id IS NULL
       AND d.due_at < %(now)s
       AND (d.state NOT IN ('supplement', 'supplement_given', 'finance')
            OR d.due_at < (SELECT max(c.at) FROM dossiers_clockevent c WHERE c.dossier_id = d.id AND c.kind = 'stop'))
       AND (p.fields = '{}' OR d.field_id = ANY(p.fields::bigint[]))
       AND (p.unit = 0 OR d.handling_unit_id = p.unit OR EXISTS (
            SELECT FROM dossiers_step WHERE dossier_id = d.id AND state = 'open' AND unit_id = p.unit))
     LIMIT 1000)
    LIMIT 1000) late;

-- name: timers_due
-- Whose timer should have rung, those after a given one.
SELECT id, timer_at FROM dossiers_dossier
WHERE timer_at <= %(now)s AND (timer_at, id) > (%(after)s::timestamptz, %(after_id)s::bigint)
ORDER BY timer_at, id LIMIT %(limit)s;

-- name: by_full_name
-- Dossiers of owners whose name begins so, folded: a walk of the index of names, for everybody or many agencies.
SELECT id FROM dossiers_dossier
WHERE owner_folded >= %(low)s AND owner_folded < %(high)s
  AND (%(everywhere)s OR competent_agency_id = ANY(%(agencies)s) OR receiving_agency_id = ANY(%(agencies)s))
ORDER BY owner_folded, id DESC LIMIT %(limit)s;

-- name: by_full_name_within
-- The same inside a few agencies: a walk of each one's own names.
SELECT id FROM unnest(%(agencies)s::bigint[]) AS a(agency) CROSS JOIN LATERAL (
    (SELECT id, owner_folded FROM dossiers_dossier
     WHERE competent_agency_id = a.agency AND owner_folded >= %(low)s AND owner_folded < %(high)s
     ORDER BY owner_folded, id LIMIT %(limit)s)
    UNION
    (SELECT id, owner_folded FROM dossiers_dossier
     WHERE receiving_agency_id = a.agency AND owner_folded >= %(low)s AND owner_folded < %(high)s
     ORDER BY owner_folded, id LIMIT %(limit)s)) d
GROUP BY id, owner_folded ORDER BY owner_folded, id DESC LIMIT %(limit)s;

-- name: by_name_part
-- Dossiers of owners whose name goes on so from one of its words, everywhere: names that end with it first, the newest
-- of them leading; then those it is only the beginning of.
SELECT id FROM (
    (SELECT dossier_id AS id, 0 AS further FROM dossiers_namepart
     WHERE part = %(low)s ORDER BY dossier_id DESC LIMIT %(limit)s)
    UNION ALL
    (SELECT dossier_id, 1 FROM dossiers_namepart
     WHERE part > %(low)s AND part < %(high)s ORDER BY part, dossier_id LIMIT %(limit)s)) p
GROUP BY id ORDER BY min(further), id DESC LIMIT %(limit)s;

-- name: by_name_part_among
-- The same among many agencies: so many that a walk soon meets enough of theirs. OFFSET 0 keeps it a walk.
SELECT id FROM (
    (SELECT p.dossier_id AS id, 0 AS further FROM dossiers_namepart p CROSS JOIN LATERAL (
        SELECT FROM dossiers_dossier d WHERE d.id = p.dossier_id
        AND (d.competent_agency_id = ANY(%(agencies)s) OR d.receiving_agency_id = ANY(%(agencies)s)) OFFSET 0) d
     WHERE p.part = %(low)s ORDER BY p.dossier_id DESC LIMIT %(limit)s)
    UNION ALL
    (SELECT p.dossier_id, 1 FROM dossiers_namepart p CROSS JOIN LATERAL (
        SELECT FROM dossiers_dossier d WHERE d.id = p.dossier_id
        AND (d.competent_agency_id = ANY(%(agencies)s) OR d.receiving_agency_id = ANY(%(agencies)s)) OFFSET 0) d
     WHERE p.part > %(low)s AND p.part < %(high)s ORDER BY p.part, p.dossier_id LIMIT %(limit)s)) p
GROUP BY id ORDER BY min(further), id DESC LIMIT %(limit)s;

-- name: by_name_part_within
-- The same inside a few agencies: all their names are read, in the index alone.
SELECT id FROM (
    SELECT id FROM dossiers_dossier WHERE competent_agency_id = ANY(%(agencies)s) AND owner_folded LIKE %(pattern)s
    UNION
    SELECT id FROM dossiers_dossier WHERE receiving_agency_id = ANY(%(agencies)s) AND owner_folded LIKE %(pattern)s) d
ORDER BY id DESC LIMIT %(limit)s;

-- name: found
-- The rows of a search, in Vietnamese order of names.
SELECT d.id, d.code, d.state, d.owner_name, d.submitted_at, d.due_at, d.due_on, d.processed_at, d.timeliness,
       v.name AS procedure_name, a.short_name AS agency_name
FROM dossiers_dossier d JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
JOIN org_agency a ON a.id = d.competent_agency_id
WHERE d.id = ANY(%(ids)s) ORDER BY d.owner_sort_key, d.id DESC;

-- name: track
-- One dossier by its code or by the key of its QR code.
SELECT id, code, key FROM dossiers_dossier WHERE code = %(code)s;

-- name: gives_codes
-- Whether dossier codes beginning with this province or ministry are given out here.
SELECT EXISTS (SELECT FROM dossiers_codecounter WHERE prefix = %(top)s OR prefix LIKE %(top)s || '.%%'
                  OR prefix LIKE '%%.' || %(top)s) AS here;

-- name: track_key
SELECT id, code, key FROM dossiers_dossier WHERE key = %(key)s;

-- name: events
-- A dossier's journal with the names of the agencies that acted.
SELECT e.seq, e.kind, e.at, e.actor, e.details, a.short_name AS agency
FROM journal_journalevent e LEFT JOIN org_agency a ON a.id = e.agency_id
WHERE e.subject = %(subject)s ORDER BY e.seq;

-- name: promised_on_draft
-- Open dossiers of the same kind of calendar whose date lies in a year that was only drafted, or whose clock stands.
SELECT d.id FROM dossiers_dossier d
JOIN org_calendarversion old ON old.id = d.calendar_version_id
JOIN org_calendarversion new ON new.id = %(version)s AND new.calendar_id = old.calendar_id
WHERE d.closed_at IS NULL AND d.processed_at IS NULL AND d.accepted_at IS NOT NULL AND d.calendar_version_id <> new.id
  AND (d.due_is_draft OR d.due_at IS NULL)
ORDER BY d.id;

-- name: finished_paths
-- The steps done in the last finished dossiers of some process versions, each with its answer, in the order they were done.
SELECT d.code, d.process_version_id,
       (SELECT jsonb_agg(jsonb_build_array(s.key, s.outcome) ORDER BY s.done_at, s.no)
        FROM dossiers_step s WHERE s.dossier_id = d.id AND s.state = 'done') AS answers
FROM dossiers_dossier d
WHERE d.process_version_id = ANY(%(versions)s) AND d.state = 'returned'
ORDER BY d.id DESC LIMIT %(most)s;

-- name: running_on
-- Dossiers in progress that follow some process versions, each with its marking, from one id on.
SELECT d.id, d.code, d.state, d.process_version_id, a.short_name AS agency,
       (SELECT jsonb_agg(jsonb_build_array(s.no, s.key, s.round, s.performer, s.state, s.outcome, s.came_from) ORDER BY s.no)
        FROM dossiers_step s WHERE s.dossier_id = d.id) AS marks
FROM dossiers_dossier d JOIN org_agency a ON a.id = d.competent_agency_id
WHERE d.process_version_id = ANY(%(versions)s) AND d.closed_at IS NULL AND d.accepted_at IS NOT NULL AND d.id > %(after)s
ORDER BY d.id OFFSET %(skip)s LIMIT %(most)s;

-- name: running_by_process
-- How many dossiers in progress follow some process versions.
SELECT count(*) FROM dossiers_dossier WHERE process_version_id = ANY(%(versions)s) AND closed_at IS NULL AND accepted_at IS NOT NULL;

-- name: pinned_to_versions
-- How many dossiers in progress some versions of a procedure bind, and the last day one was filed under each.
SELECT procedure_version_id AS version_id, count(*) FILTER (WHERE closed_at IS NULL) AS running,
       max((coalesce(accepted_at, submitted_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) AS last
FROM dossiers_dossier WHERE procedure_version_id = ANY(%(versions)s) GROUP BY 1;
