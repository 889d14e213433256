-- name: send_proof
-- What the owner says they have paid, sealed where it could name somebody.
INSERT INTO dossiers_paymentproof (dossier_id, amount_vnd, paid_on, reference, file_id, sent_at, answer)
VALUES (%(dossier)s, %(amount)s, %(paid_on)s, %(reference)s, %(file)s, %(at)s, 'waiting');

-- name: proofs_waiting
-- How many proofs of a dossier nobody has answered.
SELECT count(*) FROM dossiers_paymentproof WHERE dossier_id = %(dossier)s AND answer = 'waiting';

-- name: waiting_proof
-- One of them, by its number.
SELECT amount_vnd, paid_on FROM dossiers_paymentproof
WHERE id = %(proof)s AND dossier_id = %(dossier)s AND answer = 'waiting';

-- name: refuse_proof
-- The desk says why it does not show the payment.
UPDATE dossiers_paymentproof SET answer = 'refused', reason = %(reason)s, answered_at = %(at)s, officer_id = %(officer)s
WHERE id = %(proof)s AND dossier_id = %(dossier)s AND answer = 'waiting';

-- name: take_proofs
-- The payment is recorded: what was sent for it is answered.
UPDATE dossiers_paymentproof SET answer = 'taken', answered_at = %(at)s, officer_id = %(officer)s
WHERE dossier_id = %(dossier)s AND answer = 'waiting';
