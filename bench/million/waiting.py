"""What waits beside the dossiers: answers to approve, drafts to sign, letters to send. The lives tell of none."""

from __future__ import annotations

from django.db import connection

from bench.million.lives import TODAY

_ANSWERS = """
INSERT INTO results_result (dossier_id, kind, title, body, is_negative, drafted_by_id, drafted_at, register_number)
SELECT s.dossier_id, 'written', 'Giấy xác nhận', 'Xác nhận nội dung đề nghị.', false,
       (SELECT done_by FROM dossiers_step
        WHERE dossier_id = s.dossier_id AND role = 'case_officer' AND done_by IS NOT NULL ORDER BY no LIMIT 1),
       %(at)s, ''
FROM dossiers_step s WHERE s.state = 'open' AND s.role = 'agency_leader'
"""
_PROPOSALS = """
INSERT INTO dossiers_proposal (dossier_id, kind, stage, content, ground, drafted_at, decided_at)
SELECT id, 'supplement', CASE WHEN id %% 2 = 0 THEN 'drafted' ELSE 'signed' END,
       '{"reason": "Còn thiếu giấy tờ", "items": []}', '', %(at)s, CASE WHEN id %% 2 = 1 THEN %(at)s END
FROM dossiers_dossier WHERE closed_at IS NULL AND state = 'in_process' AND id %% 3 = 0
"""


def lay_out() -> dict[str, int]:
    """An answer for each open step of a leader; a proposal for every third dossier in work, half of them signed."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, {"at": TODAY})
        answers = cursor.rowcount
        cursor.execute(_PROPOSALS, {"at": TODAY})
        proposals = cursor.rowcount
        cursor.execute("ANALYZE results_result, dossiers_proposal")
    return {"answers": answers, "proposals": proposals}
