-- name: head
-- Where a subject's chain stands, and the database's clock. Ask for it after the subject is locked.
SELECT h.seq, h.hash, clock_timestamp() AS recorded_at
FROM (SELECT %(subject)s::text AS subject) s LEFT JOIN journal_journalhead h USING (subject);

-- name: lock_head
-- The same for a subject that has no row of its own to lock.
SELECT seq, hash, clock_timestamp() AS recorded_at FROM journal_journalhead WHERE subject = %(subject)s FOR UPDATE;

-- name: make_head
-- The first event of such a subject: whoever comes second waits here.
INSERT INTO journal_journalhead (subject, seq, hash) VALUES (%(subject)s, 0, %(hash)s) ON CONFLICT (subject) DO NOTHING;

-- name: append
-- One link of a chain, and with it the chain's new head.
WITH link AS (
    INSERT INTO journal_journalevent
        (subject, seq, kind, at, recorded_at, actor, agency_id, details, canonical, previous_hash, hash)
    VALUES (%(subject)s, %(seq)s, %(kind)s, %(at)s, %(recorded_at)s, %(actor)s, %(agency_id)s, %(details)s,
            %(canonical)s, %(previous_hash)s, %(hash)s)
    RETURNING subject, seq, hash
)
INSERT INTO journal_journalhead (subject, seq, hash) SELECT subject, seq, hash FROM link
ON CONFLICT (subject) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;

-- name: transactions_ahead
-- By how much the journal's transaction numbers are ahead of those this server has given out; 0 when they are not.
SELECT CASE WHEN max(txid) > pg_current_xact_id()::text::bigint THEN max(txid) ELSE 0 END AS shift
FROM journal_journalevent;

-- name: allow_renumbering
ALTER TABLE journal_journalevent DISABLE TRIGGER journal_insert_only;

-- name: renumber_transactions
-- Every number down by the same amount: the order in which readers take the events stays.
UPDATE journal_journalevent SET txid = txid - %(shift)s;

-- name: refuse_changes_again
ALTER TABLE journal_journalevent ENABLE TRIGGER journal_insert_only;
