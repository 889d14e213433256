-- name: next_handover
-- The next number of a desk's lists of a year, without a gap: taken last.
INSERT INTO dossiers_handovercounter (agency_id, year, last) VALUES (%(agency)s, %(year)s, 1)
ON CONFLICT (agency_id, year) DO UPDATE SET last = dossiers_handovercounter.last + 1
RETURNING last;

-- name: to_hand_over
-- What a desk took in on paper and has neither handed over nor put on a list: the list that was not received counts not.
SELECT d.id, d.code, d.owner_name, d.due_at, d.accepted_at, v.name AS procedure_name,
       CASE WHEN d.is_non_territorial THEN d.competent_agency_id ELSE d.receiving_agency_id END AS agency_id,
       CASE WHEN d.is_non_territorial THEN NULL ELSE d.handling_unit_id END AS unit_id,
       a.short_name AS agency_name, u.name AS unit_name
FROM dossiers_dossier d
JOIN catalog_procedureversion v ON v.id = d.procedure_version_id
JOIN org_agency a ON a.id = CASE WHEN d.is_non_territorial THEN d.competent_agency_id ELSE d.receiving_agency_id END
LEFT JOIN org_unit u ON u.id = d.handling_unit_id AND NOT d.is_non_territorial
WHERE d.receiving_agency_id = ANY(%(agencies)s) AND d.closed_at IS NULL AND d.parent_id IS NULL
  AND d.state IN ('accepted', 'in_process', 'in_transit')
  AND (d.is_non_territorial OR d.handling_unit_id IS NOT NULL)
  AND EXISTS (SELECT FROM dossiers_component c WHERE c.dossier_id = d.id AND NOT c.is_present_only
              AND c.originals + c.copies + c.certified_copies > 0)
  AND NOT EXISTS (SELECT FROM dossiers_handoveritem i WHERE i.dossier_id = d.id AND i.received IS NOT FALSE)
ORDER BY agency_name, unit_name NULLS FIRST, d.accepted_at, d.id LIMIT %(limit)s;
