"""One-time codes: each works once, the telephone's clock may be a little off, paper codes stand in for a lost one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from django.db import connection

from motcua.people import actions, refusals, throttle
from motcua.people.models import RecoveryCode, SecondFactor
from tests.factories import people
from tests.factories.people import BY, NOW

pytestmark = pytest.mark.django_db
STEP = timedelta(seconds=30)


@pytest.fixture
def officer():
    return people.officer()


@pytest.fixture
def enrolled(officer):
    """An officer whose second factor has been on for an hour, and the recovery codes."""
    factor = actions.begin_enrolment(officer=officer)
    before = NOW - timedelta(hours=1)
    codes = actions.confirm_enrolment(officer=officer, code=code_at(factor, before), now=before)
    return officer, codes


def code_at(factor, moment):
    return pyotp.TOTP(factor.secret).at(moment)


def use(officer, code, now=NOW):
    actions.check_code(account=officer.account, code=code, now=now)


@pytest.mark.parametrize(
    ("off", "accepted"), [(-2 * STEP, False), (-STEP, True), (0 * STEP, True), (STEP, True), (2 * STEP, False)]
)
def test_a_code_is_accepted_one_step_early_or_late(enrolled, off, accepted):
    officer, _ = enrolled
    code = code_at(officer.second_factor, NOW + off)
    if accepted:
        use(officer, code)
    else:
        with pytest.raises(refusals.WrongCode):
            use(officer, code)


def test_a_code_works_once(enrolled):
    officer, _ = enrolled
    code = code_at(officer.second_factor, NOW)
    use(officer, code)
    with pytest.raises(refusals.CodeAlreadyUsed):
        use(officer, code)


def test_after_a_code_an_older_one_is_dead_too(enrolled):
    officer, _ = enrolled
    use(officer, code_at(officer.second_factor, NOW))
    with pytest.raises(refusals.CodeAlreadyUsed):
        use(officer, code_at(officer.second_factor, NOW - STEP))


def test_the_code_that_enrolled_does_not_sign_in(officer):
    factor = actions.begin_enrolment(officer=officer)
    code = code_at(factor, NOW)
    actions.confirm_enrolment(officer=officer, code=code, now=NOW)
    with pytest.raises(refusals.CodeAlreadyUsed):
        use(officer, code)


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "12345", "１２３４５６", "' OR 1=1", "x" * 10_000, "\x00"])
def test_anything_else_is_a_wrong_code(enrolled, code):
    officer, _ = enrolled
    with pytest.raises(refusals.WrongCode):
        use(officer, code)


def test_wrong_codes_are_counted(enrolled):
    officer, _ = enrolled
    for _ in range(5):
        with pytest.raises(refusals.WrongCode):
            use(officer, "abcdef")
    with pytest.raises(throttle.TooManyTries):
        use(officer, code_at(officer.second_factor, NOW))


def test_a_recovery_code_works_once_however_it_is_typed(enrolled):
    officer, codes = enrolled
    use(officer, f" {codes[0].upper()} ")
    with pytest.raises(refusals.WrongCode):
        use(officer, codes[0])
    use(officer, codes[1].replace("-", ""))


def test_recovery_codes_are_not_in_the_table(enrolled):
    _, codes = enrolled
    stored = RecoveryCode.objects.values_list("code_hash", flat=True)
    assert len(stored) == len(codes) == 8
    assert not set(codes) & set(stored)


def test_a_recovery_code_of_one_officer_does_not_serve_another(enrolled):
    _, codes = enrolled
    other = people.officer()
    actions.confirm_enrolment(officer=other, code=code_at(actions.begin_enrolment(officer=other), NOW), now=NOW)
    with pytest.raises(refusals.WrongCode):
        use(other, codes[0])


def test_a_factor_not_yet_confirmed_lets_nobody_in(officer):
    factor = actions.begin_enrolment(officer=officer)
    with pytest.raises(refusals.NotEnrolled):
        use(officer, code_at(factor, NOW))


def test_enrolment_asked_twice_shows_the_same_key_until_it_is_confirmed(enrolled, officer):
    other = people.officer()
    assert actions.begin_enrolment(officer=other).secret == actions.begin_enrolment(officer=other).secret
    with pytest.raises(refusals.AlreadyEnrolled):
        actions.begin_enrolment(officer=enrolled[0])


def test_a_wrong_first_code_switches_nothing_on(officer):
    actions.begin_enrolment(officer=officer)
    with pytest.raises(refusals.WrongCode):
        actions.confirm_enrolment(officer=officer, code="000000", now=NOW)
    assert SecondFactor.objects.get().confirmed_at is None


def test_a_reset_forgets_the_telephone_and_its_paper_codes(enrolled):
    officer, codes = enrolled
    epoch = officer.account.epoch
    actions.reset_second_factor(officer=officer, by=BY, now=NOW)
    officer.refresh_from_db()
    with pytest.raises(refusals.NotEnrolled):
        use(officer, codes[0])
    assert officer.account.epoch == epoch + 1


def test_the_key_is_sealed_in_the_table(enrolled):
    officer, _ = enrolled
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM people_secondfactor")
        assert officer.second_factor.secret.encode() not in cursor.fetchone()[0]


def test_the_code_shown_in_the_demonstration_is_the_next_one_that_works(enrolled):
    officer, _ = enrolled
    for _ in range(2):
        factor = SecondFactor.objects.get(officer=officer)
        use(officer, actions.present_code(factor, now=NOW))
    assert actions.present_code(SecondFactor.objects.get(officer=officer), now=NOW) is None


@pytest.mark.django_db(transaction=True)
def test_of_two_requests_with_one_code_one_wins(enrolled):
    officer, _ = enrolled
    code = code_at(officer.second_factor, NOW)

    def one(_):
        try:
            use(officer, code)
        except (refusals.CodeAlreadyUsed, throttle.TooManyTries):
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(4))).count(True) == 1
