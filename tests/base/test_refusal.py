from motcua.base.refusal import Refusal


class AlreadyPaid(Refusal):
    code = "already-paid"
    vi = "Khoản này đã nộp ngày {paid_on}."
    en = "This was paid on {paid_on}."


def test_a_refusal_speaks_both_languages():
    refusal = AlreadyPaid(paid_on="01/12/2026")
    assert refusal.message_vi == str(refusal) == "Khoản này đã nộp ngày 01/12/2026."
    assert refusal.message_en == "This was paid on 01/12/2026."


def test_a_refusal_with_a_forgotten_parameter_still_speaks():
    assert AlreadyPaid().message_en == "This was paid on …."
