-- name: own_list
-- A citizen's own dossiers: what is wanted of them first, by its term; then what runs, by its date; then what is over.
SELECT * FROM (
    SELECT d.id, d.code, d.state, d.owner_name, d.submitted_at, d.due_at, d.processed_at, d.closed_at,
           v.name AS procedure_name, a.name AS agency_name, s.term_ends_on,
           d.linked_set_id IS NOT NULL AS is_linked,
           EXISTS (SELECT FROM dossiers_message m
                   WHERE m.dossier_id = d.id AND m.officer_id IS NOT NULL AND m.read_at IS NULL) AS has_message,
           proof.waits AS proof_waits,
           CASE WHEN d.state = ANY(%(wanted)s) AND NOT proof.waits THEN 'wanted' WHEN d.closed_at IS NULL THEN 'running' ELSE 'over' END AS part
    FROM dossiers_dossier d
    JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
    JOIN org_agency a ON a.id = d.receiving_agency_id
    LEFT JOIN LATERAL (
        SELECT term_ends_on FROM dossiers_supplement WHERE dossier_id = d.id AND d.state = ANY(%(asked)s)
        ORDER BY number DESC LIMIT 1) s ON true
    CROSS JOIN LATERAL (
        SELECT d.state = 'finance' AND EXISTS (
            SELECT FROM dossiers_paymentproof WHERE dossier_id = d.id AND answer = 'waiting') AS waits) proof
    WHERE d.owner_citizen_id = %(citizen)s AND d.parent_id IS NULL AND d.code IS NOT NULL
      AND (%(pattern)s = '' OR v.name_folded LIKE %(pattern)s OR d.owner_folded LIKE %(pattern)s
           OR lower(d.code) LIKE %(pattern)s)) own
ORDER BY CASE part WHEN 'wanted' THEN 0 WHEN 'running' THEN 1 ELSE 2 END,
         CASE WHEN part = 'wanted' THEN term_ends_on END,
         CASE WHEN part = 'running' THEN due_at END,
         closed_at DESC, submitted_at DESC, id DESC
LIMIT %(limit)s OFFSET %(offset)s;

-- name: own_counts
-- How many of them there are of each part.
SELECT CASE WHEN d.state = ANY(%(wanted)s) AND NOT proof.waits THEN 'wanted'
            WHEN d.closed_at IS NULL THEN 'running' ELSE 'over' END AS part,
       count(*) AS count
FROM dossiers_dossier d JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
CROSS JOIN LATERAL (
    SELECT d.state = 'finance' AND EXISTS (
        SELECT FROM dossiers_paymentproof WHERE dossier_id = d.id AND answer = 'waiting') AS waits) proof
WHERE d.owner_citizen_id = %(citizen)s AND d.parent_id IS NULL AND d.code IS NOT NULL
  AND (%(pattern)s = '' OR v.name_folded LIKE %(pattern)s OR d.owner_folded LIKE %(pattern)s
       OR lower(d.code) LIKE %(pattern)s)
GROUP BY 1;

-- name: own_codes
-- The numbers and codes of all of them.
SELECT id, code FROM dossiers_dossier WHERE owner_citizen_id = %(citizen)s AND parent_id IS NULL AND code IS NOT NULL
ORDER BY id DESC LIMIT 1000;

-- name: held_papers
-- The papers the house holds of one person or body that can be handed out, the newest of each name and content first.
-- Theirs are the dossiers filed from their account, and those whose owner has their number; `near` are the agencies
-- whose dossiers are asked for, none for all.
SELECT DISTINCT ON (c.name, f.sha256) c.name, c.file_id, f.name AS file_name, f.size, f.at, d.code, d.id AS dossier_id,
       coalesce(d.owner_citizen_id = %(citizen)s::bigint, false) AS is_own
FROM dossiers_dossier d
JOIN dossiers_component c ON c.dossier_id = d.id
JOIN files_storedfile f ON f.id = c.file_id
WHERE d.id IN (
    SELECT id FROM dossiers_dossier WHERE owner_citizen_id = %(citizen)s::bigint
    UNION ALL
    SELECT dossier_id FROM dossiers_party WHERE personal_id_hash <> '' AND personal_id_hash = %(number)s AND role = 'owner'
    UNION ALL
    SELECT dossier_id FROM dossiers_party WHERE tax_code <> '' AND tax_code = ANY(%(tax_codes)s) AND role = 'owner')
  AND (%(near)s::bigint[] IS NULL OR d.receiving_agency_id = ANY(%(near)s) OR d.competent_agency_id = ANY(%(near)s))
  AND d.parent_id IS NULL AND d.code IS NOT NULL AND f.scan_state IN ('clean', 'own')
ORDER BY c.name, f.sha256, f.at DESC, f.id DESC LIMIT %(limit)s;
